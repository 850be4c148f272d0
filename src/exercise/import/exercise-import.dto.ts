import { Field, ListOf, Text } from '../../http/fields';
import type { Imported } from './import-exercises';
import type { Reading } from './imported-draft';

/** More is not worth reading on a screen: the file is of another kind then. */
const MOST_FAULTS_SHOWN = 1_000;

class RowFaultDto {
  @Field({ type: 'integer', example: 12, about: 'Counted from 1; in a table the header is row 1.' })
  row: number;
  @Text({ max: 60, nullable: true, example: 'Cat_Stretch', about: 'As far as it can be told.' })
  id: string | null;

  @Field({ type: 'string', example: 'name is missing.', about: 'For a person.' }) reason: string;
}

export class ExerciseImportDto {
  @Field({ type: 'integer', example: 873, about: 'Rows in the file.' }) read: number;
  @Field({ type: 'integer', example: 870, about: 'New drafts.' }) imported: number;
  @Field({ type: 'integer', example: 0, about: 'Imported before; left as they are.' }) alreadyThere: number;

  @ListOf(() => RowFaultDto, {
    max: MOST_FAULTS_SHOWN,
    about: `Rows that were left out: the first ${MOST_FAULTS_SHOWN}. Mend them and send the file again.`,
  })
  faults: RowFaultDto[];
}

export function toExerciseImport({ read, faults }: Reading, imported: Imported): ExerciseImportDto {
  return {
    read,
    imported: imported.ids.length,
    alreadyThere: imported.alreadyThere,
    faults: faults.slice(0, MOST_FAULTS_SHOWN),
  };
}
