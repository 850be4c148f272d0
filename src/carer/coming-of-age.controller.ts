import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { Allow } from '../identity/allow';
import { ComingOfAgeDto, ComingOfAgeQuery } from './coming-of-age.dto';

/**
 * Whose guardians' access closes by itself soon, so that the clinic can speak with them before: of an address and a link of their
 * own, and of who may go on. On which day it closes, the database reckons.
 */
const CLOSING = /* sql */ `
  select p.id as "patientId", p.name, p.date_of_birth::text as "dateOfBirth", access.closes_on::text as "closesOn",
    p.email is not null and not exists (
      select 1 from portal.carer other
      where other.patient_id = p.id and other.kind = 'guardian' and lower(other.email) = lower(p.email)) as "hasOwnAddress",
    jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'email', k.email, 'evidenceKind', k.evidence_kind)
      order by k.let_in_at, k.id) as guardians
  from portal.carer k
  join portal.patient p on p.id = k.patient_id
  cross join lateral portal.access_of(k.id) access
  where k.kind = 'guardian' and k.ended_at is null and access.closes_on <= $1::date + $2::int
    and not exists (select 1 from portal.discharge d where d.patient_id = p.id and d.readmitted_at is null)
  group by p.id, access.closes_on
  order by access.closes_on, p.name, p.id`;

/** Days ahead, unless said. */
const WITHIN = 30;

@ApiTags('Carer')
@Controller('coming-of-age')
export class ComingOfAgeController {
  @Get()
  @Allow('clinician', 'desk')
  @Operation({
    summary: 'List whose guardians will soon look no longer, the next first',
    about:
      'On the 16th birthday; on the 18th of somebody who was found to lack capacity. Speak with them before: of an e-mail address ' +
      'and a link of their own, as one that a parent knows still opens with the date of birth.',
    returns: [ComingOfAgeDto],
  })
  async list(
    @CurrentTx() tx: Tx,
    @Query() { withinDays = WITHIN }: ComingOfAgeQuery,
  ): Promise<ComingOfAgeDto[]> {
    const rows = await tx.query<ComingOfAgeDto>(CLOSING, [tx.today, withinDays]);
    tx.sawRecordOf(...rows.map(({ patientId }) => patientId));
    return rows;
  }
}
