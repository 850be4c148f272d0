import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A discharge closes what was on the worklist. This does so once for those who were discharged before it did: in the name of
 * whoever discharged them, with the same note, at the moment of the discharge or when it was found later.
 */
export class CloseAlertsOfDischarged20261125090600 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      update portal.alert a set
          closed_at = greatest(d.discharged_at, a.last_at), closed_by = d.discharged_by, note = 'Discharged.',
          acknowledged_at = coalesce(a.acknowledged_at, greatest(d.discharged_at, a.last_at)),
          acknowledged_by = coalesce(a.acknowledged_by, d.discharged_by)
        from portal.discharge d
        where d.clinic_id = a.clinic_id and d.patient_id = a.patient_id and d.readmitted_at is null
          and a.closed_at is null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
