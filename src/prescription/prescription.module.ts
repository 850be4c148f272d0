import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AppropriatenessModule } from '../appropriateness/appropriateness.module';
import { AssessmentModule } from '../assessment/assessment.module';
import { PlansAgainst } from '../assessment/plans-against';
import { ClinicModule } from '../clinic/clinic.module';
import { EpisodeModule } from '../episode/episode.module';
import { ExerciseModule } from '../exercise/exercise.module';
import { HoldModule } from '../hold/hold.module';
import { AdviceItem } from '../lifestyle/advice-item.entity';
import { PatientModule } from '../patient/patient.module';
import { TemplateModule } from '../template/template.module';
import { AdviceFactsService } from './advice-facts.service';
import { DeliveryController } from './delivery.controller';
import { DraftService } from './draft.service';
import { PrescriptionController } from './prescription.controller';
import { IssuanceService } from './issuance.service';
import { PlanAppraisalService } from './plan-appraisal.service';
import {
  PhaseBegun,
  Prescription,
  PrescriptionItem,
  PrescriptionTransition,
  PrescriptionVersion,
} from './prescription.entity';
import { PrescriptionService } from './prescription.service';
import { ReuseController } from './reuse.controller';
import { ReuseService } from './reuse.service';
import { ScheduleController } from './schedule.controller';
import { VersionController } from './version.controller';

/** Global for the one thing that an assessment asks of the plans, of which it knows nothing else. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forFeature([
      AdviceItem,
      PhaseBegun,
      Prescription,
      PrescriptionVersion,
      PrescriptionItem,
      PrescriptionTransition,
    ]),
    AppropriatenessModule,
    AssessmentModule,
    ClinicModule,
    EpisodeModule,
    ExerciseModule,
    HoldModule,
    PatientModule,
    TemplateModule,
  ],
  controllers: [
    DeliveryController,
    PrescriptionController,
    ReuseController,
    ScheduleController,
    VersionController,
  ],
  providers: [
    AdviceFactsService,
    DraftService,
    IssuanceService,
    PlanAppraisalService,
    PrescriptionService,
    ReuseService,
    { provide: PlansAgainst, useExisting: PlanAppraisalService },
  ],
  exports: [DraftService, IssuanceService, PlansAgainst, PrescriptionService],
})
export class PrescriptionModule {}
