import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { record } from '../audit/record';
import { Site, Staff } from '../clinic/clinic.entity';
import { ClinicService } from '../clinic/clinic.service';
import type { Tx } from '../db/tx';
import { AppError, type FieldFault } from '../http/errors';
import { assertRevision } from '../http/revision';
import { assertOffered } from '../language/offered';
import { Acquaintances, type Match, type Registered } from './duplicate';
import { findCandidates } from './duplicate.repository';
import type {
  ChangePatientDto,
  NewIdentifierDto,
  NewPatientDto,
  PatientQuery,
  PossibleDuplicateQuery,
} from './patient.dto';
import { Discharge, Patient, PatientIdentifier, type PatientRecord, type PlanState } from './patient.entity';
import { faultsOfPatient, faultsOfResponsible } from './patient-rules';
import {
  closeAlertsOf,
  findPatient,
  findPlanState,
  handOverOnRecord,
  isDeceased,
  isDischarged,
  listPatients,
  moveRevision,
  pausePlansOf,
} from './patient.repository';

/** Somebody who is back, whichever way. */
export const NOT_ARCHIVED = { archivedAt: null, archivedBy: null, archivedBecause: null };

/** What stands on each alert that a discharge closed. */
const DISCHARGED_NOTE = 'Discharged.';

/**
 * The people a clinic treats. The gate asks for a discharge itself, so the routine closes with the same transaction; the
 * plans are paused besides, so that a re-admission revives no advice that nobody looked at again. What was open on the worklist
 * is closed with it; that none is opened meanwhile, portal.raise_alert sees.
 */
@Injectable()
export class PatientService {
  constructor(private readonly clinics: ClinicService) {}

  async listPatients(tx: Tx, query: PatientQuery): Promise<PatientRecord[]> {
    assertBoth(query, 'externalSystem', 'externalValue');
    return listPatients(tx, query);
  }

  /** Who is there already, by the rules of duplicates; nobody, if the query says nothing. */
  async findPossibleDuplicates(tx: Tx, query: PossibleDuplicateQuery): Promise<Match<Registered>[]> {
    assertBoth(query, 'externalSystem', 'externalValue');
    assertBoth(query, 'name', 'dateOfBirth');
    const { name, dateOfBirth, externalSystem: system, externalValue: value } = query;
    const person = {
      name: name ?? '',
      dateOfBirth: dateOfBirth ?? null,
      identifiers: system !== undefined && value !== undefined ? [{ system, value }] : [],
      cameFrom: null,
    };
    const matches = new Acquaintances(await findCandidates(tx, [person], null)).matchesOf(person);
    tx.sawRecordOf(...matches.map(({ who }) => who.patientId));
    return matches;
  }

  async getPatient(tx: Tx, id: string): Promise<PatientRecord> {
    const patient = await findPatient(tx, id);
    if (!patient) throw new AppError('not_found');
    tx.sawRecordOf(id);
    return patient;
  }

  async getPlanState(tx: Tx, id: string): Promise<PlanState> {
    const state = await findPlanState(tx, id);
    if (!state) throw new AppError('not_found');
    tx.sawRecordOf(id);
    return state;
  }

  /** Throws patient.identifier_taken, naming the patient who has it: finding people twice is what identifiers prevent. */
  async register(tx: Tx, { identifiers = [], ...fields }: NewPatientDto): Promise<PatientRecord> {
    const patient = tx.em.create(Patient, { ...fields, id: randomUUID(), clinicId: tx.actor.clinicId });
    await assertSound(tx, fields);
    await tx.em.insert(Patient, patient);
    for (const [index, identifier] of identifiers.entries()) {
      await insertIdentifier(tx, patient.id, identifier, `/identifiers/${index}`);
    }
    return this.recorded(tx, 'patient.registered', patient.id);
  }

