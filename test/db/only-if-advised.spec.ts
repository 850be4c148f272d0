/**
 * The promise: a patient sees an exercise only if a clinician advised it to them, and only while that advice stands.
 * Every clause of the gate has a case here in which it lets ann's exercises through, and one in which it just does not;
 * the clauses about days have theirs in days-of-advice.spec.ts.
 */
import { append, draftSecondPlan, draftVersion, PLAN, setDays, setPlan } from '../support/advice';
import { openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { adviceOf, people } from '../support/cast';
import {
  assessmentIs,
  awaiting,
  becomes,
  begun,
  closedFor,
  comforting,
  confirmed,
  confirmedElsewhere,
  discharged,
  each,
  forAnother,
  held,
  inWeeks,
  nothing,
  onlyDrafted,
  painPaused,
  readmitted,
  renewed,
  resolved,
  screenIs,
  screenStrayed,
  startsOn,
  type Step,
  stopped,
  stopsLifted,
  strayed,
  unassessed,
  unconfirmed,
} from '../support/circumstances';

const { ann, ben, cara, dot, cai, rivera } = people;

describe('a patient sees an exercise only while the advice stands', () => {
  let roles: RoleDatabase;
  beforeAll(async () => {
    roles = await openRoles();
  });
  afterAll(() => roles.close());

  const seenIn = (scene: Scene, who: Pick<typeof ann, 'id' | 'clinicId' | 'sessionId'> = ann) =>
    scene
      .as('app_patient', who)
      .query<Record<string, unknown>>('select * from portal.advised_item order by episode_id, place');
  const idsIn = async (scene: Scene, who = ann) => (await seenIn(scene, who)).map((item) => item.id);
  const idsAfter = (step: Step) =>
    roles.inScene(async (scene) => {
      await setPlan(scene);
      await step(scene);
      return idsIn(scene);
    });

  const assessmentStrayed = strayed('assessment', 'id', PLAN.assessmentId);
  const versionStrayed = strayed('prescription_version', 'id', PLAN.versionId);
  const confirmationStrayed = strayed('advice_confirmation', 'episode_id', PLAN.episodeId);

  describe.each<[clause: string, open: Step, shut: Step]>([
    ['it was issued', nothing, onlyDrafted],
    ['it is not paused', each(becomes('paused'), becomes('resumed')), becomes('paused')],
    ['it was not withdrawn', becomes('extended'), becomes('withdrawn')],
    ['it was not completed', nothing, becomes('completed')],
    ['it was not written for another', nothing, forAnother()],
    ['it rests on an assessment', nothing, unassessed()],
    ['its assessment is signed', nothing, assessmentIs('unsigned')],
    ['its assessment found exercise suitable', nothing, assessmentIs('unsuitable')],
    ['its assessment was not entered in error', nothing, assessmentIs('in_error')],
    ['its screen is signed', renewed(), each(renewed(), screenIs('unsigned'))],
    ['its screen found exercise suitable', renewed(), each(renewed(), screenIs('unsuitable'))],
    ['its screen was not entered in error', renewed(), each(renewed(), screenIs('in_error'))],
    [
      'its assessment stands, whatever a screen found',
      renewed(),
      each(renewed(), assessmentIs('unsuitable')),
    ],
    ['its first day has come, whatever week it is', startsOn('2026-03-16'), startsOn('2026-03-17')],
    ['its first week has come', inWeeks(3), inWeeks(4)],
    ['its last week is not over', inWeeks(1, 3), inWeeks(1, 2)],
    ['its phase was begun', each(awaiting('Build'), begun('Build', '2026-03-16')), awaiting('Build')],
    [
      'it is that phase that was begun',
      each(awaiting('Build'), begun('Build', '2026-03-16'), begun('Settle', '2026-03-02')),
      each(awaiting('Build'), begun('Settle', '2026-03-02')),
    ],
    [
      'its first week of the phase has come',
      each(awaiting('Build'), begun('Build', '2026-03-09'), inWeeks(2)),
      each(awaiting('Build'), begun('Build', '2026-03-09'), inWeeks(3)),
    ],
    [
      'its last week of the phase is not over',
      each(awaiting('Build'), begun('Build', '2026-03-09'), inWeeks(1, 2)),
      each(awaiting('Build'), begun('Build', '2026-03-09'), inWeeks(1, 1)),
    ],
    [
      'the weeks of the phase wait for days on which the plan was closed',
      each(awaiting('Build'), begun('Build', '2026-03-02'), closedFor(1), inWeeks(1, 2)),
      each(awaiting('Build'), begun('Build', '2026-03-02'), inWeeks(1, 2)),
    ],
    [
      'and begin later by them',
      each(awaiting('Build'), begun('Build', '2026-03-02'), closedFor(7), inWeeks(2)),
      each(awaiting('Build'), begun('Build', '2026-03-02'), closedFor(8), inWeeks(2)),
    ],
    [
      'but not for those before it was begun',
      each(awaiting('Build'), closedFor(8), begun('Build', '2026-03-02'), inWeeks(2)),
      each(awaiting('Build'), closedFor(8), begun('Build', '2026-03-02'), inWeeks(1, 2)),
    ],
    ['no hold is open', each(held(), resolved), held()],
    ['every hold is resolved', held(ben.id), each(held(), resolved, held())],
    ['no pause for pain is open', each(painPaused(), resolved), painPaused()],
    ['in a pause for pain, it is there for comfort', each(comforting, painPaused()), painPaused()],
    [
      'comfort waits for every other hold',
      each(comforting, painPaused()),
      each(comforting, painPaused(), held()),
    ],
    ['it was not stopped for today', stopped('tomorrow', '2026-03-15'), stopped('tomorrow')],
    ['or the stop was lifted', each(stopped('tomorrow'), stopsLifted), stopped('tomorrow')],
    [
      'it does not wait for a clinician since it was stopped',
      each(stopped('reviewed', '2026-03-03'), stopsLifted),
      stopped('reviewed', '2026-03-03'),
    ],
    ['a stop is of its clinic', stopped('reviewed', '2026-03-16', cai.clinicId), stopped('reviewed')],
    ['the patient is not discharged', each(discharged(), readmitted()), discharged()],
    ['every discharge is over', discharged(ben.id), each(discharged(), readmitted(), discharged())],
    ['it was confirmed', each(unconfirmed, confirmed(PLAN.episodeId, rivera.id)), unconfirmed],
    ['it was confirmed for this episode', confirmedElsewhere, each(confirmedElsewhere, unconfirmed)],
    // what no foreign key would let come about
    ['its assessment is of its clinic', nothing, assessmentStrayed],
    ['its screen is of its clinic', renewed(), each(renewed(), screenStrayed)],
    ['its version is of its clinic', nothing, each(versionStrayed, assessmentStrayed)],
    [
      'the phase was begun in its clinic',
      each(awaiting('Build'), begun('Build', '2026-03-16')),
      each(awaiting('Build'), begun('Build', '2026-03-16', cai.clinicId)),
    ],
    ['a hold is of its clinic', held(ann.id, cai.clinicId), held()],
    ['a discharge is of its clinic', discharged(ann.id, cai.clinicId), discharged()],
    ['the confirmation is of its clinic', nothing, confirmationStrayed],
  ])('%s', (_clause, open, shut) => {
    it('shows all three', async () => {
      expect(await idsAfter(open)).toEqual(PLAN.itemIds);
    });
    it('or shows none', async () => {
      expect(await idsAfter(shut)).toEqual([]);
    });
  });

  describe('its version is the live one', () => {
    it('shows nothing of a draft that waits beside it', async () => {
      expect(await idsAfter((scene) => draftVersion(scene, PLAN, 2))).toEqual(PLAN.itemIds);
    });

    it('shows the new version and nothing of the one it superseded', async () => {
      await roles.inScene(async (scene) => {
        await setPlan(scene);
        const next = await draftVersion(scene, PLAN, 2);
        await append(scene, 'superseded');
        await append(scene, 'issued', next);
        expect(await idsIn(scene)).toEqual(next.itemIds);
        expect(next.itemIds).toHaveLength(2);
      });
    });

    it('shows an item of its own clinic only', async () => {
      const [first, ...others] = PLAN.itemIds;
      expect(await idsAfter(strayed('prescription_item', 'id', first as string))).toEqual(others);
    });
  });

  it('shows the union of two plans, each only while it stands itself', async () => {
    await roles.inScene(async (scene) => {
      await setPlan(scene);
      const second = await draftSecondPlan(scene);
      await append(scene, 'issued', second);
      expect(await idsIn(scene)).toEqual(PLAN.itemIds);
      await confirmed(second.episodeId)(scene);
      expect((await idsIn(scene)).sort()).toEqual([...PLAN.itemIds, ...second.itemIds].sort());
      await setDays(scene, PLAN, {
        startsOn: '2026-03-02',
        reviewOn: '2026-03-15',
        adviceUntil: '2026-03-15',
      });
      expect(await idsIn(scene)).toEqual(second.itemIds);
      await assessmentIs('unsuitable')(scene);
      expect(await idsIn(scene)).toEqual(second.itemIds);
    });
  });

  describe('to the person it was advised to, and to nobody else', () => {
    it('shows ben, to whom nothing was advised, nothing', async () => {
      expect(await roles.inScene((scene) => idsIn(scene, ben))).toEqual([]);
    });

    it('shows dot, back from discharge, her own three only', async () => {
      const ids = await roles.inScene(async (scene) => {
        expect(await idsIn(scene, dot)).toEqual([]);
        await readmitted(dot.id)(scene);
        return idsIn(scene, dot);
      });
      expect(ids).toEqual(adviceOf('dot').itemIds);
    });

    it('shows cai, of the other clinic, their own three only', async () => {
      expect(await roles.inScene((scene) => idsIn(scene, cai))).toEqual(adviceOf('cai').itemIds);
    });

    it('shows ann nothing when she comes in by the other clinic’s door', async () => {
      expect(await roles.inScene((scene) => seenIn(scene, { ...ann, clinicId: cai.clinicId }))).toEqual([]);
    });

    it('shows cara, who looks after ann, what ann is shown', async () => {
      const ids = await roles.inScene(async (scene) => {
        await setPlan(scene);
        const items = await scene
          .as('app_carer', cara)
          .query<{ id: string }>('select id from portal.advised_item order by place');
        return items.map(({ id }) => id);
      });
      expect(ids).toEqual(PLAN.itemIds);
    });

    it('shows nothing to a carer of nobody', async () => {
      const items = await roles.inScene(async (scene) => {
        await setPlan(scene);
        return scene
          .as('app_carer', { ...cara, patientId: null })
          .query('select id from portal.advised_item');
      });
      expect(items).toEqual([]);
    });

    it('shows nothing to a session of nobody', async () => {
      const nobody = { id: '', clinicId: '', sessionId: '' };
      expect(await roles.inScene((scene) => seenIn(scene, nobody))).toEqual([]);
    });
  });

  describe('the address of a video', () => {
    const agreed =
      (provider: string, by = ann.id, clinicId = ann.clinicId, sessionId: string | null = null): Step =>
      (scene) =>
        scene.force(
          'insert into portal.video_consent (clinic_id, patient_id, provider, session_id) values ($1, $2, $3, $4)',
          [clinicId, by, provider, sessionId],
        );
    const agreedIn = (sessionId: string) => agreed('file', ann.id, ann.clinicId, sessionId);
    const takenBack: Step = (scene) =>
      scene.arrange(
        'update portal.video_consent set withdrawn_at = portal.portal_now() where withdrawn_at is null',
      );
    const ADDRESS = 'https://videos.example.org/placeholder.mp4';

    const checked =
      (state: string, { provider = 'file', ref = ADDRESS, clinicId = ann.clinicId } = {}): Step =>
      (scene) =>
        scene.force(
          `insert into portal.video_check (clinic_id, provider, ref, state, gone_since)
           values ($1, $2, $3, $4, case when $4 = 'gone' then portal.portal_now() end)`,
          [clinicId, provider, ref, state],
        );

    it.each<[when: string, step: Step, address: string | null]>([
      ['nobody agreed', nothing, null],
      ['the patient agreed to its provider', agreed('file'), ADDRESS],
      ['the patient agreed in this session', agreedIn(ann.sessionId), ADDRESS],
      ['somebody agreed in another session', agreedIn(cara.sessionId), null],
      ['the patient agreed to another provider', agreed('youtube'), null],
      ['another patient agreed', agreed('file', ben.id), null],
      ['the patient agreed at another clinic', agreed('file', ann.id, cai.clinicId), null],
      ['the patient took it back', each(agreed('file'), takenBack), null],
      ['the patient agreed again', each(agreed('file'), takenBack, agreed('file')), ADDRESS],
    ])('when %s', async (_when, step, address) => {
      await roles.inScene(async (scene) => {
        await setPlan(scene);
        await step(scene);
        const items = await seenIn(scene);
        expect(items).toHaveLength(3);
        for (const item of items) {
          expect(item).toMatchObject({ video_embed_url: address, video_watch_url: address });
          expect(JSON.stringify(item).includes('videos.example')).toBe(address !== null);
        }
      });
    });

    it.each<[what: string, step: Step, isGone: boolean]>([
      ['it is gone', checked('gone'), true],
      ['it is there', checked('alive'), false],
      ['nobody knows', checked('unknown'), false],
      ['another address is gone', checked('gone', { ref: `${ADDRESS}?another` }), false],
      ['it is gone at another provider', checked('gone', { provider: 'vimeo' }), false],
      ['another clinic found it gone', checked('gone', { clinicId: cai.clinicId }), false],
    ])('when %s, whoever agreed', async (_what, step, isGone) => {
      await roles.inScene(async (scene) => {
        await setPlan(scene);
        await each(agreed('file'), step)(scene);
        const address = isGone ? null : ADDRESS;
        const [item] = await seenIn(scene);
        expect(item).toMatchObject({
          video_is_gone: isGone,
          video_embed_url: address,
          video_watch_url: address,
        });
      });
    });
  });
});
