/** What a refused field is told: what is missing, what it has to be, in which unit, and which name was probably meant. */
import 'reflect-metadata';
import { DosageDto } from '../../src/dosage/dosage.dto';
import { BloodPressureDto, MedicalHistoryDto } from '../../src/finding/history.dto';
import type { AppError, FieldFault } from '../../src/http/errors';
import {
  Choice,
  Choices,
  Day,
  Email,
  Flag,
  Id,
  ListOf,
  Measure,
  Moment,
  Part,
  Said,
  Text,
  Texts,
  WebAddress,
  Whole,
} from '../../src/http/fields';
import { PageQuery } from '../../src/http/page';
import { fieldsPipe } from '../../src/http/validation';
import { dose } from '../support/dose';

type Class = new () => object;

async function faultsOf(
  body: unknown,
  metatype: Class,
  type: 'body' | 'query' = 'body',
): Promise<FieldFault[]> {
  const refusal = await fieldsPipe()
    .transform(body, { type, metatype })
    .then(
      () => null,
      (error: AppError) => error,
    );
  return (refusal as AppError | null)?.errors ?? [];
}
const said = async (...asked: Parameters<typeof faultsOf>): Promise<string[]> =>
  (await faultsOf(...asked)).map(({ detail }) => detail);

class Innermost {
  @Flag() isDeep: boolean;
  @Text({ max: 5, optional: true }) word?: string;
}

class Everything {
  @Text({ max: 20 }) text: string;
  @Text({ min: 0, max: 20 }) perhaps: string;
  @Text({ max: 5, pattern: /^\d\d:\d\d$/, patternSays: 'a time written HH:MM' }) clock: string;
  @Email() email: string;
  @WebAddress() site: string;
  @Id({ nullable: true }) id: string | null;
  @Day() day: string;
  @Moment() moment: string;
  @Whole({ min: 1, max: 24 }) whole: number;
  @Whole({ min: 1, max: 24, unit: 'hours' }) hours: number;
  @Measure({ min: 0.25, max: 500, step: 0.25, unit: 'kilograms' }) kg: number;
  @Flag() flag: boolean;
  @Choice(['left', 'right']) side: string;
  @Choices(['red', 'blue'], { min: 1 }) colours: string[];
  @Texts({ max: 3, each: 10 }) steps: string[];
  @Part(() => Innermost, { example: { isDeep: true, word: 'deep' } }) shown: Innermost;
  @Part(() => Innermost) named: Innermost;
  @ListOf(() => Innermost, { min: 1, max: 4, example: [{ isDeep: true }] }) list: Innermost[];
}

const MUST: Record<keyof Everything, string> = {
  text: 'text of 1 to 20 characters',
  perhaps: 'text of at most 20 characters',
  clock: 'a time written HH:MM',
  email: 'an e-mail address of at most 254 characters',
  site: 'an address that begins with https://, of at most 2000 characters',
  id: 'an id, which is a UUID, or null',
  day: 'a day that exists, written YYYY-MM-DD, from 1900 to 2200',
  moment: 'a moment in UTC, written YYYY-MM-DDThh:mm:ssZ, from 1900 to 2200',
  whole: 'a whole number from 1 to 24',
  hours: 'a whole number from 1 to 24 (hours)',
  kg: 'a number from 0.25 to 500 in steps of 0.25 (kilograms)',
  flag: 'true or false',
  side: 'one of: left, right',
  colours: 'a list of 1 to 2 of these, each once: red, blue',
  steps: 'a list of at most 3 texts, each of 1 to 10 characters',
  shown: 'an object such as {"isDeep":true,"word":"deep"}',
  named: 'an object with isDeep, word',
  list: 'a list of 1 to 4 objects such as [{"isDeep":true}]',
};

