/**
 * Every fixed text that a patient reads, by its id, in English: gathered from the files in which each stands once. A text belongs
 * to a part; a part is shown in one language or in English, never half and half. Pure.
 */
import { CHECK_IN_TEXTS } from '../check-in/check-in-wording';
import * as diary from '../diary/wording';
import { ENGLISH_PHRASES } from '../dosage/sentence/phrases';
import * as handout from '../handout/handout-wording';
import { DAY_OF_MONTH, SIDES, WEEKDAYS_SHORT } from '../handout/side-and-day';
import * as routine from '../routine/wording';
import { OWN_STOP_SIGNS, PAIN_LINES } from '../routine/stop-and-pain';
import { DAY_TEXTS, TODAY_TEXTS } from '../today/wording';
import type { Message } from './message';

/**
 * safety: what to do in an emergency, when to stop, what pain may be, and all of a check-in. dose: the phrases of the dose
 * sentence. notice: above the plan. standing: why nothing shows. video, today, handout: what stands around those.
 */
export const TEXT_PARTS = ['safety', 'dose', 'notice', 'standing', 'video', 'today', 'handout'] as const;
export type TextPart = (typeof TEXT_PARTS)[number];

export interface FixedText {
  id: string;
  part: TextPart;
  says: Message;
}

interface Plain {
  id: string;
  text: string;
}

const plain = (part: TextPart, texts: readonly Plain[]): FixedText[] =>
  texts.map(({ id, text }) => ({ id, part, says: text }));

const several = (part: TextPart, texts: Record<string, Message>, before = ''): FixedText[] =>
  Object.entries(texts).map(([id, says]) => ({ id: `${before}${id}`, part, says }));

const listed = (part: TextPart, { id, title, items, itemIds = [] }: routine.PatientList): FixedText[] => [
  { id: `${id}.title`, part, says: title },
  ...itemIds.map((itemId, index) => ({ id: itemId, part, says: items[index] as string })),
];

const ALL: readonly FixedText[] = [
  ...plain('safety', [routine.NOT_WATCHED]),
  ...listed('safety', routine.EMERGENCY),
  ...listed('safety', routine.URGENT),
  ...listed('safety', routine.STOP_IF),
  ...plain('safety', Object.values(OWN_STOP_SIGNS)),
  ...listed('safety', routine.PAIN_GUIDE),
  ...plain('safety', Object.values(PAIN_LINES)),
  ...plain('safety', Object.values(CHECK_IN_TEXTS)),
  ...plain('safety', Object.values(diary.STOPPED)),
  ...plain('safety', Object.values(diary.STAYS_STOPPED)),
  ...plain('safety', [diary.PLAN_PAUSED, diary.UNKEPT_PAIN, diary.RECORDED_ONLY]),
  ...several('dose', ENGLISH_PHRASES, 'dose.'),
  ...plain('notice', [routine.NOTICE]),
  ...plain('standing', Object.values(routine.WHY_NOTHING_SHOWS)),
  ...plain('video', [routine.VIDEO_LINE, routine.VIDEO_GONE]),
  ...plain('today', Object.values(TODAY_TEXTS)),
  ...several('today', DAY_TEXTS),
  ...plain('handout', Object.values(handout)),
  ...plain('handout', Object.values(SIDES)),
  ...plain('handout', [...DAY_OF_MONTH, ...WEEKDAYS_SHORT]),
];

export const ENGLISH_TEXTS: ReadonlyMap<string, FixedText> = new Map(ALL.map((one) => [one.id, one]));

/** How many there are: an id that was given twice would hide a text. */
export const TEXTS_GATHERED = ALL.length;