  async changePatient(
    tx: Tx,
    id: string,
    expected: number,
    change: ChangePatientDto,
  ): Promise<PatientRecord> {
    const patient = await this.getPatientForUpdate(tx, id);
    assertRevision(patient, expected);
    const { responsibleId = null } = patient;
    // whoever was responsible may have left; that is asked only of somebody new
    await assertSound(
      tx,
      change.responsibleId === responsibleId ? { ...change, responsibleId: null } : change,
    );
    if (change.responsibleId !== undefined) await this.handOver(tx, id, change.responsibleId);
    await tx.em.save(Object.assign(patient, change));
    return this.recorded(tx, 'patient.changed', id);
  }

  async addIdentifier(tx: Tx, id: string, identifier: NewIdentifierDto): Promise<PatientRecord> {
    await this.getPatientForUpdate(tx, id);
    await insertIdentifier(tx, id, identifier, '');
    await moveRevision(tx, id);
    return this.recorded(tx, 'patient.identifier_added', id);
  }

  /** `expected` is the patient's revision: an identifier has none of its own. */
  async removeIdentifier(tx: Tx, id: string, identifierId: string, expected: number): Promise<void> {
    const patient = await this.getPatientForUpdate(tx, id);
    assertRevision(patient, expected);
    const { affected } = await tx.em.delete(PatientIdentifier, { id: identifierId, patientId: id });
    if (affected !== 1) throw new AppError('not_found');
    await moveRevision(tx, id);
    await record(tx, 'patient.identifier_removed', { type: 'patient', ids: [id], patientIds: [id] });
  }

  /** Newest first, with the reasons. */
  async listDischarges(tx: Tx, id: string): Promise<Discharge[]> {
    await this.getPatient(tx, id);
    return tx.em.find(Discharge, { where: { patientId: id }, order: { dischargedAt: 'DESC', id: 'DESC' } });
  }

  async discharge(tx: Tx, id: string, expected: number, because: string): Promise<PatientRecord> {
    const patient = await this.getPatientForUpdate(tx, id);
    assertRevision(patient, expected);
    if (await isDischarged(tx, id)) throw new AppError('patient.discharged_already');
    const discharge = tx.em.create(Discharge, {
      id: randomUUID(),
      clinicId: tx.actor.clinicId,
      patientId: id,
      dischargedAt: tx.now,
      dischargedBy: tx.actor.id,
      because,
    });
    await tx.em.insert(Discharge, discharge);
    await this.pausePlans(tx, id, 'Discharged');
    await this.closeAlerts(tx, id);
    await moveRevision(tx, id);
    return this.recorded(tx, 'patient.discharged', id);
  }

  /** Closing is anybody's who treats; taking back is for who may sign. Throws patient.readmitter_not_entitled otherwise. */
  async readmit(tx: Tx, id: string, expected: number): Promise<PatientRecord> {
    const patient = await this.getPatientForUpdate(tx, id);
    assertRevision(patient, expected);
    const { staff, clinic } = await this.clinics.getSelf(tx);
    if (!staff.maySign(tx.today, clinic)) throw new AppError('patient.readmitter_not_entitled');
    if (await isDeceased(tx, id)) throw new AppError('patient.deceased');
    const { affected } = await tx.em.update(
      Discharge,
      { patientId: id, readmittedAt: IsNull() },
      { readmittedAt: tx.now, readmittedBy: tx.actor.id },
    );
    if (affected !== 1) throw new AppError('patient.not_discharged');
    // moves the revision, whether or not they were
    await tx.em.update(Patient, { id }, NOT_ARCHIVED);
    return this.recorded(tx, 'patient.readmitted', id);
  }

  /** Before the record says so itself. Whoever is with them already is handed over to nobody. */
  private async handOver(tx: Tx, id: string, toId: string | null): Promise<void> {
    const handOverId = await handOverOnRecord(tx, id, toId);
    if (handOverId === null) return;
    await record(tx, 'patient.handed_over', { type: 'hand_over', ids: [handOverId], patientIds: [id] });
  }

