import { AppError } from '../../src/http/errors';
import { doPart, type PartOfVisit, refusedIn } from '../../src/walk-in/part-of-visit';

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
