import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { ageOn, isUnder16 } from '../calendar/age';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import type { CarerKind } from '../identity/session.dto';
import { postMail } from '../mail/post-mail';
import { resolveWishes } from '../patient/patient-link.repository';
import { assertAlive } from '../patient/patient.repository';
import { PatientLinkService } from '../patient/patient-link.service';
import { PatientService } from '../patient/patient.service';
import {
  type CarerDto,
  type CarerRow,
  type LetInDto,
  type NewCarerDto,
  type NewGuardianDto,
  toCarer,
} from './carer.dto';

/** So that nobody who is signed in can have strangers' letter-boxes filled. */
const LET_IN_A_DAY = 10;

const COLUMNS = 'id, patient_id, kind, name, email, evidence, let_in_at, let_in_by, ended_at';

/**
 * Who else may look at a patient's page: whom the patient let in, and a child's guardians, whom the clinic writes down. They
 * end with the next request. What a carer may do there, the policies and each route say; nothing here does.
 */
@Injectable()
export class CarerService {
  constructor(
    private readonly patients: PatientService,
    private readonly patientLinks: PatientLinkService,
  ) {}

  /** The patient's own, those first who may still look. */
  async listOwn(tx: Tx): Promise<CarerDto[]> {
    return this.listOf(tx, tx.actor.id);
  }

  /** For the clinic; also of those who were once. */
  async listOfPatient(tx: Tx, patientId: string): Promise<CarerDto[]> {
    await this.patients.getPatient(tx, patientId);
    return this.listOf(tx, patientId);
  }

  /** By the patient. Throws carer.too_many after ten in a day. */
  async letIn(tx: Tx, { name, email = null }: NewCarerDto): Promise<LetInDto> {
    const patientId = tx.actor.id;
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`carers ${patientId}`]);
    const today = await tx.query(
      `select 1 from portal.carer
       where patient_id = $1 and kind = 'let_in' and let_in_at > portal.portal_now() - interval '1 day'`,
      [patientId],
    );
    if (today.length >= LET_IN_A_DAY) throw new AppError('carer.too_many');
    return this.begin(tx, { patientId, kind: 'let_in', name, email, evidence: null });
  }

  /** By the clinic, of a child. Throws not_found, and guardian.patient_grown_up from the day on which the patient is 16. */
  async writeDown(
    tx: Tx,
    patientId: string,
    { name, email = null, evidence }: NewGuardianDto,
  ): Promise<LetInDto> {
    const patient = await this.patients.getPatient(tx, patientId);
    if (!isUnder16(ageOn(patient.dateOfBirth, tx.today))) throw new AppError('guardian.patient_grown_up');
    await assertAlive(tx, patientId);
    return this.begin(tx, { patientId, kind: 'guardian', name, email, evidence });
  }

  /** A new link for somebody who lost theirs; the old one stops working. Throws not_found for who may not look any more. */
  async issueLink(tx: Tx, kind: CarerKind, id: string): Promise<{ link: string }> {
    const carer = await this.getOpen(tx, kind, id);
    if (kind === 'guardian') await resolveWishes(tx, carer.patient_id, id);
    return this.patientLinks.issueToCarer(tx, carer.patient_id, id);
  }

  /**
   * They and their sessions, at once. Throws not_found, and carer.guardian to a child who would end a guardian: whoever has
   * grown up since then says for themself who looks on.
   */
  async end(tx: Tx, kind: CarerKind, id: string): Promise<void> {
    const isGrownUp = tx.actor.role === 'patient' && !(await isChild(tx));
    const carer = await this.getOpen(tx, kind, id, isGrownUp ? ['let_in', 'guardian'] : [kind]);
    await tx.query(
      tx.actor.role === 'patient'
        ? 'update portal.carer set ended_at = portal.portal_now() where id = $1'
        : 'update portal.carer set ended_at = portal.portal_now(), ended_by_staff = $2 where id = $1',
      tx.actor.role === 'patient' ? [id] : [id, tx.actor.id],
    );
    await tx.query(
      `update portal.session set ended_at = portal.portal_now(), ended_because = 'carer_ended'
       where carer_id = $1 and ended_at is null`,
      [id],
    );
    await record(tx, 'carer.ended', { type: 'carer', ids: [id], patientIds: [carer.patient_id] });
  }

  private async begin(
    tx: Tx,
    fields: {
      patientId: string;
      kind: CarerKind;
      name: string;
      email: string | null;
      evidence: string | null;
    },
  ): Promise<LetInDto> {
    const { patientId, kind, name, email, evidence } = fields;
    const id = randomUUID();
    const [row] = await tx.query<CarerRow>(
      `insert into portal.carer (id, clinic_id, patient_id, kind, name, email, evidence, let_in_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${COLUMNS}`,
      [
        id,
        tx.actor.clinicId,
        patientId,
        kind,
        name,
        email,
        evidence,
        kind === 'guardian' ? tx.actor.id : null,
      ],
    );
    await record(tx, 'carer.let_in', { type: 'carer', ids: [id], patientIds: [patientId] });
    const { link } = await this.patientLinks.issueToCarer(tx, patientId, id);
    if (email) await postMail(tx, { kind: 'carer_link', to: email, patientId, carerId: id });
    return { carer: toCarer(row as CarerRow), link };
  }

  private async listOf(tx: Tx, patientId: string): Promise<CarerDto[]> {
    const rows = await tx.query<CarerRow>(
      `select ${COLUMNS} from portal.carer where patient_id = $1
       order by ended_at is not null, let_in_at desc, id`,
      [patientId],
    );
    return rows.map(toCarer);
  }

  private async getOpen(
    tx: Tx,
    kind: CarerKind,
    id: string,
    kinds: readonly CarerKind[] = [kind],
  ): Promise<CarerRow> {
    const [row] = await tx.query<CarerRow>(
      `select ${COLUMNS} from portal.carer where id = $1 and ended_at is null`,
      [id],
    );
    if (row && kinds.includes(row.kind)) return this.locked(tx, row);
    throw new AppError(row?.kind === 'guardian' && kind === 'let_in' ? 'carer.guardian' : 'not_found');
  }

  private async locked(tx: Tx, row: CarerRow): Promise<CarerRow> {
    // locked by who may change it, so that it is not ended meanwhile
    const locked = await tx.query(
      'select 1 from portal.carer where id = $1 and ended_at is null for update',
      [row.id],
    );
    if (locked.length === 0) throw new AppError('not_found');
    return row;
  }
}

async function isChild(tx: Tx): Promise<boolean> {
  const [own] = await tx.query<{ born: string }>(
    'select date_of_birth::text as born from portal.patient where id = $1',
    [tx.actor.id],
  );
  return own === undefined || isUnder16(ageOn(own.born, tx.today));
}
