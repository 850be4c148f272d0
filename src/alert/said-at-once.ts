/**
 * A1, A3 and A5: what a patient said in so many words. Nothing is weighed: a yes, symptoms that moved, and twice "unsure how".
 * Whoever hears the first two raises them at once; that the same is open already, raiseAlert sees. Pure.
 */
import { currentEntries } from '../diary/corrections';
import { type Heard, isNews, type Occasion } from './occasion';
import { USUAL_THRESHOLD } from './rising-pain';
import { sittingOf, type Told } from './told';

/** A check-in with a yes, and what was said of its answers since. Codes of its questions. */
export interface AnsweredYes {
  checkInId: string;
  level: string;
  yes: readonly string[];
  confirmed: readonly string[];
  takenBack: readonly string[];
}

/**
 * A1, once for a check-in: from the yes on, before anybody confirmed it. What is said of it later changes its facts; one that was
 * taken back stays on the list until a clinician looked.
 */
export function redFlagYes({ checkInId, level, yes, confirmed, takenBack }: AnsweredYes): Occasion | null {
  if (yes.length === 0) return null;
  const said = { confirmedCodes: confirmed, takenBackCodes: takenBack };
  const facts = { ...said, confirmed: confirmed.length > 0, takenBack: takenBack.length > 0 };
  return {
    kind: 'A1',
    key: checkInId,
    prescriptionId: null,
    facts: { checkInId, level, codes: yes, ...facts },
  };
}

type Moved = Pick<Told, 'id' | 'spread' | 'itemId' | 'prescriptionId' | 'pain' | 'day'>;

/** A3, by exercise; what is newly numb or weak is one, whatever brought it on. */
export function movedSymptoms({ id, spread, itemId, prescriptionId, pain, day }: Moved): Occasion | null {
  if (spread !== 'further_down' && spread !== 'numb_or_weak') return null;
  const key = spread === 'numb_or_weak' ? spread : (itemId ?? 'next_morning');
  return { kind: 'A3', key, prescriptionId, facts: { entryId: id, itemId, spread, pain, day } };
}

/** Of what was told in an entry that the diary could not keep, and why not. */
type NotKept = Pick<Told, 'id' | 'pain' | 'day'> & { spread: string | null; refusal: string };

/**
 * A3, or A2 for pain above the usual limit: once for an entry, by whoever refused it. What exercise it names is left out: it may be
 * none of theirs.
 */
export function hurtsUnkept({ id, spread, pain, day, refusal }: NotKept): Occasion | null {
  const facts = { because: 'not_kept', refusal, entryId: id, day };
  const base = { key: 'not_kept', prescriptionId: null };
  if (spread === 'numb_or_weak')
    return { ...base, kind: 'A3', key: spread, facts: { ...facts, spread, pain } };
  if (spread === 'further_down') return { ...base, kind: 'A3', facts: { ...facts, spread, pain } };
  if (pain === null || pain <= USUAL_THRESHOLD.over) return null;
  return { ...base, kind: 'A2', facts: { ...facts, pain: [pain], days: [day] } };
}

const TIMES_UNSURE = 2;

/** A5, by exercise: in two sessions, however often it was due in one. */
export function unsureHow(told: readonly Told[], heard: Heard): Occasion[] {
  const unsure = currentEntries(told).filter(({ notDoneBecause }) => notDoneBecause === 'unsure_how');
  const items = [...new Set(unsure.flatMap(({ itemId }) => itemId ?? []))];
  return items.flatMap((itemId): Occasion[] => {
    const before = heard.of('A5', itemId);
    const { closedAt } = before;
    const since = unsure.filter(
      (one) => one.itemId === itemId && (closedAt === null || one.receivedAt > closedAt),
    );
    const sessions = new Set(since.map(sittingOf));
    const received = since.map(({ receivedAt }) => receivedAt);
    if (sessions.size < TIMES_UNSURE || !isNews(before, received)) return [];
    const days = [...new Set(since.map(({ day }) => day))].sort();
    const prescriptionId = since.at(-1)?.prescriptionId ?? null;
    return [{ kind: 'A5', key: itemId, prescriptionId, facts: { itemId, days, times: sessions.size } }];
  });
}
