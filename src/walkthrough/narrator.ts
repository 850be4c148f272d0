import { type Answer, headersOf, type Request } from '../demo/visit';

const LINES_SHOWN = 14;

/** What a patient sees: why, and what. */
export interface Look {
  kind: string;
  exercises: string[];
}

/** Sends requests and prints each with its answer, short enough to be read as a story. Secrets are not printed. */
export class Narrator {
  private told = 0;
  private requests = 0;

  constructor(
    private readonly baseUrl: string,
    private readonly options: { full: boolean },
  ) {}

  chapter(title: string): void {
    console.log(`\n━━ ${++this.told}. ${title} ${'━'.repeat(Math.max(0, 80 - title.length))}`);
  }

  /** Throws when the server cannot be reached or answers another status than the story needs. */
  async ask(request: Request, expected = 200): Promise<Answer> {
    const reply = await fetch(`${this.baseUrl}/api/v1${request.path}`, {
      method: request.method,
      headers: headersOf(request),
      body: request.body ? JSON.stringify(request.body) : undefined,
    }).catch(() => {
      throw new Error(
        `No server answers at ${this.baseUrl}: run \`npm start\` first, or set PORTAL_URL to where one does.`,
      );
    });
    const text = await reply.text();
    const body = text ? JSON.parse(text) : undefined;
    this.requests++;
    console.log(`\n  ${request.method} /api/v1${request.path}`);
    if (request.body) console.log(indent(told(request.body, this.options.full), '  → '));
    console.log(`  ← ${reply.status} ${reply.statusText}`);
    if (body !== undefined) console.log(indent(told(body, this.options.full), '    '));
    if (reply.status !== expected) {
      throw new Error(`The story needs ${expected} here, and the server answered ${reply.status}.`);
    }
    return { status: reply.status, etag: reply.headers.get('etag') ?? undefined, body };
  }

  /** Throws when the patient's look is not of this kind, with this many exercises. */
  expect(what: string, seen: Look, kind: string, count: number): void {
    if (seen.kind !== kind || seen.exercises.length !== count) {
      throw new Error(`Expected: ${what}. Seen: ${seen.kind}, ${seen.exercises.length} exercises.`);
    }
    console.log(`\n  ✔ ${what}`);
    for (const exercise of seen.exercises) console.log(`      ${exercise}`);
  }

  /** Throws when there is nothing to tell. */
  list(what: string, lines: readonly string[]): void {
    if (lines.length === 0) throw new Error(`Expected: ${what}. There was nothing.`);
    console.log(`\n  ✔ ${what}`);
    for (const line of lines) console.log(`      ${line}`);
  }

  close(): void {
    console.log(`\n━━ The end: ${this.told} chapters, ${this.requests} requests, all as told.\n`);
  }
}

const SECRET = /^(password|secret|accessToken|refreshToken|link)$/;

/** The routine's standing texts are the same in every answer; told once is enough. */
const LEFT_OUT = new Set(['texts', 'clinic']);

/** Secrets are never told; all else is, when it is asked for in full. */
function told(body: object, full: boolean): string {
  const text = JSON.stringify(
    body,
    (name, value: unknown) => {
      if (!full && LEFT_OUT.has(name) && typeof value === 'object') return undefined;
      if (SECRET.test(name) && typeof value === 'string') return `${value.slice(0, 6)}…`;
      return !full && Array.isArray(value) && value.length > 3
        ? [...value.slice(0, 3), `… ${value.length - 3} more`]
        : value;
    },
    2,
  );
  const lines = text.split('\n');
  return full || lines.length <= LINES_SHOWN
    ? lines.join('\n')
    : [...lines.slice(0, LINES_SHOWN), `… ${lines.length - LINES_SHOWN} more lines`].join('\n');
}

const indent = (text: string, first: string): string =>
  first + text.replaceAll('\n', `\n${' '.repeat(first.length)}`);
