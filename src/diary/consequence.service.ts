import { Injectable } from '@nestjs/common';
import { raiseAlert } from '../alert/raise-alert';
import { movedSymptoms } from '../alert/said-at-once';
import { record } from '../audit/record';
import { ClinicalRules } from '../clinic/clinical-rules';
import type { Tx } from '../db/tx';
import { currentEntries } from './corrections';
import type { Entry } from './diary';
import type { ConsequenceDto } from './diary.dto';
import { findWithCorrections, stoppedBefore } from './diary.repository';
import {
  isInForce,
  type ItemStop,
  liftOwn,
  type NewStop,
  openStops,
  readAccepted,
  readShownItems,
  stopsOfEntries,
} from './item-stop.repository';
import { heardBefore } from './heard-entry.repository';
import { readWords } from '../language/language.repository';
import type { Words } from '../language/words';
import { PAIN_RULES, painRuleFor } from './pain-policy';
import { isPlanPaused, pauseForNumbness } from './plan-pause';
import { itemNow, type Ruled, ruled as ruledBy, type ShownItems, stopFor } from './stop-for';
import { PLAN_PAUSED, STOPPED } from './wording';

/**
 * What follows from what was told: an exercise is stopped, the plan is paused, the clinic is told. Drawn from the set of entries
 * that hold, not from the one that came last, so that it comes to the same in whatever order they arrive. Where the software only
 * records, nothing is stopped; that pain spread is passed on in the patient's own words all the same.
 */
@Injectable()
export class ConsequenceService {
  constructor(private readonly rules: ClinicalRules) {}

  /**
   * `told`: what was sent and is in the diary now; `kept`: ids of those that are new. Answers what is stopped because of them, also
   * when they were sent before. Deliveries of one patient wait for each other here.
   */
  async draw(tx: Tx, told: readonly Entry[], kept: ReadonlySet<string>): Promise<ConsequenceDto[]> {
    if (!(await isToBeWeighed(tx, told))) return [];
    const patientId = tx.actor.patientId as string;
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`diary ${patientId}`]);
    const ids = told.map(({ id }) => id);
    const family = await findWithCorrections(tx, patientId, { ids });
    const current = currentEntries(family);
    const news = await this.notHeard(tx, current, kept);
    if (!this.rules.advise) {
      await this.tellClinic(tx, current, news);
      return [];
    }
    const shown = await readShownItems(tx);
    const ruled = current.map((entry) => ruledBy(entry, shown));
    const before = await stopsOfEntries(
      tx,
      family.map(({ id }) => id),
    );
    const lifted = await this.liftGroundless(tx, before, ruled, shown);
    const opened = await this.open(tx, before, ruled, shown);
    await this.pause(tx, ruled, news);
    opened.push(...(await this.openLeftOpen(tx, before, ruled, shown)));
    await this.tellClinic(tx, current, news);
    if (opened.length > 0) await this.recorded(tx, 'item_stop.opened', opened);
    const standing = [...before.filter(({ id }) => !lifted.has(id)), ...opened];
    const words = await readWords(tx);
    return [
      ...(await this.planPaused(tx, ruled, words)),
      ...standing.filter((stop) => isInForce(stop, tx.today)).map((stop) => toConsequence(stop, words)),
    ];
  }

  /** Of what was told before the record was merged and is sent again: what stands because of it. Nothing new is drawn. */
  async repeat(tx: Tx, told: readonly Entry[]): Promise<ConsequenceDto[]> {
    if (told.length === 0 || !this.rules.advise) return [];
    const stops = (await stoppedBefore(tx, told)).filter((stop) => isInForce(stop, tx.today));
    const words = await readWords(tx);
    const isNumb = told.some(({ spread }) => spread === 'numb_or_weak');
    return [
      ...(isNumb && (await isPlanPaused(tx)) ? [pausedPlan(words)] : []),
      ...stops.map((stop) => toConsequence(stop, words)),
    ];
  }

  /** What a correction took the reason from. What waits for a clinician stays. */
  private async liftGroundless(
    tx: Tx,
    stops: readonly ItemStop[],
    ruled: readonly Ruled[],
    { accepts }: ShownItems,
  ): Promise<Set<string>> {
    const stands = ({ entryId, itemId }: ItemStop): boolean => {
      const held = ruled.find(({ entry }) => entry.id === entryId);
      // what shows no more cannot be judged anew
      return held !== undefined && (held.rule?.verdict === 'stop_today' || !accepts.has(itemId));
    };
    const groundless = stops.filter(
      (stop) => stop.until === 'tomorrow' && isInForce(stop, tx.today) && !stands(stop),
    );
    await liftOwn(
      tx,
      groundless.map(({ id }) => id),
    );
    if (groundless.length > 0) await this.recorded(tx, 'item_stop.lifted', groundless);
    return new Set(groundless.map(({ id }) => id));
  }

  /** Once for an entry: what a clinician lifted is not stopped again by the same words. */
  private async open(
    tx: Tx,
    before: readonly ItemStop[],
    ruled: readonly Ruled[],
    shown: ShownItems,
  ): Promise<ItemStop[]> {
    const fresh = ruled.filter(({ entry }) => before.every(({ entryId }) => entryId !== entry.id));
    const stops = fresh.flatMap((one): NewStop[] => {
      const stop = one.rule === PAIN_RULES.numb_or_weak ? null : stopFor(one, tx.today);
      return stop === null ? [] : [{ ...placeOf(one.entry, shown), ...stop }];
    });
    return openStops(tx, stops);
  }

  /** What is there for comfort shows during a pause for pain; but not when it was what brought the numbness on. */
  private openLeftOpen(
    tx: Tx,
    before: readonly ItemStop[],
    ruled: readonly Ruled[],
    shown: ShownItems,
  ): Promise<ItemStop[]> {
    const stops = ruled
      .filter(({ entry, rule }) => rule === PAIN_RULES.numb_or_weak && entry.itemId !== null)
      .filter(({ entry }) => before.every(({ entryId }) => entryId !== entry.id))
      .map(({ entry }): NewStop => ({
        ...placeOf(entry, shown),
        until: 'reviewed',
        because: 'spreads_down',
        onlyIfShown: true,
      }));
    return openStops(tx, stops);
  }

  private async pause(tx: Tx, ruled: readonly Ruled[], news: ReadonlySet<string>): Promise<void> {
    const isNews = ruled.some(({ entry, rule }) => rule === PAIN_RULES.numb_or_weak && news.has(entry.id));
    if (isNews) await pauseForNumbness(tx);
  }

  /** Of those that are new, what was not heard already when it could not be kept (unkept.service.ts). */
  private async notHeard(tx: Tx, current: readonly Entry[], kept: ReadonlySet<string>): Promise<Set<string>> {
    const ids = current.flatMap((one) => (kept.has(one.id) && movedSymptoms(one) ? [one.id] : []));
    const heard = ids.length > 0 ? await heardBefore(tx, ids) : new Set<string>();
    return new Set(ids.filter((id) => !heard.has(id)));
  }

  /** Alert A3, once for what is open about it. */
  private async tellClinic(tx: Tx, current: readonly Entry[], news: ReadonlySet<string>): Promise<void> {
    for (const entry of current) {
      const heard = news.has(entry.id) ? movedSymptoms(entry) : null;
      if (heard) await raiseAlert(tx, { ...heard, patientId: tx.actor.patientId as string });
    }
  }

  private async planPaused(tx: Tx, ruled: readonly Ruled[], words: Words): Promise<ConsequenceDto[]> {
    if (ruled.every(({ rule }) => rule !== PAIN_RULES.numb_or_weak)) return [];
    return (await isPlanPaused(tx)) ? [pausedPlan(words)] : [];
  }

  private recorded(tx: Tx, action: `item_stop.${string}`, stops: readonly ItemStop[]): Promise<void> {
    const ids = stops.map(({ id }) => id);
    return record(tx, action, { type: 'item_stop', ids, patientIds: [tx.actor.patientId as string] });
  }
}

