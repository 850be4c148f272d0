/**
 * What the rules ask of the person, whatever the episode: pressure, bones, heart, balance, eyes and the rest. Readings and
 * falls have dates, because what was true then may not be now.
 */
import { isUnder16 } from '../../calendar/age';
import { A_YEAR, daysBetween, HALF_A_YEAR, WEEKS_12, WEEKS_2 } from '../../calendar/days';
import type { BloodPressure } from '../../finding/findings';
import type { Known } from '../known';
import { always, flagged, historyOf, inItsWords, type NamedFact, no, UNKNOWN, yes } from './named-fact';
import type { Fact } from '../rule-language';

const ASK_PRESSURE = 'What is the blood pressure, the lower of two readings after five minutes of rest?';

export const HISTORY_FACTS = {
  pressure_very_high: {
    says: 'resting blood pressure, within 6 months, is 180 systolic or 110 diastolic, or more',
    question: ASK_PRESSURE,
    isListed: always,
    read: (known) => pressure(known, 'very_high'),
  },
  pressure_high: {
    says: 'resting blood pressure, within 6 months, is 160 to 179 systolic or 100 to 109 diastolic',
    question: ASK_PRESSURE,
    isListed: always,
    read: (known) => pressure(known, 'high'),
  },
  pressure_not_known: {
    says: 'blood pressure was not taken within 6 months',
    question: ASK_PRESSURE,
    read(known) {
      const reading = restingPressure(known);
      if (!reading) return yes('blood pressure not known', null);
      return isTooOld(reading, known)
        ? yes(`${inNumbers(reading)} is too old to count`, reading.on)
        : no(inNumbers(reading), reading.on);
    },
  },
  hypertension: {
    says: 'has hypertension',
    question: 'Has the patient high blood pressure?',
    read: (known) => historyOf(known, 'hypertension', 'hypertension', true),
  },
  heart_disease: {
    says: 'has heart or valve disease',
    question: 'Has the patient heart or valve disease?',
    read: (known) => historyOf(known, 'heartDisease', 'heart disease', true),
  },
  heart_symptoms: {
    says: 'has unstable heart symptoms (red flag CARD)',
    question: 'Are there heart symptoms, as the red flag asks?',
    read: ({ screen }) => flagged(screen.CARD, ({ isHard }) => isHard, 'unstable heart symptoms'),
  },
  heart_event_not_cleared: {
    says: 'had a heart attack or the like within 12 weeks, not cleared for exercise since',
    question: 'Was there a heart attack or the like, and was exercise cleared since?',
    read({ history, today }) {
      const said = history.cardiacEvent;
      if (!said) return UNKNOWN;
      if ('none' in said.value) return no('no cardiac event', said.foundOn);
      const { on, clearedOn } = said.value;
      const isRecent = daysBetween(on, today) <= WEEKS_12 && clearedOn === undefined;
      return (isRecent ? yes : no)(
        `cardiac event on ${on}, ${clearedOn ? `cleared on ${clearedOn}` : 'no clearance recorded'}`,
        said.foundOn,
      );
    },
  },
  aneurysm: {
    says: 'has an abdominal aneurysm, or had one repaired (red flag VASC)',
    question: 'Is an aneurysm known, as the red flag asks?',
    read: ({ screen }) => flagged(screen.VASC, ({ answer }) => answer === 'yes', 'aneurysm', true),
  },
  osteoporosis: {
    says: 'has osteoporosis',
    question: 'Has the patient osteoporosis?',
    isListed: always,
    read: (known) => historyOf(known, 'osteoporosis', 'osteoporosis', true),
  },
  fragility_fractures: {
    says: 'had a vertebra broken, or two or more bones broken by little',
    question: 'Was a vertebra broken, or were two or more bones broken by little?',
    isListed: always,
    read: (known) => fragilityFractures(known),
  },
  no_fragility_fracture_shown: {
    says: 'no vertebra is known to be broken, and not two bones by little',
    question: 'Was a vertebra broken, or were two or more bones broken by little?',
    read(known) {
      const fact = fragilityFractures(known);
      if (fact.truth === 'yes') return no(fact.words, fact.foundOn);
      return yes(fact.truth === 'no' ? fact.words : 'fractures not known', fact.foundOn, true);
    },
  },
  bone_stress: {
    says: 'has a bone stress injury, suspected or confirmed, that is not cleared',
    question: 'Is a bone stress injury suspected or confirmed, and is it cleared?',
    read({ history, screen }) {
      const charted = history.boneStress;
      const screened = flagged(screen.BSI, ({ isHard }) => isHard, 'suspected bone stress injury');
      // the newer word counts; of the same day what was charted, which says more
      const isNewer = (screened.foundOn ?? '') > (charted?.foundOn ?? '');
      if (!charted || (screened.truth === 'yes' && isNewer)) return screened;
      const { state, clearedOn } = charted.value;
      if (state === 'none') return no('no bone stress injury', charted.foundOn);
      const words = `bone stress injury ${state}`;
      return clearedOn
        ? no(`${words}, cleared on ${clearedOn}`, charted.foundOn)
        : yes(`${words}, not cleared`, charted.foundOn);
    },
  },
  repeated_or_harmful_falls: {
    says: 'fell twice or more in 12 months, or fell with injury',
    question: 'How often did the patient fall in 12 months, and with injury?',
    read(known) {
      const falls = fallsOf(known);
      if (!falls) return UNKNOWN;
      const { inTwelveMonths: count, injured } = falls.value;
      const words = fallsInWords(count, injured === 'yes');
      if (count >= 2 || (count === 1 && injured === 'yes')) return yes(words, falls.foundOn);
      return count === 1 && injured !== 'no' ? UNKNOWN : no(words, falls.foundOn);
    },
  },
  one_fall: {
    says: 'fell once in 12 months',
    question: 'How often did the patient fall in 12 months, and with injury?',
    read(known) {
      const falls = fallsOf(known);
      if (!falls) return UNKNOWN;
      const { inTwelveMonths: count, injured } = falls.value;
      return (count === 1 ? yes : no)(fallsInWords(count, injured === 'yes'), falls.foundOn);
    },
  },
  vestibular_loss: {
    says: 'has vestibular loss',
    question: 'Is the balance organ damaged?',
    read: (known) => historyOf(known, 'vestibularLoss', 'vestibular loss', true),
  },
  neuropathy: {
    says: 'has neuropathy',
    question: 'Is there neuropathy of the feet?',
    read: (known) => historyOf(known, 'neuropathy', 'neuropathy', true),
  },
  positional_vertigo: {
    says: 'has positional vertigo',
    question: 'Does turning the head or lying down bring vertigo?',
    read: (known) => historyOf(known, 'positionalVertigo', 'positional vertigo'),
  },
  glaucoma: {
    says: 'has glaucoma',
    question: 'Has the patient glaucoma?',
    read: (known) => historyOf(known, 'glaucoma', 'glaucoma', true),
  },
  recent_retinal_surgery: {
    says: 'had retinal surgery within 12 weeks',
    question: 'Was the retina operated on lately?',
    read: ({ history, today }) =>
      onceWhen(history.retinalSurgery, 'retinal surgery', (on) => daysBetween(on, today) <= WEEKS_12),
  },
  recent_hamstring_tear: {
    says: 'tore a hamstring less than 2 weeks ago',
    question: 'Was a hamstring torn, and when?',
    read: ({ history, today }) =>
      onceWhen(history.hamstringTear, 'hamstring tear', (on) => daysBetween(on, today) < WEEKS_2),
  },
  hernia_unrepaired: {
    says: 'has an unrepaired hernia of the abdominal wall or groin',
    question: 'Is there a hernia of the abdominal wall or groin that was not repaired?',
    read(known) {
      const hernia = known.history.hernia;
      const fact = historyOf(known, 'hernia', 'hernia');
      if (fact.truth !== 'yes' || !hernia) return fact;
      const { place, repaired } = hernia.value;
      const words = inItsWords(`${place?.replace('_', ' ') ?? ''} hernia`.trim(), hernia.value);
      if (place === 'hiatus') return no(words, hernia.foundOn);
      return repaired === 'yes' ? no(`${words}, repaired`, hernia.foundOn) : yes(words, hernia.foundOn);
    },
  },
  hiatus_hernia: {
    says: 'has a hiatus hernia',
    question: 'Is there a hiatus hernia?',
    read(known) {
      const hernia = known.history.hernia;
      const fact = historyOf(known, 'hernia', 'hiatus hernia', true);
      if (fact.truth !== 'yes' || !hernia) return fact;
      return hernia.value.place === 'hiatus' ? fact : no('another hernia', hernia.foundOn);
    },
  },
  stenosis: {
    says: 'has lumbar stenosis',
    question: 'Is lumbar stenosis known?',
    read: (known) => historyOf(known, 'stenosis', 'lumbar stenosis', true),
  },
  pars_injury: {
    says: 'has symptomatic spondylolisthesis or a pars injury',
    question: 'Is spondylolisthesis or a pars injury known?',
    read: (known) => historyOf(known, 'parsInjury', 'spondylolisthesis or pars injury'),
  },
  arthritis_flare: {
    says: 'has a flare of lumbar or hip osteoarthritis',
    question: 'Is an arthritis of hip or low back flaring?',
    read: (known) => historyOf(known, 'arthritisFlare', 'arthritis flare'),
  },
  achilles_pain: {
    says: 'has pain of the Achilles tendon',
    question: 'Does the Achilles tendon hurt?',
    read: (known) => historyOf(known, 'achillesPain', 'Achilles tendon pain'),
  },
  hamstring_tendon_pain: {
    says: 'has pain of the hamstring tendon',
    question: 'Does the hamstring tendon hurt?',
    read: (known) => historyOf(known, 'hamstringTendonPain', 'hamstring tendon pain'),
  },
  wrist_or_shoulder: {
    says: 'has a wrist or shoulder problem',
    question: 'Is there a problem of wrist or shoulder?',
    read: (known) => historyOf(known, 'wristOrShoulder', 'wrist or shoulder problem'),
  },
  knee_pain_kneeling: {
    says: 'kneeling hurts the knee',
    question: 'Does kneeling hurt the knee?',
    read: (known) => historyOf(known, 'kneePainKneeling', 'knee pain on kneeling'),
  },
  knee_pain_bending: {
    says: 'deep bending hurts the knee',
    question: 'Does deep bending hurt the knee?',
    read: (known) => historyOf(known, 'kneePainDeepBend', 'knee pain on deep bending'),
  },
  hypermobility: {
    says: 'is hypermobile',
    question: 'Is the patient hypermobile?',
    read: (known) => historyOf(known, 'hypermobility', 'hypermobility', true),
  },
  latex_allergy: {
    says: 'is allergic to latex',
    question: 'Is the patient allergic to latex?',
    isListed: always,
    read: (known) => historyOf(known, 'latexAllergy', 'latex allergy', true),
  },
  under_16: {
    says: 'is under 16',
    question: 'How old is the patient?',
    read({ age }) {
      if (age === null) return UNKNOWN;
      return isUnder16(age) ? yes('under 16', null) : no('16 or over', null);
    },
  },
} satisfies Record<string, NamedFact>;

