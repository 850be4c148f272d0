/** A dose over HTTP: the classes accept what the rules accept, name the same fields and bounds, and leave plain data behind. */
import 'reflect-metadata';
import * as fc from 'fast-check';
import { checkDosage } from '../../src/dosage/check/check-dosage';
import type { Dosage } from '../../src/dosage/dosage';
import { DosageDto } from '../../src/dosage/dosage.dto';
import { DOSAGE, GROUP, PHASE } from '../../src/dosage/check/dosage-shapes';
import { GroupDto, PhaseDto } from '../../src/plan/plan-parts.dto';
import type { Shape, Value } from '../../src/dosage/check/shape';
import type { AppError } from '../../src/http/errors';
import { fieldsPipe } from '../../src/http/validation';
import { anyDosage } from '../support/any-dosage';
import { dose } from '../support/dose';

const read = (body: unknown): Promise<Dosage> =>
  fieldsPipe().transform(structuredClone(body), { type: 'body', metatype: DosageDto }) as Promise<Dosage>;
const refusalOf = async (body: unknown): Promise<string[]> => {
  try {
    await read(body);
    return [];
  } catch (error) {
    return ((error as AppError).errors ?? []).map(({ pointer }) => pointer);
  }
};

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
/** Every object in a dose, with its pointer. */
const objectsIn = (value: unknown, at = ''): [string, Record<string, unknown>][] =>
  typeof value !== 'object' || value === null
    ? []
    : [
        ...(Array.isArray(value) ? [] : [[at, value] as [string, Record<string, unknown>]]),
        ...Object.entries(value).flatMap(([name, part]) => objectsIn(part, `${at}/${name}`)),
      ];

it('takes every dose as it is, and leaves nothing undefined in it', async () => {
  await fc.assert(
    fc.asyncProperty(anyDosage(), async (dosage) => {
      const taken = await read(dosage);
      expect(plain(taken)).toEqual(dosage);
      expect(checkDosage(taken)).toEqual([]);
      expect(objectsIn(taken).flatMap(([, one]) => Object.values(one))).not.toContain(undefined);
    }),
  );
});

it('refuses an unknown field at any depth, and null where a part is left out', async () => {
  await fc.assert(
    fc.asyncProperty(anyDosage(), fc.nat(), async (dosage, which) => {
      const body = structuredClone(dosage);
      const all = objectsIn(body);
      const [pointer, part] = all[which % all.length]!;
      part.noSuchField = 1;
      expect(await refusalOf(body)).toEqual([`${pointer}/noSuchField`]);
      expect(checkDosage(body).map((fault) => fault.pointer)).toContain(`${pointer}/noSuchField`);
    }),
    { numRuns: 50 },
  );
  for (const part of ['painPolicy', 'progression', 'regression', 'stopRules']) {
    expect(await refusalOf({ ...dose(), [part]: null })).toEqual([`/${part}`]);
  }
  const [session] = dose().sessions;
  for (const part of ['weeks', 'name', 'intervals']) {
    expect(await refusalOf({ ...dose(), sessions: [{ ...session, [part]: null }] })).toEqual([
      `/sessions/0/${part}`,
    ]);
  }
});

it.each<[string, unknown, string]>([
  ['a quarter that is none', dose({ load: { kind: 'weight', kg: 2.6 } }), '/sessions/0/sets/0/load/kg'],
  [
    'false for true',
    dose({ reps: { asManyAsPossible: false as never } }),
    '/sessions/0/sets/0/reps/asManyAsPossible',
  ],
  ['a number as text', dose({ reps: { exact: '8' as never } }), '/sessions/0/sets/0/reps/exact'],
  ['an amount that is a number', dose({ holdSeconds: 20 as never }), '/sessions/0/sets/0/holdSeconds'],
  ['a time that is no clock’s', dose({}, { from: '8:00' }), '/sessions/0/schedule/from'],
  [
    'sets that are no list',
    { ...dose(), sessions: [{ ...dose().sessions[0], sets: {} }] },
    '/sessions/0/sets',
  ],
])('refuses %s', async (_, body, pointer) => {
  expect(await refusalOf(body)).toEqual([pointer]);
});

