import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import { checkDosage } from '../dosage/check/check-dosage';
import { AppError } from '../http/errors';
import { assertRevision } from '../http/revision';
import type { ChangeExerciseDto, ExerciseQuery, NewExerciseDto } from './exercise.dto';
import { Exercise, type ExerciseAtClinic, ExerciseVideo } from './exercise.entity';
import { codeOf } from './exercise-code';
import { type Found, searchExercises } from './exercise-search';
import { alongTheLadder, type Direction, harderThanThemselves, type Rung, type Rungs } from './ladder';
import { DefaultDose, FavouriteExercise } from './preference.entity';
import type { Pillar, Position } from './traits';

/** What getPrescribable answers: published and therefore complete, not retired, visible to the clinic that asks. */
export type PrescribableExercise = ExerciseAtClinic & { pillar: Pillar; position: Position };

/** An exercise of a ladder, and how many steps away it stands. */
export interface Step {
  exercise: PrescribableExercise;
  steps: number;
}

/**
 * The library of one clinic: the shared exercises, which it may read and copy, and its own, which it writes. Patients
 * never come here: what they see are the snapshots in their prescriptions, through the gate.
 */
@Injectable()
export class ExerciseService {
  /** What was found, in the order of the search, with its place in that order. */
  async searchExercises(tx: Tx, query: ExerciseQuery): Promise<(Found & { exercise: ExerciseAtClinic })[]> {
    const found = await searchExercises(tx, query);
    const exercises = await atClinic(tx.em)
      .where('e.id = any(:ids)', { ids: found.map(({ id }) => id) })
      .getMany();
    const byId = new Map(exercises.map((exercise) => [exercise.id, exercise as ExerciseAtClinic]));
    return found.map((place) => ({ ...place, exercise: byId.get(place.id)! }));
  }

  async getExercise(tx: Tx, id: string): Promise<ExerciseAtClinic> {
    const exercise = await atClinic(tx.em).where('e.id = :id', { id }).getOne();
    if (!exercise) throw new AppError('not_found');
    return exercise as ExerciseAtClinic;
  }

  /**
   * Those of `ids` that can be prescribed today, in no particular order: published, not retired, the clinic's own or
   * shared. One that is unknown, foreign, a draft or retired is simply not among them.
   */
  async getPrescribable(tx: Tx, ids: readonly string[]): Promise<PrescribableExercise[]> {
    const exercises = await atClinic(tx.em)
      .where('e.id = any(:ids)', { ids })
      .andWhere('e.published_at is not null and e.retired_at is null')
      .getMany();
    return exercises as PrescribableExercise[];
  }

  /** All that can be prescribed today, by name. */
  async getLibrary(tx: Tx): Promise<PrescribableExercise[]> {
    const exercises = await atClinic(tx.em)
      .where('e.published_at is not null and e.retired_at is null')
      .addOrderBy('e.name')
      .getMany();
    return exercises as PrescribableExercise[];
  }

  /** Those of `ids` that were ever published, retired ones too: a plan that runs may hold them. */
  async getOncePublished(tx: Tx, ids: readonly string[]): Promise<PrescribableExercise[]> {
    const exercises = await atClinic(tx.em)
      .where('e.id = any(:ids)', { ids })
      .andWhere('e.published_at is not null')
      .getMany();
    return exercises as PrescribableExercise[];
  }

  /** What is easier than this one and what is harder, the nearest first, as far as it can be prescribed today. */
  async ladderOf(tx: Tx, id: string): Promise<Record<Direction, Step[]>> {
    await this.getExercise(tx, id);
    // what was retired is climbed over: those above and below it are no further apart for that
    const rungs = await tx.query<Rung>(
      `select id, easier_id as "easierId", harder_id as "harderId" from portal.exercise
       where published_at is not null or id = $1 order by name, id`,
      [id],
    );
    const easier = alongTheLadder(id, 'easier', rungs);
    const harder = alongTheLadder(id, 'harder', rungs);
    const ids = [...easier, ...harder].map(({ exercise }) => exercise.id);
    const byId = new Map((await this.getPrescribable(tx, ids)).map((exercise) => [exercise.id, exercise]));
    const prescribable = (found: typeof easier): Step[] =>
      found.flatMap(({ exercise, steps }) => {
        const known = byId.get(exercise.id);
        return known ? [{ exercise: known, steps }] : [];
      });
    return { easier: prescribable(easier), harder: prescribable(harder) };
  }

  async draft(tx: Tx, fields: NewExerciseDto): Promise<ExerciseAtClinic> {
    const id = randomUUID();
    const exercise = tx.em.create(Exercise, {
      ...fields,
      id,
      clinicId: tx.actor.clinicId,
      code: codeOf(fields.name, id),
    });
    exercise.reviewTraits(fields.traits, tx.actor.id, tx.today);
    await this.assertSound(tx, exercise, fields);
    await tx.em.insert(Exercise, exercise);
    return this.recorded(tx, 'exercise.drafted', id);
  }

