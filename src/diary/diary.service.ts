import { Injectable } from '@nestjs/common';
import { afterEntries } from '../alert/after-entries';
import { record } from '../audit/record';
import { ClinicalRules } from '../clinic/clinical-rules';
import type { Tx } from '../db/tx';
import { type Page, pageOf, type PageQuery } from '../http/page';
import { dayAt } from '../schedule/clinic-clock';
import { ConsequenceService } from './consequence.service';
import { currentEntries } from './corrections';
import type { Entry } from './diary';
import { type ConsequenceDto, type EntryAnswerDto, REFUSAL_DETAILS } from './diary.dto';
import {
  type DiaryRow,
  findEntries,
  findWithCorrections,
  keepEntries,
  pageOfDiary,
  toldBefore,
} from './diary.repository';
import { doseMisfit, type EntryRefusal, filledIn, misfitOf, refusalOf, tellsTheSame } from './entry-rules';
import type { Unkept } from './heard-entry.repository';
import { UnkeptService } from './unkept.service';

/** What became of entries: `told` are in the diary now, `kept` are the ids of those that are new. */
export interface WrittenEntries {
  answers: EntryAnswerDto[];
  told: Entry[];
  kept: ReadonlySet<string>;
  /** In the diary too, from before the patient's record was merged, and not theirs to read any more. */
  toldBefore: Entry[];
  /** Those that were refused for what they are. */
  unkept: Unkept[];
}

export interface Kept {
  answers: EntryAnswerDto[];
  consequences: ConsequenceDto[];
}

/** The diary: what patients tell of their days. Entries are added and never changed; each is kept or refused by itself. */
@Injectable()
export class DiaryService {
  constructor(
    private readonly consequences: ConsequenceService,
    private readonly unkept: UnkeptService,
    private readonly rules: ClinicalRules,
  ) {}

  /** Sending entries again, in any order and in whatever company, changes nothing. */
  async keep(tx: Tx, sent: readonly Omit<Entry, 'day'>[]): Promise<Kept> {
    const patientId = tx.actor.patientId as string;
    const barred = tx.actor.role === 'carer' ? notACarers(sent) : undefined;
    const { answers, told, kept, toldBefore, unkept } = await this.write(tx, patientId, sent, barred);
    const heard = await this.unkept.hear(tx, unkept);
    const drawn = [
      ...(await this.consequences.draw(tx, told, kept)),
      ...(await this.consequences.repeat(tx, toldBefore)),
    ];
    const isForPlan = ({ itemId, entryId }: ConsequenceDto) => itemId === null && entryId === null;
    const consequences = [...heard, ...drawn.filter((one) => !(isForPlan(one) && heard.some(isForPlan)))];
    if (kept.size > 0) await afterEntries(tx, patientId, this.rules);
    return { answers, consequences };
  }

  /**
   * Writes and draws no consequences: that is the caller's. `barred`: by id what the caller refuses, whatever else holds. Of
   * the patient's own diary, or by a clinician from their paper.
   */
  async write(
    tx: Tx,
    patientId: string,
    sent: readonly Omit<Entry, 'day'>[],
    barred: ReadonlyMap<string, EntryRefusal> = new Map(),
  ): Promise<WrittenEntries> {
    const entries = sent.map((entry) => ({ ...filledIn(entry), day: dayAt(entry.at, tx.timeZone) }));
    const firsts = [...new Map([...entries].reverse().map((entry) => [entry.id, entry])).values()];
    const refusals = new Map(
      firsts.map((entry) => [entry.id, barred.get(entry.id) ?? refusalOf(entry, tx.now)]),
    );
    const keeping = await keepEntries(
      tx,
      patientId,
      firsts.filter(({ id }) => refusals.get(id) === null),
    );
    const kept = new Set(keeping.filter((one) => one.kept).map(({ id }) => id));
    const details = new Map(firsts.map((entry) => [entry.id, misfitOf(entry)]));
    for (const { id, advised, sessions } of keeping) {
      const misfit = doseMisfit(firsts.find((entry) => entry.id === id)?.dose ?? null, sessions);
      if (!advised) refusals.set(id, 'diary.not_advised');
      else if (misfit !== null) {
        refusals.set(id, 'diary.does_not_fit');
        details.set(id, misfit);
      }
    }
    if (kept.size > 0) await this.recorded(tx, patientId, [...kept]);

    // what was kept once is known, however late it comes again
    const others = firsts.filter(({ id }) => !kept.has(id));
    const known = await this.known(tx, patientId, others);
    const toldBefore = await this.toldBefore(
      tx,
      others.filter(({ id }) => !known.has(id)),
    );
    for (const entry of toldBefore) known.set(entry.id, entry);
    const answerOf = judge(firsts, kept, known, refusals, details);
    const answers = entries.map(answerOf);
    const told = firsts.filter(
      (entry) => answerOf(entry).outcome !== 'refused' && !toldBefore.includes(entry),
    );
    const unkept = [...firsts].reverse().flatMap((entry) => {
      const { code } = answerOf(entry);
      return code === null || code === 'diary.id_reused' ? [] : [{ entry, refusal: code }];
    });
    return { answers, told, kept, toldBefore, unkept };
  }

