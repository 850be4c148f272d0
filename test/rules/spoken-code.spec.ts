/** The alphabet of codes that are said on the phone, and what is forgiven when they are typed. */
import fc from 'fast-check';
import { CODE_BYTES, readCode, writeCode } from '../../src/patient/spoken-code';

const bytes = fc.uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES });

it('uses thirty-two characters, none of which is taken for another', () => {
  const all = new Set(
    Array.from({ length: 256 }, (_, n) => writeCode(new Uint8Array(CODE_BYTES).fill(n))[0]),
  );
  expect([...all].sort().join('')).toBe('0123456789ABCDEFGHJKMNPQRSTVWXYZ');
  for (const lookalike of 'ILOU') expect(all).not.toContain(lookalike);
});

it('spreads the bytes evenly, so that each character is worth five bits', () => {
  const counts = new Map<string, number>();
  for (let n = 0; n < 256; n++) {
    const letter = writeCode(new Uint8Array(CODE_BYTES).fill(n))[0] as string;
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  expect(new Set(counts.values())).toEqual(new Set([8]));
});

it('reads what it wrote, and writes three groups of four', () => {
  fc.assert(
    fc.property(bytes, (random) => {
      const code = writeCode(random);
      expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
      const whole = code.replaceAll('-', '');
      expect(readCode(code)).toEqual({ lookup: whole.slice(0, 4), whole });
    }),
  );
});

it('forgives case, spaces, hyphens and letters that look like digits', () => {
  const worse = fc.tuple(
    bytes,
    fc.array(fc.constantFrom(' ', '-', '–', '‑', '', '\t', '.'), { minLength: 14, maxLength: 14 }),
  );
  fc.assert(
    fc.property(
      worse,
      fc.infiniteStream(fc.constantFrom('O', 'o', '0')),
      fc.infiniteStream(fc.constantFrom('I', 'l', 'L', 'i', '1')),
      ([random, gaps], oh, one) => {
        const code = writeCode(random);
        const typed = [...code]
          .map((letter, n) => {
            const said = letter === '0' ? oh.next().value : letter === '1' ? one.next().value : letter;
            return `${n % 2 ? said : said.toLowerCase()}${gaps[n]}`;
          })
          .join('');
        expect(readCode(typed)).toEqual(readCode(code));
      },
    ),
  );
});

it.each([
  ['ABCD-EFGH-JKM', 'one too few'],
  ['ABCD-EFGH-JKMNP', 'one too many'],
  ['UBCD-EFGH-JKMN', 'a U'],
  ['ABCD-EFGH-JKM!', 'another sign'],
  ['ÄBCD-EFGH-JKMN', 'an accent'],
  ['', 'nothing'],
  ['- - -', 'only hyphens'],
])('takes %p for no code: %s', (typed) => {
  expect(readCode(typed)).toBeNull();
});

it('takes wide letters of another keyboard for what they are', () => {
  expect(readCode('ＡＢＣＤ-ＥＦＧＨ-ＪＫＭＮ')).toEqual(readCode('ABCD-EFGH-JKMN'));
});
