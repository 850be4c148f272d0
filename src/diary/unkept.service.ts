import { Injectable } from '@nestjs/common';
import { raiseAll } from '../alert/after-entries';
import { hurtsUnkept } from '../alert/said-at-once';
import { record } from '../audit/record';
import { ClinicalRules } from '../clinic/clinical-rules';
import type { Tx } from '../db/tx';
import type { ConsequenceDto } from './diary.dto';
import { keepHeard, type Unkept } from './heard-entry.repository';
import { type NewStop, openStops, readShownItems } from './item-stop.repository';
import { readWords } from '../language/language.repository';
import type { Words } from '../language/words';
import { pauseForNumbness } from './plan-pause';
import { itemNow, type Ruled, ruled, type ShownItems, stopFor } from './stop-for';
import { PLAN_PAUSED, STOPPED, UNKEPT_PAIN } from './wording';

/**
 * What hurts is heard even where its entry cannot be kept: the patient reads what to do, the clinic is told, and numbness pauses
 * the plan. Once for each id of an entry, however often it is sent. Where the software only records, it passes on that pain spread
 * and nothing else.
 */
@Injectable()
export class UnkeptService {
  constructor(private readonly rules: ClinicalRules) {}

  /** Of entries that were refused for what they are, and not because another has their id. */
  async hear(tx: Tx, unkept: readonly Unkept[]): Promise<ConsequenceDto[]> {
    const hurting = unkept.filter((one) => occasionOf(one) !== null);
    if (hurting.length === 0) return [];
    const patientId = tx.actor.patientId as string;
    const heard = await keepHeard(tx, hurting);
    const news = hurting.filter(({ entry }) => heard.has(entry.id));
    if (news.length > 0) {
      await record(tx, 'diary.heard', { type: 'heard_entry', ids: [...heard], patientIds: [patientId] });
    }
    // several of one delivery are told at once, by the worst
    const worst = [...news].sort((a, b) => (a.entry.pain ?? 0) - (b.entry.pain ?? 0));
    const occasions = worst.flatMap((one) => occasionOf(one) ?? []);
    const byKey = new Map(occasions.map((one) => [`${one.kind} ${one.key}`, one]));
    await raiseAll(tx, patientId, [...byKey.values()], this.rules);
    if (!this.rules.advise) return [];
    const shown = await readShownItems(tx);
    await this.stop(tx, news, shown);
    const words = await readWords(tx);
    return [
      ...new Map(
        hurting.map((one) => told(one, shown, words)).map((one) => [JSON.stringify(one), one]),
      ).values(),
    ];
  }

  /** Of exercises that show, as a kept entry would; numbness stops what the pause leaves open. */
  private async stop(tx: Tx, news: readonly Unkept[], shown: ShownItems): Promise<void> {
    const all = news.map(({ entry }) => ruled(dated(entry, tx.today), shown));
    const isNumb = ({ entry }: Ruled) => entry.spread === 'numb_or_weak';
    const stopsOf = (some: Ruled[]) => some.flatMap((one) => newStop(one, shown, tx));
    const opened = await openStops(tx, stopsOf(all.filter((one) => !isNumb(one))));
    if (all.some(isNumb)) await pauseForNumbness(tx);
    opened.push(...(await openStops(tx, stopsOf(all.filter(isNumb)))));
    if (opened.length === 0) return;
    const ids = opened.map(({ id }) => id);
    const patientIds = [tx.actor.patientId as string];
    await record(tx, 'item_stop.opened', { type: 'item_stop', ids, patientIds });
  }
}

function occasionOf({ entry, refusal }: Unkept) {
  return hurtsUnkept({ ...entry, refusal });
}

/** A device's clock may be wrong: what is told is told of no day to come. */
const dated = <E extends { day: string }>(entry: E, today: string): E =>
  entry.day > today ? { ...entry, day: today } : entry;

function newStop(one: Ruled, shown: ShownItems, { now, today }: Tx): NewStop[] {
  const stop = stopFor(one, today);
  if (stop === null) return [];
  const itemId = itemNow(one.entry.itemId as string, shown);
  const prescriptionId = shown.accepts.get(itemId)?.prescriptionId;
  if (prescriptionId === undefined) return [];
  return [{ ...stop, itemId, prescriptionId, entryId: null, at: now, day: one.entry.day, onlyIfShown: true }];
}

/** As it would be said of a kept one; of an exercise that shows to nobody nothing is said but what to do. */
function told({ entry }: Unkept, shown: ShownItems, words: Words): ConsequenceDto {
  if (entry.spread === 'numb_or_weak') {
    return {
      itemId: null,
      prescriptionId: null,
      entryId: null,
      until: 'reviewed',
      text: words.say(PLAN_PAUSED.id),
    };
  }
  const itemId = entry.itemId && itemNow(entry.itemId, shown);
  const known = (itemId && shown.accepts.get(itemId)) || null;
  const isSpread = entry.spread === 'further_down';
  return {
    itemId: known && itemId,
    prescriptionId: known?.prescriptionId ?? null,
    entryId: entry.id,
    until: isSpread ? 'reviewed' : 'tomorrow',
    text: words.say((isSpread ? STOPPED.spreads_down : UNKEPT_PAIN).id),
  };
}
