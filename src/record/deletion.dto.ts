import { Choice, Day, Id, Instant, Text } from '../http/fields';
import { RETENTION_RULES, type RetentionRule } from './retention';

/** The deletion of a record, on the wire: what is asked for, and all that stays of it. */
const RULE_IDS = RETENTION_RULES.map(({ id }) => id);
const BECAUSE = { max: 1000, example: 'Ten years unseen; our yearly look through what is due.' };

export class DeletionDto {
  @Text({ ...BECAUSE, about: 'It stays, so it may not name the patient.' }) because: string;
  @Text({
    max: 200,
    verbatim: true,
    example: 'Ann Allen',
    about: 'The patient’s name, exactly as the record has it.',
  })
  confirmName: string;
}

export class DeletedRecordDto {
  @Id({ about: 'Of the deletion.' }) id: string;
  @Id({ about: 'Whose record it was. Nobody has this id any more.' }) patientId: string;
  @Instant() deletedAt: string;
  @Id() deletedBy: string;
  @Day({ example: '2034-11-20', about: 'Until when it had to be kept.' }) keptUntil: string;
  @Choice(RULE_IDS) rule: RetentionRule['id'];
  @Text(BECAUSE) because: string;
}

export interface DeletedRecord extends Omit<DeletedRecordDto, 'deletedAt'> {
  deletedAt: Date;
}

export const toDeletedRecord = (deleted: DeletedRecord): DeletedRecordDto => ({
  ...deleted,
  deletedAt: deleted.deletedAt.toISOString(),
});
