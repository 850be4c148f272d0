/** Whose record may be opened by whom, and what each opening leaves in the trail. */
import { people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const { ann, ben, dot, rivera } = people;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe('who may', () => {
  const calls: [verb: 'get' | 'post' | 'patch' | 'delete', path: string, body?: object][] = [
    ['get', '/patients/:id'],
    ['patch', '/patients/:id', { phone: '1' }],
    ['post', '/patients/:id/identifiers', { system: 'emr', value: '9' }],
    ['delete', `/patients/:id/identifiers/${NOBODY}`],
    ['get', '/patients/:id/discharges'],
    ['post', '/patients/:id/discharge', { because: 'x' }],
    ['post', '/patients/:id/readmission'],
    ['get', '/patients/:id/plan-state'],
  ];
  const send = (name: keyof typeof people, [verb, path, body]: (typeof calls)[number], id: string) => {
    const call = stage.as(name)[verb](path.replace(':id', id));
    if (verb !== 'get') void call.set('if-match', '"1"');
    return body ? call.send(body) : call;
  };

  it.each(calls)('treats another clinic’s patient as absent: %s %s', async (...call) => {
    const foreign = await send('osei', call, ann.id).expect(404);
    const absent = await send('osei', call, NOBODY).expect(404);
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...absent.body, requestId: '' });
    expect(foreign.body.code).toBe('not_found');
  });

  it.each(calls)('is neither for patients nor for admins: %s %s', async (...call) => {
    for (const name of ['ann', 'adams'] as const) {
      expect((await send(name, call, ann.id).expect(403)).body.code).toBe('identity.wrong_role');
    }
  });

  it('lists only its own clinic, for the desk and for clinicians', async () => {
    const { body } = await stage.as('sadie').get('/patients').expect(200);
    expect(body.items.map((one: { name: string }) => one.name)).toEqual(['Cai Cole']);
    for (const name of ['rivera', 'novak', 'dale', 'solo'] as const) {
      expect((await stage.as(name).get('/patients').expect(200)).body.items).toHaveLength(3);
    }
    for (const name of ['ann', 'adams'] as const) await stage.as(name).get('/patients').expect(403);
    await stage.anonymous().get('/patients').expect(401);
  });
});

describe('the trail', () => {
  const rowsOf = (requestId: string) =>
    stage.owner(
      'select action, actor_id, subject_type, patient_ids from portal.audit_entry where request_id = $1',
      [requestId],
    );

  it.each([
    ['/patients', 'patient.list', [ann, ben, dot]],
    ['/patients?limit=1&q=drew', 'patient.list', [dot]],
    [`/patients/${ann.id}`, 'patient.read', [ann]],
    [`/patients/${ann.id}/plan-state`, 'patient.planState', [ann]],
    [`/patients/${dot.id}/discharges`, 'patient.listDischarges', [dot]],
  ])('holds one row for reading %s', async (path, operation, seen) => {
    const { headers } = await stage.as('rivera').get(path).expect(200);
    expect(await rowsOf(headers['x-request-id'] as string)).toEqual([
      {
        action: 'record.read',
        actor_id: rivera.id,
        subject_type: operation,
        patient_ids: seen.map(({ id }) => id),
      },
    ]);
  });

  it('holds one row for each change, and none for a refused one', async () => {
    const discharge = (because: string) =>
      stage.as('rivera').post(`/patients/${ann.id}/discharge`).set('if-match', '"1"').send({ because });
    const { headers } = await discharge('Moved.').expect(200);
    const ofAnn = { actor_id: rivera.id, patient_ids: [ann.id] };
    expect(await rowsOf(headers['x-request-id'] as string)).toEqual([
      { action: 'prescription.paused', subject_type: 'prescription', ...ofAnn },
      { action: 'patient.discharged', subject_type: 'patient', ...ofAnn },
    ]);
    const refused = await discharge('Moved.').expect(412);
    expect(await rowsOf(refused.headers['x-request-id'] as string)).toEqual([]);
  });
});
