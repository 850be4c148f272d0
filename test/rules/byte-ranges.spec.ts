/** Which bytes a request means: parts that are sent in order, and ranges that are read; at their edges, and in any writing. */
import fc from 'fast-check';
import { AppError } from '../../src/http/errors';
import { askedRange, partOf } from '../../src/media/byte-ranges';
import { faultsOfAnnouncement, LIMIT_BYTES, MEDIA_KINDS } from '../../src/media/media-bounds';

const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
  } catch (thrown) {
    return (thrown as AppError).code;
  }
};

describe('a part that is sent', () => {
  it.each([
    [undefined, 0, { from: 0, to: null }],
    ['bytes 0-9/100', 0, { from: 0, to: 9 }],
    ['bytes 10-99/100', 10, { from: 10, to: 99 }],
    ['bytes 10-10/*', 10, { from: 10, to: 10 }],
    ['bytes */100', 10, null],
    ['bytes */*', 10, null],
  ])('%s after %i bytes', (header, there, part) => {
    expect(partOf(header, there, 100)).toEqual(part);
  });

  it.each([
    [undefined, 10, 'media.out_of_order'],
    ['bytes 0-9/100', 10, 'media.out_of_order'],
    ['bytes 11-19/100', 10, 'media.out_of_order'],
    ['bytes 10-100/100', 10, 'media.more_than_announced'],
    ['bytes 10-100/*', 10, 'media.more_than_announced'],
    ['bytes 10-19/101', 10, 'request.invalid'],
    ['bytes 19-10/100', 10, 'request.invalid'],
    ['bytes=10-19/100', 10, 'request.invalid'],
    ['bytes 10-/100', 10, 'request.invalid'],
    ['bytes -1-19/100', 10, 'request.invalid'],
    ['', 0, 'request.invalid'],
  ])('%s after %i bytes is refused', (header, there, code) => {
    expect(codeOf(() => partOf(header, there, 100))).toBe(code);
  });

  it('says from where to go on', () => {
    expect(() => partOf('bytes 0-9/100', 42, 100)).toThrow('send those from 42 on');
  });
});

describe('a range that is read, of 100 bytes', () => {
  const of = { bytes: 100, etag: '"this"', openEnded: 30 };
  const all = { from: 0, to: 99, isPart: false };
  it.each([
    [undefined, all],
    ['bytes=0-', { from: 0, to: 29, isPart: true }],
    ['bytes=90-', { from: 90, to: 99, isPart: true }],
    ['bytes=0-99', { from: 0, to: 99, isPart: true }],
    ['bytes=0-0', { from: 0, to: 0, isPart: true }],
    ['bytes=40-4000', { from: 40, to: 99, isPart: true }],
    ['bytes=-10', { from: 90, to: 99, isPart: true }],
    ['bytes=-1000', { from: 0, to: 99, isPart: true }],
    ['BYTES=5-6', { from: 5, to: 6, isPart: true }],
    // of several the first
    ['bytes=5-6, 10-20', { from: 5, to: 6, isPart: true }],
    // what is no range asks for all
    ['bytes=6-5', all],
    ['bytes=-', all],
    ['bytes=', all],
    ['bytes=a-b', all],
    ['items=0-1', all],
    ['0-1', all],
  ])('%s', (range, asked) => {
    expect(askedRange(range, undefined, of)).toEqual(asked);
  });

  it.each(['bytes=100-', 'bytes=100-200', 'bytes=-0', 'bytes=999999999999-'])('%s is not there', (range) => {
    expect(codeOf(() => askedRange(range, undefined, of))).toBe('media.no_such_range');
  });

  it('counts for the version that it was asked of', () => {
    expect(askedRange('bytes=5-6', '"this"', of)).toEqual({ from: 5, to: 6, isPart: true });
    for (const other of ['"that"', 'W/"this"', 'Sun, 22 Nov 2026 09:30:00 GMT', '']) {
      expect(askedRange('bytes=5-6', other, of)).toEqual(all);
    }
  });

  it('lies within the bytes, however it is written', () => {
    const range = fc.oneof(
      fc.stringMatching(/^bytes=\d{0,6}-\d{0,6}(, ?\d{0,3}-\d{0,3}){0,2}$/),
      fc.string({ maxLength: 30 }),
    );
    fc.assert(
      fc.property(
        range,
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 1, max: 5000 }),
        (text, bytes, openEnded) => {
          const code = codeOf(() => {
            const { from, to, isPart } = askedRange(text, undefined, { bytes, etag: '"x"', openEnded });
            expect(from >= 0 && from <= to && to < bytes).toBe(true);
            if (!isPart) expect([from, to]).toEqual([0, bytes - 1]);
            if (/^bytes=\d+-$/.test(text)) expect(to - from).toBeLessThan(openEnded);
          });
          expect([undefined, 'media.no_such_range']).toContain(code);
        },
      ),
    );
  });
});

describe('an announcement', () => {
  const picture = { kind: 'picture' as const, bytes: 1, alt: 'A knee.' };
  const video = { kind: 'video' as const, bytes: 1, language: 'en' };
  const poster = { kind: 'poster' as const, bytes: 1, videoId: 'v' };
  const captions = { kind: 'captions' as const, bytes: 1, videoId: 'v', language: 'en' };

  it.each([
    [picture],
    [video],
    [poster],
    [captions],
    [{ ...poster, alt: 'A knee.' }],
    [{ ...video, exerciseId: 'e' }],
    [{ ...video, patientId: 'p' }],
    [{ ...picture, exerciseId: 'e', place: 2 }],
  ])('%j can be meant', (said) => {
    expect(faultsOfAnnouncement(said)).toEqual([]);
  });

  it.each([
    [{ ...picture, alt: null }, '/alt'],
    [{ ...picture, language: 'en' }, '/language'],
    [{ ...picture, place: 2 }, '/place'],
    [{ ...picture, patientId: 'p', place: 2 }, '/place'],
    [{ ...picture, exerciseId: 'e', patientId: 'p' }, '/patientId'],
    [{ ...picture, videoId: 'v' }, '/videoId'],
    [{ ...video, language: null }, '/language'],
    [{ ...video, videoId: 'v' }, '/videoId'],
    [{ ...video, exerciseId: 'e', place: 1 }, '/place'],
    [{ ...poster, videoId: null }, '/videoId'],
    [{ ...poster, exerciseId: 'e' }, '/exerciseId'],
    [{ ...captions, patientId: 'p' }, '/patientId'],
    [{ ...captions, language: undefined }, '/language'],
    [{ ...captions, alt: 'A knee.' }, '/alt'],
  ])('%j cannot, and %s says why', (said, pointer) => {
    expect(faultsOfAnnouncement(said).map((fault) => fault.pointer)).toEqual([pointer]);
  });

  it('keeps to the limit of its kind', () => {
    const said = { video, picture, poster, captions };
    for (const kind of MEDIA_KINDS) {
      expect(faultsOfAnnouncement({ ...said[kind], bytes: LIMIT_BYTES[kind] })).toEqual([]);
      const [fault] = faultsOfAnnouncement({ ...said[kind], bytes: LIMIT_BYTES[kind] + 1 });
      expect(fault).toMatchObject({ pointer: '/bytes', code: 'too_large' });
    }
    expect(LIMIT_BYTES).toMatchObject({ video: 209_715_200, picture: 10_485_760, captions: 524_288 });
  });
});
