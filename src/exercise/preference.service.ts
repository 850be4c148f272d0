import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import { checkDosage } from '../dosage/check/check-dosage';
import type { Dosage } from '../dosage/dosage';
import { AppError } from '../http/errors';
import type { ExerciseAtClinic } from './exercise.entity';
import { ExerciseService } from './exercise.service';
import { DefaultDose, FavouriteExercise } from './preference.entity';

/**
 * What a clinic likes of the library: each clinician's favourites, and the doses its prescriptions start from. Saying the
 * same twice changes nothing; the trail says that it was said.
 */
@Injectable()
export class PreferenceService {
  constructor(private readonly exercises: ExerciseService) {}

  async favour(tx: Tx, exerciseId: string): Promise<void> {
    await this.exercises.getExercise(tx, exerciseId);
    await tx.em
      .createQueryBuilder()
      .insert()
      .into(FavouriteExercise)
      .values({ id: randomUUID(), clinicId: tx.actor.clinicId, staffId: tx.actor.id, exerciseId })
      .orIgnore()
      .execute();
    await recordOf(tx, 'exercise.favoured', exerciseId);
  }

  async unfavour(tx: Tx, exerciseId: string): Promise<void> {
    await this.exercises.getExercise(tx, exerciseId);
    await tx.em.delete(FavouriteExercise, { exerciseId, staffId: tx.actor.id });
    await recordOf(tx, 'exercise.unfavoured', exerciseId);
  }

  /** Throws request.invalid for a dose that cannot be meant. Drafts that were written before keep theirs. */
  async setDefaultDose(tx: Tx, exerciseId: string, dosage: Dosage): Promise<ExerciseAtClinic> {
    await this.exercises.getExercise(tx, exerciseId);
    const faults = checkDosage(dosage).map((fault) => ({ ...fault, pointer: `/dosage${fault.pointer}` }));
    if (faults.length > 0) throw new AppError('request.invalid', undefined, faults);
    await tx.em
      .createQueryBuilder()
      .insert()
      .into(DefaultDose)
      .values({ id: randomUUID(), clinicId: tx.actor.clinicId, exerciseId, dosage, setBy: tx.actor.id })
      .orUpdate(['dosage', 'set_by'], ['clinic_id', 'exercise_id'])
      .execute();
    await recordOf(tx, 'default_dose.set', exerciseId);
    return this.exercises.getExercise(tx, exerciseId);
  }

  async removeDefaultDose(tx: Tx, exerciseId: string): Promise<void> {
    await this.exercises.getExercise(tx, exerciseId);
    await tx.em.delete(DefaultDose, { exerciseId });
    await recordOf(tx, 'default_dose.removed', exerciseId);
  }
}

const recordOf = (tx: Tx, action: `${string}.${string}`, exerciseId: string): Promise<void> =>
  record(tx, action, { type: 'exercise', ids: [exerciseId] });
