/**
 * What cannot be so: findings that contradict themselves, lie in the future or were measured in another unit. Slips are
 * refused with their field, because nothing could be read from them later; what is only unusual is a warning (derived.ts).
 */
import type { FieldFault } from '../http/errors';
import {
  type BodyRegion,
  type Capacity,
  type ChartRegion,
  type Condition,
  type Findings,
  type FunctionTest,
  type MedicalHistory,
  type Neuro,
  type RangeOfMotion,
  ROM_BOUNDS,
  type Root,
  type RootFinding,
  type SaidFindings,
} from './findings';

/** With JSON pointers below the findings; empty when they hold. `today` is the clinic's day. */
export function findingFaults(said: SaidFindings, today: string): FieldFault[] {
  const findings = withoutNull(said);
  return [
    ...daysAhead(findings, today),
    ...each('/bodyChart', findings.bodyChart, faultsOfRegion),
    ...faultsOfNeuro(findings.neuro ?? {}),
    ...each('/rangeOfMotion', findings.rangeOfMotion, faultsOfRange),
    ...each('/functionTests', findings.functionTests, faultsOfFunctionTest),
    ...faultsOfCapacity(findings.capacity ?? []),
    ...faultsOfHistory(findings.history ?? {}),
  ];
}

const withoutNull = (said: SaidFindings): Findings =>
  Object.fromEntries(Object.entries(said).filter(([, part]) => part !== null));

/** Days of what has happened; a review or a race (reviewOn, targetOn) may lie ahead. */
const DAYS_PAST = ['on', 'since', 'investigatedOn', 'clearedOn', 'checkedOn'];

function daysAhead(said: object, today: string, above = ''): FieldFault[] {
  return Object.entries(said).flatMap(([field, value]: [string, unknown]) => {
    const pointer = `${above}/${field}`;
    if (typeof value === 'object' && value !== null) return daysAhead(value, today, pointer);
    if (!DAYS_PAST.includes(field) || typeof value !== 'string' || value <= today) return [];
    return [fault(pointer, 'future', `This day has not come yet; today is ${today}.`)];
  });
}

const WITH_A_MIDLINE: readonly BodyRegion[] = [
  'thoracic',
  'lumbar',
  'sacroiliac',
  'groin',
  'abdomen',
  'saddle',
];

function faultsOfRegion({ region, side }: ChartRegion): FieldFault[] {
  if (side !== 'central' || WITH_A_MIDLINE.includes(region)) return [];
  return [contradiction('/side', 'This region is on the left, on the right or on both sides.')];
}

const WITH_A_REFLEX: readonly Root[] = ['L3', 'L4', 'S1'];
const TESTED_BY_HAND = ['roots', 'legRaise', 'slump', 'femoralStretch'] as const;
const NOT_TESTABLE = 'This cannot stand beside the word that it could not be tested.';

function faultsOfNeuro(neuro: Neuro): FieldFault[] {
  const faults = each('/roots', neuro.roots, faultsOfRoot);
  if (neuro.notTestable) {
    const tested: (keyof Neuro)[] = TESTED_BY_HAND.filter((part) => neuro[part] && neuro[part].length > 0);
    if (isFound(neuro.upperMotorSigns)) tested.push('upperMotorSigns');
    if (isFound(neuro.heelToeWalk)) tested.push('heelToeWalk');
    if (neuro.saddleSensation === 'normal_tested') tested.push('saddleSensation');
    faults.push(...tested.map((part) => contradiction(`/${part}`, NOT_TESTABLE)));
  }
  return faults.map((one) => below('/neuro', one));
}

const isFound = (asked: string | undefined): boolean => asked === 'yes' || asked === 'no';

function faultsOfRoot({ root, power, touch, reflex, notTestable }: RootFinding): FieldFault[] {
  if (notTestable && [power, touch, reflex].some((value) => value !== undefined)) {
    return [contradiction('/notTestable', NOT_TESTABLE)];
  }
  if (reflex === undefined || WITH_A_REFLEX.includes(root)) return [];
  return [contradiction('/reflex', 'Only L3 and L4 (knee) and S1 (ankle) have a reflex to test.')];
}

const UNIT_OF: Record<RangeOfMotion['method'], RangeOfMotion['unit']> = {
  by_eye: 'percent',
  inclinometer: 'degrees',
  goniometer: 'degrees',
  fingertip_to_floor: 'cm',
  tape: 'cm',
  schober: 'cm',
};

function faultsOfRange({ method, unit, value }: RangeOfMotion): FieldFault[] {
  if (unit !== UNIT_OF[method]) {
    return [contradiction('/unit', `By this method it is measured in ${UNIT_OF[method]}.`)];
  }
  const { min, max } = ROM_BOUNDS[unit];
  if (value >= min && value <= max) return [];
  return [fault('/value', 'bounds', `In ${unit} it is between ${min} and ${max}.`)];
}

