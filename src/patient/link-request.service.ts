import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Door } from '../db/door';
import type { Tx } from '../db/tx';
import { assertExactlyOne } from '../http/exactly-one';
import { cursorKey, type PageQuery, rowsFor } from '../http/page';
import { Attempts } from '../identity/attempts';
import type { Caller } from '../identity/caller';
import { secretHash } from '../identity/secret';
import { LINK_REQUESTED } from './entry-wording';
import type { LinkRequestDto, LinkRequestedDto } from './patient-link.dto';

/** No answer comes sooner, so that writing a mail takes no longer than writing none. */
const NO_SOONER_MS = 150;

export interface LinkWish {
  id: string;
  patientId: string;
  patientName: string;
  phone: string | null;
  guardianName: string | null;
  askedAt: Date;
  lastAskedAt: Date;
  times: number;
  /** As text, to the microsecond. */
  sortKey: string;
}

/**
 * "Send me a new link." Where it goes is decided by what is on file, never by what was typed; whether anything went
 * anywhere is told to nobody.
 */
@Injectable()
export class LinkRequestService {
  constructor(
    private readonly door: Door,
    private readonly attempts: Attempts,
  ) {}

  /** Throws request.invalid unless exactly one of the three is there, and request.too_many for known and unknown alike. */
  async ask(asked: LinkRequestDto, caller: Caller): Promise<LinkRequestedDto> {
    assertExactlyOne(asked, ['secret', 'refreshToken', 'email']);
    const secret = asked.secret ? secretHash(asked.secret) : null;
    const token = asked.refreshToken ? secretHash(asked.refreshToken) : null;
    const email = asked.email ?? null;
    await this.attempts.count('link_request', email ?? (secret ?? token)!.toString('hex'), caller);
    await Promise.all([
      wait(NO_SOONER_MS),
      this.door.openVisitorTx(caller.requestId, (tx) =>
        tx.query('select portal.ask_for_link($1, $2, $3, $4)', [secret, token, email, tx.requestId]),
      ),
    ]);
    return { message: LINK_REQUESTED.text };
  }

  /** Who asked in vain, because there is no e-mail of theirs on file, and may still look: longest waiting first. */
  async listWishes(tx: Tx, page: PageQuery): Promise<LinkWish[]> {
    const after = cursorKey(page, 2);
    return tx.query(
      `select w.id, w.patient_id as "patientId", p.name as "patientName", p.phone, k.name as "guardianName",
         w.asked_at as "askedAt", w.last_at as "lastAskedAt", w.times, w.asked_at::text as "sortKey"
       from portal.link_wish w
       join portal.patient p on p.clinic_id = w.clinic_id and p.id = w.patient_id
       left join portal.carer k on k.clinic_id = w.clinic_id and k.id = w.carer_id
       where w.resolved_at is null
         and (w.carer_id is null or (select access.looks from portal.access_of(w.carer_id) access))
         and ($1::timestamptz is null or (w.asked_at, w.id) > ($1::timestamptz, $2::uuid))
       order by w.asked_at, w.id
       limit $3`,
      [after?.[0] ?? null, after?.[1] ?? null, rowsFor(page)],
    );
  }
}
