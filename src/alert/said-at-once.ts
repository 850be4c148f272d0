/**
 * A1, A3 and A5: what a patient said in so many words. Nothing is weighed: a yes that was not taken back, symptoms that
 * moved, and twice "unsure how". Pure.
 */
import { type Heard, isNews, type Occasion } from './occasion';
import { standing, type Told } from './told';

/** Answers by the code of the question. */
export interface CheckIn {
  id: string;
  answers: Readonly<Record<string, string>>;
  receivedAt: Date;
}

export interface CheckInWord {
  checkInId: string;
  kind: 'confirmed' | 'taken_back';
  codes: readonly string[];
}

/** A1, by question. A yes that nobody confirmed counts: only one that was taken back does not. */
export function redFlagAnswers(
  checkIns: readonly CheckIn[],
  words: readonly CheckInWord[],
  heard: Heard,
): Occasion[] {
  const isTakenBack = (id: string, code: string) =>
    words.some((word) => word.kind === 'taken_back' && word.checkInId === id && word.codes.includes(code));
  const yes = checkIns.flatMap(({ id, answers, receivedAt }) =>
    Object.keys(answers)
      .filter((code) => answers[code] === 'yes' && !isTakenBack(id, code))
      .map((code) => ({ code, checkInId: id, receivedAt })),
  );
  return latestOf(yes, ({ code }) => code)
    .filter(({ code, receivedAt }) => isNews(heard.of('A1', code), [receivedAt]))
    .map(({ code, checkInId }) => ({
      kind: 'A1',
      key: code,
      prescriptionId: null,
      facts: { codes: [code], checkInId },
    }));
}

/** A3, by what it was and by exercise. */
export function spreadingSymptoms(told: readonly Told[], heard: Heard): Occasion[] {
  const moved = standing(told).filter(({ spread }) => spread === 'further_down' || spread === 'numb_or_weak');
  const keyOf = ({ spread, itemId }: Told) => (itemId === null ? String(spread) : `${spread} ${itemId}`);
  return latestOf(moved, keyOf)
    .filter((one) => isNews(heard.of('A3', keyOf(one)), [one.receivedAt]))
    .map((one) => ({
      kind: 'A3',
      key: keyOf(one),
      prescriptionId: one.prescriptionId,
      facts: { spread: one.spread, itemId: one.itemId, pain: one.pain, day: one.day },
    }));
}

const TIMES_UNSURE = 2;

/** A5, by exercise: in two sessions, however often it was due in one. */
export function unsureHow(told: readonly Told[], heard: Heard): Occasion[] {
  const unsure = standing(told).filter(({ notDoneBecause }) => notDoneBecause === 'unsure_how');
  const items = [...new Set(unsure.flatMap(({ itemId }) => itemId ?? []))];
  return items.flatMap((itemId): Occasion[] => {
    const before = heard.of('A5', itemId);
    const { closedAt } = before;
    const since = unsure.filter(
      (one) => one.itemId === itemId && (closedAt === null || one.receivedAt > closedAt),
    );
    const sessions = new Set(since.map(({ sessionId, day }) => sessionId ?? day));
    const received = since.map(({ receivedAt }) => receivedAt);
    if (sessions.size < TIMES_UNSURE || !isNews(before, received)) return [];
    const days = [...new Set(since.map(({ day }) => day))].sort();
    const prescriptionId = since.at(-1)?.prescriptionId ?? null;
    return [{ kind: 'A5', key: itemId, prescriptionId, facts: { itemId, days, times: sessions.size } }];
  });
}

function latestOf<T extends { receivedAt: Date }>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const latest = new Map<string, T>();
  for (const one of all) {
    const known = latest.get(keyOf(one));
    if (!known || one.receivedAt > known.receivedAt) latest.set(keyOf(one), one);
  }
  return [...latest.values()];
}
