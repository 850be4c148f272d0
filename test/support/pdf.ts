/** Reads a PDF as a reader of PDF does: what stands where, what is marked as what, and what its pictures show. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import jsQR from 'jsqr';

export interface PdfText {
  text: string;
  size: number;
  x: number;
  y: number;
  width: number;
}

interface TreeNode {
  role?: string;
  children?: TreeNode[];
}

export interface PdfPage {
  width: number;
  height: number;
  texts: PdfText[];
  images: { width: number; height: number; kind: number; data: string }[];
  tree: TreeNode | null;
}

export interface Pdf {
  info: Record<string, unknown>;
  isTagged: boolean;
  pages: PdfPage[];
}

export function readPdf(file: Buffer): Pdf {
  const said = execFileSync(process.execPath, [join(__dirname, 'read-pdf.mjs')], {
    input: file,
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(said.toString('utf8')) as Pdf;
}

/** With single spaces, however the lines are broken. */
export const wordsOf = (page: PdfPage): string =>
  page.texts
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ');

export const wordsOfAll = ({ pages }: Pdf): string => pages.map(wordsOf).join(' ');

/** What the square on a page leads to; null where there is none. */
export function squareOn({ images }: PdfPage): string | null {
  for (const { width, height, kind, data } of images) {
    const found = jsQR(asRgba(Buffer.from(data, 'base64'), kind), width, height);
    if (found) return found.data;
  }
  return null;
}

/** The names of all parts of the structure that stand on a page, in their order. */
export function rolesOn({ tree }: PdfPage): string[] {
  const roles = (node: TreeNode): string[] => [
    ...(node.role ? [node.role] : []),
    ...(node.children ?? []).flatMap(roles),
  ];
  return tree ? roles(tree) : [];
}

/** pdf.js gives 24 bits for each point (kind 2), or 32 (kind 3). */
function asRgba(data: Buffer, kind: number): Uint8ClampedArray {
  if (kind === 3) return new Uint8ClampedArray(data);
  const rgba = new Uint8ClampedArray((data.length / 3) * 4).fill(255);
  for (let i = 0; i < data.length / 3; i++) rgba.set(data.subarray(3 * i, 3 * i + 3), 4 * i);
  return rgba;
}
