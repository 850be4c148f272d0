/**
 * Makes the handout: a PDF of A4 sheets to be printed, with its structure marked for those who have it read to them. The same
 * handout makes the same bytes. Nothing is looked up here, and no transaction may be open: it takes its time.
 */
import QRCode from 'qrcode';
import { adviceSheet } from './advice-sheet';
import { exerciseSheets } from './exercise-sheets';
import { facesFound } from './faces';
import type { Handout } from './handout';
import type { Face } from './letters';
import { logSheets } from './log-sheets';
import { Paper } from './paper';
import { outerSheet, planSheet } from './plan-sheets';

/** `faces`: those that are installed, unless said. */
export async function printHandout(handout: Handout, faces: readonly Face[] = facesFound()): Promise<Buffer> {
  const square = await squareOf(handout.entrance.address);
  const paper = new Paper(handout, faces);
  outerSheet(paper, handout);
  planSheet(paper, handout, square);
  exerciseSheets(paper, handout);
  adviceSheet(paper, handout);
  logSheets(paper, handout);
  return paper.finish();
}

/** With a quiet border of four modules, and mended where up to 15% of it is creased. */
export function squareOf(address: string): Promise<Buffer> {
  return QRCode.toBuffer(address, { type: 'png', errorCorrectionLevel: 'M', margin: 4, scale: 6 });
}
