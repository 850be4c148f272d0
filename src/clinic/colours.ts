/**
 * Whether a colour can be read. A clinic's accent is written on white and is written upon in white, and both are the same contrast.
 * Source: WCAG 2.2, success criterion 1.4.3 (level AA, 4.5 to 1) and its definitions of contrast ratio and relative luminance.
 * Pure.
 */

/** What a page shows where the clinic chose nothing: the contrast on white is 7.2. */
export const USUAL_ACCENT = '#1f5a7a';
export const WHITE = '#ffffff';
/** Also for large letters, of which WCAG asks less: the accent is used for small ones too. */
export const CONTRAST_LEAST = 4.5;

export const COLOUR = /^#[0-9a-f]{6}$/;

/** From 1 (the same) to 21 (black and white). Both as `#rrggbb` in small letters; throws on anything else. */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** Not rounded: 4.499 is less than 4.5. */
export const isReadable = (accent: string): boolean => contrast(accent, WHITE) >= CONTRAST_LEAST;

function luminance(colour: string): number {
  if (!COLOUR.test(colour)) throw new Error('A colour is written #rrggbb.');
  const [red, green, blue] = [1, 3, 5].map((at) => linear(parseInt(colour.slice(at, at + 2), 16) / 255)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
