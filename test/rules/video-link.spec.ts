/** Which pasted addresses mean a video, and which are refused. */
import * as fc from 'fast-check';
import { AppError } from '../../src/http/errors';
import { parseVideoLink, videoAddress, type VideoLink } from '../../src/exercise/video-link';

const ID = 'aB3_-xYz019';

describe('YouTube', () => {
  it.each([
    `https://www.youtube.com/watch?v=${ID}`,
    `https://youtube.com/watch?v=${ID}`,
    `http://www.youtube.com/watch?v=${ID}`,
    `HTTPS://WWW.YouTube.COM/watch?v=${ID}`,
    `  https://youtu.be/${ID}\n`,
    `https://youtu.be/${ID}?si=Tr4ckingTr4cking&t=42`,
    `https://www.youtube.com/watch?t=1m3s&v=${ID}&list=PL0123456789abcdef&index=2`,
    `https://www.youtube.com/watch?v=${ID}#t=30`,
    `https://www.youtube.com/watch/${ID}`,
    `https://m.youtube.com/watch?v=${ID}&feature=youtu.be`,
    `https://music.youtube.com/watch?v=${ID}`,
    `https://www.youtube.com/shorts/${ID}?feature=share`,
    `https://youtube.com/live/${ID}`,
    `https://www.youtube.com/embed/${ID}?rel=0`,
    `https://www.youtube-nocookie.com/embed/${ID}/`,
    `https://www.youtube.com/v/${ID}`,
    `https://www.youtube.com:443/watch?v=${ID}`,
  ])('understands %s', (address) => {
    expect(parseVideoLink(address)).toEqual({ provider: 'youtube', ref: ID });
  });

  it.each([
    'https://www.youtube.com/',
    'https://www.youtube.com/watch',
    'https://www.youtube.com/watch?v=',
    `https://www.youtube.com/watch?v=${ID}x`,
    `https://www.youtube.com/watch?v=${ID.slice(1)}`,
    `https://www.youtube.com/watch?v=${ID}&v=0123456789a`,
    'https://www.youtube.com/watch?v=aB3%00-xYz01',
    'https://www.youtube.com/playlist?list=PL0123456789abcdef',
    'https://www.youtube.com/embed/videoseries?list=PL0123456789abcdef',
    'https://www.youtube.com/embed/live_stream?channel=UC0123456789',
    'https://www.youtube.com/@some-clinic',
    `https://www.youtube.com/redirect?q=https://evil.example.com/&v=${ID}`,
    `https://www.youtube.com/embed/${ID}/more`,
    `https://youtu.be/${ID}/more`,
    'https://www.youtube.com/files/video.mp4',
  ])('refuses %s', refused);
});

describe('Vimeo', () => {
  it.each([
    ['https://vimeo.com/123456789', '123456789'],
    ['http://www.vimeo.com/123456789/', '123456789'],
    ['https://vimeo.com/123456789?share=copy#t=10s', '123456789'],
    ['https://vimeo.com/123456789/0a1b2c3d4e', '123456789/0a1b2c3d4e'],
    ['https://vimeo.com/123456789/0a1b2c3d4e?share=copy', '123456789/0a1b2c3d4e'],
    ['https://vimeo.com/123456789?h=0a1b2c3d4e', '123456789/0a1b2c3d4e'],
    ['https://player.vimeo.com/video/123456789', '123456789'],
    ['https://player.vimeo.com/video/123456789?h=0a1b2c3d4e&badge=0', '123456789/0a1b2c3d4e'],
    ['https://vimeo.com/channels/staffpicks/123456789', '123456789'],
    ['https://vimeo.com/groups/motion/videos/123456789', '123456789'],
    ['https://vimeo.com/showcase/42/video/123456789', '123456789'],
    ['https://vimeo.com/manage/videos/123456789/0a1b2c3d4e', '123456789/0a1b2c3d4e'],
  ])('understands %s', (address, ref) => {
    expect(parseVideoLink(address)).toEqual({ provider: 'vimeo', ref });
  });

  it.each([
    'https://vimeo.com/',
    'https://vimeo.com/someclinic',
    'https://vimeo.com/channels/staffpicks',
    'https://vimeo.com/event/123456789',
    'https://vimeo.com/0123',
    'https://vimeo.com/1234567890123456',
    'https://vimeo.com/123456789/not-a-hash',
    'https://vimeo.com/123456789?h=%22%3E%3Cscript',
    'https://vimeo.com/123456789/video.mp4',
  ])('refuses %s', refused);
});

