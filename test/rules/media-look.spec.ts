/**
 * What the checker says of each kind of file, by its content alone: what is usable and how large it is shown, what is refused and
 * with which words, and that no place of filming leaves with it.
 */
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { AppError } from '../../src/http/errors';
import { tracksOf } from '../../src/media/look/media-info';
import { judgeVideo, type Track } from '../../src/media/look/video';
import { arrived, clip, look, PLACE } from '../support/clip';

const refusalOf = async (work: () => unknown): Promise<AppError> => {
  try {
    await work();
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
    throw thrown;
  }
  throw new Error('It was not refused.');
};

describe('a video', () => {
  it.each([
    ['h264-aac.mp4', { mime: 'video/mp4', codec: 'h264', width: 160, height: 90, seconds: 1 }],
    ['h264-silent.mp4', { mime: 'video/mp4', codec: 'h264', width: 160, height: 90, seconds: 1 }],
    ['h264-fragmented.mp4', { mime: 'video/mp4', codec: 'h264', width: 160, height: 90, seconds: 1 }],
    ['h264-plain.mov', { mime: 'video/quicktime', codec: 'h264', width: 160, height: 90, seconds: 1 }],
    // held upright: stored 160 by 90, shown the other way round
    ['h264-upright-place.mov', { mime: 'video/quicktime', codec: 'h264', width: 90, height: 160 }],
    ['vp9-opus.webm', { mime: 'video/webm', codec: 'vp9', width: 160, height: 90, seconds: 1 }],
    ['vp9.mp4', { mime: 'video/mp4', codec: 'vp9', width: 160, height: 90, seconds: 1 }],
  ])('%s is usable', async (name, found) => {
    expect(await look('video', clip(name))).toMatchObject(found);
  });

  it.each([
    ['hevc.mov', 'media.hevc', 'Most Compatible'],
    ['av1.mp4', 'media.format', 'AV1'],
    ['vp8.webm', 'media.format', 'H.264'],
    ['h264.mkv', 'media.format', 'MP4, MOV or WebM'],
    ['h264-mp3.mp4', 'media.format', 'AAC'],
    ['sound-only.mp4', 'media.unreadable', 'no moving picture'],
    ['truncated.mp4', 'media.unreadable', 'cut off'],
    ['truncated.mov', 'media.unreadable', 'cut off'],
    ['truncated.webm', 'media.unreadable', 'cut off'],
    ['small.png', 'media.unreadable', 'moving picture'],
    ['captions.vtt', 'media.unreadable', ''],
    ['README.md', 'media.unreadable', ''],
  ])('%s is refused as %s', async (name, code, words) => {
    const refused = await refusalOf(() => look('video', clip(name)));
    expect(refused.code).toBe(code);
    expect(refused.message).toContain(words);
  });

  it('of any bytes is refused', async () => {
    for (const bytes of [
      Buffer.alloc(1),
      Buffer.alloc(5000),
      randomBytes(5000),
      clip('h264-aac.mp4').reverse(),
    ]) {
      expect((await refusalOf(() => look('video', bytes))).code).toBe('media.unreadable');
    }
  });

  it.each(['h264-aac.mp4', 'h264-upright-place.mov', 'vp9-opus.webm'])(
    'like %s with any byte changed is usable or refused, and nothing else',
    async (name) => {
      const whole = clip(name);
      for (let n = 0; n < 4; n++) {
        const bytes = Buffer.from(whole);
        const at = (n * 7919) % bytes.length;
        bytes[at] = (bytes[at] as number) ^ 0xff;
        const said = await look('video', bytes).catch((fault: unknown) => fault);
        if (said instanceof Error) expect((said as AppError).code).toMatch(/^media\./);
      }
    },
    60_000,
  );

  it('that keeps its reader busy is given up', async () => {
    const never = { bytes: 1000, read: () => new Promise<Buffer>(() => undefined) };
    const refused = await refusalOf(() => tracksOf(never, 300));
    expect(refused.code).toBe('media.unreadable');
  });

  it('whose store is in trouble is not blamed for it', async () => {
    const trouble = { bytes: 1000, read: () => Promise.reject(new AppError('service.unavailable')) };
    expect((await refusalOf(() => tracksOf(trouble))).code).toBe('service.unavailable');
  });
});

