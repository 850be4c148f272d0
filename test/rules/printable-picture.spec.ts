/** What of a picture can be printed: no bytes of any kind may break a paper, and what is damaged is left out. */
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { printable } from '../../src/handout/printable-picture';
import { clip } from '../support/clip';

/** Half of it seen through. */
function seenThrough(): Buffer {
  const png = new PNG({ width: 4, height: 4 });
  for (let at = 0; at < png.data.length; at += 4) png.data.set([200, 0, 0, at < 32 ? 0 : 255], at);
  return PNG.sync.write(png);
}
const frameOf = (jpeg: Buffer): number => {
  const at = jpeg.findIndex((byte, n) => byte === 0xff && [0xc0, 0xc2].includes(jpeg[n + 1] as number));
  return at;
};

it.each(['small.jpg', 'place.jpg', 'small.png'])('%s goes as it is', (name) => {
  expect(printable(clip(name))).toEqual(clip(name));
});

it('a PNG that is seen through is laid on white', () => {
  const { data, width, height } = PNG.sync.read(printable(seenThrough()) as Buffer);
  expect([width, height, [...data.subarray(0, 4)], [...data.subarray(60, 64)]]).toEqual([
    4,
    4,
    [255, 255, 255, 255],
    [200, 0, 0, 255],
  ]);
});

it.each<[string, () => Buffer]>([
  ['WebP', () => clip('small.webp')],
  ['a clip', () => clip('h264-aac.mp4')],
  ['nothing', () => Buffer.alloc(0)],
  ['a PNG that is cut off', () => clip('small.png').subarray(0, 100)],
  [
    'a PNG whose points are damaged',
    () => {
      const png = Buffer.from(clip('small.png'));
      const at = png.indexOf('IDAT') + 4;
      return png.fill(0xee, at, at + 12);
    },
  ],
  [
    'a PNG with more points than can be held',
    () => {
      const png = Buffer.from(clip('small.png'));
      png.writeUInt32BE(8000, 16);
      png.writeUInt32BE(8000, 20);
      return png;
    },
  ],
  ['a JPEG without a frame', () => clip('small.jpg').subarray(0, frameOf(clip('small.jpg')))],
  [
    'a JPEG of 12 bits',
    () => {
      const jpeg = Buffer.from(clip('small.jpg'));
      jpeg[frameOf(jpeg) + 4] = 12;
      return jpeg;
    },
  ],
])('%s is left out', (_, bytes) => {
  expect(printable(bytes())).toBeNull();
});

it('never fails, whatever the bytes', () => {
  const damaged = fc
    .tuple(
      fc.constantFrom(clip('small.png'), clip('small.jpg'), seenThrough()),
      fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }),
    )
    .map(([bytes, harms]) => {
      const harmed = Buffer.from(bytes);
      for (const [at, byte] of harms) if (at < harmed.length) harmed[at] = byte;
      return harmed;
    });
  fc.assert(
    fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 }).map(Buffer.from)), (bytes) => {
      printable(bytes);
    }),
    { numRuns: 300 },
  );
});
