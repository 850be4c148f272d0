/**
 * A patient's routine in their language: the fixed texts and the dose, as far as a clinician approved them. What the clinic wrote
 * itself (names, steps, reasons) stays as it was written. Pure.
 */
import type { Group, Phase } from '../dosage/dosage';
import { doseSentence } from '../dosage/sentence/dose-sentence';
import { painGuide, stopList } from '../diary/pain-guide';
import { spokenIn } from '../language/spoken.dto';
import { titled, type Words } from '../language/words';
import { partNamed } from '../plan/plan';
import type { RoutineDto } from './routine.dto';
import {
  EMERGENCY,
  NOTICE,
  NOT_WATCHED,
  OWN_PAUSE,
  URGENT,
  VIDEO_GONE,
  VIDEO_LINE,
  WHY_NOTHING_SHOWS,
} from './wording';

/** By the id of the prescription; null where nothing shows. */
export type PartsOfPlans = Record<string, { phases: Phase[]; groups: Group[] }> | null;

export const ROUTINE_PARTS = ['safety', 'notice', 'standing', 'video', 'dose', 'written'] as const;

export function routineIn(routine: RoutineDto, words: Words, parts: PartsOfPlans): RoutineDto {
  const { texts, standing, items, notice } = routine;
  return {
    ...routine,
    notice: notice === NOTICE.text ? words.say(NOTICE.id) : notice,
    standing: { ...standing, message: messageIn(standing, words) },
    items: items.map((item) => ({ ...item, doseSentence: sentenceIn(item, words, parts) })),
    spoken: spokenIn(words, ROUTINE_PARTS),
    texts: {
      notWatched: words.say(NOT_WATCHED.id),
      emergency: titled(words, EMERGENCY),
      urgent: titled(words, URGENT),
      stopIf: texts.stopIf && listIn(stopList({}, words)),
      painGuide: texts.painGuide && listIn(painGuide({}, words)),
      video: words.say(VIDEO_LINE.id),
      videoGone: words.say(VIDEO_GONE.id),
    },
  };
}

const listIn = ({ title, items }: { title: string; items: readonly string[] }) => ({
  title,
  items: [...items],
});

function messageIn({ kind, message }: RoutineDto['standing'], words: Words): string | null {
  if (message === null || kind === 'live') return message;
  return words.say(message === OWN_PAUSE.text ? OWN_PAUSE.id : WHY_NOTHING_SHOWS[kind].id);
}

/** What stands in the plan, but in the words of its language; the English as it was issued. */
function sentenceIn(item: RoutineDto['items'][number], words: Words, parts: PartsOfPlans): string {
  if (words.dose.language === 'en') return item.doseSentence;
  const { phases = [], groups = [] } = parts?.[item.prescriptionId] ?? {};
  const place = { ...item, phase: partNamed(phases, item.phase), group: partNamed(groups, item.group) };
  return doseSentence(item.dosage, place, words.dose);
}
