/**
 * The sheet after the exercises: what the plan says besides them, in the clinician's own words. None where it says nothing.
 * An address is printed as it is, to be typed or read out; nothing of it leads anywhere by itself.
 */
import type { Handout, HandoutAdvice } from './handout';
import { BESIDES } from './handout-wording';
import { BODY, type Paper, STRONG, TITLE } from './paper';
import type { Row } from './sheets';

export function adviceSheet(paper: Paper, { advice }: Pick<Handout, 'advice'>): void {
  if (advice.length === 0) return;
  paper.innerSheet();
  const { sheets } = paper;
  paper.flow([
    ...sheets.rowsOf(paper.say(BESIDES), TITLE, sheets.part('H1'), { after: 6, keepsNext: true }),
    ...advice.flatMap((one) => rowsOf(paper, one)),
  ]);
}

function rowsOf({ sheets }: Paper, { text, address }: HandoutAdvice): Row[] {
  const after = 12;
  if (address === null) return sheets.rowsOf(text, BODY, sheets.part('P'), { after });
  return [
    ...sheets.rowsOf(text, BODY, sheets.part('P'), { after: 2 }),
    ...sheets.rowsOf(address, STRONG, sheets.part('P'), { after }),
  ];
}
