/** The people of a clinic: who is registered, and what may be changed of them. */
import { people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const { ann, ben, cai, dot, kaya } = people;

let stage: Stage;

/** Each part of this file plays on a stage of its own. */
function part(name: string, scenes: () => void): void {
  describe(name, () => {
    beforeAll(async () => {
      stage = await openStage();
    });
    afterAll(() => stage.close());
    scenes();
  });
}

const pointers = (body: { errors: { pointer: string }[] }) => body.errors.map((fault) => fault.pointer);

const etagOf = async (id: string): Promise<string> =>
  (await stage.as('rivera').get(`/patients/${id}`).expect(200)).headers.etag as string;

part('registering', () => {
  it('takes identifiers along, so that the patient is found by them', async () => {
    const { body, headers } = await stage
      .as('dale')
      .post('/patients')
      .send({
        name: '  Eva Ek ',
        dateOfBirth: '1999-12-31',
        responsibleId: kaya.id,
        identifiers: [{ system: 'emr', value: '4711' }],
      })
      .expect(201);
    expect(body).toEqual({
      id: expect.any(String),
      name: 'Eva Ek',
      preferredLanguage: 'en',
      dateOfBirth: '1999-12-31',
      email: null,
      emailBounced: null,
      phone: null,
      address: null,
      responsibleId: kaya.id,
      identifiers: [{ id: expect.any(String), system: 'emr', value: '4711' }],
      status: 'current',
      usualSiteId: null,
      dischargedAt: null,
      deceased: null,
      archivedAt: null,
      linkTrouble: null,
      mergedIntoId: null,
      revision: 1,
    });
    expect(headers.etag).toBe('"1"');
    const found = await stage.as('rivera').get('/patients?externalSystem=emr&externalValue=4711').expect(200);
    expect(found.body.items).toEqual([body]);
  });

  it.each(['1899-12-31', '2199-01-01', '2001-02-29'])('refuses %s as date of birth', async (dateOfBirth) => {
    const { body } = await stage.as('dale').post('/patients').send({ name: 'Eva', dateOfBirth }).expect(400);
    expect(pointers(body)).toEqual(['/dateOfBirth']);
  });

  it('takes a child born on this day of the clinic’s calendar, and none born tomorrow', async () => {
    await stage.setClock('2026-06-30T23:30:00Z'); // the first of July in London
    const born = (dateOfBirth: string) =>
      stage.as('dale').post('/patients').send({ name: 'Eva', dateOfBirth });
    await born('2026-07-01').expect(201);
    await born('2026-07-02').expect(400);
    await stage.setClock(null);
  });

  it.each([
    ['who left', people.gone.id],
    ['who is no clinician', people.dale.id],
    ['of another clinic', people.osei.id],
    ['who does not exist', NOBODY],
  ])('refuses somebody %s as responsible', async (_, responsibleId) => {
    const { body } = await stage
      .as('dale')
      .post('/patients')
      .send({ name: 'Eva', dateOfBirth: '1999-12-31', responsibleId })
      .expect(400);
    expect(body.errors).toEqual([
      {
        pointer: '/responsibleId',
        code: 'clinician',
        detail: 'There is no active clinician with this id at your clinic.',
      },
    ]);
  });

  it('refuses an identifier that somebody has, keeps nothing, and says who', async () => {
    const identifiers = [
      { system: 'emr', value: '1' },
      { system: 'emr', value: '2' },
    ];
    const register = (name: string) =>
      stage.as('dale').post('/patients').send({ name, dateOfBirth: '1999-12-31', identifiers });
    await stage.as('rivera').post(`/patients/${ben.id}/identifiers`).send(identifiers[1]).expect(201);
    const { body } = await register('Ida Ivers').expect(409);
    expect(body.code).toBe('patient.identifier_taken');
    expect(body.errors).toEqual([
      { pointer: '/identifiers/1/value', code: 'taken', detail: `Patient ${ben.id} has this identifier.` },
    ]);
    expect(await stage.owner(`select 1 from portal.patient where name = 'Ida Ivers'`)).toEqual([]);
  });

  it('lets two clinics use the same identifier', async () => {
    const identifier = { system: 'emr', value: '1' };
    await stage.as('rivera').post(`/patients/${ann.id}/identifiers`).send(identifier).expect(201);
    await stage.as('osei').post(`/patients/${cai.id}/identifiers`).send(identifier).expect(201);
  });

  it('gives an identifier to one of two who ask at the same moment', async () => {
    const both = await Promise.all(
      [ann, ben].map(({ id }) =>
        stage.as('dale').post(`/patients/${id}/identifiers`).send({ system: 'emr', value: '3' }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('patient.identifier_taken');
  });
});

part('changing', () => {
  it('changes what was read last, and says what is stale', async () => {
    const change = (etag: string, body: object) =>
      stage.as('dale').patch(`/patients/${ann.id}`).set('if-match', etag).send(body);
    const { body } = await change('"1"', { phone: null, responsibleId: kaya.id }).expect(200, /"revision":2/);
    expect(body).toMatchObject({ name: 'Ann Allen', phone: null, responsibleId: kaya.id });
    expect((await change('"1"', { name: 'Anne' }).expect(412)).body.code).toBe('revision.stale');
    const blind = await stage.as('dale').patch(`/patients/${ann.id}`).send({ name: 'Anne' }).expect(428);
    expect(blind.body.code).toBe('revision.missing');
    expect(pointers((await change('"2"', { dateOfBirth: '2199-01-01' }).expect(400)).body)).toEqual([
      '/dateOfBirth',
    ]);
    await change('"2"', { name: null }).expect(400);
  });

  it('keeps a responsible clinician who has left, until somebody names another', async () => {
    await stage.owner('update portal.patient set responsible_staff_id = $2 where id = $1', [
      ben.id,
      people.gone.id,
    ]);
    const { body } = await stage
      .as('dale')
      .patch(`/patients/${ben.id}`)
      .set('if-match', await etagOf(ben.id))
      .send({ phone: '1' })
      .expect(200);
    expect(body).toMatchObject({ phone: '1', responsibleId: people.gone.id });
  });

  it('moves the ETag with every identifier that comes or goes', async () => {
    const { body: added } = await stage
      .as('rivera')
      .post(`/patients/${dot.id}/identifiers`)
      .send({ system: 'emr', value: '1' })
      .expect(201)
      .expect('etag', '"2"');
    const path = `/identifiers/${added.identifiers[0].id}`;
    const remove = (patientId: string, etag: string) =>
      stage.as('dale').delete(`/patients/${patientId}${path}`).set('if-match', etag);
    await remove(dot.id, '"1"').expect(412);
    expect((await remove(ben.id, await etagOf(ben.id)).expect(404)).body.code).toBe('not_found');
    await remove(dot.id, '"2"').expect(204);
    expect(await etagOf(dot.id)).toBe('"3"');
    await remove(dot.id, '"3"').expect(404);
  });
});