  private async known(tx: Tx, patientId: string, sent: readonly Entry[]): Promise<Map<string, Entry>> {
    const ids = sent.map(({ id }) => id);
    const found = ids.length > 0 ? await findEntries(tx, patientId, ids) : [];
    return new Map(found.map((one) => [one.id, one]));
  }

  /** A clinician reads all there is. */
  private async toldBefore(tx: Tx, sent: readonly Entry[]): Promise<Entry[]> {
    if (sent.length === 0 || tx.actor.role === 'clinician') return [];
    const ids = await toldBefore(tx, sent);
    return sent.filter(({ id }) => ids.has(id));
  }

  async pageOf<T>(
    tx: Tx,
    patientId: string,
    query: PageQuery,
    show: (row: DiaryRow, isCurrent: boolean) => T,
  ): Promise<Page<T>> {
    tx.sawRecordOf(patientId);
    const rows = await pageOfDiary(tx, patientId, query, tx.actor.role === 'clinician');
    const ids = rows.map(({ id }) => id);
    const current = new Set(
      currentEntries(await findWithCorrections(tx, patientId, { ids })).map(({ id }) => id),
    );
    const key = ({ at, id }: DiaryRow) => [at.toISOString(), id];
    return pageOf(rows, query, key, (row) => show(row, current.has(row.id)));
  }

  private recorded(tx: Tx, patientId: string, ids: string[]): Promise<void> {
    const action = tx.actor.role === 'clinician' ? 'diary.taken_down' : 'diary.told';
    return record(tx, action, { type: 'log_entry', ids, patientIds: [patientId] });
  }
}

const notACarers = (sent: readonly Omit<Entry, 'day'>[]): Map<string, EntryRefusal> =>
  new Map(
    sent.flatMap(({ id, privateNote }) =>
      privateNote === null ? [] : [[id, 'diary.not_a_carers_note'] as const],
    ),
  );

/** Of two entries of one id in a batch the first is the one; another that says the same is known. */
function judge(
  firsts: readonly Entry[],
  kept: ReadonlySet<string>,
  known: ReadonlyMap<string, Entry>,
  refusals: ReadonlyMap<string, EntryRefusal | null>,
  details: ReadonlyMap<string, string | null>,
): (entry: Entry) => EntryAnswerDto {
  const firstOf = new Map(firsts.map((entry) => [entry.id, entry]));
  return (entry) => {
    const { id } = entry;
    const first = firstOf.get(id) as Entry;
    const there = kept.has(id) ? first : known.get(id);
    if (there) {
      if (!tellsTheSame(there, entry)) return refused(id, 'diary.id_reused');
      return { id, outcome: kept.has(id) && entry === first ? 'kept' : 'known', code: null, detail: null };
    }
    // allowed, and yet not kept: somebody else's entry has this id
    const code = refusals.get(id) ?? 'diary.id_reused';
    return refused(id, code, code === 'diary.does_not_fit' ? details.get(id) : null);
  };
}

const refused = (id: string, code: EntryRefusal, detail?: string | null): EntryAnswerDto => ({
  id,
  outcome: 'refused',
  code,
  detail: detail ?? REFUSAL_DETAILS[code],
});
