import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
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
  type GuardianEndingDto,
  type LetInDto,
  type NewCarerDto,
  type NewGuardianDto,
  toCarer,
} from './carer.dto';
import { type GuardianEvidence, wasEndedByOrder, whyNotGuardian } from './guardian-evidence';

/** So that nobody who is signed in can have strangers' letter-boxes filled. */
const LET_IN_A_DAY = 10;

const CARER = /* sql */ `k.id, k.patient_id, k.kind, k.name, k.email, k.evidence, k.evidence_kind, k.let_in_at, k.let_in_by,
  k.kept_on_at, k.ended_at, access.looks, access.closes_on::text`;
const WITH_ACCESS = 'portal.carer k cross join lateral portal.access_of(k.id) access';

/**
 * Who else may look at a patient's page: whom the patient let in, and a child's guardians, whom the clinic writes down. They
 * end with the next request, and a guardian's access closes by itself when the patient decides for themself: the database says
 * when. What a carer may do there, the policies and each route say; nothing here does.
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
    return this.begin(tx, { patientId, kind: 'let_in', name, email, evidence: null, evidenceKind: null });
  }

  /**
   * By the clinic, of somebody who does not decide for themself. Throws not_found, guardian.patient_grown_up,
   * guardian.not_at_this_age, and guardian.ended_by_order for whom a court order ended before.
   */
  async writeDown(
    tx: Tx,
    patientId: string,
    { name, email = null, evidence, evidenceKind }: NewGuardianDto,
  ): Promise<LetInDto> {
    await this.patients.getPatient(tx, patientId);
    const fault = whyNotGuardian(evidenceKind, await whoDecides(tx, patientId));
    if (fault) throw new AppError(fault);
    const former = await this.listOf(tx, patientId);
    if (evidenceKind !== 'court_order' && wasEndedByOrder({ name, email }, former))
      throw new AppError('guardian.ended_by_order');
    await assertAlive(tx, patientId);
    return this.begin(tx, { patientId, kind: 'guardian', name, email, evidence, evidenceKind });
  }

  /**
   * By the patient, who decides for themself, or by a clinician to whom they said so: a guardian looks on, or again, as whom they had
   * let in. Said again it changes nothing. Throws not_found, and carer.guardian of whoever does not decide.
   */
  async keepOn(tx: Tx, id: string): Promise<void> {
    const found = await this.find(tx, id);
    if (found?.kind !== 'guardian') throw new AppError('not_found');
    // a child's guardian is not theirs to lock either
    if (!(await whoDecides(tx, found.patient_id)).decidesAlone) throw new AppError('carer.guardian');
    const carer = await this.getOpen(tx, 'guardian', id);
    if (carer.kept_on_at) return;
    await (tx.actor.role === 'patient'
      ? tx.query('update portal.carer set kept_on_at = portal.portal_now() where id = $1', [id])
      : tx.query('update portal.carer set kept_on_at = portal.portal_now(), kept_on_by = $2 where id = $1', [
          ...[id, tx.actor.id],
        ]));
    await record(tx, 'carer.kept_on', { type: 'carer', ids: [id], patientIds: [carer.patient_id] });
  }

  /**
   * A new link for somebody who lost theirs; the old one stops working. Throws not_found for who was ended, and
   * guardian.patient_grown_up for whom access has closed by itself.
   */
  async issueLink(tx: Tx, kind: CarerKind, id: string): Promise<{ link: string }> {
    const carer = await this.getOpen(tx, kind, id);
    if (!carer.looks) throw new AppError('guardian.patient_grown_up');
    if (kind === 'guardian') await resolveWishes(tx, carer.patient_id, id);
    return this.patientLinks.issueToCarer(tx, carer.patient_id, id);
  }

  /**
   * They and their sessions, at once. Throws not_found, and carer.guardian to a child who would end a guardian: whoever decides
   * for themself by now says who looks on. `ending`: why the clinic does.
   */
  async end(tx: Tx, kind: CarerKind, id: string, ending: Partial<GuardianEndingDto> = {}): Promise<void> {
    const isPatient = tx.actor.role === 'patient';
    const decidesAlone = isPatient && (await whoDecides(tx, tx.actor.id)).decidesAlone;
    const carer = await this.getOpen(tx, kind, id, decidesAlone ? ['let_in', 'guardian'] : [kind]);
    await tx.query(
      isPatient
        ? 'update portal.carer set ended_at = portal.portal_now() where id = $1'
        : `update portal.carer set ended_at = portal.portal_now(), ended_by_staff = $2, ended_because = $3, ended_note = $4
           where id = $1`,
      isPatient ? [id] : [id, tx.actor.id, ending.because ?? null, ending.note ?? null],
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
      evidenceKind: GuardianEvidence | null;
    },
  ): Promise<LetInDto> {
    const { patientId, kind, name, email, evidence, evidenceKind } = fields;
    const id = randomUUID();
    await tx.query(
      `insert into portal.carer (id, clinic_id, patient_id, kind, name, email, evidence, evidence_kind, let_in_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        tx.actor.clinicId,
        patientId,
        kind,
        name,
        email,
        evidence,
        evidenceKind,
        kind === 'guardian' ? tx.actor.id : null,
      ],
    );
    await record(tx, 'carer.let_in', { type: 'carer', ids: [id], patientIds: [patientId] });
    const { link } = await this.patientLinks.issueToCarer(tx, patientId, id);
    if (email) await postMail(tx, { kind: 'carer_link', to: email, patientId, carerId: id });
    return { carer: toCarer((await this.find(tx, id)) as CarerRow), link };
  }

  private async listOf(tx: Tx, patientId: string): Promise<CarerDto[]> {
    const rows = await tx.query<CarerRow>(
      `select ${columnsFor(tx)} from ${WITH_ACCESS} where k.patient_id = $1
       order by k.ended_at is not null, k.let_in_at desc, k.id`,
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
    const found = await this.find(tx, id);
    const row = found?.ended_at === null ? found : undefined;
    if (row && kinds.includes(row.kind)) return this.locked(tx, row);
    throw new AppError(row?.kind === 'guardian' && kind === 'let_in' ? 'carer.guardian' : 'not_found');
  }

  private async find(tx: Tx, id: string): Promise<CarerRow | undefined> {
    const [row] = await tx.query<CarerRow>(`select ${columnsFor(tx)} from ${WITH_ACCESS} where k.id = $1`, [
      id,
    ]);
    return row;
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

/** Not why the clinic ended somebody, to a patient. */
const columnsFor = (tx: Tx): string =>
  tx.actor.role === 'patient' ? CARER : `${CARER}, k.ended_because, k.ended_note`;

async function whoDecides(tx: Tx, patientId: string): Promise<{ age: number; decidesAlone: boolean }> {
  const [row] = await tx.query<{ age: number; decidesAlone: boolean }>(
    'select age, decides_alone as "decidesAlone" from portal.who_decides($1)',
    [patientId],
  );
  if (!row) throw new AppError('not_found');
  return row;
}