type Grade = 'very_high' | 'high' | 'below';

function pressure(known: Known, asked: Grade): Fact {
  const reading = restingPressure(known);
  if (!reading || isTooOld(reading, known)) return UNKNOWN;
  return (gradeOf(reading) === asked ? yes : no)(inNumbers(reading), reading.on);
}

/** Bounds: general knowledge, not verified. */
function gradeOf({ systolic, diastolic }: BloodPressure): Grade {
  if (systolic >= 180 || diastolic >= 110) return 'very_high';
  return systolic >= 160 || diastolic >= 100 ? 'high' : 'below';
}

/**
 * Of the newest day's readings the lower of the last two at rest; where none was said to be at rest, of the last two. A
 * reading that stands alone counts as it is: taking another one is easier than being wrong [design decision].
 */
function restingPressure({ history }: Known): BloodPressure | null {
  const readings = history.bloodPressure?.value ?? [];
  const newestDay = readings.map(({ on }) => on).reduce((a, b) => (a > b ? a : b), '');
  const thatDay = readings.filter(({ on }) => on === newestDay);
  const atRest = thatDay.filter(({ rested }) => rested === 'yes');
  const [last, before = last] = (atRest.length > 0 ? atRest : thatDay).toReversed();
  if (!last || !before) return null;
  const order: readonly Grade[] = ['below', 'high', 'very_high'];
  return order.indexOf(gradeOf(before)) < order.indexOf(gradeOf(last)) ? before : last;
}

