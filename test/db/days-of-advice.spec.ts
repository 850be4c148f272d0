/**
 * Advice stands from the start of its first day to the end of its last, as the clinic's clock has it: also on the days
 * that are shorter or longer than others, and wherever the clinic is.
 */
import { PLAN, setPlan } from '../support/advice';
import { openRoles, type RoleDatabase } from '../support/as-role';
import { people } from '../support/cast';

const { ann, dale } = people;

describe('the days of an advice', () => {
  let roles: RoleDatabase;
  beforeAll(async () => {
    roles = await openRoles();
  });
  afterAll(() => roles.close());

  interface Look {
    items: unknown[];
    kind: unknown;
    desk: unknown;
  }

  /** Looks at a plan of one single day, or of the days given. */
  const lookAt = (clock: string, zone: string, firstDay: string, lastDay = firstDay): Promise<Look> =>
    roles.inScene(async (scene) => {
      await setPlan(scene, clock, { startsOn: firstDay, reviewOn: firstDay, adviceUntil: lastDay });
      await scene.arrange('update portal.clinic set time_zone = $1 where id = $2', [zone, ann.clinicId]);
      const patient = scene.as('app_patient', ann);
      const items = await patient.query<{ id: string }>('select id from portal.advised_item order by place');
      const [standing] = await patient.query<{ kind: string }>('select kind from portal.advice_standing');
      const [desk] = await scene
        .as('app_desk', dale)
        .query<{ state: string }>('select state from portal.plan_state where patient_id = $1', [ann.id]);
      return { items: items.map((item) => item.id), kind: standing?.kind, desk: desk?.state };
    });

  const aSecondBefore = (at: string) => new Date(Date.parse(at) - 1000).toISOString();

  it.each<[zone: string, day: string, begins: string, ends: string]>([
    ['Europe/London', '2026-01-15', '2026-01-15T00:00:00Z', '2026-01-16T00:00:00Z'],
    ['Europe/London', '2026-07-15', '2026-07-14T23:00:00Z', '2026-07-15T23:00:00Z'],
    // the clocks go forward: a day of 23 hours, between its neighbours
    ['Europe/London', '2026-03-28', '2026-03-28T00:00:00Z', '2026-03-29T00:00:00Z'],
    ['Europe/London', '2026-03-29', '2026-03-29T00:00:00Z', '2026-03-29T23:00:00Z'],
    ['Europe/London', '2026-03-30', '2026-03-29T23:00:00Z', '2026-03-30T23:00:00Z'],
    // and back: a day of 25
    ['Europe/London', '2026-10-24', '2026-10-23T23:00:00Z', '2026-10-24T23:00:00Z'],
    ['Europe/London', '2026-10-25', '2026-10-24T23:00:00Z', '2026-10-26T00:00:00Z'],
    ['Europe/London', '2026-10-26', '2026-10-26T00:00:00Z', '2026-10-27T00:00:00Z'],
    ['America/New_York', '2026-01-15', '2026-01-15T05:00:00Z', '2026-01-16T05:00:00Z'],
    ['America/New_York', '2026-03-07', '2026-03-07T05:00:00Z', '2026-03-08T05:00:00Z'],
    ['America/New_York', '2026-03-08', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
  ])('%s, %s', async (zone, day, begins, ends) => {
    const open: Look = { items: PLAN.itemIds, kind: 'live', desk: 'live' };
    const early: Look = { items: [], kind: 'not_started', desk: 'live' };
    const late: Look = { items: [], kind: 'lapsed', desk: 'ended' };
    expect(await lookAt(aSecondBefore(begins), zone, day)).toEqual(early);
    expect(await lookAt(begins, zone, day)).toEqual(open);
    expect(await lookAt(aSecondBefore(ends), zone, day)).toEqual(open);
    expect(await lookAt(ends, zone, day)).toEqual(late);
  });

  it('does not end on the day on which a review was due', async () => {
    const look = await lookAt('2026-04-13T12:00:00Z', 'Europe/London', '2026-03-02', '2026-04-27');
    expect(look.kind).toBe('live');
  });
});
