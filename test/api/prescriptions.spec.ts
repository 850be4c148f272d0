import { randomUUID } from 'node:crypto';
import { adviceOf, ownExercise, people } from '../support/cast';
import { dose } from '../support/dose';
import { openStage, type Stage } from '../support/stage';
import { assess, assessAgain, draft, issue, item, redraft, today, transit } from '../support/visit';

describe('prescribing', () => {
  let stage: Stage;
  let review: string;
  beforeEach(async () => {
    stage = await openStage();
    review = await today(stage, 14);
  });
  afterEach(() => stage.close());

  const benSees = async (): Promise<string[]> => {
    const { body } = await stage.as('ben').get('/routine').expect(200);
    return body.items.map((one: { name: string }) => one.name);
  };

  /** Assessed, prescribed, issued and confirmed in the room: where most stories begin. */
  const benHasAPlan = async (items = [item()]) => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const written = await draft(stage, 'rivera', episodeId, items);
    await issue(stage, 'rivera', written, { reviewOn: review }).expect(200);
    await stage.as('rivera').post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
    return { id: written.id, episodeId };
  };

  it('shows the patient what was issued, and before that nothing', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const written = await draft(stage, 'rivera', episodeId);
    expect(await benSees()).toEqual([]);
    const { body } = await issue(stage, 'rivera', written, { reviewOn: review }).expect(200);
    expect(body).toMatchObject({
      standing: 'issued',
      startsOn: await today(stage),
      reviewOn: review,
      adviceUntil: await today(stage, 42),
      draft: null,
    });
    expect(body.live.items[0]).toMatchObject({
      name: 'Stretch of the north',
      doseSentence: expect.stringContaining('3 sets of 10'),
    });
    await stage.as('ben').post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
    expect(await benSees()).toEqual(['Stretch of the north']);
  });

  it('needs a signed assessment of this episode', async () => {
    const { body: episode } = await stage
      .as('rivera')
      .post(`/patients/${people.ben.id}/episodes`)
      .send({ title: 'Knee' })
      .expect(201);
    const { body } = await issue(stage, 'rivera', await draft(stage, 'rivera', episode.id), {
      reviewOn: review,
    }).expect(409);
    expect(body.code).toBe('assessment.missing');
  });

  it('is not issued on an assessment that found exercise not suitable', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben', { suitable: false });
    const refused = await issue(stage, 'rivera', await draft(stage, 'rivera', episodeId), {
      reviewOn: review,
    });
    expect(refused.body.code).toBe('prescription.found_unsuitable');
  });

  it('is not issued on an assessment that was entered in error', async () => {
    const { episodeId, assessmentId } = await assess(stage, 'rivera', 'ben');
    const { headers } = await stage.as('rivera').get(`/assessments/${assessmentId}`).expect(200);
    await stage
      .as('rivera')
      .post(`/assessments/${assessmentId}/entry-in-error`)
      .set('if-match', headers.etag as string)
      .send({ because: 'Written for another patient.' })
      .expect(200);
    const refused = await issue(stage, 'rivera', await draft(stage, 'rivera', episodeId), {
      reviewOn: review,
    });
    expect(refused.body.code).toBe('assessment.missing');
  });

  it('is drafted by a massage therapist and issued by a registered colleague', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const written = await draft(stage, 'novak', episodeId);
    const refused = await issue(stage, 'novak', written, { reviewOn: review }).expect(403);
    expect(refused.body.code).toBe('prescription.not_entitled');
    await issue(stage, 'kaya', written, { reviewOn: review }).expect(200);
  });

  it('stops at an open hold, a discharge and a closed episode', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const written = await draft(stage, 'rivera', episodeId);
    const hold = await stage
      .as('rivera')
      .post(`/patients/${people.ben.id}/holds`)
      .send({ because: 'Numb since this morning.' })
      .expect(201);
    expect((await issue(stage, 'rivera', written, { reviewOn: review })).body.code).toBe(
      'prescription.on_hold',
    );
    await stage
      .as('rivera')
      .post(`/holds/${hold.body.id}/resolution`)
      .set('if-match', hold.headers.etag as string)
      .send({ resolution: 'Seen in hospital today, all clear.' })
      .expect(200);
    await stage
      .as('rivera')
      .post(`/patients/${people.ben.id}/discharge`)
      .set('if-match', '"1"')
      .send({ because: 'Moved.' })
      .expect(200);
    expect((await issue(stage, 'rivera', written, { reviewOn: review })).body.code).toBe(
      'prescription.patient_discharged',
    );
  });

  it('finds a hold that is just being opened', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const written = await draft(stage, 'rivera', episodeId);
    await stage.owner(`
      create function portal.dawdle() returns trigger language plpgsql as
        'begin perform pg_sleep(0.8); return new; end';
      grant execute on function portal.dawdle to app_clinician;
      create trigger dawdle before insert on portal.audit_entry for each row
        when (new.action = 'hold.opened') execute function portal.dawdle()`);
    const hold = stage
      .as('kaya')
      .post(`/patients/${people.ben.id}/holds`)
      .send({ because: 'Numb since this morning.' })
      .expect(201)
      .then();
    await new Promise((wake) => setTimeout(wake, 300));
    const { body } = await issue(stage, 'rivera', written, { reviewOn: review }).expect(409);
    expect(body.code).toBe('prescription.on_hold');
    await hold;
  });

  it('takes up a plan after a long pause, with less or as it was, only when asked whether anything is new', async () => {
    const { id } = await benHasAPlan();
    await transit(stage, 'rivera', id, 'pause', { because: 'Away.' });
    const [row] = await stage.owner<{ at: string }>(`select (now() + interval '20 days')::text as at`);
    await stage.setClock(row!.at);
    expect((await transit(stage, 'rivera', id, 'resumption')).body.code).toBe(
      'assessment.nothing_new_needed',
    );
    const less = await redraft(stage, 'rivera', id, [item({ dosage: dose({ reps: { exact: 8 } }) })]);
    expect((await issue(stage, 'rivera', less)).body.code).toBe('assessment.nothing_new_needed');
  });

  it('has one open prescription in an episode', async () => {
    const { episodeId } = await benHasAPlan();
    const second = await draft(stage, 'rivera', episodeId);
    const { body } = await issue(stage, 'rivera', second, { reviewOn: review }).expect(409);
    expect(body.code).toBe('prescription.another_open');
  });

  it('names what cannot be prescribed, the same for foreign and absent', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const answers = [];
    for (const exerciseId of [ownExercise.south.id, randomUUID()]) {
      const { body } = await stage
        .as('rivera')
        .post(`/episodes/${episodeId}/prescriptions`)
        .send({ items: [item(), item({ exerciseId })] })
        .expect(409);
      answers.push({ ...body, requestId: '' });
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0].errors[0].pointer).toBe('/items/1/exerciseId');
    const video = await stage
      .as('rivera')
      .post(`/episodes/${episodeId}/prescriptions`)
      .send({ items: [item({ videoId: ownExercise.south.videoId })] })
      .expect(409);
    expect(video.body.errors[0].pointer).toBe('/items/0/videoId');
  });

  it('refuses a dose that cannot be meant, naming the field', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const { body } = await stage
      .as('rivera')
      .post(`/episodes/${episodeId}/prescriptions`)
      .send({ items: [item({ dosage: dose({ reps: { min: 10, max: 8 } }) })] })
      .expect(400);
    expect(body.errors[0].pointer).toBe('/items/0/dosage/sessions/0/sets/0/reps/max');
  });

  it('refuses a day of more than eight hours: a slip of the keyboard', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const endless = dose({ count: 30, reps: { exact: 2 }, holdSeconds: { exact: 600 } });
    const { body } = await stage
      .as('rivera')
      .post(`/episodes/${episodeId}/prescriptions`)
      .send({ items: [item({ dosage: endless })] })
      .expect(400);
    expect(body.errors).toMatchObject([{ pointer: '/items', code: 'dosage.day_too_long' }]);
  });

  it('keeps what the patient was told when the library changes', async () => {
    await benHasAPlan();
    await stage.owner(`update portal.exercise set name = 'Renamed' where id = $1`, [ownExercise.north.id]);
    expect(await benSees()).toEqual(['Stretch of the north']);
  });

  it('issues what was reviewed: a library that changed since asks for another look', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const written = await draft(stage, 'rivera', episodeId);
    await stage.owner(`update portal.exercise set name = 'Corrected' where id = $1`, [ownExercise.north.id]);
    const refused = await issue(stage, 'rivera', written, { reviewOn: review }).expect(409);
    expect(refused.body.code).toBe('prescription.library_changed');
    expect(refused.body.errors[0].pointer).toBe('/draft/items/0/name');
    const again = await redraft(stage, 'rivera', written.id, [item()]);
    const { body } = await issue(stage, 'rivera', again, { reviewOn: review }).expect(200);
    expect(body.live.items[0].name).toBe('Corrected');
  });

  it('says so when the chosen video was taken away', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const items = [item({ videoId: ownExercise.north.videoId })];
    const written = await draft(stage, 'rivera', episodeId, items);
    await stage.owner(`delete from portal.exercise_video where id = $1`, [ownExercise.north.videoId]);
    const { body } = await issue(stage, 'rivera', written, { reviewOn: review }).expect(409);
    expect(body.errors.map((fault: { pointer: string }) => fault.pointer)).toContain(
      '/draft/items/0/videoWatchUrl',
    );
  });

  it('does not issue an exercise that was retired since', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const written = await draft(stage, 'rivera', episodeId);
    await stage.owner(`update portal.exercise set retired_at = portal.portal_now() where id = $1`, [
      ownExercise.north.id,
    ]);
    const { body } = await issue(stage, 'rivera', written, { reviewOn: review }).expect(409);
    expect(body.code).toBe('prescription.exercise_unavailable');
  });

  it('keeps an exercise that was retired since in a plan that runs, and lets its dose be lowered', async () => {
    const { id } = await benHasAPlan();
    await stage.owner(`update portal.exercise set retired_at = portal.portal_now() where id = $1`, [
      ownExercise.north.id,
    ]);
    const less = await redraft(stage, 'rivera', id, [item({ dosage: dose({ reps: { exact: 8 } }) })]);
    const { body } = await issue(stage, 'rivera', less).expect(200);
    expect(body.live.items[0]).toMatchObject({
      name: 'Stretch of the north',
      dosage: dose({ reps: { exact: 8 } }),
    });
  });

  it('closes the routine on pause, withdrawal and completion, and opens it again on resumption', async () => {
    const { id } = await benHasAPlan();
    expect((await transit(stage, 'kaya', id, 'pause', { because: 'A cold.' })).body.standing).toBe('paused');
    expect(await benSees()).toEqual([]);
    await transit(stage, 'rivera', id, 'resumption');
    expect(await benSees()).toHaveLength(1);
    await transit(stage, 'rivera', id, 'withdrawal', { because: 'Not the right thing.' });
    expect(await benSees()).toEqual([]);
    const again = await transit(stage, 'rivera', id, 'completion', {});
    expect(again.status).toBe(409);
    expect(again.body.code).toBe('prescription.wrong_standing');
  });

  it('leaves no unfinished draft behind when it ends', async () => {
    const { id } = await benHasAPlan();
    await redraft(stage, 'rivera', id, [item({ dosage: dose({ reps: { exact: 50 } }) })]);
    await transit(stage, 'rivera', id, 'withdrawal', { because: 'Not the right thing.' });
    const { body } = await stage.as('rivera').get(`/prescriptions/${id}/versions`).expect(200);
    expect(body.map((version: { number: number }) => version.number)).toEqual([1]);
  });

  it('cannot go on when what it rested on was entered in error, and the patient sees nothing', async () => {
    const { id, episodeId } = await benHasAPlan();
    const screenId = await assessAgain(stage, 'rivera', episodeId, { kind: 'nothing_new', contact: 'phone' });
    const renewed = await redraft(stage, 'rivera', id, [item({ why: 'Said better.' })]);
    expect((await issue(stage, 'rivera', renewed).expect(200)).body.live.screenId).toBe(screenId);
    expect(await benSees()).toHaveLength(1);
    const { headers } = await stage.as('rivera').get(`/assessments/${screenId}`).expect(200);
    await stage
      .as('rivera')
      .post(`/assessments/${screenId}/entry-in-error`)
      .set('if-match', headers.etag as string)
      .send({ because: 'Said by somebody else.' })
      .expect(200);
    expect(await benSees()).toEqual([]);
    const extension = { reviewOn: review, because: 'Phoned.' };
    expect((await transit(stage, 'rivera', id, 'extension', extension)).body.code).toBe(
      'prescription.footing_gone',
    );
    await transit(stage, 'rivera', id, 'pause', { because: 'To be issued anew.' });
    expect((await transit(stage, 'rivera', id, 'resumption')).body.code).toBe('prescription.footing_gone');
  });

  it('"not suitable" is not taken back by a word on the phone', async () => {
    const { id, episodeId } = await benHasAPlan();
    await assessAgain(stage, 'rivera', episodeId, { suitable: false });
    expect(await benSees()).toEqual([]);
    await assessAgain(stage, 'rivera', episodeId, { kind: 'nothing_new', contact: 'phone' });
    expect((await transit(stage, 'rivera', id, 'resumption')).body.code).toBe(
      'prescription.found_unsuitable',
    );
    await assessAgain(stage, 'rivera', episodeId);
    expect((await transit(stage, 'rivera', id, 'resumption')).status).toBe(200);
    expect(await benSees()).toHaveLength(1);
  });

  it('"not suitable" stands again when the assessment that took it back was entered in error', async () => {
    const { id } = await benHasAPlan();
    const elsewhere = await assess(stage, 'rivera', 'ben', { suitable: false });
    const lifted = await assessAgain(stage, 'rivera', elsewhere.episodeId);
    expect((await transit(stage, 'rivera', id, 'resumption')).status).toBe(200);
    expect(await benSees()).toHaveLength(1);
    const { headers } = await stage.as('rivera').get(`/assessments/${lifted}`).expect(200);
    await stage
      .as('rivera')
      .post(`/assessments/${lifted}/entry-in-error`)
      .set('if-match', headers.etag as string)
      .send({ because: 'Written for another patient.' })
      .expect(200);
    expect(await benSees()).toEqual([]);
    expect((await transit(stage, 'rivera', id, 'resumption')).body.code).toBe(
      'prescription.found_unsuitable',
    );
  });

  it('does not go on, with less, from a version whose assessment was entered in error', async () => {
    const { id, episodeId } = await benHasAPlan();
    await assessAgain(stage, 'rivera', episodeId, { seenOn: await today(stage, -30) });
    const [{ id: first }] = (await stage.owner(
      `select assessment_id as id from portal.prescription_version where prescription_id = $1`,
      [id],
    )) as [{ id: string }];
    const { headers } = await stage.as('rivera').get(`/assessments/${first}`).expect(200);
    await stage
      .as('rivera')
      .post(`/assessments/${first}/entry-in-error`)
      .set('if-match', headers.etag as string)
      .send({ because: 'Written for another patient.' })
      .expect(200);
    const less = await redraft(stage, 'rivera', id, [item({ dosage: dose({ reps: { exact: 8 } }) })]);
    expect((await issue(stage, 'rivera', less)).body.code).toBe('assessment.too_old');
    expect(await benSees()).toEqual([]);
  });

  it('is issued anew for a later day after a pause', async () => {
    const { id } = await benHasAPlan();
    await transit(stage, 'rivera', id, 'pause', { because: 'On holiday.' });
    const other = await redraft(stage, 'rivera', id, [item({ why: 'Said better.' })]);
    await issue(stage, 'rivera', other, { startsOn: await today(stage, 5), reviewOn: review }).expect(200);
    expect(await benSees()).toEqual([]);
  });

  it('changes a plan that runs from today on, so that no day is left without one', async () => {
    const { id } = await benHasAPlan();
    const other = await redraft(stage, 'rivera', id, [item({ why: 'Said better.' })]);
    const { body } = await issue(stage, 'rivera', other, { startsOn: await today(stage, 2) }).expect(400);
    expect(body.errors[0].pointer).toBe('/startsOn');
  });

  it('is issued once, however often the same request is sent', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const written = await draft(stage, 'rivera', episodeId);
    const key = randomUUID();
    const send = () =>
      stage
        .as('rivera')
        .post(`/prescriptions/${written.id}/issuance`)
        .set('if-match', written.etag)
        .set('idempotency-key', key)
        .send({ reviewOn: review });
    const first = await send().expect(200);
    const second = await send().expect(200);
    expect(second.body).toEqual(first.body);
    expect(second.headers.etag).toBe(first.headers.etag);
    const other = await stage
      .as('rivera')
      .post(`/prescriptions/${written.id}/issuance`)
      .set('if-match', written.etag)
      .set('idempotency-key', key)
      .send({ reviewOn: await today(stage, 15) })
      .expect(422);
    expect(other.body.code).toBe('idempotency.key_reused');
    const without = await stage
      .as('rivera')
      .post(`/prescriptions/${written.id}/issuance`)
      .set('if-match', written.etag)
      .send({ reviewOn: review })
      .expect(400);
    expect(without.body.code).toBe('idempotency.key_missing');
    const rows = await stage.owner(
      `select 1 from portal.prescription_transition where prescription_id = $1`,
      [written.id],
    );
    expect(rows).toHaveLength(1);
  });

  it('lets one of two colleagues win', async () => {
    const { id } = await benHasAPlan();
    const { headers } = await stage.as('rivera').get(`/prescriptions/${id}`).expect(200);
    const both = await Promise.all(
      (['rivera', 'kaya'] as const).map((name) =>
        stage
          .as(name)
          .post(`/prescriptions/${id}/pause`)
          .set('if-match', headers.etag as string)
          .send({ because: 'Flare-up.' }),
      ),
    );
    expect(both.map((one) => one.status).sort()).toEqual([200, 412]);
  });

  it('discards a draft, and with it a prescription that was never issued', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const written = await draft(stage, 'rivera', episodeId);
    await stage
      .as('rivera')
      .delete(`/prescriptions/${written.id}/draft`)
      .set('if-match', written.etag)
      .expect(204);
    await stage.as('rivera').get(`/prescriptions/${written.id}`).expect(404);
  });

  it('is for the clinicians of this clinic and for nobody else', async () => {
    const { prescriptionId } = adviceOf('ann');
    await stage.as('kaya').get(`/prescriptions/${prescriptionId}`).expect(200);
    const foreign = await stage.as('osei').get(`/prescriptions/${prescriptionId}`).expect(404);
    const absent = await stage.as('osei').get(`/prescriptions/${randomUUID()}`).expect(404);
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...absent.body, requestId: '' });
    for (const name of ['ann', 'dale', 'adams'] as const) {
      await stage.as(name).get(`/prescriptions/${prescriptionId}`).expect(403);
    }
    await stage.as('osei').get(`/patients/${people.ann.id}/prescriptions`).expect(404);
  });

  describe('ordinary days are not locked out', () => {
    const daysLater = async (days: number) => {
      const [row] = await stage.owner<{ at: string }>(
        `select (now() + $1::int * interval '1 day')::text as at`,
        [days],
      );
      await stage.setClock(row!.at);
    };

    it('a plan is reduced on day 20 without a new assessment', async () => {
      const { id } = await benHasAPlan([item(), item({ why: 'Another place.' })]);
      await daysLater(20);
      const less = await redraft(stage, 'rivera', id, [item({ dosage: dose({ reps: { exact: 8 } }) })]);
      const { body } = await issue(stage, 'rivera', less).expect(200);
      expect(body.live.number).toBe(2);
      expect(body.transitions.map((one: { kind: string }) => one.kind)).toEqual([
        'issued',
        'superseded',
        'issued',
      ]);
      expect(await benSees()).toHaveLength(1);
    });

    it('a reduction keeps the end of the advice, and to make it last longer is the same again', async () => {
      const { id } = await benHasAPlan();
      const before = await today(stage, 42);
      await daysLater(20);
      const less = await redraft(stage, 'rivera', id, [item({ dosage: dose({ reps: { exact: 8 } }) })]);
      const { body } = await issue(stage, 'rivera', less, { reviewOn: await today(stage, 14) }).expect(200);
      expect(body.adviceUntil).toBe(before);
      const evenLess = await redraft(stage, 'rivera', id, [item({ dosage: dose({ reps: { exact: 6 } }) })]);
      const longer = { reviewOn: await today(stage, 14), adviceUntil: await today(stage, 60) };
      const refused = await issue(stage, 'rivera', evenLess, longer).expect(409);
      expect(refused.body.code).toBe('assessment.nothing_new_needed');
    });

    it('a plan for later must be as fresh on its first day as one for today', async () => {
      const { episodeId } = await assess(stage, 'rivera', 'ben');
      const written = await draft(stage, 'rivera', episodeId);
      const late = { startsOn: await today(stage, 15), reviewOn: await today(stage, 20) };
      expect((await issue(stage, 'rivera', written, late)).body.code).toBe('assessment.too_old');
      const soon = { startsOn: await today(stage, 14), reviewOn: await today(stage, 20) };
      await issue(stage, 'rivera', written, soon).expect(200);
    });

    it('a new prescription after a completed one begins anew, however small', async () => {
      const { id, episodeId } = await benHasAPlan();
      await transit(stage, 'rivera', id, 'completion', {});
      await daysLater(15);
      const smaller = await draft(stage, 'rivera', episodeId, [
        item({ dosage: dose({ reps: { exact: 1 } }) }),
      ]);
      const refused = await issue(stage, 'rivera', smaller, { reviewOn: await today(stage, 14) });
      expect(refused.body.code).toBe('assessment.too_old');
    });

    it('the same again needs a word that nothing is new, and more needs a full screen', async () => {
      const { id, episodeId } = await benHasAPlan();
      await daysLater(20);
      const same = await redraft(stage, 'rivera', id, [item({ why: 'Said better.' })]);
      expect((await issue(stage, 'rivera', same)).body.code).toBe('assessment.nothing_new_needed');
      await assessAgain(stage, 'rivera', episodeId, { kind: 'nothing_new', contact: 'phone' });
      const harder = await redraft(stage, 'rivera', id, [item({ dosage: dose({ reps: { exact: 12 } }) })]);
      expect((await issue(stage, 'rivera', harder)).body.code).toBe('assessment.too_old');
      const sameAgain = await redraft(stage, 'rivera', id, [item({ why: 'Said better.' })]);
      const { body } = await issue(stage, 'rivera', sameAgain).expect(200);
      expect(body.live.screenId).not.toBeNull();
      await assessAgain(stage, 'rivera', episodeId);
      const harderNow = await redraft(stage, 'rivera', id, [item({ dosage: dose({ reps: { exact: 12 } }) })]);
      await issue(stage, 'rivera', harderNow).expect(200);
    });

    it('a review missed by two weeks leaves the routine open', async () => {
      await benHasAPlan();
      await daysLater(28);
      expect(await benSees()).toHaveLength(1);
    });

    it('a lapsed plan is extended after a phone call', async () => {
      const { id } = await benHasAPlan();
      await daysLater(43);
      expect(await benSees()).toEqual([]);
      const extension = { reviewOn: await today(stage, 14), because: 'Phoned: doing well, was away.' };
      const extended = await transit(stage, 'rivera', id, 'extension', extension);
      expect(extended.status).toBe(200);
      expect(await benSees()).toHaveLength(1);
    });

    it('a clinician who is admin and desk too does all of it alone', async () => {
      const { episodeId } = await assess(stage, 'solo', 'ben');
      await issue(stage, 'solo', await draft(stage, 'solo', episodeId), { reviewOn: review }).expect(200);
      await stage.as('solo').get(`/patients/${people.ben.id}/plan-state`).expect(200);
      await stage.as('solo').get('/audit').expect(200);
    });
  });
});
