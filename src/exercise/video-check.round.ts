import type { OnModuleDestroy } from '@nestjs/common';
import type { WorkTx } from '../db/work-door';
import { ComesRound, type Round } from '../work/round';
import type { VideoLink } from './video-link';
import { VideoLooker } from './video-looker';
import { afterLooking, type Seen, type VideoCheck } from './video-state';

/** So many at each visit; a clinic with 2,000 links is through in a day. */
const AT_ONCE = 100;
/** Each about once a day, at no fixed hour. */
const AGAIN_AFTER = `interval '20 hours'`;

const DUE = /* sql */ `
  select link.provider, link.ref from (
    select v.provider, v.ref from portal.exercise_video v
    union
    select i.video_provider, i.video_ref from portal.prescription p
    join portal.prescription_item i on i.clinic_id = p.clinic_id and i.version_id = p.live_version_id
    where i.video_ref is not null
  ) link
  left join portal.video_check c on c.provider = link.provider and c.ref = link.ref
  where c.checked_at is null or c.checked_at < portal.portal_now() - ${AGAIN_AFTER}
  order by c.checked_at nulls first, link.provider, link.ref limit ${AT_ONCE}`;

interface Looked extends VideoLink {
  seen: Seen;
}

/**
 * Looks once a day whether the videos that the clinic's exercises and live plans name are still there. No transaction is open
 * while somebody is asked: each visit writes down what was seen since the last, and sends out for what is due next. What was
 * seen and not written down when the worker stops is looked for again.
 */
@ComesRound()
export class VideoCheckRound implements Round, OnModuleDestroy {
  readonly name = 'video-check';
  readonly everyMinutes = 60;
  private readonly looked = new Map<string, Looked[]>();
  private readonly looking = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(private readonly looker: VideoLooker) {}

  async visit(tx: WorkTx): Promise<void> {
    const { clinicId } = tx;
    if (this.looking.has(clinicId)) return;
    for (const one of this.looked.get(clinicId) ?? []) await writeDown(tx, one);
    this.looked.delete(clinicId);
    const due = await tx.query<VideoLink>(DUE);
    if (due.length === 0) return;
    this.looking.set(
      clinicId,
      this.lookFor(clinicId, due).finally(() => this.looking.delete(clinicId)),
    );
  }

  /** When everybody who was sent out is back. */
  async settled(): Promise<void> {
    await Promise.all(this.looking.values());
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.settled();
  }

  private async lookFor(clinicId: string, links: readonly VideoLink[]): Promise<void> {
    const looked: Looked[] = [];
    for (const link of links) {
      if (this.stopping.signal.aborted) return;
      looked.push({ ...link, seen: await this.looker.look(link, this.stopping.signal) });
    }
    // what was cut off was not looked at
    if (!this.stopping.signal.aborted) this.looked.set(clinicId, looked);
  }
}

/** Two workers may have looked at once: what was written down within the hours before counts, and this does not. */
async function writeDown(tx: WorkTx, { provider, ref, seen }: Looked): Promise<void> {
  await tx.query(
    'insert into portal.video_check (clinic_id, provider, ref) values ($1, $2, $3) on conflict do nothing',
    [tx.clinicId, provider, ref],
  );
  const [before] = await tx.query<VideoCheck>(
    `select state, missing, missing_days as "missingDays", last_missing_on::text as "lastMissingOn",
       gone_since as "goneSince"
     from portal.video_check where provider = $1 and ref = $2
       and (checked_at is null or checked_at < portal.portal_now() - ${AGAIN_AFTER}) for update`,
    [provider, ref],
  );
  if (!before) return;
  const after = afterLooking(before, seen, tx.today, tx.now);
  await tx.query(
    `update portal.video_check set state = $3, missing = $4, missing_days = $5, last_missing_on = $6, gone_since = $7,
       checked_at = portal.portal_now()
     where provider = $1 and ref = $2`,
    [provider, ref, after.state, after.missing, after.missingDays, after.lastMissingOn, after.goneSince],
  );
}
