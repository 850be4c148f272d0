/**
 * What a draft may hold while somebody is typing but a signature may not: a test named without its outcome, too few
 * activities. None of the findings is mandatory; what is there has to say something.
 */
import type { FieldFault } from '../http/errors';
import {
  type Findings,
  type FunctionTest,
  type LegRaise,
  type Neuro,
  PSFS,
  type PsfsActivity,
  type RootFinding,
} from './findings';

/** With JSON pointers below the findings; empty when they may be signed. */
export function unfinished({ neuro, functionTests, psfs }: Findings): FieldFault[] {
  return [
    ...(neuro ? unfinishedNeuro(neuro) : []),
    ...silent('/functionTests', functionTests, saysNothingOfTest, 'Say the outcome, or the pain.'),
    ...(psfs ? tooFew(psfs) : []),
  ];
}

function unfinishedNeuro({ roots, legRaise }: Neuro): FieldFault[] {
  const untested = 'Say power, touch or reflex, or that it could not be tested.';
  return [
    ...silent('/neuro/roots', roots, saysNothingOfRoot, untested),
    ...silent('/neuro/legRaise', legRaise, saysNothingOfRaise, 'Say the degrees, or whether it hurt.'),
  ];
}

const isUnsaid = (value: unknown): boolean => value === undefined;
const saysNothingOfRoot = ({ power, touch, reflex, notTestable }: RootFinding): boolean =>
  [power, touch, reflex, notTestable].every(isUnsaid);
const saysNothingOfRaise = ({ degrees, reproducesLegPain }: LegRaise): boolean =>
  [degrees, reproducesLegPain].every(isUnsaid);
const saysNothingOfTest = ({ seconds, reps, quality, pain }: FunctionTest): boolean =>
  [seconds, reps, quality, pain].every(isUnsaid);

function silent<T>(
  pointer: string,
  list: readonly T[] | undefined,
  saysNothing: (one: T) => boolean,
  detail: string,
): FieldFault[] {
  return (list ?? []).flatMap((one, place) =>
    saysNothing(one) ? [{ pointer: `${pointer}/${place}`, code: 'missing', detail }] : [],
  );
}

function tooFew(psfs: PsfsActivity[]): FieldFault[] {
  if (psfs.length >= PSFS.fewest) return [];
  const detail = `Name and score ${PSFS.fewest} to ${PSFS.most} activities, or leave them out.`;
  return [{ pointer: '/psfs', code: 'missing', detail }];
}
