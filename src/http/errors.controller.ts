import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../identity/allow';
import { ERRORS, OUTCOMES } from './errors';

/** The page that `type` in a problem leads to: every code, in the words of the one table. */
@ApiExcludeController()
@Controller('docs/errors')
export class ErrorsController {
  @Get()
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  read(): string {
    return PAGE;
  }
}

const rows = Object.entries(ERRORS)
  .map(
    ([code, [status, title, detail]]) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${escaped(title)}</td><td>${escaped(detail)}</td></tr>`,
  )
  .join('\n');

const outcomes = Object.entries(OUTCOMES)
  .map(([code, detail]) => `<tr id="${code}"><td><code>${code}</code></td><td>${escaped(detail)}</td></tr>`)
  .join('\n');

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Error codes</title>
<style>
  body { font: 18px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
  table { border-collapse: collapse } td, th { border-bottom: 1px solid #ccc; padding: .5rem; text-align: left }
  tr:target { background: #ffc }
</style>
<h1>Error codes</h1>
<p>Every refusal is <code>application/problem+json</code> (RFC 9457). Decide on <code>code</code>: it never changes its
meaning. Show <code>detail</code> to people. Foreign and absent are the same <code>not_found</code>.</p>
<table><thead><tr><th>code</th><th>status</th><th>title</th><th>what to do</th></tr></thead>
<tbody>
${rows}
</tbody></table>
<h2>Outcomes of single entries</h2>
<p>These are no refusals of a request: <code>POST /diary-entries</code> answers 200 and says of each entry by itself what became of
it. What hurts is heard also of an entry that is refused, unless its id was used before.</p>
<table><thead><tr><th>code</th><th>what it says</th></tr></thead>
<tbody>
${outcomes}
</tbody></table>
</html>
`;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