/** The classes repeat the shapes for the sake of the document; here they are laid side by side. */
describe('the classes name the fields and bounds of the shapes', () => {
  type Class = new () => object;
  interface Line {
    field: string;
    bounds: string;
  }

  /** Of each field, every number that it may hold, over all kinds and forms. */
  function linesOfShape(shape: Shape, at = '', seen = new Set<Shape>()): Line[] {
    if (seen.has(shape)) return [];
    const fields: [string, Value][] = [
      ...(shape.by ? [[shape.by, { word: [] }] as [string, Value]] : []),
      ...[shape.fields ?? {}, ...(shape.oneOf ?? []), ...Object.values(shape.kinds ?? {})].flatMap(
        Object.entries,
      ),
    ];
    return fields.flatMap(([name, value]) => {
      const field = `${at}/${name.replace('?', '')}`;
      const inner = 'part' in value ? value.part() : 'list' in value ? value.list() : undefined;
      const bound = 'number' in value ? value.number : 'list' in value ? value.bound : undefined;
      return [
        { field, bounds: bound ? `${bound.min} ${bound.max}` : '' },
        ...(inner ? linesOfShape(inner, field, new Set([...seen, shape])) : []),
      ];
    });
  }

  /** As Nest keeps it of a field, for the OpenAPI document. */
  interface Documented {
    type: string | (() => Class);
    minimum?: number;
    maximum?: number;
    minItems?: number;
    maxItems?: number;
  }

  function linesOfClass(of: Class, at = '', seen = new Set<Class>()): Line[] {
    if (seen.has(of)) return [];
    const about = of.prototype as object;
    const names = (Reflect.getMetadata('swagger/apiModelPropertiesArray', about) as string[]).map((name) =>
      name.replace(':', ''),
    );
    return names.flatMap((name) => {
      const said = Reflect.getMetadata('swagger/apiModelProperties', about, name) as Documented;
      const inner = typeof said.type === 'function' ? said.type() : undefined;
      const field = `${at}/${name}`;
      const [min, max] = inner ? [said.minItems, said.maxItems] : [said.minimum, said.maximum];
      return [
        { field, bounds: min === undefined ? '' : `${min} ${max}` },
        ...(inner ? linesOfClass(inner, field, new Set([...seen, of])) : []),
      ];
    });
  }

  /** One line for a field, its bounds from the lowest to the highest of all kinds. */
  const widest = (lines: Line[]): Record<string, string> => {
    const fields: Record<string, string> = {};
    for (const { field, bounds } of lines) {
      const [min, max] = [...(fields[field] ?? '').split(' '), ...bounds.split(' ')]
        .filter(Boolean)
        .map(Number)
        .sort((a, b) => a - b)
        .filter((_, index, { length }) => index === 0 || index === length - 1);
      fields[field] = min === undefined ? '' : `${min} ${max ?? min}`;
    }
    return fields;
  };

  it.each<[string, Class, Shape]>([
    ['a dose', DosageDto, DOSAGE],
    ['a group', GroupDto, GROUP],
    ['a phase', PhaseDto, PHASE],
  ])('%s', (_, dto, shape) => {
    // a number in the unit of its kind, which only the shape knows: the class is as wide as the widest
    const differs = /(effort|intensity)\/value\//;
    const [said, meant] = [widest(linesOfClass(dto)), widest(linesOfShape(shape))];
    expect(Object.keys(said).sort()).toEqual(Object.keys(meant).sort());
    const bounds = (fields: Record<string, string>) =>
      Object.entries(fields)
        .filter(([field]) => !differs.test(field))
        .sort();
    expect(bounds(said)).toEqual(bounds(meant));
    expect(bounds(said).some(([, value]) => value)).toBe(true);
  });
});
