/** The form on the wire of whose guardians' access closes soon. */
import { Choice, Day, Email, Flag, Id, ListOf, Text, Whole } from '../http/fields';
import { GUARDIAN_EVIDENCE, type GuardianEvidence, NOT_SAID } from './guardian-evidence';

export class ComingOfAgeQuery {
  @Whole({
    min: 0,
    max: 366,
    optional: true,
    parameter: true,
    example: 30,
    about: 'From today on; 30, if not said.',
  })
  withinDays?: number;
}

class ClosingGuardianDto {
  @Id() id: string;
  @Text({ max: 200, example: 'Greta Small' }) name: string;
  @Email({ nullable: true, example: null }) email: string | null;
  @Choice([...GUARDIAN_EVIDENCE, NOT_SAID]) evidenceKind: GuardianEvidence | typeof NOT_SAID;
}

export class ComingOfAgeDto {
  @Id() patientId: string;
  @Text({ max: 200, example: 'Tilda Small' }) name: string;
  @Day({ example: '2010-12-20' }) dateOfBirth: string;
  @Day({ example: '2026-12-20', about: 'From this day on these guardians look no longer, by themselves.' })
  closesOn: string;
  @Flag({ about: 'Whether an e-mail address is on file that is not a guardian’s: ask for one.' })
  hasOwnAddress: boolean;
  @ListOf(() => ClosingGuardianDto) guardians: ClosingGuardianDto[];
}
