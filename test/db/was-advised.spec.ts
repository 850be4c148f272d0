/**
 * What the gate would have shown at a time that has been, asked of the rows that are left of it: only that may be told of in
 * the diary. Ann's plan was issued and confirmed on the morning of 2 March 2026; the clinic's clock is London's.
 */
import { draftVersion, PLAN, setPlan, type TransitionKind } from '../support/advice';
import { openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { adviceOf, people } from '../support/cast';
import {
  awaiting,
  comforting,
  each,
  forAnother,
  inWeeks,
  nothing,
  renewed,
  screenIs,
  screenStrayed,
  type Step,
  assessmentIs,
  stopped,
  strayed,
  unassessed,
} from '../support/circumstances';

const { ann, ben, cai, cara, osei, rivera } = people;
const [ITEM] = PLAN.itemIds as [string, ...string[]];
const ISSUED = '2026-03-02T09:00:00Z';
const LATER = '2026-04-10T12:00:00Z';

/** What was written down when the plan was issued, by the hour. */
const asItWas: Step = each(
  // where it is tomorrow already
  (scene) =>
    scene.force(`update portal.clinic set time_zone = 'Pacific/Kiritimati' where id = $1`, [cai.clinicId]),
  (scene) =>
    scene.force(
      `update portal.prescription_transition set at = $2, starts_on = '2026-03-02', week_one_on = '2026-03-02',
         review_on = '2026-03-30', advice_until = '2026-04-27' where prescription_id = $1`,
      [PLAN.prescriptionId, ISSUED],
    ),
  (scene) =>
    scene.force(`update portal.assessment set signed_at = '2026-03-02T08:00:00Z' where id = $1`, [
      PLAN.assessmentId,
    ]),
  (scene) =>
    scene.force(
      `update portal.advice_confirmation set confirmed_at = '2026-03-02T09:30:00Z' where episode_id = $1`,
      [PLAN.episodeId],
    ),
);

const happened =
  (kind: TransitionKind, at: string, more: Record<string, unknown> = {}, clinicId = ann.clinicId): Step =>
  (scene) =>
    scene.force(
      `insert into portal.prescription_transition (clinic_id, prescription_id, version_id, kind, at, by_staff_id, because,
         starts_on, week_one_on, review_on, advice_until, days_closed)
       select $1, $2, coalesce(said.version_id, $3), $4, $5, $6, 'for a test', said.starts_on, said.week_one_on,
         said.review_on, said.advice_until, coalesce(said.days_closed, 0)
       from jsonb_populate_record(null::portal.prescription_transition, $7) said`,
      [clinicId, PLAN.prescriptionId, PLAN.versionId, kind, at, rivera.id, more],
    );
const hold =
  (from: string, to: string | null, kind = 'hold', clinicId = ann.clinicId, patientId = ann.id): Step =>
  (scene) =>
    scene.force(
      `insert into portal.hold (clinic_id, patient_id, kind, opened_by_patient, because, opened_at, resolved_at, resolved_by,
         resolution) values ($1, $2, $3, true, 'x', $4, $5::timestamptz, $6, $7)`,
      [clinicId, patientId, kind, from, to, to && rivera.id, to && 'seen'],
    );
const away =
  (from: string, to: string | null, clinicId = ann.clinicId, patientId = ann.id): Step =>
  (scene) =>
    scene.force(
      `insert into portal.discharge (clinic_id, patient_id, discharged_by, because, discharged_at, readmitted_at, readmitted_by)
       values ($1, $2, $3, 'x', $4, $5, $6)`,
      [clinicId, patientId, rivera.id, from, to, to && rivera.id],
    );
const phaseBegun =
  (on: string, at: string, daysClosed = 0, clinicId = ann.clinicId): Step =>
  (scene) =>
    scene.force(
      `insert into portal.phase_begun (clinic_id, prescription_id, phase, begun_on, days_closed, at, by_staff_id)
       values ($1, $2, 'Build', $3, $4, $5, $6)`,
      [clinicId, PLAN.prescriptionId, on, daysClosed, at, rivera.id],
    );
const inError =
  (at: string, which: 'assessment' | 'screen' = 'assessment'): Step =>
  (scene) =>
    scene.force(
      `update portal.assessment set entered_in_error_at = $2, entered_in_error_by = signed_by, entered_in_error_because = 'x'
       where id = ${which === 'assessment' ? '$1' : '(select screen_id from portal.prescription_version where id = $1)'}`,
      [which === 'assessment' ? PLAN.assessmentId : PLAN.versionId, at],
    );
const screenSigned =
  (at: string): Step =>
  (scene) =>
    scene.force(
      `update portal.assessment set signed_at = $2
       where id = (select screen_id from portal.prescription_version where id = $1)`,
      [PLAN.versionId, at],
    );

describe('at a time that has been', () => {
  let roles: RoleDatabase;
  beforeAll(async () => {
    roles = await openRoles();
  });
  afterAll(() => roles.close());

  const ask = async (
    scene: Scene,
    then: string,
    {
      who = ann as Pick<typeof ann, 'id' | 'clinicId' | 'sessionId'>,
      itemId = ITEM,
      rx = PLAN.prescriptionId,
    } = {},
  ) => {
    const [row] = await scene
      .as('app_patient', who)
      .query<{ yes: boolean }>('select portal.was_advised($1, $2, $3) as yes', [rx, itemId, then]);
    return row?.yes;
  };
  const after = <T>(step: Step, look: (scene: Scene) => Promise<T>) =>
    roles.inScene(async (scene) => {
      await setPlan(scene, LATER);
      await asItWas(scene);
      await step(scene);
      return look(scene);
    });

  it('never was, of a plan that was written for another: while it showed as little as now', async () => {
    const whenIssued = '2026-03-02T09:30:00Z';
    expect(await after(nothing, (scene) => ask(scene, whenIssued))).toBe(true);
    expect(await after(forAnother(), (scene) => ask(scene, whenIssued))).toBe(false);
  });

  it.each<[what: string, step: Step, open: string, shut: string]>([
    ['it was issued', nothing, '2026-03-02T09:30:00Z', '2026-03-02T09:29:59Z'],
    [
      'its first day had come, by the clinic’s clock',
      happened('issued', '2026-03-05T09:00:00Z', {
        starts_on: '2026-03-30',
        week_one_on: '2026-03-30',
        review_on: '2026-04-10',
        advice_until: '2026-05-30',
      }),
      '2026-03-29T23:00:00Z',
      '2026-03-29T22:59:59Z',
    ],
    [
      'its first day had come, though its weeks are counted from before',
      happened('issued', '2026-03-05T09:00:00Z', {
        starts_on: '2026-03-30',
        week_one_on: '2026-03-02',
        review_on: '2026-04-10',
        advice_until: '2026-05-30',
      }),
      '2026-03-29T23:00:00Z',
      '2026-03-29T22:59:59Z',
    ],
    ['its last day was not over', nothing, '2026-04-27T22:59:59Z', '2026-04-27T23:00:00Z'],
    [
      'its last day had been moved by then',
      happened('extended', '2026-04-20T09:00:00Z', {
        review_on: '2026-05-10',
        advice_until: '2026-06-07',
      }),
      '2026-05-20T09:00:00Z',
      '2026-06-08T09:00:00Z',
    ],
    [
      'it was not paused then',
      happened('paused', '2026-03-10T09:00:00Z'),
      '2026-03-10T08:59:59Z',
      '2026-03-10T09:00:00Z',
    ],
    [
      'or had been taken up again',
      each(happened('paused', '2026-03-10T09:00:00Z'), happened('resumed', '2026-03-12T09:00:00Z')),
      '2026-03-12T09:00:00Z',
      '2026-03-12T08:59:59Z',
    ],
    [
      'whatever else was noted since',
      each(
        happened('paused', '2026-03-10T09:00:00Z'),
        happened('extended', '2026-03-12T09:00:00Z', {
          review_on: '2026-05-10',
          advice_until: '2026-06-07',
        }),
      ),
      '2026-03-10T08:00:00Z',
      '2026-03-13T09:00:00Z',
    ],
    [
      'it was not withdrawn then',
      happened('withdrawn', '2026-03-10T09:00:00Z'),
      '2026-03-10T08:59:59Z',
      '2026-03-10T09:00:00Z',
    ],
    [
      'it was not completed then',
      happened('completed', '2026-03-10T09:00:00Z'),
      '2026-03-10T08:59:59Z',
      '2026-03-10T09:00:00Z',
    ],
    [
      'its assessment was not in error yet',
      inError('2026-03-10T09:00:00Z'),
      '2026-03-10T08:59:59Z',
      '2026-03-10T09:00:00Z',
    ],
    [
      'its screen was signed',
      each(renewed(), screenSigned('2026-03-10T09:00:00Z')),
      '2026-03-10T09:00:00Z',
      '2026-03-10T08:59:59Z',
    ],
    [
      'its screen was not in error yet',
      each(renewed(), inError('2026-03-10T09:00:00Z', 'screen')),
      '2026-03-10T08:59:59Z',
      '2026-03-10T09:00:00Z',
    ],
    ['its week had come', inWeeks(2), '2026-03-09T00:00:00Z', '2026-03-08T23:59:59Z'],
    ['its week was not over', inWeeks(1, 2), '2026-03-15T23:59:59Z', '2026-03-16T00:00:00Z'],
    [
      'its weeks are those of then',
      each(
        inWeeks(1, 2),
        happened('weeks_moved', '2026-03-15T09:00:00Z', {
          week_one_on: '2026-03-09',
          days_closed: 7,
        }),
      ),
      '2026-03-20T09:00:00Z',
      '2026-03-24T09:00:00Z',
    ],
    [
      'its phase was begun',
      each(awaiting('Build'), phaseBegun('2026-03-10', '2026-03-10T09:00:00Z')),
      '2026-03-10T09:00:00Z',
      '2026-03-10T08:59:59Z',
    ],
    [
      'its week of the phase had come',
      each(awaiting('Build'), inWeeks(2), phaseBegun('2026-03-10', '2026-03-10T09:00:00Z')),
      '2026-03-17T09:00:00Z',
      '2026-03-16T09:00:00Z',
    ],
    [
      'the phase waits for days that were closed since',
      each(
        awaiting('Build'),
        inWeeks(1, 1),
        phaseBegun('2026-03-10', '2026-03-10T09:00:00Z'),
        happened('weeks_moved', '2026-03-14T09:00:00Z', { week_one_on: '2026-03-04', days_closed: 2 }),
      ),
      '2026-03-18T09:00:00Z',
      '2026-03-19T09:00:00Z',
    ],
    [
      'no hold was open then',
      hold('2026-03-10T09:00:00Z', '2026-03-12T09:00:00Z'),
      '2026-03-10T08:59:59Z',
      '2026-03-10T09:00:00Z',
    ],
    [
      'or it was resolved by then',
      hold('2026-03-10T09:00:00Z', '2026-03-12T09:00:00Z'),
      '2026-03-12T09:00:00Z',
      '2026-03-12T08:59:59Z',
    ],
    [
      'an open hold closes to this day',
      hold('2026-03-10T09:00:00Z', null),
      '2026-03-10T08:00:00Z',
      '2026-04-01T09:00:00Z',
    ],
    [
      'a pause for pain closes too',
      hold('2026-03-10T09:00:00Z', null, 'pain_pause'),
      '2026-03-10T08:00:00Z',
      '2026-04-01T09:00:00Z',
    ],
    [
      'the patient was not discharged',
      away('2026-03-10T09:00:00Z', '2026-03-12T09:00:00Z'),
      '2026-03-10T08:59:59Z',
      '2026-03-10T09:00:00Z',
    ],
    [
      'or was back by then',
      away('2026-03-10T09:00:00Z', '2026-03-12T09:00:00Z'),
      '2026-03-12T09:00:00Z',
      '2026-03-12T08:59:59Z',
    ],
    [
      'nor is discharged since',
      away('2026-03-10T09:00:00Z', null),
      '2026-03-10T08:00:00Z',
      '2026-04-01T09:00:00Z',
    ],
  ])('%s', async (_what, step, open, shut) => {
    await after(step, async (scene) => {
      expect([await ask(scene, open), await ask(scene, shut)]).toEqual([true, false]);
    });
  });

  it.each<[what: string, step: Step]>([
    ['its assessment is not signed', assessmentIs('unsigned')],
    ['its assessment found exercise unsuitable', assessmentIs('unsuitable')],
    ['its screen found it unsuitable', each(renewed(), screenIs('unsuitable'))],
    ['its screen is not signed', each(renewed(), screenIs('unsigned'))],
    ['its assessment is another clinic’s', strayed('assessment', 'id', PLAN.assessmentId)],
    ['its screen is another clinic’s', each(renewed(), screenStrayed)],
    ['its version is another clinic’s', strayed('prescription_version', 'id', PLAN.versionId)],
    ['the item is another clinic’s', strayed('prescription_item', 'id', ITEM)],
    [
      'its version and assessment are another clinic’s',
      each(
        strayed('prescription_version', 'id', PLAN.versionId),
        strayed('assessment', 'id', PLAN.assessmentId),
      ),
    ],
    [
      'all of it but the plan is another clinic’s',
      each(
        strayed('prescription_item', 'id', ITEM),
        strayed('prescription_version', 'id', PLAN.versionId),
        strayed('assessment', 'id', PLAN.assessmentId),
      ),
    ],
    [
      'another version rests on an assessment, but not its own',
      each((scene) => draftVersion(scene, PLAN, 1), unassessed()),
    ],
    ['the plan is another clinic’s', strayed('prescription', 'id', PLAN.prescriptionId)],
    [
      'its transitions are another clinic’s',
      strayed('prescription_transition', 'prescription_id', PLAN.prescriptionId),
    ],
    ['its confirmation is another clinic’s', strayed('advice_confirmation', 'episode_id', PLAN.episodeId)],
    [
      'its phase was begun at another clinic',
      each(awaiting('Build'), phaseBegun('2026-03-09', '2026-03-09T09:00:00Z', 0, cai.clinicId)),
    ],
    ['its phase never began', awaiting('Build')],
  ])('never where %s', async (_what, step) => {
    expect(await after(step, (scene) => ask(scene, '2026-03-16T12:00:00Z'))).toBe(false);
  });

  it.each<[what: string, step: Step]>([
    ['a hold at another clinic', hold('2026-03-10T09:00:00Z', null, 'hold', cai.clinicId)],
    ['a hold on somebody else', hold('2026-03-10T09:00:00Z', null, 'hold', ann.clinicId, ben.id)],
    ['a discharge at another clinic', away('2026-03-10T09:00:00Z', null, cai.clinicId)],
    ['a discharge of somebody else', away('2026-03-10T09:00:00Z', null, ann.clinicId, ben.id)],
    [
      'a pause for pain of what is there for comfort',
      each(comforting, hold('2026-03-10T09:00:00Z', null, 'pain_pause')),
    ],
    ['a stop: it may be told of nevertheless', stopped('reviewed', '2026-03-10')],
    [
      'a version that was superseded later',
      async (scene) => {
        const next = await draftVersion(scene, PLAN, 2);
        await happened('superseded', '2026-03-20T09:00:00Z')(scene);
        await happened('issued', '2026-03-20T09:00:00Z', {
          version_id: next.versionId,
          starts_on: '2026-03-20',
          week_one_on: '2026-03-02',
          review_on: '2026-03-30',
          advice_until: '2026-04-27',
        })(scene);
      },
    ],
  ])('in spite of %s', async (_what, step) => {
    expect(await after(step, (scene) => ask(scene, '2026-03-16T12:00:00Z'))).toBe(true);
  });

  it('each version in its own time', async () => {
    let next = PLAN;
    const superseded: Step = async (scene) => {
      next = await draftVersion(scene, PLAN, 1);
      await happened('issued', '2026-03-20T09:00:00Z', {
        version_id: next.versionId,
        starts_on: '2026-03-20',
        week_one_on: '2026-03-02',
        review_on: '2026-03-30',
        advice_until: '2026-04-27',
      })(scene);
    };
    await after(superseded, async (scene) => {
      const [itemId] = next.itemIds as [string];
      expect(await ask(scene, '2026-03-21T09:00:00Z')).toBe(false);
      expect(await ask(scene, '2026-03-21T09:00:00Z', { itemId })).toBe(true);
      expect(await ask(scene, '2026-03-19T09:00:00Z', { itemId })).toBe(false);
    });
  });

  it('only of one’s own, and of the plan that it belongs to', async () => {
    await after(nothing, async (scene) => {
      const then = '2026-03-16T12:00:00Z';
      expect(await ask(scene, then, { who: ben })).toBe(false);
      expect(await ask(scene, then, { who: { ...ann, clinicId: cai.clinicId } })).toBe(false);
      expect(await ask(scene, then, { rx: ben.id })).toBe(false);
      const [row] = await scene
        .as('app_carer', cara)
        .query<{ yes: boolean }>('select portal.was_advised($1, $2, $3) as yes', [
          PLAN.prescriptionId,
          ITEM,
          then,
        ]);
      expect(row?.yes).toBe(true);
    });
  });

  it.each<
    [
      what: string,
      step: Step,
      asked: { who?: typeof ann; itemId?: string; rx?: string },
      count: number | null,
    ]
  >([
    ['an exercise of one’s own plan', nothing, {}, 1],
    ['nothing of another’s', nothing, { who: ben }, null],
    ['nothing at another clinic', nothing, { who: { ...ann, clinicId: cai.clinicId } }, null],
    ['nothing of another plan', nothing, { rx: adviceOf('dot').prescriptionId }, null],
    ['nothing of an exercise of another plan', nothing, { itemId: adviceOf('dot').itemIds[0] }, null],
    [
      'nothing of another clinic’s exercise',
      strayed('prescription_item', 'version_id', PLAN.versionId),
      {},
      null,
    ],
  ])(
    'counts the sessions of %s',
    async (_what, step, { who = ann, itemId = ITEM, rx = PLAN.prescriptionId }, count) => {
      await after(step, async (scene) => {
        const asking = 'select portal.sessions_of($1, $2) as count';
        const [row] = await scene
          .as('app_patient', who)
          .query<{ count: number | null }>(asking, [rx, itemId]);
        expect(row?.count ?? null).toBe(count);
      });
    },
  );

  it('counts them for clinicians of the clinic', async () => {
    await after(nothing, async (scene) => {
      const asking = 'select portal.sessions_of($1, $2) as count';
      const countedBy = async (who: typeof rivera) =>
        (
          await scene
            .as('app_clinician', who)
            .query<{ count: number | null }>(asking, [PLAN.prescriptionId, ITEM])
        )[0]?.count ?? null;
      expect(await countedBy(rivera)).toBe(1);
      expect(await countedBy(osei)).toBeNull();
    });
  });
});