describe('what MediaInfo reads in a video', () => {
  const general: Track = { '@type': 'General', Format: 'MPEG-4', CodecID: 'isom' };
  const picture: Track = {
    '@type': 'Video',
    Format: 'AVC',
    Width: 1920,
    Height: 1080,
    Duration: 9,
    Rotation: '0.000',
  };
  const sound: Track = { '@type': 'Audio', Format: 'AAC' };

  it.each([
    [{ Rotation: '90.000' }, [1080, 1920]],
    [{ Rotation: '180.000' }, [1920, 1080]],
    [{ Rotation: 270 }, [1080, 1920]],
    [{ Rotation: undefined }, [1920, 1080]],
    [{ Width: 8000, Height: 8000 }, [8000, 8000]],
  ])('%j is shown as %j', (change, [width, height]) => {
    expect(judgeVideo([general, { ...picture, ...change }, sound])).toMatchObject({ width, height });
  });

  it.each<[string, Track[], string]>([
    ['colours of 10 bits', [general, { ...picture, BitDepth: 10 }], 'media.format'],
    [
      'colours that phones cannot show',
      [general, { ...picture, ChromaSubsampling: '4:4:4' }],
      'media.format',
    ],
    ['two pictures', [general, picture, picture], 'media.format'],
    [
      'two sounds, one of them MP3',
      [general, picture, sound, { ...sound, Format: 'MPEG Audio' }],
      'media.format',
    ],
    ['a lock', [general, { ...picture, Encryption: 'Encrypted' }], 'media.format'],
    ['no time', [general, { ...picture, Duration: 0 }], 'media.unreadable'],
    ['no size', [general, { ...picture, Width: undefined }], 'media.unreadable'],
    ['too many pixels', [general, { ...picture, Width: 8001 }], 'media.too_many_pixels'],
    ['nothing', [], 'media.unreadable'],
  ])('%s is refused', async (_what, tracks, code) => {
    expect((await refusalOf(() => judgeVideo(tracks))).code).toBe(code);
  });
});

describe('a place of filming', () => {
  it.each(['h264-upright-place.mov', 'vp9-place.webm', 'h264-place.mp4'])(
    'does not leave with %s',
    async (name) => {
      const given = clip(name);
      const [before] = await tracksOf(arrived(given));
      const { kept } = await look('video', given, 777);
      const [after] = await tracksOf(arrived(kept));
      const told = (track: unknown) => /51\.5074|51\.507385/.test(JSON.stringify(track));
      expect([told(before), told(after)]).toEqual([true, false]);
      expect(kept.includes(PLACE)).toBe(false);
      // in its place, so that every position in the file stays right
      expect(kept.length).toBe(given.length);
      expect(await look('video', kept)).toMatchObject({ width: expect.any(Number) });
    },
  );

  it('is all that changes', async () => {
    const given = clip('h264-aac.mp4');
    const { kept } = await look('video', given);
    const index = given.indexOf('udta') - 4;
    const end = index + given.readUInt32BE(index);
    expect(index).toBeGreaterThan(0);
    expect([kept.subarray(0, index), kept.subarray(end)]).toEqual([
      given.subarray(0, index),
      given.subarray(end),
    ]);
  });

  it.each(['place.jpg', 'place.png', 'place.webp'])('does not leave with %s', async (name) => {
    expect(clip(name).includes(PLACE)).toBe(true);
    const { kept } = await look('picture', clip(name));
    for (const trace of [PLACE, 'XMP', 'ns.adobe', 'Photoshop', 'tEXt', 'eXIf'])
      expect(kept.includes(trace)).toBe(false);
    // what is clean stays as it is
    expect((await look('picture', kept)).kept.equals(kept)).toBe(true);
  });
});

