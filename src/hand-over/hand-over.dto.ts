import { ANOTHER_ID, Choice, Field, Flag, Id, Ids, Instant, ListOf, Said, Text, Whole } from '../http/fields';
import { PageQuery } from '../http/page';
import {
  CHANGED_ON_RECORD,
  HAND_OVER_REASONS,
  type HandOverReason,
  type Move,
  TAKE_BACK_HOURS,
  TAKEN_BACK,
  takeBackUntil,
  type WrittenReason,
} from './hand-over-rules';
import type { HandOver } from './hand-over.repository';

const NOTE = {
  max: 1000,
  example: 'Moves to Leeds.',
  about: 'For clinicians and admins. Admins treat nobody: write nothing here of what was found.',
};
const TO = { example: ANOTHER_ID, about: 'A clinician who is here today and may sign.' };

export class NewHandOverDto {
  @Id({
    optional: true,
    about: 'Whose patients. You, if you are no admin; an admin who names patients may leave it out.',
  })
  fromId?: string;
  @Id(TO) toId: string;
  @Ids({ min: 1, max: 500, optional: true, nullable: true, example: null, about: 'Which patients; or all.' })
  patientIds?: string[] | null;
  @Said({ about: 'The whole caseload, those who are discharged too.' }) all?: boolean;
  @Choice(HAND_OVER_REASONS, { about: 'other wants a note.' }) reason: HandOverReason;
  @Text({ ...NOTE, optional: true, nullable: true }) note?: string | null;
}

export class TakingBackDto {
  @Text({ ...NOTE, optional: true, nullable: true, example: 'The wrong colleague.' }) note?: string | null;
}

export class HandOverQuery extends PageQuery {
  @Id({ optional: true, about: 'Those by which somebody got or gave patients.' }) staffId?: string;
}

export class HandOverDto {
  @Id() id: string;
  @Instant() at: string;
  @Id({ about: 'Who did it.' }) byId: string;
  @Id({ nullable: true, about: 'null: from whoever each had; of one patient: nobody was responsible.' })
  fromId: string | null;
  @Id({ nullable: true, about: 'null: each went back to whom they had, or nobody is responsible any more.' })
  toId: string | null;
  @Flag({ about: 'The whole caseload.' }) isWhole: boolean;
  @Choice([...HAND_OVER_REASONS, TAKEN_BACK, CHANGED_ON_RECORD], {
    about: 'changed_on_record: the responsible clinician was changed with the patient’s other particulars.',
  })
  reason: WrittenReason;
  @Text({ max: 1000, nullable: true, example: NOTE.example }) note: string | null;
  @Whole({ min: 1, max: 1_000_000, example: 43, about: 'How many patients it moved.' }) patients: number;
  @Id({ nullable: true, example: null, about: 'The one that this takes back.' }) takesBackId: string | null;
  @Id({ nullable: true, example: null, about: 'The one by which this was taken back.' })
  takenBackById: string | null;
  @Instant({ nullable: true, about: `For ${TAKE_BACK_HOURS} hours; null: it was, or cannot be.` })
  canBeTakenBackUntil: string | null;
}

export class HandedOverDto {
  @Id() patientId: string;
  @Id({ nullable: true, about: 'null: nobody was responsible.' }) fromId: string | null;
  @Id({ nullable: true }) toId: string | null;
}

export class HandOverWithPatientsDto extends HandOverDto {
  @ListOf(() => HandedOverDto, { max: 1_000_000, about: 'Whom it moved.' }) moved: HandedOverDto[];
}

export class OwnClinicianDto {
  @Field({
    type: 'string',
    nullable: true,
    example: 'Dr Maya Rivera',
    about: 'Who looks after me now. null: nobody in particular; the clinic does.',
  })
  name: string | null;
  @Field({ type: 'string', nullable: true, example: 'chiropractor' }) profession: string | null;
}

export function toHandOver(handOver: HandOver): HandOverDto {
  const { takesBack, takenBackBy } = handOver;
  return {
    id: handOver.id,
    at: handOver.at.toISOString(),
    byId: handOver.byId,
    fromId: handOver.fromId,
    toId: handOver.toId,
    isWhole: handOver.isWhole,
    reason: handOver.reason,
    note: handOver.note,
    patients: handOver.patients,
    takesBackId: takesBack,
    takenBackById: takenBackBy,
    canBeTakenBackUntil: takeBackUntil(handOver)?.toISOString() ?? null,
  };
}

export const toHandOverWithPatients = (
  handOver: HandOver,
  moved: readonly Move[],
): HandOverWithPatientsDto => ({ ...toHandOver(handOver), moved: moved.map((move) => ({ ...move })) });
