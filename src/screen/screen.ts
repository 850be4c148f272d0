/**
 * A filled-in red-flag screen, and what its answers weigh by the catalogue: look-ups that a clinician can follow by hand. A
 * screen is every item answered, or the signer's word that it was done, with nothing found, in a record kept elsewhere.
 * Unanswered is never "no". The clinician decides; nothing here may be shown to a patient.
 */
import { contradictions } from './contradictions';
import { type Circumstances, holds } from './flag-condition';
import {
  effectOf,
  FLAG_LEVELS,
  type FlagAdvice,
  type FlagLevel,
  type RedFlagItem,
  type Route,
  wordsOf,
} from './grade';
import { obstacleTo } from './known-cause';
import { MATERNITY_FLAG } from './maternity-flag';
import { type FlagCode, RED_FLAG_CODES, RED_FLAG_ITEMS, type RedFlag, type RedFlagCode } from './red-flags';

/** How a question ended. `declined`, `unable`: asked, without an answer. `not_asked` is no answer; only `no` is a no. */
export const SCREEN_ANSWERS = ['yes', 'no', 'not_asked', 'declined', 'unable'] as const;
export type ScreenAnswer = (typeof SCREEN_ANSWERS)[number];

/** Long-standing, of a known cause, and unchanged. What it lowers, the item says. */
export interface KnownCause {
  /** ISO day; the first of the month or year where no more is known. */
  since: string;
  cause: string;
  unchanged: true;
  /** ISO day. */
  investigatedOn?: string;
}

export const DECISIONS = ['investigate', 'refer', 'monitor', 'not_significant'] as const;
export type DecisionKind = (typeof DECISIONS)[number];
export interface Decision {
  kind: DecisionKind;
  because: string;
  /** ISO day: of monitoring, when the patient is looked at again; else of the appointment, where there is one. */
  on?: string;
}

/** The entry of a draft grows as the clinician types: its parts may be half said. */
export interface ScreenEntry {
  answer: ScreenAnswer;
  /** Codes of the item's signs. */
  signs?: string[];
  known?: Partial<KnownCause>;
  decision?: Partial<Decision>;
  note?: string;
}

/**
 * `attested`: done in the record of that number in another system, and nothing found. A screen that was signed before an item
 * existed lacks it, and stays readable.
 */
export type Screen =
  | { kind: 'answered'; answers: Partial<Record<RedFlagCode, ScreenEntry>> }
  | { kind: 'attested'; recordNumber: string };

/** What a screen weighs depends on this besides its answers. Left out is not known, and is never taken for good news. */
export interface ScreenContext {
  /** ISO day of the visit; null: not said yet. */
  seenOn: string | null;
  /** Pain in both legs, by what was presented, charted and tested together. */
  bothLegs: boolean;
  /** Of a completed neurological examination of both legs. */
  neuroNormal?: boolean;
  /** Asked or tested. Where it is left out, a "no" to CES-2 counts as asked. */
  saddleNormal?: boolean;
  /** ISO day on which the present episode began. */
  onsetOn?: string;
  /** ISO day of the visit before, in this episode. */
  lastSeenOn?: string;
  /** Signs that other parts of the record tell, such as the age. They count beside those that were ticked. */
  recorded?: Partial<Record<RedFlagCode, readonly string[]>>;
  /** Items on which an earlier signed screen of this episode holds a decision. */
  decidedEarlier?: readonly RedFlagCode[];
  /** The examination of this visit found it worse than the one before. */
  neuroWorse?: boolean;
  /** Items that cannot be a "no" by what else was found, with what that was. */
  contradicted?: Partial<Record<RedFlagCode, string>>;
  /** Items that are unlikely to be a "no", with why: one that says in its note why it is stands. */
  doubted?: Partial<Record<RedFlagCode, string>>;
  /** Noted with a pregnancy, in words. */
  maternitySigns?: readonly string[];
}

/** One row that applies to an answer. */
export interface FlagGrade {
  code: FlagCode;
  level: FlagLevel;
  /** Of the row, or `CODE.unsaid` for a yes that says no sign which a row weighs. */
  gradeId: string;
  text: string;
  action: string;
  route: Route;
  source: string;
  verified: boolean;
  /** What was said that makes it apply, in words. */
  because: string[];
  opensHold: boolean;
  /** Nobody signs it without. */
  asksDecision: boolean;
  monitorWithinDays?: number;
}

/**
 * Every row that applies to the items answered yes or left open, in the order of the screen, the strictest of an item first.
 * A yes without a sign where signs are listed, or whose signs fit no row, has the item's strictest level. A known cause that
 * lowers takes the place of stricter rows. A "no" that the record contradicts weighs as a yes, until one of the two is put
 * right. Last comes what no item asks for, whatever the screen says. `items` is another catalogue only where a test takes
 * something out of it.
 */
