/** Paper: only while the advice stands, only for who may see it, and with a key in it only where that was asked for. */
import type { Response } from 'supertest';
import { people, type PersonName } from '../support/cast';
import { type Pdf, readPdf, squareOn, wordsOfAll } from '../support/pdf';
import { openStage, type Stage } from '../support/stage';
import { assess, draft, issue, item, today, transit, type Written } from '../support/visit';

let stage: Stage;
let plan: Written;

beforeAll(async () => {
  stage = await openStage();
  const visit = await assess(stage, 'rivera', 'ben');
  plan = await draft(stage, 'rivera', visit.episodeId, [
    item({ why: 'It frees your back.' }),
    item({ why: 'It waits for you.', phase: 'Build' }),
  ]);
});
afterAll(() => stage.close());

function asBytes(response: Response, done: (fault: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
}

async function handout(who: PersonName, path: string, verb: 'get' | 'post' = 'get'): Promise<Pdf> {
  const { body, headers } = await stage.as(who)[verb](path).buffer(true).parse(asBytes as never).expect(200);
  expect(headers['content-type']).toBe('application/pdf');
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['content-disposition']).toBe('attachment; filename="paper.pdf"');
  return readPdf(body as Buffer);
}
