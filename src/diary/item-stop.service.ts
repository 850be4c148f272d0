import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { ClinicService } from '../clinic/clinic.service';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import {
  findStop,
  isInForce,
  type ItemStop,
  liftAsClinician,
  liftOwn,
  openStops,
  openStopsOf,
} from './item-stop.repository';
import { readWords } from '../language/language.repository';
import type { Words } from '../language/words';
import { STAYS_STOPPED } from './wording';

/** Stops that somebody chooses or lifts. Those that follow from the diary are drawn in consequence.service.ts. */
@Injectable()
export class ItemStopService {
  constructor(private readonly clinics: ClinicService) {}

  /**
   * Until tomorrow, as the patient wishes; what is stopped already stays as it is. Throws not_found for what is not shown to
   * them.
   */
  async stopOwn(tx: Tx, itemId: string): Promise<ItemStop> {
    const standing = (await openStopsOf(tx, itemId)).find(
      ({ until, day }) => until === 'reviewed' || day >= tx.today,
    );
    if (standing) return standing;
    const shown = await getShown(tx, itemId);
    const [stop] = await openStops(tx, [
      {
        ...shown,
        itemId,
        until: 'tomorrow',
        because: 'own_choice',
        entryId: null,
        at: tx.now,
        day: tx.today,
      },
    ]);
    if (!stop) throw new AppError('not_found');
    await this.recorded(tx, 'item_stop.opened', [stop]);
    return stop;
  }

  /**
   * Takes back the patient's own choice; nothing where nothing is stopped. Throws not_found for what was never theirs to stop, and
   * item_stop.not_own_choice where something else stops it too, for it would not come back.
   */
  async takeBackOwn(tx: Tx, itemId: string): Promise<void> {
    const open = (await openStopsOf(tx, itemId)).filter((stop) => isInForce(stop, tx.today));
    if (open.length === 0) await getShown(tx, itemId);
    const others = open.filter(({ because }) => because !== 'own_choice');
    // what waits for the clinic waits longest
    const [longest] = others.sort((a, b) => Number(b.until === 'reviewed') - Number(a.until === 'reviewed'));
    if (longest) throw new AppError('item_stop.not_own_choice', staysStopped(longest, await readWords(tx)));
    const own = open.filter(({ because }) => because === 'own_choice');
    await liftOwn(
      tx,
      own.map(({ id }) => id),
    );
    if (own.length > 0) await this.recorded(tx, 'item_stop.lifted', own);
  }

  /**
   * Lifts all that keeps the exercise from being shown, whatever gave rise to it. Throws not_found, item_stop.lifted_already and
   * item_stop.lifter_not_entitled.
   */
  async lift(tx: Tx, id: string): Promise<void> {
    const stop = await findStop(tx, id);
    if (!stop) throw new AppError('not_found');
    const { staff, clinic } = await this.clinics.getSelf(tx);
    if (!staff.maySign(tx.today, clinic)) throw new AppError('item_stop.lifter_not_entitled');
    const open = await openStopsOf(tx, stop.itemId);
    if (!open.some((one) => one.id === id)) throw new AppError('item_stop.lifted_already');
    await liftAsClinician(
      tx,
      open.map((one) => one.id),
    );
    await this.recorded(tx, 'item_stop.lifted', open);
  }

  private recorded(tx: Tx, action: `item_stop.${string}`, stops: readonly ItemStop[]): Promise<void> {
    const ids = stops.map(({ id }) => id);
    const patientIds = [...new Set(stops.map(({ patientId }) => patientId))];
    return record(tx, action, { type: 'item_stop', ids, patientIds });
  }
}

const staysStopped = ({ because }: ItemStop, words: Words): string | undefined =>
  because === 'own_choice' ? undefined : words.say(STAYS_STOPPED[because].id);

async function getShown(tx: Tx, itemId: string): Promise<{ prescriptionId: string }> {
  const [shown] = await tx.query<{ prescriptionId: string }>(
    'select prescription_id as "prescriptionId" from portal.advised_item where id = $1',
    [itemId],
  );
  if (!shown) throw new AppError('not_found');
  return shown;
}