describe('a file', () => {
  it.each([
    ['https://videos.example.com/bridge.mp4', 'https://videos.example.com/bridge.mp4'],
    ['https://Videos.Example.COM/a/b/Bridge.MP4', 'https://videos.example.com/a/b/Bridge.MP4'],
    ['https://example.org:443/x.webm?sig=abc', 'https://example.org/x.webm?sig=abc'],
    ['https://example.org/a%20b.mov', 'https://example.org/a%20b.mov'],
    ['https://example.org/a/../c.m4v', 'https://example.org/c.m4v'],
    ['https://xn--bcher-kva.de/x.mp4', 'https://xn--bcher-kva.de/x.mp4'],
  ])('understands %s', (address, ref) => {
    expect(parseVideoLink(address)).toEqual({ provider: 'file', ref });
  });

  it('has an address of at most 2000 characters', () => {
    const address = (length: number) => `https://example.org/${'a'.repeat(length - 24)}.mp4`;
    expect(parseVideoLink(address(2000)).ref).toHaveLength(2000);
    refused(address(2001));
    refused(`https://example.org/${'"'.repeat(700)}.mp4`); // each becomes %22
  });

  it.each([
    'http://example.org/x.mp4',
    'https://example.org/x.avi',
    'https://example.org/x.mp4/',
    'https://example.org/.mp4',
    'https://example.org/x%2Emp4',
    'https://example.org/page?file=x.mp4',
    'https://example.org/x.mp4#',
    'https://example.org/x.mp4#t=10',
    'https://example.org:8443/x.mp4',
    'https://example.org:80/x.mp4',
    'https://me:secret@example.org/x.mp4',
    'https://@example.org/x.mp4',
    'https://example.org./x.mp4',
    'https://example..org/x.mp4',
    'https://-example.org/x.mp4',
    'https://exa_mple.org/x.mp4',
    'https://example.org/x%00.mp4',
    'https://example.org/x%1f.mp4',
    'https://example.org/x%7F.mp4',
    'https://example.org/x%0d%0a.mp4',
    'https://example.org/x%zz.mp4',
    'https://localhost/x.mp4',
    'https://intranet/x.mp4',
    'https://videos/x.mp4',
    `https://${'videos.'.repeat(40)}example.org/x.mp4`,
    'https://nas.local/x.mp4',
    'https://files.internal/x.mp4',
    'https://app.localhost/x.mp4',
    'https://router.home.arpa/x.mp4',
    'https://127.0.0.1/x.mp4',
    'https://127.1/x.mp4',
    'https://2130706433/x.mp4',
    'https://0x7f.0.0.1/x.mp4',
    'https://192.168.0.1/x.mp4',
    'https://1.2.3.4.5/x.mp4',
    'https://[::1]/x.mp4',
    'https://[::ffff:127.0.0.1]/x.mp4',
  ])('refuses %s', refused);
});