  /** Closes all that the patient was advised, whatever the episode, until a clinician resumes, changes or withdraws it. */
  async pausePlans(tx: Tx, id: string, because: string): Promise<void> {
    const paused = await pausePlansOf(tx, id, because);
    if (paused.length === 0) return;
    await record(tx, 'prescription.paused', { type: 'prescription', ids: paused, patientIds: [id] });
  }

  /** Nobody looks after somebody who is gone; what was found stays, closed by whoever discharged them. */
  private async closeAlerts(tx: Tx, id: string): Promise<void> {
    const closed = await closeAlertsOf(tx, id, DISCHARGED_NOTE);
    if (closed.length > 0) await record(tx, 'alert.closed', { type: 'alert', ids: closed, patientIds: [id] });
  }

  /** Locked until the transaction ends. Throws not_found. */
  async getPatientForUpdate(tx: Tx, id: string): Promise<Patient> {
    const patient = await tx.em.findOne(Patient, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!patient) throw new AppError('not_found');
    if (patient.mergedIntoId !== null) throw new AppError('patient.merged');
    return patient;
  }

  private async recorded(tx: Tx, action: `patient.${string}`, id: string): Promise<PatientRecord> {
    await record(tx, action, { type: 'patient', ids: [id], patientIds: [id] });
    return (await findPatient(tx, id)) as PatientRecord;
  }
}

/** `pointer` says where in the body it stands. */
async function insertIdentifier(
  tx: Tx,
  patientId: string,
  { system, value }: NewIdentifierDto,
  pointer: string,
): Promise<void> {
  // waits for a rival's transaction and then gives way, where a plain insert would spoil this one
  const inserted = await tx.query(
    `insert into portal.patient_identifier (clinic_id, patient_id, system, value) values ($1, $2, $3, $4)
     on conflict (clinic_id, system, value) do nothing returning id`,
    [tx.actor.clinicId, patientId, system, value],
  );
  if (inserted.length > 0) return;
  const holder = await tx.em.findOneByOrFail(PatientIdentifier, { system, value });
  const detail =
    holder.patientId === patientId
      ? 'This patient has it already.'
      : `Patient ${holder.patientId} has this identifier.`;
  throw new AppError('patient.identifier_taken', undefined, [
    { pointer: `${pointer}/value`, code: 'taken', detail },
  ]);
}

async function assertSound(
  tx: Tx,
  {
    dateOfBirth,
    responsibleId,
    usualSiteId,
    preferredLanguage,
  }: Pick<ChangePatientDto, 'dateOfBirth' | 'responsibleId' | 'usualSiteId' | 'preferredLanguage'>,
): Promise<void> {
  if (preferredLanguage !== undefined) await assertOffered(tx, preferredLanguage);
  const [fault] = faultsOfPatient({ dateOfBirth }, tx.today);
  if (fault) throw invalid(fault);
  if (typeof usualSiteId === 'string' && !(await tx.em.existsBy(Site, { id: usualSiteId }))) {
    throw invalid({
      pointer: '/usualSiteId',
      code: 'site',
      detail: 'Your clinic has no site with this id.',
    });
  }
  if (typeof responsibleId !== 'string') return;
  const staff = await tx.em.findOneBy(Staff, { id: responsibleId });
  const [unfit] = faultsOfResponsible(staff, tx.today, 'id');
  if (unfit) throw invalid(unfit);
}

/** Of two parameters that mean nothing alone. */
function assertBoth<Query extends object>(
  query: Query,
  one: keyof Query & string,
  other: keyof Query & string,
): void {
  if ((query[one] === undefined) === (query[other] === undefined)) return;
  throw invalid({ pointer: other, code: 'together', detail: `Send both: ${one}, and ${other}.` });
}

const invalid = (fault: FieldFault): AppError => new AppError('request.invalid', undefined, [fault]);
