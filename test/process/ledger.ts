import { randomUUID } from 'node:crypto';
import { type Answer as Told, type Ask, assess, headersOf } from '../../src/demo/visit';
import { dose } from '../support/dose';
import type { Served } from './served';

/**
 * A client that keeps a ledger of everything it asked to be written, and of what it was told: whatever was acknowledged
 * must be there after any accident, and whatever got no answer may be repeated under its key without being done twice.
 */
interface Entry {
  path: string;
  key: string;
  body: object;
  ifMatch?: string;
  /** The answer; missing as long as none came. */
  told?: Told;
}

export class Ledger {
  readonly patients: (Entry & { name: string })[] = [];
  readonly issuances: { draft: Entry; issuance?: Entry }[] = [];

  constructor(
    private readonly token: string,
    private readonly exerciseId: string,
    private readonly reviewOn: string,
  ) {}

  /** Registers patients, one after the other, until it gets no answer. */
  async registerPatients(served: Served): Promise<void> {
    for (;;) {
      const name = `Ledger ${this.patients.length} ${randomUUID().slice(0, 8)}`;
      const entry = { name, path: '/patients', key: randomUUID(), body: { name, dateOfBirth: '1980-01-01' } };
      this.patients.push(entry);
      if (!(await this.write(served, entry))) return;
    }
  }

  /** Drafts and issues in each episode until it gets no answer. */
  async prescribe(served: Served, episodeIds: string[]): Promise<void> {
    for (const episodeId of episodeIds) {
      const items = [1, 2, 3].map(() => ({
        exerciseId: this.exerciseId,
        dosage: dose(),
        why: 'It eases your back.',
      }));
      const line: Ledger['issuances'][number] = {
        draft: { path: `/episodes/${episodeId}/prescriptions`, key: randomUUID(), body: { items } },
      };
      this.issuances.push(line);
      if (!(await this.finish(served, line))) return;
    }
  }

  /** Sends again, with its key, whatever was not answered. Throws if that is refused. */
  async repeatUnanswered(served: Served): Promise<number> {
    const open = [
      ...this.patients.filter(({ told }) => !told).map((entry) => () => this.write(served, entry)),
      ...this.issuances
        .filter(({ issuance }) => !issuance?.told)
        .map((line) => () => this.finish(served, line)),
    ];
    for (const repeat of open) if (!(await repeat())) throw new Error('A repeat got no answer.');
    return open.length;
  }

  /** A signed assessment for each of a few new patients; answers the episodes. */
  async seePatients(served: Served, count: number): Promise<string[]> {
    const ask: Ask = async (request, expected = 200) => {
      const answer = await served.wire.send({
        method: request.method,
        path: `/api/v1${request.path}`,
        headers: headersOf(request),
        body: request.body && JSON.stringify(request.body),
      });
      if (answer.status !== expected) throw new Error(`${request.path}: ${answer.status} ${answer.text}`);
      return { status: answer.status, etag: answer.headers.etag, body: answer.body };
    };
    const episodes: string[] = [];
    for (let n = 0; n < count; n++) {
      const body = { name: `Seen ${n}`, dateOfBirth: '1980-01-01' };
      const patient = await ask({ method: 'POST', path: '/patients', token: this.token, body }, 201);
      episodes.push(await assess(ask, this.token, patient.body.id, 'Low back', FINDINGS));
    }
    return episodes;
  }

  private async finish(served: Served, line: Ledger['issuances'][number]): Promise<boolean> {
    if (!line.draft.told && !(await this.write(served, line.draft))) return false;
    const { etag, body } = line.draft.told as Told;
    line.issuance ??= {
      path: `/prescriptions/${body.id}/issuance`,
      key: randomUUID(),
      body: { reviewOn: this.reviewOn },
      ifMatch: etag,
    };
    return this.write(served, line.issuance);
  }

  /** Whether it was done; false: no answer, or "not now". Throws on any other answer. */
  private async write(served: Served, entry: Entry): Promise<boolean> {
    const answer = await served.ask({
      method: 'POST',
      path: `/api/v1${entry.path}`,
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/json',
        'idempotency-key': entry.key,
        ...(entry.ifMatch ? { 'if-match': entry.ifMatch } : {}),
      },
      body: JSON.stringify(entry.body),
    });
    if (!answer || answer.status === 503) return false;
    if (answer.status >= 300) throw new Error(`${entry.path}: ${answer.status} ${answer.text}`);
    entry.told = { status: answer.status, etag: answer.headers.etag, body: answer.body };
    return true;
  }
}

const FINDINGS = {
  seenOn: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
  contact: 'in_person',
  presentations: [{ kind: 'arthritic_ache' }],
  screen: { kind: 'attested', recordNumber: 'CARD-1' },
  recordNumber: 'CARD-1',
  suitable: true,
};