describe('tricks', () => {
  it.each([
    '',
    '   ',
    'youtube',
    `youtu.be/${ID}`,
    `//youtu.be/${ID}`,
    `javascript:alert('https://youtu.be/${ID}')`,
    `data:text/html,https://youtu.be/${ID}`,
    'file:///etc/passwd.mp4',
    'blob:https://example.org/x.mp4',
    `ftp://youtu.be/${ID}`,
    `https:youtu.be/${ID}`,
    `https:/youtu.be/${ID}`,
    `https:\\\\youtu.be\\${ID}`,
    `https://youtu.be\\@evil.example.com/${ID}`,
    `https://youtube.com@evil.example.com/watch?v=${ID}`,
    `https://evil.example.com@youtube.com/watch?v=${ID}`,
    `https://123:456@youtube.com/watch?v=${ID}`,
    `https://youtube.com.evil.example.com/watch?v=${ID}`,
    `https://notyoutube.com/watch?v=${ID}`,
    `https://youtube.com./watch?v=${ID}`,
    `https://youtube.co/watch?v=${ID}`,
    `https://y\u043eutube.com/watch?v=${ID}`,
    `https://youtube\uff0ecom/watch?v=${ID}`,
    `https://you%74ube.com/watch?v=${ID}`,
    `https://you\u200btube.com/watch?v=${ID}`,
    `https://youtube.com/wat ch?v=${ID}`,
    `https://you\ttube.com/watch?v=${ID}`,
    `https://youtu.be/${ID}\u0000`,
    `https://youtu.be:8080/${ID}`,
    'https://example.org/\ud800.mp4',
    `https://youtu.be/${ID}?x=${'a'.repeat(2000)}`,
  ])('refuses %j', refused);

  it('says what to do about it', () => {
    expect(() => parseVideoLink(`youtu.be/${ID}`)).toThrow(/begins with https/);
    expect(() => parseVideoLink('https://www.youtube.com/@some-clinic')).toThrow(/Open the video itself/);
    expect(() => parseVideoLink('https://example.org/x.avi')).toThrow(/ending in .mp4/);
  });

  it('refuses whatever else it is given with the one code', () => {
    const nearly = fc.tuple(
      fc.constantFrom(
        'https://',
        'http://',
        'https://youtu.be/',
        'https://vimeo.com/',
        'https://example.org/',
        '',
      ),
      fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string({ unit: 'binary' })),
      fc.constantFrom('', '.mp4', `?v=${ID}`),
    );
    fc.assert(
      fc.property(nearly, (parts) => {
        try {
          const link = parseVideoLink(parts.join(''));
          expect(parseVideoLink(videoAddress(link).watchUrl)).toEqual(link);
        } catch (error) {
          expect(error).toMatchObject({ code: 'exercise.video_not_recognised' });
        }
      }),
    );
  });
});

describe('videoAddress', () => {
  it.each<[VideoLink, string, string]>([
    [
      { provider: 'youtube', ref: ID },
      `https://www.youtube-nocookie.com/embed/${ID}`,
      `https://www.youtube.com/watch?v=${ID}`,
    ],
    [
      { provider: 'vimeo', ref: '123456789' },
      'https://player.vimeo.com/video/123456789?dnt=1',
      'https://vimeo.com/123456789',
    ],
    [
      { provider: 'vimeo', ref: '123456789/0a1b2c' },
      'https://player.vimeo.com/video/123456789?h=0a1b2c&dnt=1',
      'https://vimeo.com/123456789/0a1b2c',
    ],
    [
      { provider: 'file', ref: 'https://example.org/x.mp4' },
      'https://example.org/x.mp4',
      'https://example.org/x.mp4',
    ],
  ])('%j', (link, embedUrl, watchUrl) => {
    expect(videoAddress(link)).toEqual({ embedUrl, watchUrl });
  });

  it('gives addresses that mean the same video again', () => {
    const letters = [...'ABCXYZabcxyz0189_-'];
    const youtube = fc
      .string({ unit: fc.constantFrom(...letters), minLength: 11, maxLength: 11 })
      .map((ref): VideoLink => ({ provider: 'youtube', ref }));
    const vimeo = fc
      .tuple(
        fc.integer({ min: 1 }),
        fc.option(fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 6, maxLength: 12 })),
      )
      .map(([id, hash]): VideoLink => ({ provider: 'vimeo', ref: hash ? `${id}/${hash}` : `${id}` }));
    fc.assert(
      fc.property(fc.oneof(youtube, vimeo), (link) => {
        const { embedUrl, watchUrl } = videoAddress(link);
        expect([embedUrl, watchUrl].map(parseVideoLink)).toEqual([link, link]);
      }),
    );
  });
});

function refused(address: string): void {
  let thrown: unknown;
  try {
    parseVideoLink(address);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(AppError);
  expect(thrown).toMatchObject({
    code: 'exercise.video_not_recognised',
    detail: expect.stringMatching(/\.$/),
  });
}