const pausedPlan = (words: Words): ConsequenceDto => ({
  ...{
    itemId: null,
    prescriptionId: null,
    entryId: null,
    until: 'reviewed',
    text: words.say(PLAN_PAUSED.id),
  },
});

/**
 * Most entries hurt nobody, and most pain is what the exercise accepts: then nothing follows, and the gate need not be read. Of an
 * exercise that shows no more fewer rules speak than here, never more.
 */
async function isToBeWeighed(tx: Tx, told: readonly Entry[]): Promise<boolean> {
  if (told.some(({ corrects }) => corrects !== null)) return true;
  if (!told.some(mayMatter)) return false;
  const ids = told.map(({ id }) => id);
  const known = new Map((await readAccepted(tx, ids)).map((one) => [one.id, one]));
  return told.some((entry) => {
    const { accepts = null, isCorrected = true } = known.get(entry.id) ?? {};
    return isCorrected || painRuleFor(entry, accepts) !== null;
  });
}

/** Without any of these no rule speaks. */
const mayMatter = ({ pain, spread, notDoneBecause }: Entry): boolean =>
  (pain ?? 0) > 0 || (spread ?? 'none') !== 'none' || notDoneBecause === 'pain';

function placeOf(entry: Entry, shown: ShownItems) {
  const itemId = itemNow(entry.itemId as string, shown);
  const { id: entryId, at, day } = entry;
  return { prescriptionId: entry.prescriptionId as string, itemId, entryId, at, day };
}

function toConsequence({ itemId, prescriptionId, until, because }: ItemStop, words: Words): ConsequenceDto {
  return { itemId, prescriptionId, entryId: null, until, text: words.say(STOPPED[because].id) };
}
