import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { record } from '../../audit/record';
import { CurrentTx } from '../../db/in-tx.interceptor';
import type { Tx } from '../../db/tx';
import { AppError } from '../../http/errors';
import { Operation } from '../../http/operation';
import { TakesUpload } from '../../http/upload';
import { Allow } from '../../identity/allow';
import { ExerciseImportDto, toExerciseImport } from './exercise-import.dto';
import { readFreeExerciseDb } from './free-exercise-db';
import { importExercises } from './import-exercises';
import type { Reading } from './imported-draft';
import { COLUMNS, readOwnCsv } from './own-csv';

const ABOUT =
  'Each sound row becomes a draft, which cannot be prescribed until its traits are reviewed and it is published. A row ' +
  'that was imported before is left as it is. A faulty row is left out and named.';

@ApiTags('Exercise')
@Controller('exercise-imports')
export class ExerciseImportController {
  @Post('free-exercise-db')
  @Allow('clinician')
  @TakesUpload({
    kind: 'list',
    limitBytes: 4 * 1024 * 1024,
    about: 'The list in the data set’s dist/exercises.json, or a part of it.',
    example: [
      {
        id: 'Cat_Stretch',
        name: 'Cat Stretch',
        force: 'static',
        level: 'beginner',
        mechanic: null,
        equipment: null,
        primaryMuscles: ['lower back'],
        secondaryMuscles: ['middle back', 'traps'],
        instructions: ['Position yourself on the floor on your hands and knees.'],
        category: 'stretching',
      },
    ],
  })
  @Operation({
    summary: 'Import exercises from free-exercise-db',
    about: `At most 4 megabytes and 5,000 entries. ${ABOUT}`,
    returns: ExerciseImportDto,
    status: 200,
    refuses: ['exercise.import_unreadable'],
  })
  fromFreeExerciseDb(
    @CurrentTx() tx: Tx,
    @Body() entries: unknown[] | undefined,
  ): Promise<ExerciseImportDto> {
    return this.import(tx, readFreeExerciseDb(entries ?? refuseNothing()));
  }

  @Post('csv')
  @Allow('clinician')
  @TakesUpload({
    kind: 'csv',
    limitBytes: 1024 * 1024,
    about: 'A table as a spreadsheet saves it, in UTF-8, its first row the names of the columns.',
    example: 'id,name,summary,steps\nK-1,Towel heel raise,A heel raise.,Stand tall.|Rise onto your toes.\n',
  })
  @Operation({
    summary: 'Import the clinic’s own exercises from a table',
    about: `At most 1 megabyte and 5,000 rows. Columns: ${COLUMNS.join(', ')}; the first three are needed. ${ABOUT}`,
    returns: ExerciseImportDto,
    status: 200,
    refuses: ['exercise.import_unreadable'],
  })
  fromCsv(@CurrentTx() tx: Tx, @Body() text: string | undefined): Promise<ExerciseImportDto> {
    return this.import(tx, readOwnCsv(text ?? refuseNothing()));
  }

  private async import(tx: Tx, reading: Reading): Promise<ExerciseImportDto> {
    const imported = await importExercises((...asked) => tx.query(...asked), tx.actor.clinicId, reading);
    await record(tx, 'exercise.imported', { type: 'exercise', ids: imported.ids });
    return toExerciseImport(reading, imported);
  }
}

function refuseNothing(): never {
  throw new AppError('exercise.import_unreadable', 'The file is empty.');
}
