import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { AlertModule } from './alert/alert.module';
import { AdherenceModule } from './adherence/adherence.module';
import { AppropriatenessModule } from './appropriateness/appropriateness.module';
import { AssessmentModule } from './assessment/assessment.module';
import { AuditModule } from './audit/audit.module';
import { CalendarFeedModule } from './calendar-feed/calendar-feed.module';
import { CheckInModule } from './check-in/check-in.module';
import { CarerModule } from './carer/carer.module';
import { ClinicModule } from './clinic/clinic.module';
import { ClinicalRulesModule, type RulesMode } from './clinic/clinical-rules';
import { CompetenceModule } from './competence/competence.module';
import { ConsentModule } from './consent/consent.module';
import { DbModule } from './db/db.module';
import { InTxInterceptor } from './db/in-tx.interceptor';
import { DiaryModule } from './diary/diary.module';
import { EntryInErrorModule } from './entry-in-error/entry-in-error.module';
import { EpisodeModule } from './episode/episode.module';
import { ExerciseModule } from './exercise/exercise.module';
import { HandOverModule } from './hand-over/hand-over.module';
import { HandoutModule } from './handout/handout.module';
import { HoldModule } from './hold/hold.module';
import { ErrorsController } from './http/errors.controller';
import { HealthController } from './http/health.controller';
import { OutboundModule } from './http/outbound.module';
import { ProblemFilter } from './http/problem.filter';
import { ReplySweep } from './http/reply-sweep';
import { IdentityModule, type IdentityWiring } from './identity/identity.module';
import { LanguageModule } from './language/language.module';
import { MergeModule } from './merge/merge.module';
import { OpeningHoursModule } from './opening-hours/opening-hours.module';
import { MediaModule } from './media/media.module';
import type { MediaSettings } from './media/store/media-store';
import { OutcomeModule } from './outcome/outcome.module';
import { OverviewModule } from './overview/overview.module';
import { OwnDataModule } from './own-data/own-data.module';
import { PatientLinkModule } from './patient/patient-link.module';
import { PasskeyModule } from './passkey/passkey.module';
import { PatientModule } from './patient/patient.module';
import { RecordModule } from './record/record.module';
import { PrescriptionModule } from './prescription/prescription.module';
import { ReminderModule } from './reminder/reminder.module';
import { RoutineModule } from './routine/routine.module';
import { ScreenModule } from './screen/screen.module';
import { SettingsModule } from './settings/settings.module';
import { TemplateModule } from './template/template.module';
import { WorkModule, type WorkWiring } from './work/work.module';
import { TodayModule } from './today/today.module';
import { WalkInModule } from './walk-in/walk-in.module';

export interface Wiring extends IdentityWiring, WorkWiring {
  appUrl: string;
  poolSize: number;
  clinicalRules: RulesMode;
  media: MediaSettings;
  /** Hosts that may be asked although they are private; none unless said. */
  outboundExcepted?: readonly string[];
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
        AlertModule,
        OutboundModule.excepting(wiring.outboundExcepted ?? []),
        AdherenceModule,
        AppropriatenessModule,
        AssessmentModule,
        AuditModule,
        CalendarFeedModule,
        CheckInModule,
        CarerModule,
        ClinicModule,
        CompetenceModule,
        ConsentModule,
        DiaryModule,
        EntryInErrorModule,
        EpisodeModule,
        ExerciseModule,
        HandOverModule,
        HandoutModule,
        HoldModule,
        LanguageModule,
        MergeModule,
        OpeningHoursModule,
        MediaModule.keptIn(wiring.media),
        OutcomeModule,
        OverviewModule,
        PasskeyModule,
        OwnDataModule,
        PatientLinkModule,
        PatientModule,
        PrescriptionModule,
        RecordModule,
        ReminderModule,
        RoutineModule,
        ScreenModule,
        SettingsModule,
        TemplateModule,
        WorkModule.wired(wiring),
        TodayModule,
        WalkInModule,
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
