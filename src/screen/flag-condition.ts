/** Whether a row's condition holds of an answer, and how it reads. Nothing here knows one item from another. */
import type { FlagCondition, RedFlagItem } from './grade';
import type { RedFlagCode } from './red-flags';
import type { ScreenContext, ScreenEntry } from './screen';

/** One item's entry, among all answers of its screen. */
export interface Circumstances {
  entry: ScreenEntry;
  /** That count: with a yes, those ticked and those that the record tells. */
  signs: readonly string[];
  answers: Partial<Record<RedFlagCode, ScreenEntry>>;
  context: ScreenContext;
  decidedEarlier: boolean;
}

export function holds(condition: FlagCondition, of: Circumstances): boolean {
  const count = (parts: readonly FlagCondition[]) => parts.filter((part) => holds(part, of)).length;
  if ('answered' in condition) return condition.answered.includes(of.entry.answer);
  if ('sign' in condition) return of.signs.includes(condition.sign);
  if ('item' in condition) {
    return condition.is.includes(of.answers[condition.item as RedFlagCode]?.answer ?? 'not_asked');
  }
  if ('found' in condition) return of.context.neuroNormal === (condition.found === 'neuroNormal');
  if ('decidedEarlier' in condition) return of.decidedEarlier;
  if ('all' in condition) return condition.all.every((part) => holds(part, of));
  if ('any' in condition) return condition.any.some((part) => holds(part, of));
  if ('atLeast' in condition) return count(condition.of) >= condition.atLeast;
  if ('exactly' in condition) return count(condition.of) === condition.exactly;
  return !holds(condition.not, of);
}

/** As a clinician would read it: `all of (a minor accident or fall; any of (aged 70 or over; osteoporosis))`. */
export function inWords(condition: FlagCondition, item: RedFlagItem): string {
  const list = (word: string, parts: readonly FlagCondition[]) =>
    `${word} (${parts.map((part) => inWords(part, item)).join('; ')})`;
  if ('answered' in condition) return `answered ${condition.answered.join(' or ')}`;
  if ('sign' in condition) {
    return item.signs.find(({ code }) => code === condition.sign)?.words ?? condition.sign;
  }
  if ('item' in condition) return `${condition.item} answered ${condition.is.join(' or ')}`;
  if ('found' in condition) {
    return `neurological examination ${condition.found === 'neuroNormal' ? 'completed and normal' : 'not normal'}`;
  }
  if ('decidedEarlier' in condition) return 'decided on earlier in this episode';
  if ('all' in condition) return list('all of', condition.all);
  if ('any' in condition) return list('any of', condition.any);
  if ('atLeast' in condition) return list(`at least ${condition.atLeast} of`, condition.of);
  if ('exactly' in condition) return list(`exactly ${condition.exactly} of`, condition.of);
  return `not ${inWords(condition.not, item)}`;
}
