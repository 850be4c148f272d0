/** What may be written down as a finding: every part as it was sent, and which slips are refused with their field. */
import * as fc from 'fast-check';
import { findingFaults } from '../../src/finding/check-findings';
import {
  FINDING_PARTS,
  type Findings,
  PSFS,
  ROM_BOUNDS,
  type SaidFindings,
} from '../../src/finding/findings';
import { FINDINGS_EXAMPLE } from '../../src/finding/findings-example';
import { FindingsDto, saidIn } from '../../src/finding/findings.dto';
import { unfinished } from '../../src/finding/unfinished';
import type { AppError } from '../../src/http/errors';
import { fieldsPipe } from '../../src/http/validation';
import { NewOutcomeDto } from '../../src/outcome/outcome.dto';
import { ANY_DAY_UNTIL, anyFindings } from '../support/any-findings';

const read = async (sent: unknown): Promise<SaidFindings> =>
  saidIn((await fieldsPipe().transform(sent, { type: 'body', metatype: FindingsDto })) as FindingsDto);
/** As the words that would be stored. */
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const byEye = { move: 'lumbar_flexion', value: 60, unit: 'percent', method: 'by_eye' } as const;

describe('findings', () => {
  it('are read as they were sent, whatever they are, as plain data', async () => {
    await fc.assert(
      fc.asyncProperty(anyFindings(), async (findings) => {
        const said = await read(json(findings));
        expect(said).toStrictEqual(json(findings));
        expect(findingFaults(said, ANY_DAY_UNTIL)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('have every part in the example of the documentation, without a fault', async () => {
    expect(Object.keys(FINDINGS_EXAMPLE)).toEqual([...FINDING_PARTS]);
    expect(await read(json(FINDINGS_EXAMPLE))).toStrictEqual(FINDINGS_EXAMPLE);
    expect(findingFaults(FINDINGS_EXAMPLE, '2026-11-22')).toEqual([]);
    expect(unfinished(FINDINGS_EXAMPLE)).toEqual([]);
  });

  it.each(FINDING_PARTS)('may leave out %s, or take it out with null', async (part) => {
    expect(await read({ [part]: null })).toStrictEqual({ [part]: null });
    expect(findingFaults({ [part]: null }, '2026-11-22')).toEqual([]);
  });
});

describe('a field that is out of bounds', () => {
  it.each<[string, object, string]>([
    ['pain of 11', { pain: { worst: 11 } }, '/pain/worst'],
    [
      'pain of −1',
      { bodyChart: [{ region: 'calf', side: 'left', intensity: -1 }] },
      '/bodyChart/0/intensity',
    ],
    ['a region nobody has', { bodyChart: [{ region: 'tail', side: 'left' }] }, '/bodyChart/0/region'],
    ['a region twice', { bodyChart: twice({ region: 'calf', side: 'left' }) }, '/bodyChart'],
    ['half a point of power', neuro({ root: 'L5', side: 'left', power: 4.5 }), '/neuro/roots/0/power'],
    ['power of 6', neuro({ root: 'L5', side: 'left', power: 6 }), '/neuro/roots/0/power'],
    ['reflex of 5', neuro({ root: 'S1', side: 'left', reflex: 5 }), '/neuro/roots/0/reflex'],
    ['a root twice', neuro(...twice({ root: 'S1', side: 'left' })), '/neuro/roots'],
    ['"not testable: no"', { neuro: { notTestable: false } }, '/neuro/notTestable'],
    ['a leg raise of 121°', { neuro: { legRaise: [{ side: 'left', degrees: 121 }] } }, '/neuro/legRaise/0/degrees'], // prettier-ignore
    ['a group twice', { capacity: twice({ group: 'hips', side: 'left', found: 'weak' }) }, '/capacity'],
    ['a test twice', { functionTests: twice({ test: 'hop', side: 'left' }) }, '/functionTests'],
    ['a movement twice by a method', { rangeOfMotion: twice(byEye) }, '/rangeOfMotion'],
    ['a sixth of a kilometre', { running: { weeklyKmNow: 42.166 } }, '/running/weeklyKmNow'],
    ['501 km a week', { running: { weeklyKmNow: 500.1 } }, '/running/weeklyKmNow'],
    ['25 hours of sleep', { recovery: { sleepHours: 25 } }, '/recovery/sleepHours'],
    ['no activity at all', { psfs: [] }, '/psfs'],
    ['an activity of 201 letters', { psfs: [unable('a'.repeat(201))] }, '/psfs/0/activity'],
    ['no joint bends by 181', { rangeOfMotion: [{ ...byEye, value: 180.5 }] }, '/rangeOfMotion/0/value'],
    ['nor by −46', { rangeOfMotion: [{ ...byEye, value: -45.5 }] }, '/rangeOfMotion/0/value'],
    ['six activities', { psfs: ['a', 'b', 'c', 'd', 'e', 'f'].map(unable) }, '/psfs'],
    ['an activity twice', { psfs: [unable('Run'), unable('run ')] }, '/psfs'],
    ['an activity without score', { psfs: [{ activity: 'Run' }] }, '/psfs/0/score'],
    ['43 weeks of pregnancy', history({ pregnancy: { pregnant: 'yes', weeks: 43 } }), '/history/pregnancy/weeks'], // prettier-ignore
    ['0 weeks of pregnancy', history({ pregnancy: { pregnant: 'yes', weeks: 0 } }), '/history/pregnancy/weeks'], // prettier-ignore
    ['a condition nobody knows', history({ gout: { answer: 'no' } }), '/history/gout'],
    ['a condition without answer', history({ glaucoma: {} }), '/history/glaucoma/answer'],
    ['a part nobody knows', { tongue: {} }, '/tongue'],
    ['a part as a word', { onset: 'in May' }, '/onset'],
  ])('is refused: %s', async (_, findings, pointer) => {
    const refusal = await read(findings).catch((error: AppError) => error);
    expect(refusal).toMatchObject({ code: 'request.invalid' });
    expect((refusal as AppError).errors?.map((fault) => fault.pointer)).toContain(pointer);
  });
});

describe('a bound', () => {
  it.each([
    ['by_eye', 'percent'],
    ['goniometer', 'degrees'],
    ['tape', 'cm'],
  ] as const)('of a range of motion %s is the same on the way in and in the check', async (method, unit) => {
    for (const value of Object.values(ROM_BOUNDS[unit])) {
      const findings = { rangeOfMotion: [{ move: 'hip_flexion_left' as const, method, unit, value }] };
      expect(findingFaults(await read(findings), ANY_DAY_UNTIL)).toEqual([]);
    }
  });

  it('of an activity’s name is that of an outcome score', async () => {
    const activities = [unable('a'.repeat(PSFS.name))];
    expect(await read({ psfs: activities })).toStrictEqual({ psfs: activities });
    const answers = { instrument: 'PSFS', answers: { activities } };
    const take = fieldsPipe().transform(answers, { type: 'body', metatype: NewOutcomeDto });
    expect(await take).toMatchObject(answers);
  });
});

describe('a contradiction', () => {
  const tomorrow = '2026-11-23';
  it.each<[string, Findings, string[]]>([
    ['begun tomorrow', { onset: { on: tomorrow } }, ['/onset/on']],
    ['begun today', { onset: { on: '2026-11-22' } }, []],
    ['a review and a race to come', { plan: { reviewOn: tomorrow }, running: { targetOn: tomorrow } }, []],
    ['a calf in the middle', { bodyChart: [{ region: 'calf', side: 'central' }] }, ['/bodyChart/0/side']],
    ['the middle of the back', { bodyChart: [{ region: 'lumbar', side: 'central' }] }, []],
    ['a reflex of L5', neuro({ root: 'L5', side: 'left', reflex: 2 }), ['/neuro/roots/0/reflex']],
    ['a reflex of S1', neuro({ root: 'S1', side: 'left', reflex: 2 }), []],
    [
      'tested and not testable',
      neuro({ root: 'L4', side: 'left', power: 5, notTestable: true }),
      ['/neuro/roots/0/notTestable'],
    ],
    [
      'all not testable, and yet tested',
      {
        neuro: {
          notTestable: true,
          roots: [{ root: 'L4', side: 'left', power: 5 }],
          slump: [{ side: 'left', positive: 'no' }],
          upperMotorSigns: 'no',
          heelToeWalk: 'yes',
          saddleSensation: 'normal_tested',
        },
      },
      [
        '/neuro/roots',
        '/neuro/slump',
        '/neuro/upperMotorSigns',
        '/neuro/heelToeWalk',
        '/neuro/saddleSensation',
      ],
    ],
    [
      'all not testable, and asked what can be asked',
      { neuro: { notTestable: true, upperMotorSigns: 'unable', saddleSensation: 'altered' } },
      [],
    ],
    ['degrees by eye', { rangeOfMotion: [{ ...byEye, unit: 'degrees' }] }, ['/rangeOfMotion/0/unit']],
    ['151 percent', { rangeOfMotion: [{ ...byEye, value: 151 }] }, ['/rangeOfMotion/0/value']],
    ['150 percent', { rangeOfMotion: [{ ...byEye, value: 150 }] }, []],
    [
      'seconds of a squat',
      { functionTests: [{ test: 'single_leg_squat', side: 'left', seconds: 3 }] },
      ['/functionTests/0/seconds'],
    ],
    ['pain of a hop', { functionTests: [{ test: 'hop', side: 'left', pain: 3 }] }, []],
    [
      'both sides, and one of them otherwise',
      {
        capacity: [
          { group: 'hips', side: 'both', found: 'weak' },
          { group: 'hips', side: 'left', found: 'fine' },
          { group: 'glutes', side: 'left', found: 'fine' },
        ],
      },
      ['/capacity/1/side'],
    ],
    ['a pressure upside down', pressure(80, 120), ['/history/bloodPressure/0/diastolic']],
    ['a pressure the right way', pressure(120, 80), []],
    [
      'cleared before the operation',
      history({ surgery: [{ region: 'hip', on: '2026-03-02', clearedOn: '2026-03-01' }] }),
      ['/history/surgery/0/clearedOn'],
    ],
    [
      'since when, of what is not there',
      history({ cancer: { answer: 'no', since: '2020-01-01' } }),
      ['/history/cancer/since'],
    ],
    [
      'weeks of no pregnancy',
      history({ pregnancy: { pregnant: 'no', weeks: 12, signs: ['bleeding'] } }),
      ['/history/pregnancy/weeks', '/history/pregnancy/signs'],
    ],
    ['no signs of no pregnancy', history({ pregnancy: { pregnant: 'no', signs: [] } }), []],
    ['an event on no day', history({ cardiacEvent: {} as never }), ['/history/cardiacEvent/on']],
    [
      'an event that was and never was',
      history({ hamstringTear: { on: '2026-01-01', none: true } as never }),
      ['/history/hamstringTear/on'],
    ],
    [
      'checked before the birth',
      history({ birth: { on: '2026-03-02', checkedOn: '2026-03-01' } }),
      ['/history/birth/checkedOn'],
    ],
    [
      'hurt in no fall',
      history({ falls: { inTwelveMonths: 0, injured: 'yes' } }),
      ['/history/falls/injured'],
    ],
    [
      'cleared of nothing',
      history({ boneStress: { state: 'none', clearedOn: '2026-01-01' } }),
      ['/history/boneStress/clearedOn'],
    ],
  ])('is refused with its field: %s', (_, findings, pointers) => {
    expect(findingFaults(findings, '2026-11-22').map(({ pointer }) => pointer)).toEqual(pointers);
  });
});

describe('a signature waits for findings that say something', () => {
  it.each<[string, Findings, string[]]>([
    ['a root named only', neuro({ root: 'L4', side: 'left' }), ['/neuro/roots/0']],
    ['a root not testable', neuro({ root: 'L4', side: 'left', notTestable: true }), []],
    ['a leg raise named only', { neuro: { legRaise: [{ side: 'left' }] } }, ['/neuro/legRaise/0']],
    ['a test named only', { functionTests: [{ test: 'hop', side: 'left' }] }, ['/functionTests/0']],
    ['two activities', { psfs: [unable('Run'), unable('Sit')] }, ['/psfs']],
    ['three activities', { psfs: [unable('Run'), unable('Sit'), unable('Tie shoes')] }, []],
    ['nothing at all', {}, []],
  ])('%s', (_, findings, pointers) => {
    expect(unfinished(findings).map(({ pointer }) => pointer)).toEqual(pointers);
  });
});

// hoisted, so that the tables above can be read from the top
function twice<T>(one: T): T[] {
  return [one, one];
}
function neuro<T extends object>(...roots: T[]) {
  return { neuro: { roots } } as { neuro: { roots: never[] } };
}
function history(said: object): Findings {
  return { history: said };
}
function pressure(systolic: number, diastolic: number): Findings {
  return history({ bloodPressure: [{ systolic, diastolic, on: '2026-11-20' }] });
}
function unable(activity: string) {
  return { activity, score: 0 };
}
