/** What a clinic may choose: a colour that can be read, limits that are stricter, an announcement that promises nothing. */
import fc from 'fast-check';
import { faultsOfAnnouncement } from '../../src/clinic/announcement';
import { CLINICAL_LIMITS, LIMIT_NAMES, type Limits, limitsOf } from '../../src/clinic/clinical-limits';
import { changesBetween } from '../../src/clinic/clinic-change';
import { Clinic, type MayIssue, Staff } from '../../src/clinic/clinic.entity';
import { contrast, isReadable, USUAL_ACCENT, WHITE } from '../../src/clinic/colours';

describe('a colour', () => {
  it.each([
    ['#ffffff', '#000000', 21],
    ['#ffffff', '#ffffff', 1],
    // published with WCAG’s own technique G18 and its understanding document
    ['#767676', '#ffffff', 4.54],
    ['#ff0000', '#ffffff', 4],
    ['#0000ff', '#ffffff', 8.59],
  ])('%s on %s has the contrast %d', (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 2);
    expect(contrast(other, one)).toBe(contrast(one, other));
  });
  // 4.54 and 4.48: the two greys on either side of 4.5
  it.each([
    ['#767676', true],
    ['#777777', false],
    ['#000000', true],
    ['#ffffff', false],
    ['#ffff00', false],
    [USUAL_ACCENT, true],
    // 4.4999999 and 4.5000006: of all colours the nearest on either side
    ['#9a6c5a', false],
    ['#7c7290', true],
  ])('%s can be read on white: %s', (accent, expected) => {
    expect(isReadable(accent)).toBe(expected);
  });
  it('is never taken for readable below 4.5', () => {
    const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);
    fc.assert(fc.property(colour, (accent) => isReadable(accent) === contrast(accent, WHITE) >= 4.5));
  });
  it.each(['red', '#FFF', '#FFFFFF', '#12345', 'rgb(0,0,0)'])('is not %s', (text) => {
    expect(() => contrast(text, WHITE)).toThrow();
  });
});

describe('limits', () => {
  const usual = Object.fromEntries(LIMIT_NAMES.map((name) => [name, CLINICAL_LIMITS[name].usual])) as Limits;
  it('each has an id of its own, a source, and room to be stricter', () => {
    const rows = Object.values(CLINICAL_LIMITS);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    for (const { id, usual: days, least, most, source } of rows) {
      expect(id).toMatch(/^L-[A-Z]+$/);
      expect(source).not.toBe('');
      expect(least).toBeLessThan(days);
      expect(days).toBeLessThanOrEqual(most);
    }
  });
  it.each(LIMIT_NAMES)('%s: the stricter is used, whatever stands in the row', (name) => {
    const { most } = CLINICAL_LIMITS[name];
    for (const [days, used] of [
      [most - 1, most - 1],
      [most, most],
      [most + 1, most],
      [10_000, most],
    ] as const) {
      expect(limitsOf({ ...usual, [name]: days })).toEqual({ ...usual, [name]: used });
    }
  });
});

describe('an announcement', () => {
  const said = { text: 'We are closed on Friday.', from: '2026-12-24', until: '2026-12-27' };
  const codes = (change: Partial<typeof said>, days = 4) =>
    faultsOfAnnouncement({ ...said, ...change }, days).map(({ pointer, code }) => `${pointer} ${code}`);
  it.each([
    [{}, []],
    [{ text: 'Call us on 020 7946 0000 & leave a message; we’ll ring back.' }, []],
    [{ text: 'Our new physio is Zoë Ałł.' }, []],
    [{ text: '<b>Closed</b>' }, ['/announcement/text plain_text']],
    [{ text: '5 > 4' }, ['/announcement/text plain_text']],
    [{ text: 'Closed\non Friday' }, ['/announcement/text plain_text']],
    [{ text: 'Closed\u202eyadirF' }, ['/announcement/text plain_text']],
    [{ text: 'All our exercises are safe.' }, ['/announcement/text wording']],
    [{ text: 'We cure back pain.' }, ['/announcement/text wording']],
    [{ text: 'We watch your diary all weekend.' }, ['/announcement/text wording']],
    [{ text: 'Your entries are monitored.' }, ['/announcement/text wording']],
    [{ until: '2026-12-23' }, ['/announcement/until order']],
    [{ until: '2026-12-24' }, []],
  ])('%o', (change, expected) => {
    expect(codes(change)).toEqual(expected);
  });
  it.each([
    [92, []],
    [93, ['/announcement/until too_long']],
  ])('of %d days', (days, expected) => {
    expect(codes({}, days)).toEqual(expected);
  });
});

describe('what changed', () => {
  it('is what differs, with what it was; where a picture lies is not told', () => {
    const was = { accent: null, languages: ['en'], country: 'GB', revision: 1, logoKey: null };
    const is = { accent: '#000000', languages: ['en'], country: undefined, revision: 2, logoKey: 'x/y' };
    expect(changesBetween(was, is)).toEqual([{ field: 'accent', before: null, after: '#000000' }]);
    expect(changesBetween({ languages: ['en'] }, { languages: ['en', 'cy'] })).toHaveLength(1);
  });
});

describe('who may issue', () => {
  const clinic = (mayIssue: MayIssue) =>
    Object.assign(new Clinic(), { mayIssue, massageTherapistsMayIssue: false });
  const staff = (change: Partial<Staff> = {}) =>
    Object.assign(new Staff(), {
      ...{ roles: ['clinician'], activeFrom: '2020-01-01', activeTo: null },
      ...{ registrationNumber: '1', profession: 'chiropractor', isIssuer: false },
      ...change,
    });
  it.each<[string, Partial<Staff>, MayIssue, boolean]>([
    ['anybody registered', {}, 'registered', true],
    ['one who is not named', {}, 'named', false],
    ['one who is named', { isIssuer: true }, 'named', true],
    ['one who is named and not registered', { isIssuer: true, registrationNumber: null }, 'named', false],
    ['one who is named and gone', { isIssuer: true, activeTo: '2026-11-21' }, 'named', false],
    ['one who is named and at the desk', { isIssuer: true, roles: ['desk'] }, 'named', false],
    [
      'a massage therapist who is named',
      { isIssuer: true, profession: 'sports_massage_therapist' },
      'named',
      false,
    ],
  ])('%s', (_, change, mayIssue, expected) => {
    expect(staff(change).mayIssue('2026-11-22', clinic(mayIssue))).toBe(expected);
  });
  it('who may sign may go on to sign', () => {
    expect(staff().maySign('2026-11-22', clinic('named'))).toBe(true);
  });
});
