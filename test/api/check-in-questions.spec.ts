/**
 * Which questions are asked over HTTP, and when: what the record knows is left out, and the full questions come at the first
 * session, weekly and after pain rose or spread. The rules have their tables in test/rules/check-in.spec.ts.
 */
import { randomUUID } from 'node:crypto';
import { RED_FLAG_CODES } from '../../src/screen/red-flags';
import { listInNumbers, numbersOf } from '../../src/clinic/emergency-numbers';
import { EMERGENCY, URGENT } from '../../src/routine/wording';
import { SIGN_CODES } from '../../src/routine/warning-signs';
import { adviceOf, people } from '../support/cast';
import { ALL_NO, checkInsOn } from '../support/check-in';
import { openStage, type Stage } from '../support/stage';
import { assessAgain } from '../support/visit';

describe('what is asked at a check-in', () => {
  let stage: Stage;
  let on: ReturnType<typeof checkInsOn>;
  beforeEach(async () => {
    stage = await openStage();
    on = checkInsOn(stage);
  });
  afterEach(() => stage.close());

  const modeOf = async (who: 'ann' | 'ben' | 'cara' = 'ann') => {
    const { mode, because } = await on.toAsk(who);
    return [mode, because];
  };
  const codes = async () => (await on.toAsk('ann')).questions.map(({ code }: { code: string }) => code);
  const later = (days: number, minutes = 0) =>
    stage.setClock(new Date(Date.now() + days * 86_400_000 + minutes * 60_000).toISOString());

  it('shows the two lists and that nobody watches, whatever else; to a carer too, which is traced', async () => {
    for (const who of ['ann', 'ben', 'cara'] as const) {
      expect(await on.toAsk(who)).toMatchObject({
        notWatched: 'Nobody watches this app all day. Do not wait for a reply here.',
        emergency: listInNumbers(EMERGENCY, numbersOf('GB')),
        urgent: listInNumbers(URGENT, numbersOf('GB')),
        button: 'Nothing new, start',
        clinic: { phone: '020 7946 0000' },
      });
    }
    const rows = await stage.owner(
      `select 1 from portal.audit_entry where action = 'record.read' and actor_id = $1 and patient_ids = $2`,
      [people.cara.id, [people.ann.id]],
    );
    expect(rows).toHaveLength(1);
  });

  it('is the full questions before the first session, then a list, and the questions after a week', async () => {
    expect(await modeOf()).toEqual(['questions', 'first_session']);
    expect(await modeOf('ben')).toEqual(['list', null]);
    await on.nothingNew('ann');
    expect(await modeOf()).toEqual(['questions', 'first_session']);
    await on.full('ann');
    expect(await modeOf()).toEqual(['list', null]);
    expect(await codes()).toEqual(SIGN_CODES);
    await later(6);
    expect(await modeOf()).toEqual(['list', null]);
    await later(7);
    expect(await modeOf()).toEqual(['questions', 'weekly']);
    await on.full('ann');
    expect(await modeOf()).toEqual(['list', null]);
  });

  const told = (fields: object, minutes: number, id: string = randomUUID()) => {
    const { prescriptionId, itemIds } = adviceOf('ann');
    const { pain = null, spread = null, corrects = null } = fields as Record<string, unknown>;
    return stage.owner(
      `insert into portal.log_entry (id, clinic_id, patient_id, kind, at, day, session_id, prescription_id, item_id, dose,
         pain, spread, corrects, received_at)
       select $1, $2, $3, 'item', now() + $4 * interval '1 minute', current_date, gen_random_uuid(), $5, $6, 0, $7, $8, $9,
         now() + $4 * interval '1 minute'`,
      [id, people.ann.clinicId, people.ann.id, minutes, prescriptionId, itemIds[0], pain, spread, corrects],
    );
  };

  it('is the full questions once pain rose by two, until they were answered', async () => {
    await on.full('ann');
    for (const [minutes, pain] of [3, 4, 3].entries()) await told({ pain }, minutes + 1);
    expect(await modeOf()).toEqual(['list', null]);
    await told({ pain: 4 }, 5);
    expect(await modeOf()).toEqual(['list', null]);
    await told({ pain: 5 }, 6);
    expect(await modeOf()).toEqual(['questions', 'pain_rose']);
    await later(0, 7);
    await on.full('ann');
    expect(await modeOf()).toEqual(['list', null]);
    await told({ pain: 9 }, 8, '7d0c9b52-5d8e-4d7c-9a51-0b7c0f4f7f11');
    expect(await modeOf()).toEqual(['questions', 'pain_rose']);
    await told({ pain: 3, corrects: '7d0c9b52-5d8e-4d7c-9a51-0b7c0f4f7f11' }, 9);
    expect(await modeOf()).toEqual(['list', null]);
  });

  it('is the full questions once it spread', async () => {
    await on.full('ann');
    await told({ spread: 'none' }, 1);
    expect(await modeOf()).toEqual(['list', null]);
    await told({ spread: 'further_down' }, 2);
    expect(await modeOf()).toEqual(['questions', 'spread']);
  });

  const screened = async (said: Record<string, object>, more: object = {}) => {
    const answers = RED_FLAG_CODES.map((item) => ({ item, answer: 'no', ...said[item] }));
    const assessmentId = await assessAgain(stage, 'rivera', adviceOf('ann').episodeId, {
      screen: { kind: 'answered', answers },
      findings: { ...more, outlook: { floorTransferUnaided: 'yes' } },
    });
    const holds = (await stage.as('rivera').get(`/patients/${people.ann.id}/holds`).expect(200)).body.items;
    for (const hold of holds.filter((one: { resolvedAt: unknown }) => one.resolvedAt === null)) {
      await stage
        .as('rivera')
        .post(`/holds/${hold.id}/resolution`)
        .set('if-match', `"${hold.revision}"`)
        .send({
          resolution: 'Investigated, the letter is filed.',
          nobodyToldBecause: 'Known to the hospital.',
        })
        .expect(200);
    }
    return assessmentId;
  };
  const LONG_AGO = {
    since: '2020-05-01',
    cause: 'An operation.',
    unchanged: true,
    investigatedOn: '2020-06-01',
  };

  it('leaves out what was found, looked into and is unchanged, until something says otherwise', async () => {
    const saddle = { neuro: { saddleSensation: 'altered' } };
    const id = await screened({ 'CES-7': { answer: 'yes', known: LONG_AGO } }, saddle);
    expect(await codes()).toEqual(SIGN_CODES.filter((code) => code !== 'CES-2'));
    const { 'CES-2': _, ...asked } = ALL_NO;
    const body = { id: randomUUID(), kind: 'full', at: await on.now(), answers: asked };
    await on.send('ann', body).expect(201);
    // all that was asked before that screen was signed has an answer: the phone may ask too much
    await on.send('ann', { ...body, id: randomUUID(), answers: ALL_NO }).expect(201);
    const late = { ...body, id: randomUUID(), at: '2026-01-01T09:00:00Z' };
    await on.send('ann', late).expect(201);
    await told({ spread: 'numb_or_weak' }, 1);
    expect(await codes()).toEqual(SIGN_CODES);
    await stage.owner(`alter table portal.assessment disable trigger user`);
    await stage.owner(
      `update portal.assessment set signed_at = signed_at + interval '1 hour' where id = $1`,
      [id],
    );
    await later(0, 90);
    expect(await codes()).not.toContain('CES-2');
    const { sent } = await on.full('ann', 'CES-2');
    expect(await codes()).not.toContain('CES-2');
    await on.word('ann', sent.id, 'confirmed', ['CES-2']);
    expect(await codes()).toEqual(SIGN_CODES);
  });

  it('leaves out nothing that somebody else’s record knows, or one that was an error', async () => {
    const id = await screened(
      { 'CES-7': { answer: 'yes', known: LONG_AGO } },
      { neuro: { saddleSensation: 'altered' } },
    );
    const theirs = (await on.toAsk('cai')).questions.map(({ code }: { code: string }) => code);
    expect(theirs).toEqual(SIGN_CODES);
    await stage
      .as('rivera')
      .post(`/assessments/${id}/entry-in-error`)
      .set('if-match', '"2"')
      .send({ because: 'Another patient.' })
      .expect(200);
    expect(await codes()).toEqual(SIGN_CODES);
  });
});
