// Reads the PDF on stdin and says as JSON what is on each sheet. A program of its own, as pdf.js is a module that Jest cannot load.
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const document = await getDocument({
  data: new Uint8Array(Buffer.concat(chunks)),
  verbosity: 0,
  isEvalSupported: false,
  standardFontDataUrl: new URL('../../node_modules/pdfjs-dist/standard_fonts/', import.meta.url).pathname,
}).promise;
const { info } = await document.getMetadata();
const pages = [];
for (let number = 1; number <= document.numPages; number++) {
  const page = await document.getPage(number);
  const [, , width, height] = page.view;
  const { items } = await page.getTextContent();
  const { fnArray, argsArray } = await page.getOperatorList();
  const images = [];
  for (const [at, fn] of fnArray.entries()) {
    if (fn !== OPS.paintImageXObject) continue;
    const {
      width: w,
      height: h,
      kind,
      data,
    } = await new Promise((take) => page.objs.get(argsArray[at][0], take));
    images.push({ width: w, height: h, kind, data: Buffer.from(data).toString('base64') });
  }
  pages.push({
    width,
    height,
    texts: items
      .filter(({ str }) => str.trim() !== '')
      .map(({ str, transform: [, , , size, x, y], width: long }) => ({ text: str, size, x, y, width: long })),
    images,
    tree: await page.getStructTree(),
  });
}
process.stdout.write(
  JSON.stringify({ info, pages, isTagged: (await document.getMarkInfo())?.Marked ?? false }),
);
