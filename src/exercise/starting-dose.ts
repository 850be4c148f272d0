import type { Dosage } from '../dosage/dosage';

/** An exercise with the doses that were written down for it, whoever it is prescribed to. */
export interface UsuallyDosed {
  /** The library's. */
  defaultDosage: Dosage | null;
  /** The clinic's own. */
  clinicDose: { dosage: Dosage } | null;
}

/** What a prescription starts from: the clinic's own dose, else the library's; null: the clinician has to say one. */
export const startingDose = ({ clinicDose, defaultDosage }: UsuallyDosed): Dosage | null =>
  clinicDose?.dosage ?? defaultDosage;
