import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf } from '../http/page';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import {
  ChangeExerciseDto,
  ExerciseDto,
  ExerciseQuery,
  LadderDto,
  NewExerciseDto,
  toExercise,
  toLadder,
} from './exercise.dto';
import { ExerciseService } from './exercise.service';

@ApiTags('Exercise')
@Controller('exercises')
export class ExerciseController {
  constructor(private readonly exercises: ExerciseService) {}

  @Get()
  @Allow('clinician')
  @Operation({
    summary: 'Search the library: best match first, then by name',
    about:
      'The clinic’s own exercises and the shared ones; unless you ask for others, those that can be prescribed.',
    returns: PageOf(ExerciseDto),
  })
  async search(@CurrentTx() tx: Tx, @Query() query: ExerciseQuery): Promise<Page<ExerciseDto>> {
    return pageOf(
      await this.exercises.searchExercises(tx, query),
      query,
      ({ match, name, id }) => [String(match), name, id],
      ({ exercise }) => toExercise(exercise),
    );
  }

  @Post()
  @Allow('clinician')
  @Operation({
    summary: 'Draft an exercise of the clinic’s own',
    about: 'Easier and harder name published exercises, shared or of the clinic.',
    returns: ExerciseDto,
    status: 201,
    refuses: ['exercise.ladder_loop'],
  })
  async draft(@CurrentTx() tx: Tx, @Body() body: NewExerciseDto): Promise<ExerciseDto> {
    return toExercise(await this.exercises.draft(tx, body));
  }

  @Get(':id')
  @Allow('clinician')
  @Operation({ summary: 'Read an exercise', returns: ExerciseDto })
  async read(@CurrentTx() tx: Tx, @PathId() id: string): Promise<ExerciseDto> {
    return toExercise(await this.exercises.getExercise(tx, id));
  }

  @Get(':id/ladder')
  @Allow('clinician')
  @Operation({
    summary: 'Read what is easier than an exercise and what is harder',
    about:
      'Over any number of steps, whichever exercise of two names the other. Only what can be prescribed today.',
    returns: LadderDto,
  })
  async ladder(@CurrentTx() tx: Tx, @PathId() id: string): Promise<LadderDto> {
    return toLadder(await this.exercises.ladderOf(tx, id));
  }

  @Patch(':id')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Change an exercise of the clinic’s own',
    about: 'Prescriptions hold snapshots, so this changes none of them.',
    returns: ExerciseDto,
    refuses: ['exercise.shared', 'exercise.incomplete', 'exercise.ladder_loop'],
  })
  async change(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: ChangeExerciseDto,
  ): Promise<ExerciseDto> {
    return toExercise(await this.exercises.change(tx, id, expected, body));
  }

  @Post(':id/publication')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Let a draft, or a retired exercise, be prescribed',
    returns: ExerciseDto,
    refuses: ['exercise.shared', 'exercise.incomplete', 'exercise.published_already'],
  })
  async publish(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
  ): Promise<ExerciseDto> {
    return toExercise(await this.exercises.publish(tx, id, expected));
  }

  @Post(':id/retirement')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Take an exercise out of what can be prescribed',
    about: 'Prescriptions that hold it go on.',
    returns: ExerciseDto,
    refuses: ['exercise.shared', 'exercise.retired_already'],
  })
  async retire(@CurrentTx() tx: Tx, @PathId() id: string, @IfMatch() expected: number): Promise<ExerciseDto> {
    return toExercise(await this.exercises.retire(tx, id, expected));
  }

  @Post(':id/copy')
  @Allow('clinician')
  @Operation({
    summary: 'Copy an exercise, shared or own, into a draft of the clinic’s own',
    about: 'With its links and the clinic’s videos.',
    returns: ExerciseDto,
    status: 201,
  })
  async copy(@CurrentTx() tx: Tx, @PathId() id: string): Promise<ExerciseDto> {
    return toExercise(await this.exercises.copy(tx, id));
  }
}
