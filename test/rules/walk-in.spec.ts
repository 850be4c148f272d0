import fc from 'fast-check';
import { AppError } from '../../src/http/errors';
import { doPart, type PartOfVisit, refusedIn } from '../../src/walk-in/part-of-visit';
import { mayBeSamePerson } from '../../src/walk-in/same-person';

describe('whether two entries may be one person', () => {
  const born = '1964-05-17';
  const cases: [string, string, boolean][] = [
    ['Zoë O’Neill', 'Zoe ONeill', true],
    ["ZOË O'NEILL", 'O’Neill, Zoë', true],
    ['Anne-Marie Hall', 'Anne Marie  Hall', true],
    ['Łukasz Nowak', 'Łukasz Nowak', true],
    ['ਗੁਰਪ੍ਰੀਤ ਕੌਰ', 'ਗੁਰਪ੍ਰੀਤ ਕੌਰ', true],
    ['Ann Allen', 'Anna Allen', false],
    ['Ann Allen', 'Ann', false],
    ['Ann Ann', 'Ann', false],
    ['Marie Ann Hall', 'Marianne Hall', false],
  ];
  it.each(cases)('“%s” and “%s”: %s', (name, other, same) => {
    expect(mayBeSamePerson({ name, dateOfBirth: born }, { name: other, dateOfBirth: born })).toBe(same);
    expect(mayBeSamePerson({ name: other, dateOfBirth: born }, { name, dateOfBirth: born })).toBe(same);
  });

  it('is never so for another day of birth, and always for the same entry', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        const one = { name, dateOfBirth: born };
        expect(mayBeSamePerson(one, { ...one })).toBe(true);
        expect(mayBeSamePerson(one, { name, dateOfBirth: '1964-05-18' })).toBe(false);
      }),
    );
  });
});

describe('what a part of a walk-in refuses', () => {
  const cases: [PartOfVisit, string, string][] = [
    ['/patient', '/identifiers/0/value', '/patient/identifiers/0/value'],
    ['/patient', '', '/patient'],
    ['/assessment', '/findings/pain', '/assessment/findings/pain'],
    ['/signature', '/screen/answers/CES-2', '/assessment/screen/answers/CES-2'],
    ['/signature', '/because', '/signature/because'],
    ['/plan', '/items/2/exerciseId', '/plan/items/2/exerciseId'],
    ['/issue', '/reviewOn', '/issue/reviewOn'],
    ['/issue', '/decisions/0/reason', '/issue/decisions/0/reason'],
    ['/issue', '/items/1', '/plan/items/1'],
    ['/issue', '/items', '/plan/items'],
    ['/issue', '/draft/items/1/name', '/plan/items/1/name'],
  ];
  it.each(cases)('at %s, “%s” is told as “%s”', (part, pointer, told) => {
    const fault = { pointer, code: 'x', detail: 'Why.' };
    const refusal = refusedIn(part, new AppError('request.invalid', 'Said.', [fault], 3));
    expect(refusal).toMatchObject({ code: 'request.invalid', detail: 'Said.', retryAfterSeconds: 3 });
    expect(refusal.errors).toEqual([{ ...fault, pointer: told }]);
  });

  it('is pointed at the part where it pointed nowhere, in the words of the refusal', async () => {
    const refused = doPart('/episode', () => Promise.reject(new AppError('episode.closed')));
    await expect(refused).rejects.toMatchObject({
      code: 'episode.closed',
      errors: [
        { pointer: '/episode', code: 'episode.closed', detail: 'Open a new episode for this patient.' },
      ],
    });
  });

  it('is nothing else than a refusal: what the database threw passes as it is', async () => {
    const fault = new Error('connection lost');
    await expect(doPart('/plan', () => Promise.reject(fault))).rejects.toBe(fault);
    await expect(doPart('/plan', () => Promise.resolve(5))).resolves.toBe(5);
  });
});
