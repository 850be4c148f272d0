/**
 * The language in which a red flag is written down: its question, the signs that make one yes weigh more than another, and
 * the rows that grade it. Items are data; a condition is a tree that can be read, printed and held true or not.
 */
import type { ScreenAnswer } from './screen';

/**
 * HARD: all exercise stops until a clinician resolves it. CAUTION: the clinician decides, and writes the decision down.
 * INFO: to be known; where a row says so, something else than exercise is to be decided.
 */
export const FLAG_LEVELS = ['HARD', 'CAUTION', 'INFO'] as const;
export type FlagLevel = (typeof FLAG_LEVELS)[number];

/** Where the patient goes. Which house that is, each clinic knows. */
export const ROUTES = [
  'emergency_999',
  'emergency_department',
  'same_day_spinal',
  'urgent_medical',
  'maternity',
  'crisis',
  'gp',
  'none',
] as const;
export type Route = (typeof ROUTES)[number];

export const RED_FLAG_GROUPS = [
  'cauda_equina',
  'spinal_cord',
  'motor_loss',
  'fracture',
  'cancer',
  'infection',
  'inflammatory',
  'blood_vessel',
  'heart',
  'bone_stress',
  'vein_clot',
  'inner_organs',
  'mental_health',
  'age',
  'maternity',
] as const;
export type RedFlagGroup = (typeof RED_FLAG_GROUPS)[number];

/**
 * Holds of an item's entry on the day of the visit. `answered` looks at the item itself, `item` at another one; a `sign` is
 * there when it was ticked, or told by another part of the record, with a yes. `found` asks what was examined: neither of
 * `neuroNormal` and `neuroAbnormal` holds where the examination was not completed.
 */
export type FlagCondition =
  | { answered: readonly ScreenAnswer[] }
  | { sign: string }
  | { item: string; is: readonly ScreenAnswer[] }
  | { found: 'neuroNormal' | 'neuroAbnormal' }
  | { decidedEarlier: true }
  | { all: readonly FlagCondition[] }
  | { any: readonly FlagCondition[] }
  | { atLeast: number; of: readonly FlagCondition[] }
  | { exactly: number; of: readonly FlagCondition[] }
  | { not: FlagCondition };

/** What a row says when it applies: to the clinician, never to the patient, and never that something is safe. */
export interface FlagAdvice {
  /** Stable, `CODE.word`: it is stored with a hold. */
  id: string;
  level: FlagLevel;
  text: string;
  action: string;
  route: Route;
  /** It is signed with a decision only, as CAUTION always is, though exercise may go on. */
  asksDecision?: true;
  /** With the decision to monitor, the date lies at most that many days after the visit. */
  monitorWithinDays?: number;
  /** Left out: as the item has them. */
  source?: string;
  verified?: boolean;
}

export interface FlagRow extends FlagAdvice {
  when: FlagCondition;
}

/**
 * What "long-standing, of a known cause, unchanged" must hold to take the place of the item's stricter rows. It never does
 * together with one of the signs in `unless`.
 */
export interface KnownLowers extends FlagAdvice {
  /** Begun so many months before the visit, or before the present episode began (whose onset must then be recorded). */
  months: number;
  before: 'visit' | 'episode';
  /** The day of an investigation is told, and lies after the beginning. */
  investigated: boolean;
  /** Saddle sensation and the neurological examination are normal. */
  examinedNormal: boolean;
  unless: readonly string[];
}

export interface Sign {
  code: string;
  words: string;
  /** No row weighs it: it only says what the yes means. */
  contextOnly?: true;
}

export interface RedFlagItem {
  /** Stable: it is stored in signed screens. */
  code: string;
  group: RedFlagGroup;
  question: string;
  /** Closed; empty where one yes weighs as much as another. */
  signs: readonly Sign[];
  /** Strictest first. */
  rows: readonly FlagRow[];
  knownLowers: KnownLowers | null;
  /** Its HARD rows open no hold: they act through this appropriateness rule instead. */
  actsThroughRule?: string;
  source: string;
  /** Whether the facts were read in the source named; else it is general knowledge or our own decision. */
  verified: boolean;
  /** Of a registered clinician; null: awaits it. */
  approvedBy: string | null;
  approvedOn: string | null;
}

// ---- What a row says and does ---------------------------------------------------------------------------------------

/** Its source is that of the item where it names none. */
export const wordsOf = ({ level, text, action, route, source, verified }: FlagAdvice, item: RedFlagItem) => ({
  level,
  text,
  action,
  route,
  source: source ?? item.source,
  verified: verified ?? item.verified,
});

/** What signing does and asks where the row applies. */
export const effectOf = (row: FlagAdvice, { actsThroughRule }: RedFlagItem) => ({
  opensHold: row.level === 'HARD' && actsThroughRule === undefined,
  asksDecision: row.level === 'CAUTION' || row.asksDecision === true,
  monitorWithinDays: row.monitorWithinDays,
});

// ---- Words for writing rows ----------------------------------------------------------------------------------------

export const OUR_DECISION = 'our decision, to be approved by a registered clinician';
export const NOT_VERIFIED = 'general knowledge, not verified';
export const UNAPPROVED = { approvedBy: null, approvedOn: null };

export const YES: FlagCondition = { answered: ['yes'] };
export const UNSETTLED: FlagCondition = { answered: ['declined', 'unable'] };
export const sign = (code: string): FlagCondition => ({ sign: code });
export const anySign = (...codes: string[]): FlagCondition => ({ any: codes.map(sign) });

/** What is left open of a grave question is the clinician's to decide: asked in vain is neither a yes nor a no. */
export const leftOpen = (code: string, level: 'CAUTION' | 'INFO' = 'CAUTION'): FlagRow => ({
  id: `${code}.unsettled`,
  level,
  when: UNSETTLED,
  text: 'Asked, but not answered.',
  action:
    'Find it out in another way (ask again, examine, ask whoever knows), or decide what to do without it.',
  route: 'none',
  source: OUR_DECISION,
  verified: false,
});
