/**
 * The same route as `GET /routine`, written the usual way: a guard that finds the session, entities with relations, conditions in
 * TypeScript, objects that Nest turns into JSON. It is here to be measured against, and does less than the portal does: one
 * login that sees everything, no row-level security, and no reason where nothing shows.
 */
import 'reflect-metadata';
import {
  type CanActivate,
  Controller,
  type ExecutionContext,
  Get,
  Inject,
  Injectable,
  Module,
  Req,
  UnauthorizedException,
  UseGuards,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { JwtModule, JwtService } from '@nestjs/jwt';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { InjectRepository, TypeOrmModule } from '@nestjs/typeorm';
import type { FastifyRequest } from 'fastify';
import {
  Column,
  Entity,
  In,
  JoinColumn,
  ManyToOne,
  OneToMany,
  PrimaryColumn,
  type Relation,
  type Repository,
} from 'typeorm';
import { appConnection } from '../src/db/data-source';
import * as words from '../src/routine/wording';

@Entity({ schema: 'portal', name: 'clinic' })
class Clinic {
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  @Column('text') phone: string;
  @Column('text') email: string;
  @Column('text', { nullable: true }) bookingUrl: string | null;
  @Column('text', { nullable: true }) notice: string | null;
  @Column('text') timeZone: string;
}

@Entity({ schema: 'portal', name: 'hold' })
class Hold {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: string;
  @Column('timestamptz') openedAt: Date;
  @Column('timestamptz', { nullable: true }) resolvedAt: Date | null;
  @ManyToOne(() => Patient, (patient) => patient.holds)
  @JoinColumn({ name: 'patient_id' })
  patient: Relation<Patient>;
}

@Entity({ schema: 'portal', name: 'discharge' })
class Discharge {
  @PrimaryColumn('uuid') id: string;
  @Column('timestamptz', { nullable: true }) readmittedAt: Date | null;
  @ManyToOne(() => Patient, (patient) => patient.discharges)
  @JoinColumn({ name: 'patient_id' })
  patient: Relation<Patient>;
}

@Entity({ schema: 'portal', name: 'video_consent' })
class VideoConsent {
  @PrimaryColumn('uuid') id: string;
  @Column('text') provider: string;
  @Column('timestamptz', { nullable: true }) withdrawnAt: Date | null;
  @ManyToOne(() => Patient, (patient) => patient.consents)
  @JoinColumn({ name: 'patient_id' })
  patient: Relation<Patient>;
}

@Entity({ schema: 'portal', name: 'patient' })
class Patient {
  @PrimaryColumn('uuid') id: string;
  @ManyToOne(() => Clinic)
  @JoinColumn({ name: 'clinic_id' })
  clinic: Clinic;
  @OneToMany(() => Hold, (hold) => hold.patient) holds: Hold[];
  @OneToMany(() => Discharge, (discharge) => discharge.patient) discharges: Discharge[];
  @OneToMany(() => VideoConsent, (consent) => consent.patient) consents: VideoConsent[];
}

@Entity({ schema: 'portal', name: 'session' })
class Session {
  @PrimaryColumn('uuid') id: string;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @Column('timestamptz') expiresAt: Date;
  @ManyToOne(() => Patient)
  @JoinColumn({ name: 'patient_id' })
  patient: Relation<Patient>;
}

@Entity({ schema: 'portal', name: 'assessment' })
class Assessment {
  @PrimaryColumn('uuid') id: string;
  @Column('timestamptz', { nullable: true }) signedAt: Date | null;
  @Column('boolean') suitable: boolean;
  @Column('timestamptz', { nullable: true }) enteredInErrorAt: Date | null;
}

@Entity({ schema: 'portal', name: 'prescription_version' })
class Version {
  @PrimaryColumn('uuid') id: string;
  @ManyToOne(() => Assessment)
  @JoinColumn({ name: 'assessment_id' })
  assessment: Assessment;
  @OneToMany(() => Item, (item) => item.version) items: Item[];
}

@Entity({ schema: 'portal', name: 'prescription_item' })
class Item {
  @PrimaryColumn('uuid') id: string;
  @ManyToOne(() => Version, (version) => version.items)
  @JoinColumn({ name: 'version_id' })
  version: Relation<Version>;
  @Column('int') place: number;
  @Column('text') name: string;
  @Column('text') pillar: string;
  @Column('text') position: string;
  @Column('text', { array: true }) equipment: string[];
  @Column('text', { array: true }) steps: string[];
  @Column('text', { array: true }) mistakes: string[];
  @Column('text') why: string;
  @Column('jsonb') dosage: object;
  @Column('text') doseSentence: string;
  @Column('text', { nullable: true }) variation: string | null;
  @Column('int', { nullable: true }) level: number | null;
  @Column('text', { nullable: true }) phase: string | null;
  @Column('text', { nullable: true }) groupName: string | null;
  @Column('boolean') isOptional: boolean;
  @Column('boolean') isComfort: boolean;
  @Column('int') fromWeek: number;
  @Column('int', { nullable: true }) toWeek: number | null;
  @Column('text', { nullable: true }) videoProvider: string | null;
  @Column('text', { nullable: true }) videoTitle: string | null;
  @Column('text', { nullable: true }) videoLanguage: string | null;
  @Column('boolean', { nullable: true }) videoCaptions: boolean | null;
  @Column('text', { nullable: true }) videoEmbedUrl: string | null;
  @Column('text', { nullable: true }) videoWatchUrl: string | null;
}

@Entity({ schema: 'portal', name: 'episode' })
class Episode {
  @PrimaryColumn('uuid') id: string;
  @OneToMany(() => Confirmation, (confirmation) => confirmation.episode) confirmations: Confirmation[];
}

@Entity({ schema: 'portal', name: 'advice_confirmation' })
class Confirmation {
  @PrimaryColumn('uuid') id: string;
  @ManyToOne(() => Episode, (episode) => episode.confirmations)
  @JoinColumn({ name: 'episode_id' })
  episode: Relation<Episode>;
}

@Entity({ schema: 'portal', name: 'prescription' })
class Prescription {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') patientId: string;
  @Column('text') standing: string;
  @Column('date') startsOn: string;
  @Column('date') weekOneOn: string;
  @Column('date') reviewOn: string;
  @Column('date') adviceUntil: string;
  @ManyToOne(() => Version)
  @JoinColumn({ name: 'live_version_id' })
  liveVersion: Version;
  @ManyToOne(() => Episode)
  @JoinColumn({ name: 'episode_id' })
  episode: Relation<Episode>;
}

const ENTITIES = [
  ...[Clinic, Hold, Discharge, VideoConsent, Patient, Session, Assessment, Version, Item, Episode],
  ...[Confirmation, Prescription],
];

type AskedBy = FastifyRequest & { patient: Patient };

@Injectable()
class SessionGuard implements CanActivate {
  constructor(
    @Inject(JwtService) private readonly jwt: JwtService,
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AskedBy>();
    const { sid } = await this.jwt.verifyAsync<{ sid: string }>(
      request.headers.authorization?.slice(7) ?? '',
    );
    const session = await this.sessions.findOne({
      where: { id: sid },
      relations: { patient: { clinic: true, holds: true, discharges: true, consents: true } },
    });
    if (!session || session.endedAt || session.expiresAt < new Date()) throw new UnauthorizedException();
    request.patient = session.patient;
    return true;
  }
}

@Controller('routine')
class RoutineController {
  constructor(@InjectRepository(Prescription) private readonly prescriptions: Repository<Prescription>) {}

  @Get()
  @UseGuards(SessionGuard)
  async read(@Req() { patient }: AskedBy) {
    const { clinic } = patient;
    const plans = await this.prescriptions.find({
      where: { patientId: patient.id, standing: In(['issued', 'paused', 'completed', 'withdrawn']) },
      relations: { liveVersion: { items: true, assessment: true }, episode: { confirmations: true } },
      order: { liveVersion: { items: { place: 'ASC' } } },
    });
    const today = new Date().toLocaleDateString('en-CA', { timeZone: clinic.timeZone });
    const isClosed =
      patient.holds.some(({ resolvedAt }) => resolvedAt === null) ||
      patient.discharges.some(({ readmittedAt }) => readmittedAt === null);
    const live = plans.filter(
      ({ standing, startsOn, adviceUntil, liveVersion, episode }) =>
        !isClosed &&
        standing === 'issued' &&
        startsOn <= today &&
        today <= adviceUntil &&
        liveVersion.assessment.signedAt !== null &&
        liveVersion.assessment.suitable &&
        liveVersion.assessment.enteredInErrorAt === null &&
        episode.confirmations.length > 0,
    );
    const agreed = patient.consents
      .filter(({ withdrawnAt }) => withdrawnAt === null)
      .map((one) => one.provider);
    return {
      date: today,
      notice: clinic.notice ?? words.NOTICE.text,
      standing: { kind: live.length > 0 ? 'live' : 'none', adviceUntil: live[0]?.adviceUntil ?? null },
      items: live.flatMap((plan) => plan.liveVersion.items.map((item) => asShown(plan, item, agreed))),
      plans: plans.map(({ id, reviewOn, adviceUntil }) => ({ prescriptionId: id, reviewOn, adviceUntil })),
      clinic: { name: clinic.name, phone: clinic.phone, email: clinic.email, bookingUrl: clinic.bookingUrl },
      texts: {
        notWatched: words.NOT_WATCHED.text,
        emergency: words.EMERGENCY,
        urgent: words.URGENT,
        stopIf: words.STOP_IF,
        video: words.VIDEO_LINE.text,
      },
    };
  }
}

function asShown(plan: Prescription, { groupName, ...item }: Item, agreed: string[]) {
  const isAgreed = item.videoProvider !== null && agreed.includes(item.videoProvider);
  return {
    id: item.id,
    prescriptionId: plan.id,
    place: item.place,
    name: item.name,
    pillar: item.pillar,
    position: item.position,
    equipment: item.equipment,
    steps: item.steps,
    mistakes: item.mistakes,
    why: item.why,
    dosage: item.dosage,
    doseSentence: item.doseSentence,
    variation: item.variation,
    level: item.level,
    phase: item.phase,
    group: groupName,
    isOptional: item.isOptional,
    isComfort: item.isComfort,
    video: item.videoProvider && {
      provider: item.videoProvider,
      title: item.videoTitle,
      language: item.videoLanguage,
      captions: item.videoCaptions,
      embedUrl: isAgreed ? item.videoEmbedUrl : null,
      watchUrl: isAgreed ? item.videoWatchUrl : null,
    },
  };
}

const { PORT, DATABASE_URL = '', JWT_SECRET, POOL_SIZE } = process.env;

@Module({
  imports: [
    TypeOrmModule.forRoot({ ...appConnection(DATABASE_URL, Number(POOL_SIZE)), entities: ENTITIES }),
    TypeOrmModule.forFeature(ENTITIES),
    JwtModule.register({
      secret: JWT_SECRET,
      verifyOptions: {
        algorithms: ['HS256'],
        issuer: 'exercise-prescription-portal',
        audience: 'portal-api',
      },
    }),
  ],
  controllers: [RoutineController],
})
class UsualModule {}

async function serve(): Promise<void> {
  const app = await NestFactory.create<NestFastifyApplication>(UsualModule, new FastifyAdapter(), {
    logger: false,
  });
  await app.listen(Number(PORT), '127.0.0.1');
  console.log('serving');
}

void serve();
