import { Choice, Day, Id, Instant, Text } from '../http/fields';
import { COMPETENCE_FINDINGS, type CompetenceFinding } from './competence-note';

const FOUND = {
  about: 'competent: under 16, and decides this for themself. lacks_capacity: 16 or older, and cannot.',
};
const ABOUT = { max: 500, example: 'Who looks at her page, and her exercises.' };
const REASONS = {
  max: 2000,
  example: 'Told me in her own words what the plan is for, what could go wrong, and what she wants.',
};

export class NewCompetenceNoteDto {
  @Choice(COMPETENCE_FINDINGS, FOUND) found: CompetenceFinding;
  @Text({ ...ABOUT, about: 'What the decision is about.' }) about: string;
  @Text({ ...REASONS, about: 'Read by clinicians alone.' }) reasons: string;
  @Day({ optional: true, about: 'Today, if not said; never to come.' }) foundOn?: string;
  @Day({ optional: true, about: 'When to look at it again. Nothing ends by itself on that day.' })
  reviewOn?: string;
}

export class CompetenceNoteEndingDto {
  @Text({ max: 1000, example: 'Seen again: well, and decides for herself.' }) because: string;
}

export class CompetenceNoteDto {
  @Id() id: string;
  @Id() patientId: string;
  @Choice(COMPETENCE_FINDINGS, FOUND) found: CompetenceFinding;
  @Text(ABOUT) about: string;
  @Text({ ...REASONS, about: 'For clinicians alone.' }) reasons: string;
  @Day() foundOn: string;
  @Id({ about: 'The clinician who found it.' }) foundBy: string;
  @Day({ nullable: true, example: null }) reviewOn: string | null;
  @Instant() notedAt: string;
  @Instant({ nullable: true, example: null, about: 'null: it stands.' }) endedAt: string | null;
  @Id({ nullable: true, example: null }) endedBy: string | null;
  @Text({ max: 1000, nullable: true, example: null }) endedBecause: string | null;
}

export interface CompetenceNoteRow extends Omit<CompetenceNoteDto, 'notedAt' | 'endedAt'> {
  notedAt: Date;
  endedAt: Date | null;
}

export const toCompetenceNote = ({ notedAt, endedAt, ...row }: CompetenceNoteRow): CompetenceNoteDto => ({
  ...row,
  notedAt: notedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});