describe.each(Object.entries(MUST))('%s', (field, must) => {
  const about = async (body: object) =>
    (await faultsOf(body, Everything)).find(({ pointer }) => pointer === `/${field}`);

  it('is missing', async () => {
    expect(await about({})).toEqual({
      pointer: `/${field}`,
      code: 'missing',
      detail: `${field} is missing: it must be ${must}.`,
    });
  });

  it('is wrong', async () => {
    const fault = await about({ [field]: 7.77 });
    expect(fault?.detail).toBe(`${field} must be ${must}.`);
    expect(fault?.code).not.toBe('missing');
  });
});

it('true is the only thing to say where there is no false', async () => {
  class Yes {
    @Said() sure?: true;
  }
  expect(await said({ sure: false }, Yes)).toEqual(['sure must be true, or left out.']);
  expect(await said({}, Yes)).toEqual([]);
});

it('a part is shown as in its example, cut where that is long', async () => {
  const [session] = dose().sessions;
  expect(await said({ side: 'left', sessions: [{ ...session, schedule: 'daily' }] }, DosageDto)).toEqual([
    'schedule must be an object such as {"kind":"weekly","perDay":1,"perWeek":{"exact":7}}.',
  ]);
  class Long {
    @Part(() => Innermost, {
      example: { first: 'x'.repeat(100), then: ['y'.repeat(100)], last: 1 },
    })
    part: Innermost;
    @ListOf(() => Innermost, { example: [{ within: { a: 'x'.repeat(100), b: 'y'.repeat(100) } }, {}] })
    list: Innermost[];
  }
  expect(await said({ part: null, list: null }, Long)).toEqual([
    `part must be an object such as {"first":"${'x'.repeat(100)}",…}.`,
    `list must be a list of at most 1000 objects such as [{"within":{"a":"${'x'.repeat(100)}",…}},…].`,
  ]);
});

describe('a field that there is not', () => {
  const load = { kind: 'weight', kg: 5 };
  it.each<[string, object, string]>([
    [
      'nothing like it',
      { lb: 5 },
      'There is no field lb here. There are: kind, kg, percent, reps, setting, band.',
    ],
    ['a slip', { percnt: 5 }, 'There is no field percnt here. Did you mean percent?'],
    ['a capital letter', { Percent: 5 }, 'There is no field Percent here. Did you mean percent?'],
    ['the beginning', { perc: 5 }, 'There is no field perc here. Did you mean percent?'],
    ['more than the whole', { repsMax: 5 }, 'There is no field repsMax here. Did you mean reps?'],
    [
      'a very long name',
      { ['z'.repeat(1000)]: 5 },
      `There is no field ${'z'.repeat(60)}… here. There are: kind, kg, percent, reps, setting, band.`,
    ],
  ])('%s', async (_, wrong, detail) => {
    const sets = [{ count: 1, reps: { exact: 5 }, load: { ...load, ...wrong } }];
    const [session] = dose().sessions;
    expect(await faultsOf({ side: 'left', sessions: [{ ...session, sets }] }, DosageDto)).toEqual([
      {
        pointer: `/sessions/0/sets/0/load/${Object.keys(wrong)[0]}`,
        code: 'whitelistValidation',
        detail,
      },
    ]);
  });

  it('those that there are stand there once, and only where they are few', async () => {
    expect(await said({ isDeep: true, x: 1, y: 1 }, Innermost)).toEqual([
      'There is no field x here. There are: isDeep, word.',
      'There is no field y here.',
    ]);
    expect(await said({ x: 1 }, MedicalHistoryDto)).toEqual(['There is no field x here.']);
  });

  it('in a query it is a parameter', async () => {
    expect(await said({ limt: '5' }, PageQuery, 'query')).toEqual([
      'There is no parameter limt here. Did you mean limit?',
    ]);
  });
});

it('blood pressure is in mmHg', async () => {
  expect(await said({ systolic: 17, diastolic: 8.5, on: '2026-11-20' }, BloodPressureDto)).toEqual([
    'systolic must be a whole number from 50 to 300 (mmHg).',
    'diastolic must be a whole number from 20 to 200 (mmHg).',
  ]);
});
