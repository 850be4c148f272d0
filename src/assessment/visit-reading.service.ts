import { Injectable } from '@nestjs/common';
import { ClinicalRules } from '../clinic/clinical-rules';
import type { Tx } from '../db/tx';
import type { EarlierChart } from '../finding/derived';
import type { ChartRegion } from '../finding/findings';
import type { RedFlagCode } from '../screen/red-flags';
import { gradeScreen, type Screen } from '../screen/screen';
import type { Assessment } from './assessment.entity';
import { screenContextOf } from './screen-context';
import type { ScreenReading } from './short-form';

interface EarlierVisit {
  id: string;
  episodeId: string;
  seenOn: string;
  signedAt: Date;
  createdAt: Date;
  screen: Screen;
  /** null: not drawn on that visit. */
  bodyChart: ChartRegion[] | null;
}

/** What an assessment says beside the visits before it. */
export interface VisitReading extends ScreenReading {
  /** The last one that was drawn; null: none was. */
  earlierChart: EarlierChart | null;
}

/**
 * Reads assessments beside the earlier visits of their episode: what each answer of the screen weighs for this patient, on the
 * day of the visit. Stores nothing.
 */
@Injectable()
export class VisitReadingService {
  constructor(private readonly rules: ClinicalRules) {}

  async readScreen(tx: Tx, assessment: Assessment): Promise<VisitReading> {
    return (await this.readScreens(tx, [assessment])).get(assessment.id) as VisitReading;
  }

  /** By the assessments' ids. An earlier visit of the same episode counts where it is signed and was not an error. */
  async readScreens(tx: Tx, assessments: Assessment[]): Promise<Map<string, VisitReading>> {
    const births = await tx.query<{ id: string; dateOfBirth: string }>(
      'select id, date_of_birth as "dateOfBirth" from portal.patient where id = any($1)',
      [assessments.map(({ patientId }) => patientId)],
    );
    const visits = await tx.query<EarlierVisit>(
      `select id, episode_id as "episodeId", seen_on as "seenOn", signed_at as "signedAt",
         created_at as "createdAt", screen, findings -> 'bodyChart' as "bodyChart"
       from portal.assessment
       where episode_id = any($1) and signed_at is not null and entered_in_error_at is null
       order by seen_on desc, signed_at desc, created_at desc, id desc`,
      [assessments.map(({ episodeId }) => episodeId)],
    );
    return new Map(
      assessments.map((assessment) => {
        const { earlierChart, ...before } = whatWentBefore(assessment, visits);
        const context = screenContextOf(assessment, {
          dateOfBirth: births.find(({ id }) => id === assessment.patientId)?.dateOfBirth ?? null,
          ...before,
        });
        const { screen } = assessment;
        const flags = screen !== null && this.rules.advise ? gradeScreen(screen, context) : [];
        return [assessment.id, { context, flags, earlierChart }];
      }),
    );
  }
}

function whatWentBefore(
  assessment: Assessment,
  newestFirst: EarlierVisit[],
): { lastSeenOn?: string; decidedEarlier: RedFlagCode[]; earlierChart: EarlierChart | null } {
  const { episodeId, signedAt, seenOn } = assessment;
  const earlier = newestFirst.filter(
    (one) => one.episodeId === episodeId && (signedAt === null || turnOf(one) < turnOf(assessment)),
  );
  return {
    lastSeenOn: earlier.find((one) => seenOn !== null && one.seenOn < seenOn)?.seenOn,
    decidedEarlier: earlier.flatMap(({ screen }) => decidedIn(screen)),
    earlierChart: earlier.filter((one) => seenOn === null || one.seenOn <= seenOn).find(hasChart) ?? null,
  };
}

/** Sorts by the signature; of what was signed at the same instant, by the day of the visit, and by when it was begun. */
const turnOf = ({
  signedAt,
  seenOn,
  createdAt,
  id,
}: Pick<Assessment, 'signedAt' | 'seenOn' | 'createdAt' | 'id'>): string =>
  [signedAt?.toISOString(), seenOn, createdAt.toISOString(), id].join(' ');

const hasChart = (visit: EarlierVisit): visit is EarlierVisit & EarlierChart => visit.bodyChart !== null;

function decidedIn(screen: Screen): RedFlagCode[] {
  if (screen.kind === 'attested') return [];
  return Object.entries(screen.answers).flatMap(([code, entry]) =>
    entry.answer === 'yes' && entry.decision?.kind ? [code as RedFlagCode] : [],
  );
}
