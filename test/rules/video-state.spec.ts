/** When a video counts as gone: never because of trouble on the way, and not because of one bad day. */
import fc from 'fast-check';
import {
  afterLooking,
  NEVER_CHECKED,
  type Seen,
  seenBy,
  type VideoCheck,
} from '../../src/exercise/video-state';

const day = (at: number) => `2026-12-${String(at + 1).padStart(2, '0')}`;
const after = (seen: Seen[], days = seen.map((_, at) => day(at))): VideoCheck =>
  seen.reduce(
    (check, one, at) => afterLooking(check, one, days[at]!, new Date(`${days[at]}T06:00:00Z`)),
    NEVER_CHECKED,
  );

it.each<[Seen[], VideoCheck['state']]>([
  [[], 'unknown'],
  [['there'], 'alive'],
  [['absent'], 'unknown'],
  [['there', 'absent'], 'alive'],
  [['there', 'absent', 'absent'], 'gone'],
  [['absent', 'there', 'absent'], 'alive'],
  [['absent', 'trouble', 'absent'], 'gone'],
  [['there', 'withheld', 'withheld'], 'alive'],
  [['there', 'withheld', 'withheld', 'withheld'], 'gone'],
  [['withheld', 'absent', 'withheld'], 'gone'],
  [['withheld', 'withheld', 'there', 'withheld'], 'alive'],
  [['there', 'trouble'], 'unknown'],
  [['trouble', 'trouble', 'trouble', 'trouble'], 'unknown'],
  [['absent', 'absent', 'trouble'], 'gone'],
  [['absent', 'absent', 'there'], 'alive'],
])('after %j it is %s', (seen, state) => {
  expect(after(seen).state).toBe(state);
});

it('counts days, not answers, of what is withheld', () => {
  expect(after(['there', 'withheld', 'withheld', 'withheld'], [day(0), day(1), day(1), day(1)]).state).toBe(
    'alive',
  );
});

it('remembers since when it is gone, and forgets that when it is back', () => {
  expect(after(['absent', 'absent', 'absent']).goneSince).toEqual(new Date('2026-12-02T06:00:00Z'));
  expect(after(['absent', 'absent', 'there'])).toEqual({ ...NEVER_CHECKED, state: 'alive' });
});

it('is never gone by trouble alone, whatever the order', () => {
  const any = fc.array(fc.constantFrom<Seen>('there', 'trouble'), { maxLength: 25 });
  fc.assert(fc.property(any, (seen) => expect(after(seen).state).not.toBe('gone')));
});

it.each<[number, Seen]>([
  [200, 'there'],
  [206, 'there'],
  [405, 'there'],
  [416, 'there'],
  [404, 'absent'],
  [410, 'absent'],
  [400, 'withheld'],
  [401, 'withheld'],
  [403, 'withheld'],
  [451, 'withheld'],
  [304, 'trouble'],
  [408, 'trouble'],
  [429, 'trouble'],
  [500, 'trouble'],
  [503, 'trouble'],
])('%i says %s', (status, seen) => {
  expect(seenBy(status)).toBe(seen);
});
