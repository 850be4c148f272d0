/**
 * What a new version changed of the one before, for the patient: what is new, what was taken out, what is more or less. Written
 * once, at issue. It says what, never why: the reason may be clinical, and the clinician tells it in person. Pure; the words stay
 * within the reading level of routine/wording.ts, but for the names of exercises.
 */
import type { Dosage } from '../dosage/dosage';
import { isHarder } from '../dosage/dose-demand';
import { daysAWeek, timesADay } from '../dosage/how-often';
import { ENGLISH_DOSE } from '../dosage/sentence/dose-words';
import { amountWords } from '../dosage/sentence/quantity-words';
import type { PrescriptionItem } from './prescription.entity';
import { badDayChange, pairUp, samePictures, type Told, titleOf, videoOf } from './what-changed';

export type ToldDose = Told & Pick<PrescriptionItem, 'dosage'>;

/** For a version that differs in nothing that the patient reads: in its dates, or in what clinicians noted. */
const AS_IT_WAS = 'Your plan goes on as it was.';

export function changesInWords(before: readonly ToldDose[], after: readonly ToldDose[]): string[] {
  const pairs = pairUp(before, after);
  const stayed = new Set(pairs.map(([was]) => was));
  const paired = new Set(pairs.map(([, is]) => is));
  const inOrder = [...pairs].sort(([, a], [, b]) => a.place - b.place);
  const lines = [
    ...after.filter((item) => !paired.has(item)).map((item) => `New: ${titleOf(item)}.`),
    ...before.filter((item) => !stayed.has(item)).map((item) => `Taken out: ${titleOf(item)}.`),
    ...inOrder.flatMap(([was, is]) => differences(was, is)),
    ...(inOrder.some(([was], index) => index > 0 && was.place < inOrder[index - 1]![0].place)
      ? ['You do them in a new order.']
      : []),
  ];
  return lines.length > 0 ? lines : [AS_IT_WAS];
}

function differences(was: ToldDose, is: ToldDose): string[] {
  const title = titleOf(is);
  const badDay = badDayChange(was, is);
  return [
    ...(titleOf(was) === title ? [] : [`${title}: it used to be ${titleOf(was)}.`]),
    ...(was.doseSentence === is.doseSentence ? [] : [`${title}: ${doseWords(was.dosage, is.dosage)}`]),
    ...(sameLines(was.steps, is.steps) && sameLines(was.mistakes, is.mistakes)
      ? []
      : [`${title}: read again how to do it.`]),
    ...(videoOf(was) === videoOf(is) ? [] : [`${title}: ${videoWords(was, is)}`]),
    ...(samePictures(was, is) ? [] : [`${title}: ${picturesWords(was, is)}`]),
    ...(badDay ? [`${title}: ${BAD_DAY[badDay]}`] : []),
  ];
}

function doseWords(was: Dosage, is: Dosage): string {
  const [more, less] = [isHarder(was, is), isHarder(is, was)];
  const what = more === less ? 'not the same as before.' : more ? 'more than before.' : 'less than before.';
  const instead = insteadOf(was, is);
  return instead ? `${what} ${instead}` : `${what} Read it again, please.`;
}

/** "3 sets of 10 instead of 2." Null where so few words could not say it. */
function insteadOf(was: Dosage, is: Dosage): string | null {
  const [then, now] = [briefly(was), briefly(is)];
  if (!then || !now || then.unlike !== now.unlike) return null;
  const said = (['sets', 'days', 'times'] as const).filter((part) => then[part] !== now[part]);
  const [only] = said;
  if (said.length !== 1 || !only) return null;
  if (only !== 'sets') return `${now[only]} instead of ${then[only]}.`;
  // "3 sets of 10 instead of 2": what is alike is said once
  return `${now.sets} instead of ${then.reps === now.reps ? then.count : then.sets}.`;
}

interface Brief {
  sets: string;
  count: string;
  reps: string;
  days: string;
  times: string;
  /** All else of the dose: only what is alike in it can be told apart in so few words. */
  unlike: string;
}

/** Of a dose of one session with one kind of sets; null for any other. */
function briefly(dosage: Dosage): Brief | null {
  const [session, ...more] = dosage.sessions;
  const [set, ...others] = session?.sets ?? [];
  const { exact, min, max } = set?.reps ?? {};
  if (!session || !set || more.length + others.length > 0 || (exact ?? min) === undefined) return null;
  const { reps: _reps, count, ...ofSet } = set;
  const { perWeek: _perWeek, perDay: _perDay, perDayMax: _most, ...schedule } = session.schedule;
  const reps = amountWords(ENGLISH_DOSE, { exact, min, max });
  const [days, times] = [daysAWeek(session.schedule), timesADay(session.schedule)];
  const spanWords = ({ min: from, max: to }: { min: number; max: number }) =>
    amountWords(ENGLISH_DOSE, from === to ? { exact: from } : { min: from, max: to });
  return {
    reps,
    count: `${count}`,
    sets: `${count} ${count === 1 ? 'set' : 'sets'} of ${reps}`,
    days: days.max === 1 ? '1 day a week' : `${spanWords(days)} days a week`,
    times: times.max === 1 ? 'once a day' : `${spanWords(times)} times a day`,
    unlike: JSON.stringify([{ ...dosage, sessions: [{ ...session, sets: [ofSet], schedule }] }]),
  };
}

function videoWords(was: Told, is: Told): string {
  if (videoOf(was) === null) return 'it has a video now.';
  return videoOf(is) === null ? 'it has no video any more.' : 'it has a new video.';
}

function picturesWords(was: Told, is: Told): string {
  if (was.pictures.length === 0) return 'it has pictures now.';
  return is.pictures.length === 0 ? 'it has no pictures any more.' : 'it has new pictures.';
}

const BAD_DAY = {
  dose: 'the easier set for bad days is new.',
  choice: 'what to do on a bad day is new.',
};

const sameLines = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((line, index) => line === other[index]);
