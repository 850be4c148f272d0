/** When two records may be made one, confirmed to be one person's, and parted again: each refusal with a case that just meets it and one that just does not. */
import {
  notConfirmedBecause,
  notMergedBecause,
  notPartedBecause,
  type Standing,
} from '../../src/merge/merge-rules';

const record = (id: string, changes: Partial<Standing> = {}): Standing => ({
  id,
  mergedIntoId: null,
  isDischarged: false,
  waitsForRecord: false,
  ...changes,
});
const [from, into] = [record('a'), record('b')];

it.each<[string, Standing, Standing, string | null]>([
  ['two that are looked after', from, into, null],
  ['one into itself', from, from, 'merge.itself'],
  ['one that was merged', record('a', { mergedIntoId: 'c' }), into, 'merge.merged_already'],
  ['into one that was merged', from, record('b', { mergedIntoId: 'c' }), 'merge.into_merged'],
  [
    'into the very record that was merged into it',
    from,
    record('b', { mergedIntoId: 'a' }),
    'merge.into_merged',
  ],
  ['into one that is discharged', from, record('b', { isDischarged: true }), 'merge.into_discharged'],
  ['one that is discharged', record('a', { isDischarged: true }), into, null],
  ['one that waits for its record', record('a', { waitsForRecord: true }), into, null],
  ['into one that waits for its record', from, record('b', { waitsForRecord: true }), null],
  [
    'both waiting',
    record('a', { waitsForRecord: true }),
    record('b', { waitsForRecord: true }),
    'merge.both_asked',
  ],
])('merging %s', (_said, one, other, expected) => {
  expect(notMergedBecause(one, other)).toBe(expected);
});

it.each<[string, Date | null, Date | null, string | null]>([
  ['what stands', null, null, null],
  ['what was taken back', new Date(0), null, 'merge.reversed_already'],
  ['what was confirmed', null, new Date(0), 'merge.confirmed_already'],
  ['what was confirmed, and taken back since', new Date(1), new Date(0), 'merge.reversed_already'],
])('confirming %s', (_said, reversedAt, confirmedAt, expected) => {
  expect(notConfirmedBecause({ reversedAt, confirmedAt })).toBe(expected);
});

it.each<[string, Date | null, string | null, string | null]>([
  ['what stands', null, null, null],
  ['what was taken back', new Date(0), null, 'merge.reversed_already'],
  ['of a record that was merged on', null, 'c', 'merge.merged_on'],
  ['what was taken back, of a record that was merged on', new Date(0), 'c', 'merge.reversed_already'],
])('parting %s', (_said, reversedAt, mergedIntoId, expected) => {
  expect(notPartedBecause({ reversedAt }, { mergedIntoId })).toBe(expected);
});
