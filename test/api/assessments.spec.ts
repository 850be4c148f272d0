import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { RED_FLAG_CODES } from '../../src/screen/red-flags';
import { adviceOf, people, type PersonName } from '../support/cast';
import { openStage, type Stage } from '../support/stage';
import { assess, assessAgain, draft as write, issue, today } from '../support/visit';

const everyAnswerNo = {
  kind: 'answered',
  answers: RED_FLAG_CODES.map((item) => ({ item, answer: 'no' })),
};
const shortForm = {
  seenOn: '2026-11-20',
  presentations: [
    { kind: 'leg_pain_radicular', side: 'left', certainty: 'suspected' },
    { kind: 'muscle_spasm' },
  ],
  screen: everyAnswerNo,
  suitable: true,
};

describe('assessments', () => {
  let stage: Stage;
  let episode: string;

  beforeAll(async () => {
    stage = await openStage();
    await stage.setClock('2026-11-25T09:00:00Z');
    episode = await openEpisode();
  });
  afterAll(() => stage.close());

  const openEpisode = async (): Promise<string> => {
    const path = `/patients/${people.ben.id}/episodes`;
    return (await stage.as('rivera').post(path).send({ title: 'Low back' }).expect(201)).body.id;
  };
  const draft = async (fields: object, by: PersonName = 'rivera', of = episode): Promise<string> =>
    (await stage.as(by).post(`/episodes/${of}/assessments`).send(fields).expect(201)).body.id;
  const sign = (id: string, by: PersonName = 'rivera', revision = 1) =>
    stage.as(by).post(`/assessments/${id}/signature`).set('if-match', `"${revision}"`);
  const signed = async (fields: object = shortForm): Promise<string> => {
    const id = await draft(fields);
    await sign(id).expect(200);
    return id;
  };

  describe('a draft', () => {
    it('may be empty, and grows as the clinician types', async () => {
      const { body } = await stage.as('rivera').post(`/episodes/${episode}/assessments`).send({}).expect(201);
      expect(body).toMatchObject({
        patientId: people.ben.id,
        episodeId: episode,
        kind: 'full',
        status: 'draft',
        seenOn: null,
        contact: null,
        presentations: null,
        painNprs: null,
        screen: null,
        suitable: null,
        draftedBy: people.rivera.id,
        signedAt: null,
      });
      const path = `/assessments/${body.id}`;
      const change = (revision: number, fields: object) =>
        stage.as('kaya').patch(path).set('if-match', `"${revision}"`).send(fields);

      await change(1, { painNprs: 7, notes: 'Flexion limited.', contact: 'video' })
        .expect(200)
        .expect('etag', '"2"');
      const screen = { kind: 'answered', answers: [{ item: 'CORD', answer: 'not_asked' }] };
      await change(2, { ...shortForm, screen, notes: null }).expect(200);
      const { body: read } = await stage.as('rivera').get(path).expect(200).expect('etag', '"3"');
      expect(read).toMatchObject({
        painNprs: 7,
        contact: 'video',
        notes: null,
        presentations: shortForm.presentations,
        screen,
        draftedBy: people.rivera.id,
      });
      await stage.as('rivera').delete(path).set('if-match', '"2"').expect(412);
      await stage.as('rivera').delete(path).set('if-match', '"3"').expect(204);
      await stage.as('rivera').get(path).expect(404);
    });

    it('takes the clinic’s day for today: in London it is the 11th of June when it is still the 10th in UTC', async () => {
      await stage.setClock('2026-06-10T23:30:00Z');
      const path = `/episodes/${episode}/assessments`;
      const { body } = await stage.as('rivera').post(path).send({ seenOn: '2026-06-12' }).expect(400);
      expect(body.errors).toEqual([expect.objectContaining({ pointer: '/seenOn', code: 'future' })]);
      await draft({ seenOn: '2026-06-11' });
      await stage.setClock('2026-11-25T09:00:00Z');
    });

    it.each<[string, object, string]>([
      ['a day to come', { seenOn: '2026-11-26' }, '/seenOn'],
      ['a day that never was', { seenOn: '2026-02-29' }, '/seenOn'],
      ['pain of 11', { painNprs: 11 }, '/painNprs'],
      ['pain of −1', { painNprs: -1 }, '/painNprs'],
      ['half a point of pain', { painNprs: 4.5 }, '/painNprs'],
      ['pain as a word', { painNprs: '4' }, '/painNprs'],
      ['suitable as a word', { suitable: 'yes' }, '/suitable'],
      [
        'the same presentation twice',
        { presentations: [{ kind: 'other' }, { kind: 'other' }] },
        '/presentations',
      ],
      ['a presentation nobody knows', { presentations: [{ kind: 'gout' }] }, '/presentations/0/kind'],
      ['a presentation that is null', { presentations: [null] }, '/presentations'],
      ['an item nobody knows', answers([['GOUT', 'no']]), '/screen/answers/0/item'],
      ['an answer nobody knows', answers([['CORD', 'maybe']]), '/screen/answers/0/answer'],
      ['an item answered twice', answers([['CORD', 'no'], ['CORD', 'yes']]), '/screen/answers'], // prettier-ignore
      [
        'answers as a dictionary',
        { screen: { kind: 'answered', answers: { CORD: 'no' } } },
        '/screen/answers',
      ],
      ['a screen of no kind', { screen: {} }, '/screen/kind'],
      ['a list for a screen', { screen: [] }, '/screen'],
      [
        'an answered screen in a record',
        { screen: { ...everyAnswerNo, recordNumber: 'A1' } },
        '/screen/recordNumber',
      ],
      [
        'an attested screen with answers',
        { screen: { ...everyAnswerNo, kind: 'attested' } },
        '/screen/answers',
      ],
      ['somebody else’s signature', { signedBy: people.kaya.id }, '/signedBy'],
    ])('refuses %s, and writes nothing', async (_, fields, pointer) => {
      const id = await draft({});
      const change = stage.as('rivera').patch(`/assessments/${id}`).set('if-match', '"1"').send(fields);
      expect((await change.expect(400)).body.errors[0].pointer).toBe(pointer);
      await stage.as('rivera').get(`/assessments/${id}`).expect('etag', '"1"');
    });

    it('stays what it is: a nothing-new screen does not become a full assessment', async () => {
      const id = await draft({ kind: 'nothing_new' });
      const change = stage
        .as('rivera')
        .patch(`/assessments/${id}`)
        .set('if-match', '"1"')
        .send({ kind: 'full' });
      expect((await change.expect(400)).body.errors[0].pointer).toBe('/kind');
    });

    it('is not begun in a closed episode', async () => {
      const closed = await openEpisode();
      await stage.as('rivera').post(`/episodes/${closed}/closure`).set('if-match', '"1"').expect(200);
      const { body } = await stage.as('rivera').post(`/episodes/${closed}/assessments`).send({}).expect(409);
      expect(body.code).toBe('episode.closed');
    });
  });

  describe('a signature', () => {
    it('needs no more than the short form, and says who and when', async () => {
      const id = await draft({ ...shortForm, precautions: null, recordNumber: 'A-1042' });
      const { body } = await sign(id).expect(200).expect('etag', '"2"');
      expect(body).toMatchObject({
        status: 'signed',
        signedBy: people.rivera.id,
        signedAt: '2026-11-25T09:00:00.000Z',
        unsettled: [],
        holdFlags: [],
        screen: everyAnswerNo,
      });
      const trace = await stage.owner(
        `select action, actor_id, patient_ids from portal.audit_entry where $1 = any(subject_ids) order by id`,
        [id],
      );
      const actor = { actor_id: people.rivera.id, patient_ids: [people.ben.id] };
      expect(trace).toEqual([
        { action: 'assessment.drafted', ...actor },
        { action: 'assessment.signed', ...actor },
      ]);
    });

    it('takes the word of who screened in another system, and its record number', async () => {
      const id = await draft({ ...shortForm, presentations: [], screen: { kind: 'attested' } });
      const { body } = await sign(id).expect(409);
      expect(body).toMatchObject({
        code: 'assessment.incomplete',
        errors: [{ pointer: '/screen/recordNumber', code: 'screen.record_number_missing' }],
      });
      const screen = { kind: 'attested', recordNumber: 'A-1042' };
      await stage
        .as('rivera')
        .patch(`/assessments/${id}`)
        .set('if-match', '"1"')
        .send({ screen })
        .expect(200);
      expect((await sign(id, 'rivera', 2).expect(200)).body.screen).toEqual(screen);
    });

    it.each([
      ['full', ['/seenOn', '/presentations', '/screen', '/suitable']],
      ['nothing_new', ['/seenOn', '/contact', '/screen', '/suitable']],
    ])('names everything that an empty %s one is missing', async (kind, pointers) => {
      const { body } = await sign(await draft({ kind })).expect(409);
      expect(body.code).toBe('assessment.incomplete');
      expect(body.errors.map((fault: { pointer: string }) => fault.pointer)).toEqual(pointers);
    });

    it('names each item that was not asked, and the leg that was not named', async () => {
      const answers = everyAnswerNo.answers
        .slice(1)
        .map((one) => (one.item === 'MH' ? { ...one, answer: 'not_asked' } : one));
      const presentations = [{ kind: 'leg_pain_radicular' }];
      const id = await draft({ ...shortForm, presentations, screen: { kind: 'answered', answers } });
      const { body } = await sign(id).expect(409);
      expect(body.errors.map((fault: { pointer: string }) => fault.pointer)).toEqual([
        '/presentations/0/side',
        '/screen/answers/CES-1',
        '/screen/answers/MH',
      ]);
    });

    it('renews by phone, with a nothing-new screen', async () => {
      const { seenOn, screen, suitable } = shortForm;
      const id = await draft({ kind: 'nothing_new', contact: 'phone', seenOn, screen, suitable });
      expect((await sign(id).expect(200)).body).toMatchObject({ kind: 'nothing_new', status: 'signed' });
    });

    it('stands with what the patient declined, and lists it', async () => {
      const answers = everyAnswerNo.answers.map((one) =>
        one.item === 'CES-5'
          ? {
              ...one,
              answer: 'declined',
              decision: { kind: 'not_significant', because: 'Safety net given.' },
            }
          : one.item === 'VISC'
            ? { ...one, answer: 'unable' }
            : one,
      );
      const id = await draft({ ...shortForm, screen: { kind: 'answered', answers } });
      expect((await sign(id).expect(200)).body).toMatchObject({
        unsettled: ['CES-5', 'VISC'],
        holdFlags: [],
      });
    });

    it('is nobody’s who read an older draft, or none', async () => {
      const id = await draft(shortForm);
      await stage
        .as('kaya')
        .patch(`/assessments/${id}`)
        .set('if-match', '"1"')
        .send({ painNprs: 9 })
        .expect(200);
      expect((await sign(id).expect(412)).body.code).toBe('revision.stale');
      const blind = await stage.as('rivera').post(`/assessments/${id}/signature`).expect(428);
      expect(blind.body.code).toBe('revision.missing');
    });

    it('is given once, whoever is first', async () => {
      const id = await draft(shortForm);
      const answers = await Promise.all([sign(id), sign(id, 'kaya')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    });

    it('is final, for the clinician as for the owner of the database', async () => {
      const id = await signed();
      const path = `/assessments/${id}`;
      const as = stage.as('rivera');
      for (const attempt of [
        as.patch(path).set('if-match', '"2"').send({ suitable: false }),
        as.delete(path).set('if-match', '"2"'),
        sign(id, 'rivera', 2),
      ]) {
        expect((await attempt.expect(409)).body.code).toBe('assessment.signed');
      }
      const frozen = 'a signed assessment does not change';
      await expect(
        stage.owner('update portal.assessment set suitable = false where id = $1', [id]),
      ).rejects.toThrow(frozen);
      await expect(stage.owner('delete from portal.assessment where id = $1', [id])).rejects.toThrow(frozen);
      await expect(
        stage.owner('update portal.assessment set signed_at = null, signed_by = null where id = $1', [id]),
      ).rejects.toThrow(frozen);
    });

    it('is never the database’s without what it stands for', async () => {
      const id = await draft({ ...shortForm, presentations: null });
      const unsaid = stage.owner(
        'update portal.assessment set signed_at = portal.portal_now(), signed_by = drafted_by where id = $1',
        [id],
      );
      await expect(unsaid).rejects.toThrow('check constraint');
    });
  });

  describe('Petra Novak, massage therapist', () => {
    it('drafts, and a registered colleague signs', async () => {
      const id = await draft(shortForm, 'novak');
      expect((await sign(id, 'novak').expect(403)).body.code).toBe('assessment.signer_not_entitled');
      const { body } = await sign(id, 'kaya').expect(200);
      expect(body).toMatchObject({ draftedBy: people.novak.id, signedBy: people.kaya.id });
    });

    it('adds to what was signed, but cannot take it back', async () => {
      const id = await signed();
      await stage.as('novak').post(`/assessments/${id}/addenda`).send({ note: 'Felt better.' }).expect(201);
      const taking = stage.as('novak').post(`/assessments/${id}/entry-in-error`).set('if-match', '"2"');
      const { body } = await taking.send({ because: 'I think so.' }).expect(403);
      expect(body.code).toBe('assessment.signer_not_entitled');
    });

    it('signs once the clinic allows it and she is registered: both, not one', async () => {
      const { headers } = await stage.as('adams').get('/clinic').expect(200);
      const allow = stage
        .as('adams')
        .patch('/clinic')
        .set('if-match', headers.etag as string);
      await allow.send({ massageTherapistsMayIssue: true }).expect(200);
      const id = await draft(shortForm, 'novak');
      await sign(id, 'novak').expect(403);

      const registration = { registrationBody: 'A register', registrationNumber: 'M3' };
      const path = `/staff/${people.novak.id}`;
      await stage.as('adams').patch(path).set('if-match', '"1"').send(registration).expect(200);
      await sign(id, 'novak').expect(200);
    });
  });

  describe('corrections', () => {
    it('are addenda, in the order in which they were written', async () => {
      const id = await draft(shortForm);
      const path = `/assessments/${id}`;
      const early = await stage.as('rivera').post(`${path}/addenda`).send({ note: 'Too early.' }).expect(409);
      expect(early.body.code).toBe('assessment.not_signed');
      await sign(id).expect(200);

      await stage.as('rivera').post(`${path}/addenda`).send({ note: 'It was the right leg.' }).expect(201);
      await stage.setClock('2026-11-25T09:05:00Z');
      const { body } = await stage
        .as('kaya')
        .post(`${path}/addenda`)
        .send({ note: 'Confirmed.' })
        .expect(201);
      expect(body).toMatchObject({
        note: 'Confirmed.',
        writtenBy: people.kaya.id,
        writtenAt: '2026-11-25T09:05:00.000Z',
      });

      const read = await stage.as('rivera').get(path).expect(200).expect('etag', '"2"');
      expect(notesOf(read.body)).toEqual(['It was the right leg.', 'Confirmed.']);
      const list = await stage
        .as('rivera')
        .get(`/patients/${people.ben.id}/assessments?limit=100`)
        .expect(200);
      const listed = list.body.items.find((one: { id: string }) => one.id === id);
      expect(notesOf(listed)).toEqual(['It was the right leg.', 'Confirmed.']);
    });

    it('or the word that all of it was an error, with the reason, once', async () => {
      const id = await draft(shortForm);
      const error = (revision: number) =>
        stage
          .as('kaya')
          .post(`/assessments/${id}/entry-in-error`)
          .set('if-match', `"${revision}"`)
          .send({ because: 'Written for another patient.' });
      expect((await error(1).expect(409)).body.code).toBe('assessment.not_signed');
      await sign(id).expect(200);
      expect((await error(1).expect(412)).body.code).toBe('revision.stale');
      expect((await error(2).expect(200)).body).toMatchObject({
        status: 'entered_in_error',
        signedBy: people.rivera.id,
        enteredInErrorBy: people.kaya.id,
        enteredInErrorBecause: 'Written for another patient.',
      });
      expect((await error(3).expect(409)).body.code).toBe('assessment.in_error');
      await expect(
        stage.owner('update portal.assessment set entered_in_error_at = null where id = $1', [id]),
      ).rejects.toThrow();
    });
  });

  describe('finding exercise not suitable', () => {
    const { episodeId, prescriptionId, versionId } = adviceOf('cai');
    const standing = async () =>
      (await stage.owner('select standing from portal.prescription where id = $1', [prescriptionId]))[0]
        ?.standing;
    const assessCai = async (fields: object) =>
      sign(await draft(fields, 'osei', episodeId), 'osei').expect(200);

    it('pauses what was issued in the episode, by the signer, at once; a suitable one does not', async () => {
      await assessCai(shortForm);
      expect(await standing()).toBe('issued');

      const { seenOn, screen } = shortForm;
      await assessCai({ kind: 'nothing_new', contact: 'phone', seenOn, screen, suitable: false });
      expect(await standing()).toBe('paused');
      const pauses = `select version_id, by_staff_id, because from portal.prescription_transition
        where prescription_id = $1 and kind = 'paused'`;
      const pause = {
        version_id: versionId,
        by_staff_id: people.osei.id,
        because: 'An assessment found exercise not suitable',
      };
      expect(await stage.owner(pauses, [prescriptionId])).toEqual([pause]);
      const trace = `select 1 from portal.audit_entry where action = 'prescription.paused' and subject_ids = $1`;
      expect(await stage.owner(trace, [[prescriptionId]])).toHaveLength(1);

      // paused already: there is nothing left to pause
      await assessCai({ ...shortForm, suitable: false });
      expect(await stage.owner(pauses, [prescriptionId])).toEqual([pause]);
    });

    it('is a word about the patient: it pauses the plans of every episode', async () => {
      // of a newcomer: what was found of ben in other episodes would speak against these plans
      const born = { name: 'Nora New', dateOfBirth: '1988-05-04' };
      const { id: newcomer } = (await stage.as('rivera').post('/patients').send(born).expect(201)).body;
      const episodes: string[] = [];
      const plans: string[] = [];
      while (plans.length < 2) {
        const title = { title: 'Low back' };
        const { body } = await stage
          .as('rivera')
          .post(`/patients/${newcomer}/episodes`)
          .send(title)
          .expect(201);
        await assessAgain(stage, 'rivera', body.id);
        const written = await write(stage, 'rivera', body.id);
        await issue(stage, 'rivera', written, { reviewOn: await today(stage, 14) }).expect(200);
        episodes.push(body.id);
        plans.push(written.id);
      }
      await sign(await draft({ ...shortForm, suitable: false }, 'kaya', episodes[0]), 'kaya').expect(200);
      const standings = 'select standing from portal.prescription where id = any($1)';
      expect(await stage.owner(standings, [plans])).toEqual([{ standing: 'paused' }, { standing: 'paused' }]);
      const trace = `select actor_id, patient_ids from portal.audit_entry
        where action = 'prescription.paused' and subject_ids @> $1`;
      expect(await stage.owner(trace, [plans])).toEqual([
        { actor_id: people.kaya.id, patient_ids: [newcomer] },
      ]);
    });

    it('waits for a withdrawal that is being written, and then has nothing to pause', async () => {
      const { episodeId: of, prescriptionId: plan, versionId: version } = adviceOf('ann');
      const id = await draft({ ...shortForm, suitable: false }, 'kaya', of);
      await stage.owner('begin');
      await stage.owner(
        `insert into portal.prescription_transition (clinic_id, prescription_id, version_id, kind, by_staff_id, because)
         values ($1, $2, $3, 'withdrawn', $4, 'Moved away')`,
        [people.rivera.clinicId, plan, version, people.rivera.id],
      );
      const signing = sign(id, 'kaya').then((answer) => answer.status);
      await new Promise((wake) => setTimeout(wake, 300));
      await stage.owner('commit');
      expect(await signing).toBe(200);
      const kinds = 'select kind from portal.prescription_transition where prescription_id = $1 order by seq';
      expect(await stage.owner(kinds, [plan])).toEqual([{ kind: 'issued' }, { kind: 'withdrawn' }]);
    });

    it('waits for an issue that is being written, and pauses it', async () => {
      const { episodeId: of } = await assess(stage, 'rivera', 'ben');
      const { id: plan } = await write(stage, 'rivera', of);
      const id = await draft({ ...shortForm, suitable: false });
      await stage.owner('begin');
      await stage.owner(
        `insert into portal.prescription_transition (clinic_id, prescription_id, version_id, kind, by_staff_id,
           starts_on, week_one_on, review_on, advice_until)
         select clinic_id, id, draft_version_id, 'issued', $2, '2026-11-25', '2026-11-25', '2026-12-09', '2027-01-06'
         from portal.prescription where id = $1`,
        [plan, people.rivera.id],
      );
      const signing = sign(id).then((answer) => answer.status);
      await new Promise((wake) => setTimeout(wake, 300));
      await stage.owner('commit');
      expect(await signing).toBe(200);
      const kinds = 'select kind from portal.prescription_transition where prescription_id = $1 order by seq';
      expect(await stage.owner(kinds, [plan])).toEqual([{ kind: 'issued' }, { kind: 'paused' }]);
    });

    it('lets nobody begin another plan while it looks for what to pause', async () => {
      const { episodeId: of, prescriptionId: plan } = adviceOf('ann');
      const id = await draft({ ...shortForm, suitable: false }, 'kaya', of);
      const rival = new Client({ connectionString: stage.ownerUrl, lock_timeout: 200 });
      await rival.connect();
      await stage.owner('begin');
      await stage.owner('select 1 from portal.prescription where id = $1 for update', [plan]);
      const signing = sign(id, 'kaya').then((answer) => answer.status);
      await new Promise((wake) => setTimeout(wake, 300));
      const begun = rival.query(
        'insert into portal.prescription (clinic_id, patient_id, episode_id) values ($1, $2, $3)',
        [people.ann.clinicId, people.ann.id, of],
      );
      await expect(begun).rejects.toThrow('lock timeout');
      await rival.end();
      await stage.owner('rollback');
      expect(await signing).toBe(200);
    });

    it('leaves the plans of others alone', async () => {
      const untouched = await stage.owner('select standing from portal.prescription where id = $1', [
        adviceOf('dot').prescriptionId,
      ]);
      expect(untouched).toEqual([{ standing: 'issued' }]);
    });
  });

  describe('the list of a patient', () => {
    it('shows the newest visit first and drafts without a day above it, page by page', async () => {
      const of = await openEpisode();
      const days = ['2026-03-01', '2026-10-30', null, '2026-10-30', '2025-12-31'];
      for (const seenOn of days) await draft({ seenOn }, 'rivera', of);
      const listed: { seenOn: string | null; episodeId: string; id: string }[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const path = `/patients/${people.ben.id}/assessments?limit=2${cursor && `&cursor=${cursor}`}`;
        const page: { items: typeof listed; nextCursor: string | null } = (
          await stage.as('kaya').get(path).expect(200)
        ).body;
        listed.push(...page.items);
        cursor = page.nextCursor;
      }
      expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
      const [{ count }] = (await stage.owner(
        'select count(*)::int as count from portal.assessment where patient_id = $1',
        [people.ben.id],
      )) as [{ count: number }];
      expect(listed).toHaveLength(count);
      const ours = listed.filter(({ episodeId }) => episodeId === of).map(({ seenOn }) => seenOn);
      expect(ours).toEqual([null, '2026-10-30', '2026-10-30', '2026-03-01', '2025-12-31']);
      expect(listed.map(({ seenOn }) => seenOn ?? '9')).toEqual(
        listed.map(({ seenOn }) => seenOn ?? '9').sort((a, b) => b.localeCompare(a)),
      );
    });

    it('refuses a cursor that it did not make', async () => {
      const forged = Buffer.from(JSON.stringify(['soon', 'now', 'x'])).toString('base64url');
      await stage.as('kaya').get(`/patients/${people.ben.id}/assessments?cursor=${forged}`).expect(400);
    });
  });

  describe('who may', () => {
    type Route = ['get' | 'post' | 'patch' | 'delete', (id: string) => string, object?];
    const routes: Route[] = [
      ['get', (id) => `/assessments/${id}`],
      ['patch', (id) => `/assessments/${id}`, { painNprs: 1 }],
      ['delete', (id) => `/assessments/${id}`],
      ['post', (id) => `/assessments/${id}/signature`],
      ['post', (id) => `/assessments/${id}/addenda`, { note: 'Mine now.' }],
      ['post', (id) => `/assessments/${id}/entry-in-error`, { because: 'Not mine.' }],
    ];
    const ask = (who: PersonName, [verb, path, body]: Route, id: string) => {
      const asked = stage.as(who)[verb](path(id)).set('if-match', '"2"');
      return body ? asked.send(body) : asked;
    };

    it('not another clinic, for whom it is as absent as what never was', async () => {
      const id = await signed();
      for (const route of routes) {
        const theirs = (await ask('osei', route, id).expect(404)).body;
        const nobodys = (await ask('osei', route, randomUUID()).expect(404)).body;
        expect({ ...theirs, requestId: '' }).toEqual({ ...nobodys, requestId: '' });
      }
      await stage.as('osei').get(`/patients/${people.ben.id}/assessments`).expect(404);
      await stage.as('osei').post(`/episodes/${episode}/assessments`).send({}).expect(404);
    });

    it.each(['dale', 'adams', 'ann', 'ben'] as const)('not %s: it is for those who treat', async (who) => {
      const id = await signed();
      for (const route of routes) {
        expect((await ask(who, route, id).expect(403)).body.code).toBe('identity.wrong_role');
      }
      await stage.as(who).get(`/patients/${people.ben.id}/assessments`).expect(403);
      await stage.as(who).post(`/episodes/${episode}/assessments`).send({}).expect(403);
    });

    it('nobody without signing in', async () => {
      await stage.anonymous().get(`/assessments/${randomUUID()}`).expect(401);
    });

    it('and whose record was read, and by whom, is kept', async () => {
      const id = await signed();
      await stage.as('lind').get(`/assessments/${id}`).expect(200);
      await stage.as('lind').get(`/patients/${people.ben.id}/assessments`).expect(200);
      const read = await stage.owner(
        `select subject_type, patient_ids from portal.audit_entry
         where action = 'record.read' and actor_id = $1 order by id`,
        [people.lind.id],
      );
      expect(read).toEqual([
        { subject_type: 'assessment.read', patient_ids: [people.ben.id] },
        { subject_type: 'assessment.list', patient_ids: [people.ben.id] },
      ]);
    });
  });
});

function answers(pairs: [item: string, answer: string][]): object {
  return { screen: { kind: 'answered', answers: pairs.map(([item, answer]) => ({ item, answer })) } };
}

const notesOf = ({ addenda }: { addenda: { note: string }[] }): string[] => addenda.map(({ note }) => note);
