import { randomUUID } from 'node:crypto';
import { RED_FLAG_CODES } from '../../src/screen/red-flags';
import { adviceOf, people, type PersonName } from '../support/cast';
import { openStage, type Stage } from '../support/stage';

const because = 'Rang this morning: new numbness, sent to the emergency department.';
const resolution = 'Seen at the hospital, imaging normal, letter filed.';

describe('holds', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    await stage.setClock('2026-11-25T09:00:00Z');
  });
  afterAll(() => stage.close());

  const holdsOf = async (patient: 'ann' | 'ben') =>
    (await stage.as('kaya').get(`/patients/${people[patient].id}/holds?limit=100`).expect(200)).body.items;
  const open = async (by: PersonName = 'rivera', patient: PersonName = 'ben'): Promise<string> =>
    (await stage.as(by).post(`/patients/${people[patient].id}/holds`).send({ because }).expect(201)).body.id;
  const told = { told: 'Spinal registrar on call', how: 'phone' };
  const refer = (id: string, body: object, by: PersonName = 'rivera') =>
    stage.as(by).post(`/holds/${id}/referrals`).send(body);
  const resolve = (id: string, by: PersonName = 'kaya', text = resolution, revision = 1) =>
    stage.as(by).post(`/holds/${id}/resolution`).set('if-match', `"${revision}"`).send({ resolution: text });

  describe('opened by a screen', () => {
    const draft = async (said: Record<string, string | object>): Promise<string> => {
      const answers = RED_FLAG_CODES.map((item) => {
        const entry = said[item] ?? 'no';
        return { item, ...(typeof entry === 'string' ? { answer: entry } : entry) };
      });
      const fields = {
        seenOn: '2026-11-25',
        presentations: [],
        screen: { kind: 'answered', answers },
        suitable: true,
      };
      const path = `/episodes/${adviceOf('ann').episodeId}/assessments`;
      return (await stage.as('rivera').post(path).send(fields).expect(201)).body.id;
    };
    const sign = (id: string, by: PersonName = 'rivera') =>
      stage.as(by).post(`/assessments/${id}/signature`).set('if-match', '"1"');
    const openedBy = async (id: string) =>
      (await holdsOf('ann')).filter((hold: { assessmentId: string }) => hold.assessmentId === id);

    it('with its signature and not before, naming the items by their codes only', async () => {
      const id = await draft({ 'CES-2': 'yes', MOTOR: 'yes' });
      expect((await stage.as('rivera').get(`/assessments/${id}`).expect(200)).body.holdFlags).toEqual([
        'CES-2',
        'MOTOR',
      ]);
      expect(await openedBy(id)).toEqual([]);
      await sign(id).expect(200);
      expect(await openedBy(id)).toEqual([
        {
          id: expect.any(String),
          kind: 'hold',
          patientId: people.ann.id,
          assessmentId: id,
          flags: ['CES-2', 'MOTOR'],
          actions: [
            {
              code: 'CES-2',
              text: 'New or worsening change of feeling between the legs.',
              action: 'Send to the emergency department now, and phone ahead: a letter alone is not enough.',
              route: 'emergency_department',
            },
            {
              code: 'MOTOR',
              text: 'A serious or growing loss of power.',
              action: 'Talk to the spinal service today.',
              route: 'same_day_spinal',
            },
          ],
          referrals: [],
          because: 'The signed assessment needs a decision on: CES-2, MOTOR.',
          openedAt: '2026-11-25T09:00:00.000Z',
          openedBy: people.rivera.id,
          openedByPatient: false,
          carerId: null,
          checkInId: null,
          resolvedAt: null,
          resolvedBy: null,
          resolution: null,
          nobodyToldBecause: null,
          revision: 1,
        },
      ]);
    });

    const decision = { kind: 'not_significant', because: 'Known for years, as the letter says.' };
    it.each<[string, Record<string, string | object>, string[]]>([
      ['nothing found', {}, []],
      ['one yes', { DVT: 'yes' }, ['DVT']],
      ['a cauda equina question declined', { 'CES-1': 'declined' }, ['CES-1']],
      ['the one that may be declined', { 'CES-5': { answer: 'declined', decision } }, []],
      ['that one, when the patient could not answer', { 'CES-5': 'unable' }, ['CES-5']],
      ['another declined', { VISC: 'declined' }, []],
      ['what only wants a decision', { VISC: { answer: 'yes', decision } }, []],
      ['bone stress, which has a rule of its own', { BSI: { answer: 'yes', signs: ['painful_hop'] } }, []],
    ])('%s', async (_, said, flags) => {
      const id = await draft(said);
      await sign(id).expect(200);
      const opened = await openedBy(id);
      expect(opened.flatMap((hold: { flags: string[] }) => hold.flags)).toEqual(flags);
      expect(opened).toHaveLength(flags.length > 0 ? 1 : 0);
    });

    it('says what the row asks for that applied, and the strictest of an item where no sign was said', async () => {
      const shown = async (said: Record<string, object>) => {
        const id = await draft(said);
        await sign(id).expect(200);
        return (await openedBy(id))[0].actions.map(({ code, route }: { code: string; route: string }) => [
          code,
          route,
        ]);
      };
      const fall = { answer: 'yes', signs: ['minor_trauma', 'osteoporosis', 'new_deformity'] };
      expect(await shown({ FX: fall })).toEqual([
        ['FX', 'urgent_medical'],
        ['FX', 'urgent_medical'],
      ]);
      expect(await shown({ FX: { answer: 'yes' } })).toEqual([['FX', 'emergency_department']]);
    });

    it('once, though two sign at the same moment', async () => {
      const id = await draft({ CARD: 'yes' });
      await Promise.all([sign(id), sign(id, 'kaya')]);
      expect(await openedBy(id)).toHaveLength(1);
    });

    it('not at all, when the signature is refused', async () => {
      const id = await draft({ CARD: 'yes', CORD: 'not_asked' });
      await sign(id).expect(409);
      expect(await openedBy(id)).toEqual([]);
    });

    it('and stays when that assessment turns out to be an error: somebody has to decide', async () => {
      const id = await draft({ FX: 'yes' });
      await sign(id).expect(200);
      const error = stage.as('rivera').post(`/assessments/${id}/entry-in-error`).set('if-match', '"2"');
      await error.send({ because: 'Another patient.' }).expect(200);
      const [hold] = await openedBy(id);
      expect(hold.resolvedAt).toBeNull();
      await refer(hold.id, told).expect(201);
      await resolve(hold.id).expect(200);
    });
  });

  describe('opened by hand', () => {
    it('by anybody who treats, registered or not, and traced', async () => {
      const id = await open('novak', 'ann');
      const [hold] = (await holdsOf('ann')).filter((one: { id: string }) => one.id === id);
      expect(hold).toMatchObject({ because, flags: [], assessmentId: null, openedBy: people.novak.id });
      const trace = await stage.owner(
        'select action, actor_id, patient_ids from portal.audit_entry where subject_ids = $1',
        [[id]],
      );
      expect(trace).toEqual([
        { action: 'hold.opened', actor_id: people.novak.id, patient_ids: [people.ann.id] },
      ]);
    });

    it('never without a reason', async () => {
      const path = `/patients/${people.ben.id}/holds`;
      for (const body of [{}, { because: '' }, { because: '   ' }, { because: null }]) {
        await stage.as('rivera').post(path).send(body).expect(400);
      }
      await stage
        .as('rivera')
        .post(path)
        .send({ because, flags: ['CORD'] })
        .expect(400);
    });
  });

  describe('a resolution', () => {
    it('is a registered clinician’s decision, written down, and said once', async () => {
      const id = await open();
      await stage.setClock('2026-11-26T10:00:00Z');
      expect((await resolve(id, 'novak').expect(403)).body.code).toBe('hold.resolver_not_entitled');
      expect((await resolve(id).expect(200).expect('etag', '"2"')).body).toMatchObject({
        resolvedAt: '2026-11-26T10:00:00.000Z',
        resolvedBy: people.kaya.id,
        resolution,
      });
      const again = await resolve(id, 'rivera', 'Looked at it once more, all well.', 2).expect(409);
      expect(again.body.code).toBe('hold.resolved');
      expect((await holdsOf('ben'))[0]).toMatchObject({ id, resolvedBy: people.kaya.id, resolution });
    });

    it('says more than a word: fifteen characters, not counting the blanks around it', async () => {
      const id = await open();
      const short = await resolve(id, 'kaya', '   fourteen chars   ').expect(400);
      expect(short.body.errors[0].pointer).toBe('/resolution');
      await resolve(id, 'kaya', 'fifteen letters').expect(200);
    });

    it('is one, though two decide at the same moment', async () => {
      const id = await open();
      const answers = await Promise.all([resolve(id), resolve(id, 'rivera')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    });

    it('is nobody’s who read the hold before it changed, or not at all', async () => {
      const id = await open();
      expect((await resolve(id, 'kaya', resolution, 2).expect(412)).body.code).toBe('revision.stale');
      const blind = await stage.as('kaya').post(`/holds/${id}/resolution`).send({ resolution }).expect(428);
      expect(blind.body.code).toBe('revision.missing');
      await resolve(id).expect(200);
    });

    it('lifts one hold and leaves the others', async () => {
      const [first, second] = [await open(), await open()];
      await resolve(first).expect(200);
      const standing = (await holdsOf('ben')).find((hold: { id: string }) => hold.id === second);
      expect(standing.resolvedAt).toBeNull();
    });
  });

  describe('a referral', () => {
    const listed = async (id: string) =>
      (await holdsOf('ben')).find((hold: { id: string }) => hold.id === id).referrals;

    it('says who was told, when and how, as often as somebody was, and lifts nothing', async () => {
      await stage.setClock('2026-11-26T12:00:00Z');
      const id = await open();
      const { body: first } = await refer(id, told).expect(201);
      expect(first).toEqual({
        id: expect.any(String),
        ...told,
        toldAt: '2026-11-26T12:00:00.000Z',
        note: null,
        writtenAt: '2026-11-26T12:00:00.000Z',
        writtenBy: people.rivera.id,
      });
      const earlier = { told: 'The GP', how: 'letter', toldAt: '2026-11-26T11:59:59Z', note: 'By hand.' };
      const { body: second } = await refer(id, earlier, 'novak').expect(201);
      expect(second).toMatchObject({ toldAt: '2026-11-26T11:59:59.000Z', note: 'By hand.' });
      expect(await listed(id)).toEqual([second, first]);
      const [hold] = (await holdsOf('ben')).filter((one: { id: string }) => one.id === id);
      expect([hold.resolvedAt, hold.revision]).toEqual([null, 1]);
      const trace = await stage.owner(
        'select action, actor_id, patient_ids from portal.audit_entry where subject_ids = $1',
        [[second.id]],
      );
      expect(trace).toEqual([
        { action: 'referral.recorded', actor_id: people.novak.id, patient_ids: [people.ben.id] },
      ]);
    });

    it.each<[string, object, string]>([
      ['nobody', { how: 'phone' }, '/told'],
      ['a way nobody knows', { ...told, how: 'pigeon' }, '/how'],
      ['a moment to come', { ...told, toldAt: '2026-11-26T12:00:01Z' }, '/toldAt'],
      ['a day for a moment', { ...told, toldAt: '2026-11-26' }, '/toldAt'],
      ['a moment that never was', { ...told, toldAt: '2026-02-30T12:00:00Z' }, '/toldAt'],
      ['a moment of no zone', { ...told, toldAt: '2026-11-26T11:00:00' }, '/toldAt'],
    ])('is not one of %s', async (_, body, pointer) => {
      await stage.setClock('2026-11-26T12:00:00Z');
      const id = await open();
      expect((await refer(id, body).expect(400)).body.errors[0].pointer).toBe(pointer);
      expect(await listed(id)).toEqual([]);
    });

    it('may be written down after the hold was lifted, but not of another clinic, nor by who does not treat', async () => {
      const id = await open();
      await refer(id, told, 'osei').expect(404);
      await refer(randomUUID(), told).expect(404);
      for (const who of ['dale', 'adams', 'ben'] as const) await refer(id, told, who).expect(403);
      expect(await listed(id)).toEqual([]);
      await resolve(id).expect(200);
      await refer(id, told).expect(201);
      expect(await listed(id)).toHaveLength(1);
    });
  });

  it('are listed newest first, page by page', async () => {
    for (const at of ['2026-11-27T09:00:00Z', '2026-11-27T10:00:00Z', '2026-11-27T10:00:00Z']) {
      await stage.setClock(at);
      await open();
    }
    const listed: { id: string; openedAt: string }[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const path = `/patients/${people.ben.id}/holds?limit=2${cursor && `&cursor=${cursor}`}`;
      const page: { items: typeof listed; nextCursor: string | null } = (
        await stage.as('kaya').get(path).expect(200)
      ).body;
      listed.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(listed.map(({ id }) => id)).toEqual((await holdsOf('ben')).map((hold: { id: string }) => hold.id));
    const times = listed.map(({ openedAt }) => openedAt);
    expect(times.slice(0, 3)).toEqual([
      '2026-11-27T10:00:00.000Z',
      '2026-11-27T10:00:00.000Z',
      '2026-11-27T09:00:00.000Z',
    ]);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('are as absent for another clinic as what never was', async () => {
    const id = await open();
    const theirs = (await resolve(id, 'osei').expect(404)).body;
    const nobodys = (await resolve(randomUUID(), 'osei').expect(404)).body;
    expect({ ...theirs, requestId: '' }).toEqual({ ...nobodys, requestId: '' });
    const path = (patient: string) => `/patients/${patient}/holds`;
    for (const patient of [people.ben.id, randomUUID()]) {
      await stage.as('osei').get(path(patient)).expect(404);
      const { body } = await stage.as('osei').post(path(patient)).send({ because }).expect(404);
      expect(body.code).toBe('not_found');
    }
  });

  it.each(['dale', 'adams', 'ann', 'ben'] as const)('are not for %s', async (who) => {
    const id = await open();
    await stage.as(who).get(`/patients/${people.ben.id}/holds`).expect(403);
    await stage.as(who).post(`/patients/${people.ben.id}/holds`).send({ because }).expect(403);
    await resolve(id, who).expect(403);
  });
});
