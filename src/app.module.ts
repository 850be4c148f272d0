import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { AdherenceModule } from './adherence/adherence.module';
import { AppropriatenessModule } from './appropriateness/appropriateness.module';
import { AssessmentModule } from './assessment/assessment.module';
import { AuditModule } from './audit/audit.module';
import { ClinicModule } from './clinic/clinic.module';
import { ClinicalRulesModule, type RulesMode } from './clinic/clinical-rules';
import { ConsentModule } from './consent/consent.module';
import { DbModule } from './db/db.module';
import { InTxInterceptor } from './db/in-tx.interceptor';
import { EpisodeModule } from './episode/episode.module';
import { ExerciseModule } from './exercise/exercise.module';
import { HoldModule } from './hold/hold.module';
import { ErrorsController } from './http/errors.controller';
import { HealthController } from './http/health.controller';
import { ProblemFilter } from './http/problem.filter';
import { ReplySweep } from './http/reply-sweep';
import { IdentityModule, type IdentityWiring } from './identity/identity.module';
import { OutcomeModule } from './outcome/outcome.module';
import { PatientLinkModule } from './patient/patient-link.module';
import { PatientModule } from './patient/patient.module';
import { PrescriptionModule } from './prescription/prescription.module';
import { RoutineModule } from './routine/routine.module';
import { ScreenModule } from './screen/screen.module';
import { TemplateModule } from './template/template.module';

export interface Wiring extends IdentityWiring {
  appUrl: string;
  poolSize: number;
  clinicalRules: RulesMode;
}

/** The list of what this software is made of. */
@Module({})
export class AppModule {
  static wired(wiring: Wiring): DynamicModule {
    return {
      module: AppModule,
      imports: [
        DbModule.forLogin(wiring.appUrl, wiring.poolSize),
        IdentityModule.wired(wiring),
        ClinicalRulesModule.inMode(wiring.clinicalRules),
        AdherenceModule,
        AppropriatenessModule,
        AssessmentModule,
        AuditModule,
        ClinicModule,
        ConsentModule,
        EpisodeModule,
        ExerciseModule,
        HoldModule,
        OutcomeModule,
        PatientLinkModule,
        PatientModule,
        PrescriptionModule,
        RoutineModule,
        ScreenModule,
        TemplateModule,
      ],
      controllers: [ErrorsController, HealthController],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: InTxInterceptor },
        ReplySweep,
      ],
    };
  }
}
