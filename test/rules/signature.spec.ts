/** Who may put their name to an assessment or lift a hold, and what it leaves behind. */
import { Assessment } from '../../src/assessment/assessment.entity';
import { Hold } from '../../src/hold/hold.entity';
import { Clinic, Staff } from '../../src/clinic/clinic.entity';

const now = new Date('2026-11-22T10:00:00Z');
const today = '2026-11-22';
const clinic = (massageTherapistsMayIssue = false) =>
  Object.assign(new Clinic(), { massageTherapistsMayIssue });

const rivera = Object.assign(new Staff(), {
  id: 'rivera',
  profession: 'chiropractor',
  registrationNumber: 'R1',
  activeFrom: '2020-01-01',
  activeTo: null,
  roles: ['clinician'],
});
const novak = Object.assign(new Staff(), { ...rivera, id: 'novak', profession: 'sports_massage_therapist' });
const unregistered = Object.assign(new Staff(), { ...rivera, registrationNumber: null });
const gone = Object.assign(new Staff(), { ...rivera, activeTo: '2026-11-21' });

const by = (staff: Staff, at = clinic()) => ({ by: staff, clinic: at, today, now });
const draft = (said: Partial<Assessment> = {}): Assessment =>
  Object.assign(new Assessment(), {
    kind: 'full',
    seenOn: '2026-11-20',
    contact: null,
    presentations: [],
    findings: {},
    carried: {},
    screen: { kind: 'attested', recordNumber: 'A-1042' },
    suitable: true,
    signedAt: null,
    enteredInErrorAt: null,
    ...said,
  });
const signed = (said: Partial<Assessment> = {}) => draft({ signedAt: now, ...said });
/** Of a screen in which nothing was found. */
const reading = { context: { seenOn: '2026-11-20', bothLegs: false }, flags: [] };
const hold = (resolvedAt: Date | null = null): Hold => Object.assign(new Hold(), { resolvedAt, flags: [] });
const code = (expected: string) => expect.objectContaining({ code: expected });

describe('a signature', () => {
  it('says who and when, and makes the draft a signed one', () => {
    const assessment = draft();
    expect(assessment.status).toBe('draft');
    assessment.sign(by(rivera), reading);
    expect(assessment).toMatchObject({ signedBy: 'rivera', signedAt: now, status: 'signed' });
  });

  it('is refused to who may not answer for it, and leaves nothing behind', () => {
    for (const staff of [novak, unregistered, gone]) {
      const assessment = draft();
      expect(() => assessment.sign(by(staff), reading)).toThrow(code('assessment.signer_not_entitled'));
      expect(assessment.status).toBe('draft');
    }
  });

  it('is a registered massage therapist’s where the clinic allows it', () => {
    expect(() => draft().sign(by(novak, clinic(true)), reading)).not.toThrow();
  });

  it('is refused where something is missing, and given only once', () => {
    const incomplete = draft({ suitable: null });
    expect(() => incomplete.sign(by(rivera), reading)).toThrow(code('assessment.incomplete'));
    expect(incomplete.signedAt).toBeNull();
    expect(() => signed().sign(by(rivera), reading)).toThrow(code('assessment.signed'));
  });
});

describe('an entry in error', () => {
  it('keeps the signature and says who, when and why', () => {
    const assessment = signed();
    assessment.enterInError(by(rivera), 'Written for another patient.');
    expect(assessment).toMatchObject({
      signedAt: now,
      enteredInErrorAt: now,
      enteredInErrorBy: 'rivera',
      enteredInErrorBecause: 'Written for another patient.',
      status: 'entered_in_error',
    });
  });

  it('is for what was signed, once, by who may sign', () => {
    expect(() => draft().enterInError(by(rivera), 'x')).toThrow(code('assessment.not_signed'));
    expect(() => signed().enterInError(by(unregistered), 'x')).toThrow(
      code('assessment.signer_not_entitled'),
    );
    const twice = signed({ enteredInErrorAt: now });
    expect(() => twice.enterInError(by(rivera), 'x')).toThrow(code('assessment.in_error'));
  });
});

describe('the resolution of a hold', () => {
  const TOLD = { wasTold: true, nobodyToldBecause: null };

  it.each<
    [flags: ('CES-2' | 'MOTOR')[], wasTold: boolean, nobodyToldBecause: string | null, passes: boolean]
  >([
    [['CES-2'], false, null, false],
    [['CES-2'], true, null, true],
    [['CES-2'], false, 'Asked of her sister by mistake.', true],
    [[], false, null, true],
  ])('of the flags %j, told: %s, because %s', (flags, wasTold, nobodyToldBecause, passes) => {
    const open = Object.assign(hold(), { flags });
    const resolve = () =>
      open.resolve({ ...by(rivera), resolution: 'Seen, all well.', wasTold, nobodyToldBecause });
    if (passes) resolve();
    else expect(resolve).toThrow(code('hold.nobody_told'));
    expect(open.resolvedAt !== null).toBe(passes);
  });

  it('says who, when and what was decided', () => {
    const open = hold();
    open.resolve({ ...by(rivera), ...TOLD, resolution: 'Imaging was normal.' });
    expect(open).toMatchObject({
      resolvedAt: now,
      resolvedBy: 'rivera',
      resolution: 'Imaging was normal.',
    });
  });

  it('is given once, by who may sign', () => {
    const resolved = hold(now);
    expect(() => resolved.resolve({ ...by(rivera), ...TOLD, resolution: 'x' })).toThrow(
      code('hold.resolved'),
    );
    for (const staff of [novak, unregistered, gone]) {
      const open = hold();
      expect(() => open.resolve({ ...by(staff), ...TOLD, resolution: 'x' })).toThrow(
        code('hold.resolver_not_entitled'),
      );
      expect(open.resolvedAt).toBeNull();
    }
  });
});