describe('a picture', () => {
  it.each([
    ['small.jpg', 'image/jpeg', 16, 12],
    ['small.png', 'image/png', 16, 12],
    ['small.webp', 'image/webp', 16, 12],
    ['place.png', 'image/png', 16, 12],
    ['place.webp', 'image/webp', 16, 12],
    // turned by a quarter
    ['place.jpg', 'image/jpeg', 12, 16],
  ])('%s is %s of %i by %i', async (name, mime, width, height) => {
    expect(await look('picture', clip(name))).toMatchObject({ mime, width, height });
  });

  it('keeps its turn and nothing else of its Exif', async () => {
    const { kept } = await look('picture', clip('place.jpg'));
    const exif = kept.indexOf('Exif\0\0');
    expect(exif).toBe(6);
    expect(kept.readUInt16BE(4)).toBe(2 + 6 + 26);
    expect((await look('picture', kept)).width).toBe(12);
    const upright = await look('picture', clip('small.jpg'));
    expect(upright.kept.includes('Exif')).toBe(false);
  });

  it('keeps no thumbnail, and no second picture behind its end', async () => {
    const plain = clip('small.jpg');
    expect(plain.toString('latin1', 6, 10)).toBe('JFIF');
    const thumbnail = Buffer.from(plain.subarray(2, 20));
    thumbnail.writeUInt16BE(16 + 27, 2);
    thumbnail.writeUInt16BE(0x0303, 16);
    const secret = Buffer.alloc(27, 'face');
    const bytes = Buffer.concat([plain.subarray(0, 2), thumbnail, secret, plain.subarray(20), plain, secret]);
    const { kept } = await look('picture', bytes);
    expect(kept.includes('face')).toBe(false);
    expect(kept.equals((await look('picture', plain)).kept)).toBe(true);
  });

  it.each([
    ['h264-aac.mp4', 'media.picture_format'],
    ['captions.vtt', 'media.picture_format'],
  ])('%s is refused as %s', async (name, code) => {
    expect((await refusalOf(() => look('picture', clip(name)))).code).toBe(code);
  });

  it.each(['small.jpg', 'small.png', 'small.webp'])('like %s, cut off anywhere, is refused', async (name) => {
    const whole = clip(name);
    for (let length = 1; length < whole.length; length++) {
      const { code } = await refusalOf(() => look('picture', whole.subarray(0, length)));
      expect(code).toMatch(/^media\.(unreadable|picture_format)$/);
    }
  });

  it.each(['place.jpg', 'place.png', 'place.webp'])(
    'like %s with anything else in it is refused or clean',
    async (name) => {
      const whole = clip(name);
      await fc.assert(
        fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
          const bytes = Buffer.from(whole);
          bytes[at] = byte;
          const said = await look('picture', bytes).catch((fault: unknown) => fault);
          if (said instanceof Error) expect((said as AppError).code).toMatch(/^media\./);
        }),
        { numRuns: 300 },
      );
    },
  );

  it('has at most 8000 pixels each way', async () => {
    const wide = (pixels: number) => {
      const bytes = clip('small.png');
      bytes.writeUInt32BE(pixels, 16);
      return bytes;
    };
    expect(await look('picture', wide(8000))).toMatchObject({ width: 8000 });
    expect((await refusalOf(() => look('picture', wide(8001)))).code).toBe('media.too_many_pixels');
    expect((await refusalOf(() => look('picture', wide(0)))).code).toBe('media.unreadable');
  });
});

describe('captions', () => {
  const CUE = '00:00.000 --> 00:01.000\nBend your knees.\n';
  it.each([
    ['as they come', `WEBVTT\n\n${CUE}`],
    ['with a byte order mark', `\uFEFFWEBVTT\r\n\r\n${CUE}`],
    ['with a title', `WEBVTT - English\n\n${CUE}`],
    ['with hours', `WEBVTT\n\n01:00:00.000 --> 01:00:01.000\nHallo\n`],
  ])('%s are usable', async (_which, text) => {
    expect(await look('captions', Buffer.from(text))).toMatchObject({ mime: 'text/vtt' });
  });

  it.each([
    ['of another kind', Buffer.from(`1\n00:00:00,000 --> 00:00:01,000\nBend.\n`), 'first line'],
    ['whose header goes on', Buffer.from(`WEBVTTX\n\n${CUE}`), 'first line'],
    ['without a cue', Buffer.from('WEBVTT\n\nNOTE nothing\n'), 'no cue'],
    ['in another writing', Buffer.from(`WEBVTT\n\n${CUE}\xe9`, 'latin1'), 'UTF-8'],
    ['with a NUL', Buffer.from(`WEBVTT\n\n${CUE}\0`), 'no text'],
  ])('%s are refused', async (_which, bytes, words) => {
    const refused = await refusalOf(() => look('captions', bytes));
    expect([refused.code, refused.message]).toEqual([
      'media.captions_format',
      expect.stringContaining(words),
    ]);
  });
});
