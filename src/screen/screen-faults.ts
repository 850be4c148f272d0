/**
 * Everything that keeps a red-flag screen from being signed. `not_asked` and a missing item are no answers. `declined` and
 * `unable` are: the clinician did ask and records how it ended, so they keep nobody from signing; but neither is a "no".
 */
import { addDays } from '../calendar/days';
import { contradictions } from './contradictions';
import { missingOf } from './known-cause';
import { RED_FLAG_CODES, RED_FLAG_ITEMS, type RedFlag, type RedFlagCode } from './red-flags';
import {
  type Decision,
  DECISIONS,
  type FlagGrade,
  type KnownCause,
  type Screen,
  SCREEN_ANSWERS,
  type ScreenContext,
  type ScreenEntry,
  strictestOf,
} from './screen';

/** `pointer` is a JSON pointer below the screen. */
export interface ScreenFault {
  pointer: string;
  code:
    | 'screen.record_number_missing'
    | 'screen.not_answered'
    | 'screen.unknown_answer'
    | 'screen.unknown_item'
    | 'screen.unknown_sign'
    | 'screen.stray'
    | 'screen.contradicted'
    | 'screen.known_incomplete'
    | 'screen.undecided'
    | 'screen.decision_incomplete';
  detail: string;
}

/**
 * `flags` is what `gradeScreen` said of this screen: an item whose strictest grade asks for a decision needs it. Where nothing
 * is graded it is empty, and no decision is asked for.
 */
export function screenFaults(
  screen: Screen,
  context: ScreenContext,
  flags: readonly FlagGrade[],
): ScreenFault[] {
  const way = screen.kind === 'attested' ? ASK_HERE : 'A bare no cannot stand beside it.';
  const contradicted = [...contradictions(screen, context)].map(([code, { told, byNote }]) =>
    fault(
      `/answers/${code}${byNote ? '/note' : ''}`,
      'screen.contradicted',
      `The record says: ${told}. ${byNote ? 'Say why it is still a no.' : way}`,
    ),
  );
  if (screen.kind === 'attested') {
    const detail = 'Please give the number of the record in which the screen was done.';
    return screen.recordNumber.trim()
      ? contradicted
      : [fault('/recordNumber', 'screen.record_number_missing', detail), ...contradicted];
  }
  const { answers } = screen;
  const unknown = Object.keys(answers).filter((code) => !RED_FLAG_CODES.includes(code as RedFlagCode));
  return [
    ...RED_FLAG_ITEMS.flatMap((item) => faultsOfEntry(item, answers[item.code], context, flags)),
    ...contradicted,
    ...unknown.map((code) =>
      fault(
        `/answers/${code.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        'screen.unknown_item',
        'The screen has no such item.',
      ),
    ),
  ];
}

const ASK_HERE = 'Please ask this here; that it was asked elsewhere is not enough.';

function faultsOfEntry(
  item: RedFlag,
  entry: ScreenEntry | undefined,
  context: ScreenContext,
  flags: readonly FlagGrade[],
): ScreenFault[] {
  const at = `/answers/${item.code}`;
  if (entry?.answer === undefined || entry.answer === 'not_asked') {
    return [fault(at, 'screen.not_answered', 'Please ask this before signing. Not asked is not a no.')];
  }
  if (!SCREEN_ANSWERS.includes(entry.answer)) {
    return [fault(at, 'screen.unknown_answer', `An answer is one of: ${SCREEN_ANSWERS.join(', ')}.`)];
  }
  const own = flags.filter(({ code }) => code === item.code);
  return [
    ...faultsOfSigns(item, entry),
    ...(entry.known ? faultsOfKnown(item, entry.answer, entry.known, context) : []),
    ...faultsOfDecision(item, entry, context, own),
  ].map((found) => ({ ...found, pointer: at + found.pointer }));
}

function faultsOfSigns(item: RedFlag, { answer, signs = [] }: ScreenEntry): ScreenFault[] {
  if (signs.length === 0) return [];
  if (answer !== 'yes') return [fault('/signs', 'screen.stray', 'Signs belong to a yes.')];
  const unknown = signs.filter((code) => !item.signs.some((sign) => sign.code === code));
  if (unknown.length === 0) return [];
  return [fault('/signs', 'screen.unknown_sign', `This item has no sign called ${unknown.join(', ')}.`)];
}

/** It belongs to a yes that it may lower, and to a "no" of CES-6, where it says that pain in both legs is not new. */
function faultsOfKnown(
  item: RedFlag,
  answer: ScreenEntry['answer'],
  known: Partial<KnownCause>,
  { seenOn }: ScreenContext,
): ScreenFault[] {
  const belongs = answer === 'yes' ? item.knownLowers !== null : answer === 'no' && item.code === 'CES-6';
  if (!belongs) {
    return [fault('/known', 'screen.stray', 'A known cause changes nothing here; say it in the note.')];
  }
  const faults = missingOf(known).map((name) =>
    fault(`/known/${name}`, 'screen.known_incomplete', MISSING_OF_KNOWN[name]),
  );
  if (seenOn !== null && known.since !== undefined && known.since > seenOn) {
    faults.push(fault('/known/since', 'screen.known_incomplete', 'It cannot have begun after the visit.'));
  }
  if (seenOn !== null && known.investigatedOn !== undefined && known.investigatedOn > seenOn) {
    faults.push(fault('/known/investigatedOn', 'screen.known_incomplete', 'That day lies after the visit.'));
  }
  return faults;
}

const MISSING_OF_KNOWN = {
  since: 'Say since when.',
  cause: 'Say what the known cause is.',
  unchanged: 'Say that it is unchanged; if it is not, it is new.',
};

function faultsOfDecision(
  item: RedFlag,
  { answer, decision }: ScreenEntry,
  context: ScreenContext,
  own: readonly FlagGrade[],
): ScreenFault[] {
  if (answer === 'no') {
    return decision ? [fault('/decision', 'screen.stray', 'There is nothing to decide on a no.')] : [];
  }
  if (decision) return faultsIn(decision, context, own);
  if (!strictestOf(own)[0]?.asksDecision) return [];
  return [fault('/decision', 'screen.undecided', `Please decide (${DECISIONS.join(', ')}): ${own[0]?.text}`)];
}

function faultsIn(
  { kind, because, on }: Partial<Decision>,
  { seenOn }: ScreenContext,
  own: readonly FlagGrade[],
): ScreenFault[] {
  const faults: ScreenFault[] = [];
  const incomplete = (name: string, detail: string) =>
    faults.push(fault(`/decision/${name}`, 'screen.decision_incomplete', detail));
  if (!kind || !DECISIONS.includes(kind)) incomplete('kind', `Choose one of: ${DECISIONS.join(', ')}.`);
  if (!because?.trim()) incomplete('because', 'Say why.');
  if (kind !== 'monitor') return faults;
  const within = Math.min(...own.map(({ monitorWithinDays }) => monitorWithinDays ?? Infinity));
  const latest = seenOn === null || within === Infinity ? null : addDays(seenOn, within);
  if (!on) incomplete('on', 'Say on which day the patient is looked at again.');
  else if (seenOn !== null && on <= seenOn) incomplete('on', 'That day has to lie after the visit.');
  else if (latest !== null && on > latest) incomplete('on', `That is too late: by ${latest} at the latest.`);
  return faults;
}

const fault = (pointer: string, code: ScreenFault['code'], detail: string): ScreenFault => ({
  pointer,
  code,
  detail,
});
