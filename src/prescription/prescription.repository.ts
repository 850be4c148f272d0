import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { cursorKey, type PageQuery, rowsFor } from '../http/page';
import {
  Prescription,
  PrescriptionItem,
  PrescriptionTransition,
  PrescriptionVersion,
} from './prescription.entity';

/** A prescription with all that was ever said and done about it. */
export interface WholePrescription {
  prescription: Prescription;
  versions: PrescriptionVersion[];
  items: PrescriptionItem[];
  transitions: PrescriptionTransition[];
}

export async function getPrescriptionForUpdate(tx: Tx, id: string): Promise<Prescription> {
  const prescription = await tx.em.findOne(Prescription, {
    where: { id },
    lock: { mode: 'pessimistic_write' },
  });
  if (!prescription) throw new AppError('not_found');
  return prescription;
}

export async function getWhole(tx: Tx, id: string): Promise<WholePrescription> {
  const prescription = await tx.em.findOneBy(Prescription, { id });
  if (!prescription) throw new AppError('not_found');
  const [whole] = await gather(tx, [prescription]);
  return whole as WholePrescription;
}

/** Newest first. */
export async function listOfPatient(
  tx: Tx,
  patientId: string,
  page: PageQuery,
): Promise<WholePrescription[]> {
  const after = cursorKey(page, 1);
  const prescriptions = await tx.em
    .createQueryBuilder(Prescription, 'p')
    .where('p.patient_id = :patientId', { patientId })
    .andWhere(
      after
        ? '(p.created_at, p.id) < (select x.created_at, x.id from portal.prescription x where x.id = :id)'
        : 'true',
      {
        id: after?.[0],
      },
    )
    .orderBy('p.created_at', 'DESC')
    .addOrderBy('p.id', 'DESC')
    .limit(rowsFor(page))
    .getMany();
  return gather(tx, prescriptions);
}

async function gather(tx: Tx, prescriptions: Prescription[]): Promise<WholePrescription[]> {
  const ids = prescriptions.map((one) => one.id);
  const versions = await tx.em
    .createQueryBuilder(PrescriptionVersion, 'v')
    .where('v.prescription_id = any(:ids)', { ids })
    .orderBy('v.number')
    .getMany();
  const items = await itemsOf(
    tx,
    versions.map((one) => one.id),
  );
  const transitions = await tx.em
    .createQueryBuilder(PrescriptionTransition, 't')
    .where('t.prescription_id = any(:ids)', { ids })
    .orderBy('t.seq')
    .getMany();
  return prescriptions.map((prescription) => {
    const own = versions.filter((one) => one.prescriptionId === prescription.id);
    const ownIds = new Set(own.map((one) => one.id));
    return {
      prescription,
      versions: own,
      items: items.filter((one) => ownIds.has(one.versionId)),
      transitions: transitions.filter((one) => one.prescriptionId === prescription.id),
    };
  });
}

/** In the order in which the patient does them. */
export async function itemsOf(tx: Tx, versionIds: string[]): Promise<PrescriptionItem[]> {
  return tx.em
    .createQueryBuilder(PrescriptionItem, 'i')
    .where('i.version_id = any(:versionIds)', { versionIds })
    .orderBy('i.place')
    .getMany();
}

/**
 * The version that the patient had last in this episode, or null: a plan that was withdrawn is no ground to go on from.
 * Another prescription's counts when it was completed.
 */
export async function findLastAdvised(tx: Tx, prescription: Prescription): Promise<string | null> {
  if (prescription.liveVersionId) return prescription.liveVersionId;
  const [last] = await tx.query<{ version_id: string; kind: string }>(
    `select t.version_id, t.kind from portal.prescription_transition t
     join portal.prescription p on p.id = t.prescription_id
     where p.episode_id = $1 order by t.seq desc limit 1`,
    [prescription.episodeId],
  );
  return last && last.kind !== 'withdrawn' ? last.version_id : null;
}

/**
 * For each exercise, every easier one on its ladder, however many steps down and whichever side of a link names it.
 */
export async function easierThan(tx: Tx, exerciseIds: string[]): Promise<Map<string, string[]>> {
  const rows = await tx.query<{ start: string; easier: string[] }>(
    `with recursive step as (
       select e.id as harder, e.easier_id as easier from portal.exercise e where e.easier_id is not null
       union select e.harder_id, e.id from portal.exercise e where e.harder_id is not null
     ), down as (
       select s.harder as start, s.easier from step s where s.harder = any($1)
       union select d.start, s.easier from down d join step s on s.harder = d.easier
     )
     select start, array_agg(easier) as easier from down where easier <> start group by start`,
    [exerciseIds],
  );
  return new Map(rows.map((row) => [row.start, row.easier]));
}

export async function hasOpenInEpisode(tx: Tx, prescription: Prescription): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from portal.prescription where episode_id = $1 and id <> $2 and standing in ('issued', 'paused')`,
    [prescription.episodeId, prescription.id],
  );
  return rows.length > 0;
}

export async function isDischarged(tx: Tx, patientId: string): Promise<boolean> {
  const rows = await tx.query(
    'select 1 from portal.discharge where patient_id = $1 and readmitted_at is null',
    [patientId],
  );
  return rows.length > 0;
}