export function gradeScreen(
  screen: Screen,
  context: ScreenContext,
  items: readonly RedFlag[] = RED_FLAG_ITEMS,
): FlagGrade[] {
  const contradicted = contradictions(screen, context);
  const answers = screen.kind === 'attested' ? {} : screen.answers;
  const asked = items.flatMap((item) => {
    const found = contradicted.get(item.code);
    if (found)
      return item.rows.slice(0, 1).map((row) => graded(item, { ...row, ...otherwise(item) }, [found.told]));
    const entry = answers[item.code];
    if (!entry || entry.answer === 'no' || entry.answer === 'not_asked') return [];
    const decidedEarlier = context.decidedEarlier?.includes(item.code) ?? false;
    return gradesOf(item, { entry, signs: signsOf(item, entry, context), answers, context, decidedEarlier });
  });
  return [...asked, ...maternityGrades(context)];
}

function maternityGrades({ maternitySigns = [] }: ScreenContext): FlagGrade[] {
  if (maternitySigns.length === 0) return [];
  return MATERNITY_FLAG.rows.map((row) => graded(MATERNITY_FLAG, row, [...maternitySigns]));
}

const otherwise = ({ code }: RedFlag) => ({
  id: `${code}.contradicted`,
  text: 'Answered no, but the record says otherwise.',
  action: 'Ask or examine again; then answer yes, or put the record right.',
});

/** The strictest grade of each item that has one. */
export function strictestOf(flags: readonly FlagGrade[]): FlagGrade[] {
  return flags.filter((flag, place) => flags.findIndex(({ code }) => code === flag.code) === place);
}

/** For what signing opens a hold on the patient. */
export function holdCodes(flags: readonly FlagGrade[]): FlagCode[] {
  return strictestOf(flags.filter(({ opensHold }) => opensHold)).map(({ code }) => code);
}

/** What the record tells counts only beside something ticked: it says how much a sign weighs, not which sign there is. */
function signsOf(item: RedFlag, { answer, signs = [] }: ScreenEntry, { recorded }: ScreenContext): string[] {
  if (answer !== 'yes' || signs.length === 0) return [];
  return [...signs, ...(recorded?.[item.code] ?? [])];
}

function gradesOf(item: RedFlag, of: Circumstances): FlagGrade[] {
  const { entry, signs } = of;
  const said = item.signs.filter(({ code }) => signs.includes(code)).map(({ words }) => words);
  const because = entry.answer === 'yes' ? said : [...said, NOT_ANSWERED[entry.answer] ?? entry.answer];
  const applying = item.rows.filter((row) => holds(row.when, of));

  if (item.knownLowers && entry.known && entry.answer === 'yes') {
    const lowered = item.knownLowers;
    const obstacle = obstacleTo(lowered, entry.known, of);
    if (obstacle === null) {
      because.push(`${entry.known.cause}, since ${entry.known.since}, unchanged`);
      const others = applying.filter(({ level }) => rank(level) >= rank(lowered.level));
      return [lowered, ...others].map((row) => graded(item, row, because));
    }
    because.push(`the known cause lowers nothing: ${obstacle}`);
  }
  const strictest = item.rows[0];
  const unsaid = { id: `${item.code}.unsaid`, text: 'Answered yes, without a sign that says more.' };
  const rows = applying.length > 0 || !strictest ? applying : [{ ...strictest, ...unsaid }];
  return rows.map((row) => graded(item, row, because));
}

const NOT_ANSWERED: Partial<Record<ScreenEntry['answer'], string>> = {
  declined: 'declined to answer',
  unable: 'unable to answer',
};

const rank = (level: FlagLevel): number => FLAG_LEVELS.indexOf(level);

const graded = (item: RedFlagItem & { code: FlagCode }, row: FlagAdvice, because: string[]): FlagGrade => ({
  code: item.code,
  gradeId: row.id,
  because,
  ...wordsOf(row, item),
  ...effectOf(row, item),
});

/** The items that the patient declined or was unable to answer: recorded, but not a "no". */
export function unsettled(screen: Screen): RedFlagCode[] {
  return answered(screen, 'declined', 'unable');
}

/**
 * Whether a screen needs the clinician's own word on a hold where nothing is graded: any yes, and any cauda equina question
 * that was left open.
 */
export function callsForAWord(screen: Screen): boolean {
  const open = unsettled(screen);
  return (
    answered(screen, 'yes').length > 0 ||
    RED_FLAG_ITEMS.some(({ code, group }) => group === 'cauda_equina' && open.includes(code))
  );
}

function answered(screen: Screen, ...answers: ScreenAnswer[]): RedFlagCode[] {
  if (screen.kind === 'attested') return [];
  return RED_FLAG_CODES.filter((code) => answers.includes(screen.answers[code]?.answer ?? 'not_asked'));
}
