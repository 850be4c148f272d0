import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { Door } from '../db/door';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { Attempts } from '../identity/attempts';
import type { Caller } from '../identity/caller';
import { newSecret, secretHash, SecretLinks } from '../identity/secret';
import { daysAhead, type PlanDue } from '../reminder/when-due';
import { dayAt } from '../schedule/clinic-clock';
import { calendarOf } from './calendar';
import type { CalendarFeedDto } from './calendar-feed.dto';

interface OpenFeed {
  feed_id: string;
  time_zone: string;
  plans: PlanDue[];
}

/**
 * A patient's days in a calendar of their own. The address is a key that opens one thing: on which days something is due. It is
 * looked up as a visitor, so a request that holds it can reach nothing else, whatever goes wrong here.
 */
@Injectable()
export class CalendarFeedService {
  constructor(
    private readonly door: Door,
    private readonly attempts: Attempts,
    private readonly links: SecretLinks,
  ) {}

  /** A new address; one that was open stops working. */
  async open(tx: Tx): Promise<CalendarFeedDto> {
    await this.end(tx);
    const [id, secret] = [randomUUID(), newSecret()];
    await tx.query(
      'insert into portal.calendar_feed (id, clinic_id, patient_id, secret_hash) values ($1, $2, $3, $4)',
      [id, tx.actor.clinicId, tx.actor.id, secretHash(secret)],
    );
    await record(tx, 'calendar_feed.opened', { type: 'calendar_feed', ids: [id], patientIds: [tx.actor.id] });
    return { address: this.links.forCalendarFeed(secret) };
  }

  /** Throws not_found where none is open. */
  async close(tx: Tx): Promise<void> {
    const ids = await this.end(tx);
    if (ids.length === 0) throw new AppError('not_found');
    await record(tx, 'calendar_feed.closed', { type: 'calendar_feed', ids, patientIds: [tx.actor.id] });
  }

  /** The calendar as text. Throws not_found for an address that is unknown or closed, and request.too_many to both. */
  async read(secret: string, caller: Caller): Promise<string> {
    const hash = secretHash(secret);
    await this.attempts.count('feed', hash.toString('hex'), caller);
    const { feed, today } = await this.door.openVisitorTx(caller.requestId, async (tx) => {
      const [found] = await tx.query<OpenFeed>('select * from portal.open_feed($1)', [hash]);
      return { feed: found, today: found && dayAt(tx.now, found.time_zone) };
    });
    if (!feed || !today) throw new AppError('not_found');
    await this.attempts.forgive('feed', hash.toString('hex'), caller);
    return calendarOf(daysAhead(feed.plans, feed.time_zone, today), feed.feed_id);
  }

  private async end(tx: Tx): Promise<string[]> {
    const ended = await tx.query<{ id: string }>(
      'update portal.calendar_feed set revoked_at = portal.portal_now() where revoked_at is null returning id',
    );
    return ended.map(({ id }) => id);
  }
}
