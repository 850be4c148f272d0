import { Module } from '@nestjs/common';
import { PatientModule } from '../patient/patient.module';
import { AdherenceController } from './adherence.controller';
import { AdherenceService } from './adherence.service';

@Module({ imports: [PatientModule], controllers: [AdherenceController], providers: [AdherenceService] })
export class AdherenceModule {}
