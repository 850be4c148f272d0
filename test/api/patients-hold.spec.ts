/**
 * The one way in which a patient opens a hold (src/hold/patients-hold.ts), through the application's own door: once while one of
 * the kind says the same, again after a clinician lifted it, as the patient or as somebody who looks after them.
 */
import { Door } from '../../src/db/door';
import { openByPatient, type PatientsHold } from '../../src/hold/patients-hold';
import type { Role } from '../../src/identity/actor';
import { people } from '../support/cast';
import { checkInsOn } from '../support/check-in';
import { openStage, type Stage } from '../support/stage';

const PAIN: PatientsHold = { kind: 'pain_pause', because: 'New numbness was reported.' };

describe('a hold that a patient opens', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const open = (who: 'ann' | 'cara' | 'rivera', hold: PatientsHold, allowed: Role = 'patient') =>
    stage.app
      .get(Door)
      .openTx(
        { sessionId: people[who].sessionId, allowed: [allowed], requestId: 'a-test', readOnly: false },
        (tx) => openByPatient(tx, hold),
      );
  const holds = () => checkInsOn(stage).holdsOf('ann');

  it('is one while it is open, however often and from how many phones it is asked for', async () => {
    expect(await open('ann', PAIN)).toBe(true);
    expect(await open('ann', PAIN)).toBe(false);
    expect(await open('cara', PAIN, 'carer')).toBe(false);
    expect(await holds()).toMatchObject([{ kind: 'pain_pause', flags: [], carer_id: null }]);
    const opened = await Promise.all([1, 2, 3].map(() => open('ann', { ...PAIN, kind: 'own_pause' })));
    expect(opened.filter(Boolean)).toHaveLength(1);
    expect(await holds()).toHaveLength(2);
    const traces = await stage.owner(
      `select actor_id, patient_ids from portal.audit_entry where action = 'hold.opened'`,
    );
    expect(traces).toEqual(Array(2).fill({ actor_id: people.ann.id, patient_ids: [people.ann.id] }));
  });

  it('is another where it says something new, and after the first was lifted', async () => {
    const flagged: PatientsHold = { kind: 'hold', because: 'Confirmed: CES-2.', flags: ['CES-2'] };
    expect(await open('ann', flagged)).toBe(true);
    expect(await open('ann', { ...flagged, flags: ['CES-1', 'CES-2'] })).toBe(true);
    expect(await open('ann', { ...flagged, because: 'In other words.' })).toBe(false);
    await stage.owner(
      `update portal.hold set resolved_at = now(), resolved_by = $1, resolution = 'Seen.' where opened_by_patient`,
      [people.rivera.id],
    );
    expect(await open('cara', flagged, 'carer')).toBe(true);
    expect(await holds()).toHaveLength(3);
  });

  it('is not for staff, who have their own way', async () => {
    await expect(open('rivera', PAIN, 'clinician')).rejects.toThrow(/patient or their carer/);
  });
});
