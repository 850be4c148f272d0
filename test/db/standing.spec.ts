/**
 * Where a prescription stands is told twice: by the transitions appended to it, and by the columns that the gate reads. The
 * two never part, whatever is appended; and the rows alone answer what was advised at any time.
 */
import fc from 'fast-check';
import { addDays } from '../../src/calendar/days';
import { append, draftSecondPlan, draftVersion, type Plan, type TransitionKind } from '../support/advice';
import { openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { people } from '../support/cast';
import { confirmed } from '../support/circumstances';

const { ann } = people;
const FIRST_DAY = Date.parse('2026-03-02T09:00:00Z');
const HOUR = 3_600_000;

type Move = Exclude<TransitionKind, 'superseded'>;
const MAY_FOLLOW: Record<string, Move[]> = {
  draft: ['issued'],
  issued: ['issued', 'paused', 'extended', 'weeks_moved', 'completed', 'withdrawn'],
  paused: ['issued', 'resumed', 'extended', 'completed', 'withdrawn'],
  completed: [],
  withdrawn: [],
};

interface Said {
  kind: TransitionKind;
  version_id: string;
  at: Date;
  starts_on: string | null;
  review_on: string | null;
  advice_until: string | null;
  week_one_on: string | null;
  days_closed: number;
}

/** What the rows say, read from first to last. */
function toldBy(rows: Said[]) {
  const last = (column: 'starts_on' | 'review_on' | 'advice_until' | 'week_one_on') =>
    rows.findLast((row) => row[column] !== null)?.[column] ?? null;
  const moved =
    rows.findLast((row) => !['superseded', 'extended', 'weeks_moved'].includes(row.kind))?.kind ?? 'draft';
  const standing = moved === 'resumed' ? 'issued' : moved;
  const isOpen = standing === 'issued' || standing === 'paused';
  return {
    standing,
    live_version_id: isOpen ? rows.findLast((row) => row.kind === 'issued')?.version_id : null,
    starts_on: last('starts_on'),
    review_on: last('review_on'),
    advice_until: last('advice_until'),
    week_one_on: last('week_one_on'),
    days_closed: rows.reduce((days, row) => days + row.days_closed, 0),
  };
}

/** The version that the rows show as advised at a time, if one was. The clinic's day is London's, before summer time. */
function advisedAt(rows: Said[], at: number): string | null {
  const told = toldBy(rows.filter((row) => row.at.getTime() <= at));
  const day = new Date(at).toISOString().slice(0, 10);
  const isInItsDays = told.starts_on! <= day && told.week_one_on! <= day && day <= told.advice_until!;
  const stands = told.standing === 'issued' && isInItsDays;
  return stands ? (told.live_version_id ?? null) : null;
}

const moves = fc.array(
  fc.record({
    kind: fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom<Move>('issued', 'paused', 'resumed', 'extended', 'weeks_moved'),
      },
      { weight: 1, arbitrary: fc.constantFrom<Move>('completed', 'withdrawn') },
    ),
    /** Since the move before; none of the plans reaches the end of March. */
    hours: fc.integer({ min: 1, max: 60 }),
    startsIn: fc.integer({ min: -2, max: 2 }),
    lasts: fc.integer({ min: 0, max: 4 }),
    daysClosed: fc.integer({ min: 0, max: 2 }),
  }),
  { minLength: 1, maxLength: 10 },
);

describe('where a prescription stands', () => {
  let roles: RoleDatabase;
  beforeAll(async () => {
    roles = await openRoles();
  });
  afterAll(() => roles.close());

  const rowsOf = (scene: Scene, plan: Plan) =>
    scene.arrange<Said>(
      `select kind, version_id, at, starts_on::text, review_on::text, advice_until::text, week_one_on::text, days_closed
       from portal.prescription_transition where prescription_id = $1 order by seq`,
      [plan.prescriptionId],
    );
  const columnsOf = async (scene: Scene, plan: Plan) =>
    (
      await scene.arrange<{ standing: string; week_one_on: string; draft_version_id: string | null }>(
        `select standing, live_version_id, starts_on::text, review_on::text, advice_until::text, week_one_on::text,
           days_closed, draft_version_id
         from portal.prescription where id = $1`,
        [plan.prescriptionId],
      )
    )[0]!;
  const seenIn = async (scene: Scene, plan: Plan) =>
    (
      await scene
        .as('app_patient', ann)
        .query<{ id: string }>('select id from portal.advised_item where prescription_id = $1', [
          plan.prescriptionId,
        ])
    )
      .map((item) => item.id)
      .sort();

  it('is what its transitions say, and so is what was advised at any time', async () => {
    await fc.assert(
      fc.asyncProperty(moves, (asked) =>
        roles.inScene(async (scene) => {
          let plan = await draftSecondPlan(scene);
          await confirmed(plan.episodeId)(scene);
          const itemsOf: Record<string, string[]> = { [plan.versionId]: plan.itemIds };
          const looks: { at: number; seen: string[] }[] = [];
          const lookAt = async (at: number) => {
            await scene.setClock(new Date(at).toISOString());
            looks.push({ at, seen: await seenIn(scene, plan) });
          };

          let now = FIRST_DAY;
          for (const { kind, hours, startsIn, lasts, daysClosed } of asked) {
            const before = await columnsOf(scene, plan);
            const { standing, draft_version_id: draft } = before;
            if (!MAY_FOLLOW[standing]!.includes(kind)) continue;
            await lookAt(now + (hours * HOUR) / 2);
            now += hours * HOUR;
            await scene.setClock(new Date(now).toISOString());
            const day = (offset: number) => new Date(now + offset * 24 * HOUR).toISOString().slice(0, 10);
            if (kind === 'issued' && draft === null) {
              const next = await draftVersion(scene, plan, 2);
              if (standing !== 'draft') await append(scene, 'superseded', plan);
              plan = next;
              itemsOf[plan.versionId] = plan.itemIds;
            }
            await append(scene, kind, plan, {
              ...(kind === 'issued' ? { startsOn: day(startsIn), daysClosed } : {}),
              ...(['resumed', 'weeks_moved'].includes(kind)
                ? { weekOneOn: addDays(before.week_one_on, daysClosed), daysClosed }
                : {}),
              ...(['issued', 'extended'].includes(kind)
                ? { reviewOn: day(startsIn), adviceUntil: day(startsIn + lasts) }
                : {}),
            });
            await lookAt(now);

            const { draft_version_id, ...columns } = await columnsOf(scene, plan);
            expect(columns).toEqual(toldBy(await rowsOf(scene, plan)));
            expect(draft_version_id).toBeNull();
          }

          const rows = await rowsOf(scene, plan);
          for (const { at, seen } of looks) {
            const version = advisedAt(rows, at);
            expect(seen).toEqual(version === null ? [] : [...itemsOf[version]!].sort());
          }
        }),
      ),
      { numRuns: 40 },
    );
  });

  it('keeps a draft that waits, until it is issued or the prescription ends', async () => {
    await roles.inScene(async (scene) => {
      const plan = await draftSecondPlan(scene);
      await append(scene, 'issued', plan);
      const next = await draftVersion(scene, plan, 2);
      await append(scene, 'paused', plan);
      expect((await columnsOf(scene, plan)).draft_version_id).toBe(next.versionId);
      await append(scene, 'withdrawn', plan);
      expect((await columnsOf(scene, plan)).draft_version_id).toBeNull();
    });
  });
});
