import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AssessmentService } from '../assessment/assessment.service';
import type { SignedAssessment } from '../assessment/assessment.entity';
import { VisitReadingService } from '../assessment/visit-reading.service';
import { ClinicalRules } from '../clinic/clinical-rules';
import type { Tx } from '../db/tx';
import { EpisodeService } from '../episode/episode.service';
import { ExerciseService, type PrescribableExercise } from '../exercise/exercise.service';
import { startingDose } from '../exercise/starting-dose';
import { HoldService } from '../hold/hold.service';
import { PatientService } from '../patient/patient.service';
import { alternativesTo, type Instead } from './alternatives';
import { appraise } from './appraisal';
import { coverageOf, type GroupCoverage } from './coverage';
import type { DecisionTaken, FormerDecision } from './decisions';
import { type Known, whatIsKnown } from './known';
import type { LibraryExercise } from './library-exercise';
import type { Match, Opinion, PlannedItem } from './rule-language';
import { RuleDecision } from './rule-decision.entity';
import { suggest, type Suggestions } from './suggestions';

/** Whose plan, in which episode. */
export interface Whose {
  patientId: string;
  episodeId: string;
}

/** To which prescription and version decisions belong. */
interface DecidedFor extends Whose {
  prescriptionId: string;
  versionId: string;
}

const NOTHING_SAID: Opinion = { matches: [], unknown: [] };

/**
 * Brings the rules together with what is known of a patient. It judges nothing itself, and where this installation records
 * only, it says nothing at all.
 */
@Injectable()
export class AppropriatenessService {
  constructor(
    private readonly rules: ClinicalRules,
    private readonly patients: PatientService,
    private readonly episodes: EpisodeService,
    private readonly assessments: AssessmentService,
    private readonly flags: VisitReadingService,
    private readonly holds: HoldService,
    private readonly exercises: ExerciseService,
  ) {}

  /** What the rules may ask, from all that was signed of the patient (`signedOfPatient`); null where nothing is advised. */
  async findKnown(tx: Tx, whose: Whose, signed: SignedAssessment[]): Promise<Known | null> {
    if (!this.rules.advise) return null;
    const { patientId, episodeId } = whose;
    const { dateOfBirth } = await this.patients.getPatient(tx, patientId);
    const readings = await this.flags.readScreens(tx, signed);
    return whatIsKnown(
      signed.map((one) => ({ ...one, screenContext: readings.get(one.id)?.context })),
      {
        episodeId,
        openEpisodeIds: await this.episodes.openOfPatient(tx, patientId),
        dateOfBirth,
        today: tx.today,
        resolved: await this.holds.resolvedFlags(tx, patientId),
      },
    );
  }

  /** `before`: the plan that is live, null where there is none. Where nothing is known by `findKnown`, nothing is said. */
  opinionOn(
    known: Known | null,
    plan: readonly PlannedItem[],
    before: readonly PlannedItem[] | null,
  ): Opinion {
    return known ? appraise(known, plan, before) : NOTHING_SAID;
  }

  /** What could be prescribed instead of what a HARD or STRONG rule speaks against, by the match. */
  async insteadOf(
    tx: Tx,
    known: Known | null,
    matches: readonly Match[],
    plan: readonly PlannedItem[],
  ): Promise<Map<Match, Instead[]>> {
    if (!known || !matches.some(({ level }) => level === 'HARD' || level === 'STRONG')) return new Map();
    const library = await this.library(tx);
    return new Map(matches.map((match) => [match, alternativesTo(match, plan, library, known)]));
  }

  /** From findings and presentations, minus what the rules speak against; none where nothing is advised. */
  async suggestionsFor(tx: Tx, episodeId: string): Promise<Suggestions> {
    const { patientId } = await this.episodes.getEpisode(tx, episodeId);
    tx.sawRecordOf(patientId);
    const signed = await this.assessments.signedOfPatient(tx, patientId);
    const known = await this.findKnown(tx, { patientId, episodeId }, signed);
    return known ? suggest(known, await this.library(tx)) : { suggestions: [], leftOut: [] };
  }

  /** What a plan trains, by core group. */
  async coverageOf(tx: Tx, plan: readonly PlannedItem[]): Promise<GroupCoverage[]> {
    const planned = new Set(plan.map(({ exerciseId }) => exerciseId));
    return coverageOf(await this.exercises.getOncePublished(tx, [...planned]));
  }

  /** All decisions that were ever made for a patient, in any episode. */
  async formerDecisions(tx: Tx, patientId: string): Promise<FormerDecision[]> {
    // what was decided for another patient is no decision about this one
    const rows = await tx.em
      .createQueryBuilder(RuleDecision, 'd')
      .where('d.patient_id = :patientId', { patientId })
      .andWhere(
        `not exists (select from portal.episode e
           where e.clinic_id = d.clinic_id and e.id = d.episode_id and e.entered_in_error_at is not null)`,
      )
      .getMany();
    return rows.map((row) => ({ ...row, decidedAt: row.decidedAt.toISOString() }));
  }

  async keepDecisions(tx: Tx, decidedFor: DecidedFor, taken: readonly DecisionTaken[]): Promise<void> {
    await tx.em.insert(
      RuleDecision,
      taken.map((decision) => ({
        ...decidedFor,
        ...decision,
        because: [...decision.because],
        traits: [...decision.traits],
        id: randomUUID(),
        clinicId: tx.actor.clinicId,
        decidedBy: tx.actor.id,
      })),
    );
  }

  async decisionsOf(tx: Tx, prescriptionId: string): Promise<RuleDecision[]> {
    return tx.em.find(RuleDecision, {
      where: { prescriptionId },
      order: { decidedAt: 'ASC', ruleId: 'ASC' },
    });
  }

  private async library(tx: Tx): Promise<LibraryExercise[]> {
    return (await this.exercises.getLibrary(tx)).map(toLibraryExercise);
  }
}

const toLibraryExercise = (exercise: PrescribableExercise): LibraryExercise => ({
  id: exercise.id,
  name: exercise.name,
  pillar: exercise.pillar,
  muscles: exercise.muscles,
  traits: exercise.traits,
  easierId: exercise.easierId,
  harderId: exercise.harderId,
  defaultDosage: startingDose(exercise),
});
