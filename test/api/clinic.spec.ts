import type { Response } from 'supertest';
import { people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';

describe('the clinic and its staff', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  it('shows its own clinic to everybody who works there', async () => {
    for (const name of ['rivera', 'dale', 'adams', 'solo'] as const) {
      const { body } = await stage.as(name).get('/clinic').expect(200);
      expect(body).toMatchObject({
        id: people.rivera.clinicId,
        name: 'North Clinic',
        timeZone: 'Europe/London',
      });
    }
  });

  it('is changed by an admin who read it last', async () => {
    const first = await stage.as('adams').get('/clinic').expect(200).expect('etag', '"1"');
    await stage
      .as('adams')
      .patch('/clinic')
      .set('if-match', first.headers.etag as string)
      .send({ phone: '020 7946 0999' })
      .expect(200)
      .expect('etag', '"2"');
    const stale = await stage
      .as('adams')
      .patch('/clinic')
      .set('if-match', '"1"')
      .send({ phone: '1' })
      .expect(412);
    expect(stale.body.code).toBe('revision.stale');
    // a proxy that compresses what it passes on weakens the ETag
    const weakened = { phone: '020 7946 0998' };
    await stage.as('adams').patch('/clinic').set('if-match', 'W/"2"').send(weakened).expect(200);
    const blind = await stage.as('adams').patch('/clinic').send({ phone: '1' }).expect(428);
    expect(blind.body.code).toBe('revision.missing');
  });

  // Node knows all but the first, Postgres none but the last
  it.each(['Europe/Nowhere', 'AET', 'MIT', 'IST', 'US/Pacific-New', 'europe/london', 'EST'])(
    'refuses the time zone %s, by which nobody could live',
    async (timeZone) => {
      const { body } = await stage
        .as('southAdmin')
        .patch('/clinic')
        .set('if-match', '"1"')
        .send({ timeZone })
        .expect(400);
      expect(body.errors[0].pointer).toBe('/timeZone');
      await stage.as('sadie').get('/clinic').expect(200);
    },
  );

  it.each(['America/Argentina/Buenos_Aires', 'UTC', 'Europe/London'])(
    'lives by the time zone %s',
    async (timeZone) => {
      const { headers } = await stage.as('southAdmin').get('/clinic').expect(200);
      const { body } = await stage
        .as('southAdmin')
        .patch('/clinic')
        .set('if-match', headers.etag as string)
        .send({ timeZone })
        .expect(200);
      expect(body.timeZone).toBe(timeZone);
      await stage.as('sadie').get('/patients').expect(200);
    },
  );

  it('opens, changes and closes a site', async () => {
    const fields = { name: 'By the river', address: '2 Wharf, London', phone: null };
    const { body: site } = await stage.as('adams').post('/clinic/sites').send(fields).expect(201);
    const taken = await stage.as('adams').post('/clinic/sites').send(fields).expect(409);
    expect(taken.body.code).toBe('revision.conflict');
    const path = `/clinic/sites/${site.id}`;
    await stage.as('southAdmin').put(path).set('if-match', '"1"').send(fields).expect(404);
    await stage
      .as('adams')
      .put(path)
      .set('if-match', '"1"')
      .send({ ...fields, name: 'By the bridge' })
      .expect(200);
    await stage.as('adams').delete(path).set('if-match', '"2"').expect(204);
    const left = await stage.as('dale').get('/clinic/sites').expect(200);
    expect(left.body.map((one: { id: string }) => one.id)).not.toContain(site.id);
  });

  it('pages through the staff without losing anybody', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Response = await stage
        .as('dale')
        .get(`/staff?limit=3${cursor && `&cursor=${cursor}`}`)
        .expect(200);
      seen.push(...page.body.items.map((one: { name: string }) => one.name));
      cursor = page.body.nextCursor;
    }
    expect(seen).toHaveLength(8);
    expect(seen).toEqual([...seen].sort());
  });

  it('engages somebody, and refuses what does not fit together', async () => {
    const fields = { name: 'Jo New', email: 'jo@clinic.example', roles: ['clinician'] };
    const odd = await stage
      .as('adams')
      .post('/staff')
      .send({ ...fields, registrationBody: 'A register' })
      .expect(400);
    expect(odd.body.errors.map((fault: { pointer: string }) => fault.pointer)).toEqual([
      '/registrationNumber',
      '/profession',
    ]);
    const { body } = await stage
      .as('adams')
      .post('/staff')
      .send({ ...fields, profession: 'osteopath' })
      .expect(201);
    expect(body).toMatchObject({ hasAccount: false, activeTo: null, roles: ['clinician'] });
  });

  it('keeps the last admin', async () => {
    const path = `/staff/${people.southAdmin.id}`;
    const { body } = await stage
      .as('southAdmin')
      .patch(path)
      .set('if-match', '"1"')
      .send({ roles: ['desk'] })
      .expect(409);
    expect(body.code).toBe('staff.last_admin');
  });

  it('leaves one audit row for each change and none for a refusal', async () => {
    const rows = await stage.owner(
      `select 1 from portal.audit_entry where action = 'clinic.changed' and clinic_id = $1`,
      [people.adams.clinicId],
    );
    expect(rows).toHaveLength(2);
  });
});