/** A high one as much as a low one: pressure changes, and taking it again is easy [design decision]. */
const isTooOld = ({ on }: BloodPressure, { today }: Known): boolean => daysBetween(on, today) > HALF_A_YEAR;

const inNumbers = ({ systolic, diastolic, on }: BloodPressure): string =>
  `blood pressure ${systolic}/${diastolic} on ${on}`;

const fragilityFractures = (known: Known): Fact =>
  historyOf(known, 'fragilityFractures', 'vertebra broken, or several bones by little', true);

/** A count over twelve months says nothing of the twelve months after. */
function fallsOf({ history, today }: Known) {
  const falls = history.falls;
  return falls && daysBetween(falls.foundOn, today) <= A_YEAR ? falls : null;
}

function fallsInWords(count: number, injured: boolean): string {
  const falls = count === 1 ? 'one fall' : `${count === 0 ? 'no' : count} falls`;
  return `${falls} in 12 months${injured ? ', with injury' : ''}`;
}

function onceWhen(
  said: Known['history']['retinalSurgery'],
  name: string,
  counts: (on: string) => boolean,
): Fact {
  if (!said) return UNKNOWN;
  if ('none' in said.value) return no(`no ${name}`, said.foundOn);
  const { on } = said.value;
  return (counts(on) ? yes : no)(`${name} on ${on}`, said.foundOn);
}