  async change(tx: Tx, id: string, expected: number, change: ChangeExerciseDto): Promise<ExerciseAtClinic> {
    const exercise = await this.getOwnForUpdate(tx, id);
    assertRevision(exercise, expected);
    Object.assign(exercise, change);
    if (change.traits) exercise.reviewTraits(change.traits, tx.actor.id, tx.today);
    await this.assertSound(tx, exercise, change);
    exercise.assertCompleteIfPublished();
    await tx.em.save(exercise);
    return this.recorded(tx, 'exercise.changed', id);
  }

  async publish(tx: Tx, id: string, expected: number): Promise<ExerciseAtClinic> {
    const exercise = await this.getOwnForUpdate(tx, id);
    assertRevision(exercise, expected);
    exercise.publish(tx.actor.id, tx.now);
    await tx.em.save(exercise);
    return this.recorded(tx, 'exercise.published', id);
  }

  async retire(tx: Tx, id: string, expected: number): Promise<ExerciseAtClinic> {
    const exercise = await this.getOwnForUpdate(tx, id);
    assertRevision(exercise, expected);
    exercise.retire(tx.actor.id, tx.now);
    await tx.em.save(exercise);
    return this.recorded(tx, 'exercise.retired', id);
  }

  /**
   * A draft of the clinic's own with the same text, links and videos. Checks of the videos and the review of the traits
   * stay valid, as they speak of the same movement; where it was imported from stays said.
   */
  async copy(tx: Tx, id: string): Promise<ExerciseAtClinic> {
    const original = await this.getExercise(tx, id);
    const copyId = randomUUID();
    const copy = tx.em.create(Exercise, {
      ...original,
      id: copyId,
      clinicId: tx.actor.clinicId,
      code: codeOf(original.name, copyId),
      copiedFromId: id,
      publishedAt: null,
      publishedBy: null,
      retiredAt: null,
      retiredBy: null,
    });
    await tx.em.insert(Exercise, copy);
    const copies = original.videos.map((video) => ({ ...video, id: randomUUID(), exerciseId: copyId }));
    await tx.em.insert(ExerciseVideo, copies);
    return this.recorded(tx, 'exercise.copied', copyId);
  }

  /** Throws exercise.shared for one that the clinic can see but not change. */
  private async getOwnForUpdate(tx: Tx, id: string): Promise<Exercise> {
    const seen = await tx.em.findOneBy(Exercise, { id });
    if (seen?.source === 'shared') throw new AppError('exercise.shared');
    // a stronger lock would also stop those who link to it, and two who link to each other would wait in a ring
    const exercise = await tx.em.findOne(Exercise, { where: { id }, lock: { mode: 'for_no_key_update' } });
    if (!exercise) throw new AppError('not_found');
    return exercise;
  }

  /** `given` is what the caller said: what was true before is not asked again. */
  private async assertSound(tx: Tx, exercise: Exercise, given: ChangeExerciseDto): Promise<void> {
    const faults = given.defaultDosage ? checkDosage(given.defaultDosage) : [];
    if (faults.length > 0) {
      const inBody = faults.map((fault) => ({ ...fault, pointer: `/defaultDosage${fault.pointer}` }));
      throw new AppError('request.invalid', undefined, inBody);
    }
    const links = (['easierId', 'harderId'] as const).filter((link) => typeof given[link] === 'string');
    if (links.length === 0) return;
    const known = await this.getPrescribable(
      tx,
      links.map((link) => given[link] as string),
    );
    const strange = links.filter((link) => !known.some(({ id }) => id === given[link]));
    if (strange.length > 0) {
      const detail = 'There is no published exercise with this id, shared or of your clinic.';
      const inBody = strange.map((link) => ({ pointer: `/${link}`, code: 'exercise', detail }));
      throw new AppError('request.invalid', undefined, inBody);
    }
    await assertNoLoop(tx, exercise);
  }

  private async recorded(tx: Tx, action: `exercise.${string}`, id: string): Promise<ExerciseAtClinic> {
    await record(tx, action, { type: 'exercise', ids: [id] });
    return this.getExercise(tx, id);
  }
}

function atClinic(em: EntityManager): SelectQueryBuilder<Exercise> {
  return em
    .createQueryBuilder(Exercise, 'e')
    .leftJoinAndMapMany('e.videos', ExerciseVideo, 'v', 'v.exercise_id = e.id')
    .leftJoinAndMapOne('e.clinicDose', DefaultDose, 'd', 'd.exercise_id = e.id')
    .leftJoinAndMapOne('e.favourite', FavouriteExercise, 'f', 'f.exercise_id = e.id')
    .orderBy('v.title')
    .addOrderBy('v.id');
}

async function assertNoLoop(tx: Tx, { id, easierId, harderId }: Exercise): Promise<void> {
  // two clinicians could otherwise each link one half of a loop
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`ladder ${tx.actor.clinicId}`]);
  const others = await tx.query<Rungs>(
    `select id as name, easier_id as easier, harder_id as harder from portal.exercise
     where id <> $1 and (easier_id is not null or harder_id is not null)`,
    [id],
  );
  const loops = harderThanThemselves([...others, { name: id, easier: easierId, harder: harderId }]);
  if (loops.includes(id)) throw new AppError('exercise.ladder_loop');
}
