import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Dosage } from '../dosage/dosage';

/** That one clinician wants to find an exercise quickly. No colleague sees it. */
@Entity({ schema: 'portal', name: 'favourite_exercise' })
export class FavouriteExercise {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') staffId: string;
  @Column('uuid') exerciseId: string;
}

/** What a prescription of an exercise, own or shared, starts from at one clinic, instead of the library's dose. */
@Entity({ schema: 'portal', name: 'default_dose' })
export class DefaultDose {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') exerciseId: string;
  @Column('jsonb') dosage: Dosage;
  @Column('uuid') setBy: string;
}
