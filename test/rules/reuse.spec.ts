/** Taking a plan over: what stays, what is left behind, and how a draft may begin. */
import { assertOneBeginning, onlyCheckedVideo, takenOver } from '../../src/prescription/reuse';
import type { BeginningDto } from '../../src/prescription/reuse.dto';
import { AppError } from '../../src/http/errors';
import type { PlanChoice } from '../../src/plan/plan';
import { dose } from '../support/dose';

const item = (exerciseId: string, group: string | null = null) => ({
  exerciseId,
  dosage: dose(),
  why: 'It helps.',
  group,
});
const circuit = (name: string) => ({ name, kind: 'circuit' as const, rounds: { exact: 3 } });
const PLAN: PlanChoice = {
  items: [item('bridge', 'A'), item('clam', 'A'), item('plank', 'B'), item('squat', 'B'), item('calf', 'B')],
  phases: [],
  groups: [circuit('A'), circuit('B')],
};
const library = (...retired: string[]) =>
  ['bridge', 'clam', 'plank', 'squat', 'calf'].map((id) => ({
    id,
    name: id.toUpperCase(),
    status: retired.includes(id) ? ('retired' as const) : ('published' as const),
  }));

/** What a refusal says. */
function refusal(act: () => unknown): { code: string; named: string[] } {
  try {
    act();
  } catch (thrown) {
    const { code, errors = [] } = thrown as AppError;
    return { code, named: errors.map(({ pointer, code: why }) => `${pointer} ${why}`) };
  }
  throw new Error('It was not refused.');
}

describe('takenOver', () => {
  it('takes over all of what can be prescribed', () => {
    expect(takenOver(PLAN, library(), false)).toEqual({
      plan: PLAN,
      leftBehind: { leftOut: [], dissolvedGroups: [] },
    });
  });

  it('names what cannot, retired or gone altogether', () => {
    const known = library('clam').filter(({ id }) => id !== 'calf');
    expect(refusal(() => takenOver(PLAN, known, false))).toEqual({
      code: 'prescription.exercise_unavailable',
      named: ['/from/items/1 unavailable', '/from/items/4 unavailable'],
    });
  });

  it.each([
    // retired, what is left with its group, groups that dissolve
    [['calf'], ['bridge A', 'clam A', 'plank B', 'squat B'], []],
    [['clam'], ['bridge -', 'plank B', 'squat B', 'calf B'], ['A']],
    [['bridge', 'clam'], ['plank B', 'squat B', 'calf B'], ['A']],
    [
      ['clam', 'plank', 'calf'],
      ['bridge -', 'squat -'],
      ['A', 'B'],
    ],
  ])('leaves out %j when that is asked, and dissolves a group of one', (retired, left, dissolved) => {
    const { plan, leftBehind } = takenOver(PLAN, library(...retired), true);
    expect(plan.items.map(({ exerciseId, group }) => `${exerciseId} ${group ?? '-'}`)).toEqual(left);
    expect(plan.groups.map(({ name }) => name)).toEqual(
      ['A', 'B'].filter((name) => !dissolved.includes(name)),
    );
    expect(leftBehind).toEqual({
      leftOut: retired.map((exerciseId) => ({ exerciseId, name: exerciseId.toUpperCase() })),
      dissolvedGroups: dissolved,
    });
  });

  const between = (exerciseId: string, betweenPlace: number) => ({
    ...item(exerciseId),
    dosage: dose({}, { kind: 'between', betweenPlace, perDay: 1, perWeek: undefined }),
  });
  const DAYS: PlanChoice = {
    items: [item('bridge'), item('clam'), item('plank'), between('squat', 2)],
    phases: [],
    groups: [],
  };

  it.each([
    // retired, and the place between whose days the squat is then done
    [[], 2],
    [['bridge'], 1],
    [['plank'], 2],
    [['bridge', 'plank'], 1],
  ])('without %j, the squat is done between the days of the clam at place %d', (retired, place) => {
    const { items } = takenOver(DAYS, library(...retired), true).plan;
    expect(items.at(-1)?.dosage.sessions[0]?.schedule.betweenPlace).toBe(place);
    expect(items[place - 1]?.exerciseId).toBe('clam');
  });

  it('names what is done between the days of an item that would be left out', () => {
    expect(refusal(() => takenOver(DAYS, library('clam'), true))).toEqual({
      code: 'prescription.exercise_unavailable',
      named: ['/from/items/3 unavailable'],
    });
  });

  it('does not begin with nothing', () => {
    const { code } = refusal(() => takenOver(PLAN, [], true));
    expect(code).toBe('prescription.exercise_unavailable');
  });
});

it.each([
  ['none', [], null],
  ['one that nobody watched', [['a', null]], null],
  [
    'one that was watched, beside another',
    [
      ['a', null],
      ['b', '2026-11-01'],
    ],
    'b',
  ],
  [
    'two that were watched',
    [
      ['a', '2026-11-01'],
      ['b', '2026-11-01'],
    ],
    null,
  ],
] as const)('onlyCheckedVideo: of %s, %s gives %s', (_, videos, chosen) => {
  expect(onlyCheckedVideo(videos.map(([id, checkedOn]) => ({ id, checkedOn })))).toBe(chosen);
});

describe('assertOneBeginning', () => {
  const items = PLAN.items as BeginningDto['items'];
  const from = { templateId: 't' };

  it.each<[string, BeginningDto]>([
    ['items', { items, phases: [], groups: [], from: null, leaveOutUnavailable: false }],
    ['a template', { from, leaveOutUnavailable: true }],
    ['a prescription', { from: { prescriptionId: 'p' }, changeNote: 'As before.' }],
  ])('lets a draft begin with %s', (_, beginning) => {
    expect(() => assertOneBeginning(beginning)).not.toThrow();
  });

  it.each<[string, BeginningDto, string[]]>([
    ['nothing', {}, ['/items missing']],
    ['both', { items, from }, ['/items given_and_taken']],
    [
      'parts of its own',
      { phases: [], groups: [], from },
      ['/phases given_and_taken', '/groups given_and_taken'],
    ],
    ['two sources', { from: { ...from, prescriptionId: 'p' } }, ['/from one_of']],
    ['a source without a name', { from: {} }, ['/from one_of']],
    ['items to be left out', { items, leaveOutUnavailable: true }, ['/leaveOutUnavailable given_and_taken']],
  ])('refuses %s', (_, beginning, named) => {
    expect(refusal(() => assertOneBeginning(beginning))).toEqual({ code: 'request.invalid', named });
  });
});
