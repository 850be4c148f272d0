/**
 * The fonts of the paper, taken from packages under the SIL Open Font License: Noto Sans for Latin (with Welsh and Polish),
 * Greek and Cyrillic, Noto Sans Gurmukhi for Punjabi. Where none is installed, Helvetica, which holds the letters of western
 * Europe only and is not part of the file.
 */
import { existsSync } from 'node:fs';
import PdfDocument from 'pdfkit';
import { type Face, HELVETICA } from './letters';

const FAMILIES = [
  { name: 'Noto Sans', package: '@expo-google-fonts/noto-sans', file: 'NotoSans' },
  {
    name: 'Noto Sans Gurmukhi',
    package: '@expo-google-fonts/noto-sans-gurmukhi',
    file: 'NotoSansGurmukhi',
    // fontkit 2.0.4 stumbles over anchors that this font leaves empty; its marks stand right without them
    without: ['mark', 'mkmk', 'abvm', 'blwm'],
  },
];

let found: Face[] | undefined;

/** In the order of preference; never empty. */
export function facesFound(): readonly Face[] {
  return (found ??= FAMILIES.flatMap(installed).concat(FAMILIES.some(isInstalled) ? [] : [HELVETICA]));
}

type Family = (typeof FAMILIES)[number];

const isInstalled = (family: Family): boolean => installed(family).length > 0;

function installed({ name, package: from, file, without }: Family): Face[] {
  const regular = fileOf(`${from}/400Regular/${file}_400Regular.ttf`);
  const bold = fileOf(`${from}/700Bold/${file}_700Bold.ttf`);
  return regular && bold ? [{ name, regular, bold, without, holds: holdsOf(regular) }] : [];
}

function fileOf(path: string): string | null {
  try {
    const file = require.resolve(path);
    return existsSync(file) ? file : null;
  } catch {
    return null;
  }
}

/** pdfkit reads the file anyway and knows its letters, but does not say so in its types. */
function holdsOf(file: string): Face['holds'] {
  const reader = new PdfDocument({ autoFirstPage: false }).font(file) as unknown as {
    _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } };
  };
  const { font } = reader._font;
  return (codePoint) => font.hasGlyphForCodePoint(codePoint);
}