/** Pain is asked at every test. */
const MEASURED: Record<FunctionTest['test'], 'seconds' | 'reps' | 'quality' | null> = {
  single_leg_stance: 'seconds',
  single_leg_squat: 'quality',
  side_plank: 'seconds',
  calf_raises: 'reps',
  hop: null,
  glute_bridge: 'seconds',
};

function faultsOfFunctionTest(one: FunctionTest): FieldFault[] {
  const measured = MEASURED[one.test];
  return (['seconds', 'reps', 'quality'] as const)
    .filter((measure) => one[measure] !== undefined && measure !== measured)
    .map((measure) => contradiction(`/${measure}`, `Of this test we note ${measured ?? 'pain'}.`));
}

function faultsOfCapacity(capacity: Capacity[]): FieldFault[] {
  return capacity.flatMap(({ group, side }, place) => {
    const isSaidTwice = side !== 'both' && capacity.some((one) => one.group === group && one.side === 'both');
    const detail = 'This group was said of both sides already.';
    return isSaidTwice ? [contradiction(`/capacity/${place}/side`, detail)] : [];
  });
}

const EVENTS = ['cardiacEvent', 'birth', 'retinalSurgery', 'hamstringTear'] as const;

function faultsOfHistory(history: MedicalHistory): FieldFault[] {
  const { bloodPressure, surgery, pregnancy, falls, boneStress } = history;
  const faults = [
    ...each('/bloodPressure', bloodPressure, ({ systolic, diastolic }) =>
      diastolic < systolic ? [] : [contradiction('/diastolic', 'Of the two, this is the lower pressure.')],
    ),
    ...each('/surgery', surgery, ({ on, clearedOn }) => inOrder(on, clearedOn, '/clearedOn')),
    ...Object.entries(history).flatMap(([key, said]) => faultsOfCondition(`/${key}/since`, said)),
    ...EVENTS.flatMap((key) => faultsOfEvent(history[key]).map((one) => below(`/${key}`, one))),
    ...faultsOfPregnancy(pregnancy),
  ];
  if (falls?.inTwelveMonths === 0 && falls.injured === 'yes') {
    faults.push(contradiction('/falls/injured', 'Nobody is injured in no fall.'));
  }
  if (boneStress?.state === 'none' && boneStress.clearedOn !== undefined) {
    const detail = 'Only what was suspected or confirmed can be cleared.';
    faults.push(contradiction('/boneStress/clearedOn', detail));
  }
  return faults.map((one) => below('/history', one));
}

function faultsOfCondition(pointer: string, said: Partial<Condition>): FieldFault[] {
  if (said.answer !== 'no' || said.since === undefined) return [];
  return [contradiction(pointer, 'What the patient does not have has no beginning.')];
}

function faultsOfPregnancy(pregnancy: MedicalHistory['pregnancy']): FieldFault[] {
  if (!pregnancy || pregnancy.pregnant === 'yes') return [];
  const stray = [pregnancy.weeks !== undefined && 'weeks', pregnancy.signs?.length && 'signs'];
  return stray.flatMap((field) =>
    field ? [contradiction(`/pregnancy/${field}`, 'This belongs to a pregnancy.')] : [],
  );
}

interface Event {
  on?: string;
  none?: true;
  clearedOn?: string;
  checkedOn?: string;
}

/** It was on a day, and what followed was later; or it never was. */
function faultsOfEvent(event?: Event): FieldFault[] {
  if (!event) return [];
  const { on, none } = event;
  if (none) {
    const stray = Object.keys(event).filter((field) => field !== 'none');
    return stray.map((field) => contradiction(`/${field}`, 'This cannot stand beside “it never was”.'));
  }
  if (on === undefined) return [fault('/on', 'missing', 'Say on which day, or that it never was.')];
  return [...inOrder(on, event.clearedOn, '/clearedOn'), ...inOrder(on, event.checkedOn, '/checkedOn')];
}

function inOrder(on: string, later: string | undefined, pointer: string): FieldFault[] {
  if (later === undefined || later >= on) return [];
  return [contradiction(pointer, `This cannot have been before ${on}.`)];
}

function each<T>(
  pointer: string,
  list: readonly T[] | undefined,
  faultsOf: (one: T) => FieldFault[],
): FieldFault[] {
  return (list ?? []).flatMap((one, place) =>
    faultsOf(one).map((found) => below(`${pointer}/${place}`, found)),
  );
}

const below = (above: string, one: FieldFault): FieldFault => ({ ...one, pointer: above + one.pointer });

const fault = (pointer: string, code: string, detail: string): FieldFault => ({ pointer, code, detail });

const contradiction = (pointer: string, detail: string): FieldFault =>
  fault(pointer, 'contradiction', detail);
