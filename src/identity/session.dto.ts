import { Choice, Choices, Day, Email, Field, Flag, Id, Instant, ListOf, Part, Text } from '../http/fields';
import { ROLES, type Role } from './actor';
import { PASSWORD_MAX } from './password-rules';

/** The body of a token's answer; see session-tokens.ts. */
export class TokensDto {
  @Id() sessionId: string;
  @Text({
    max: 2000,
    example: 'eyJhbGciOiJIUzI1NiJ9.eyJzaWQiOiI3ZDBjOWI1MiJ9.c2lnbmF0dXJl',
    about: 'Send it as Authorization: Bearer.',
  })
  accessToken: string;
  @Field({ type: 'integer', example: 600, about: 'For how many seconds the access token is good.' })
  expiresIn: number;
  @Text({
    max: 200,
    example: 'Zk1tV3d0b2tlbi1vZi1hbi1leGFtcGxlLW5vdC1yZWFs',
    about: 'Works once, at POST /session/renewal. Keep it where scripts of others cannot read it.',
  })
  refreshToken: string;
}

export class SignInDto {
  @Email({ example: 'rivera@north.example' }) email: string;
  @Text({ max: PASSWORD_MAX, verbatim: true, example: 'try things, on this machine only' }) password: string;
  @Id({ optional: true, about: 'Which clinic, for a person who works at several.' }) clinicId?: string;
}

export class ClinicChoiceDto {
  @Id() id: string;
  @Text({ max: 200, example: 'North Clinic' }) name: string;
}

export class SignedInDto {
  @Part(() => TokensDto, {
    nullable: true,
    about: 'null: the person works at several clinics. Ask which, and sign in again with its id as clinicId.',
  })
  tokens: TokensDto | null;
  @ListOf(() => ClinicChoiceDto, { about: 'Where this person works, by name.' }) clinics: ClinicChoiceDto[];
}

export class RenewalDto {
  @Text({ max: 1000, example: 'Zk1tV3d0b2tlbi1vZi1hbi1leGFtcGxlLW5vdC1yZWFs' }) refreshToken: string;
}

export class OwnClinicDto {
  @Id() id: string;
  @Text({ max: 200, example: 'North Clinic' }) name: string;
  @Text({ max: 60, example: 'Europe/London' }) timeZone: string;
}

export const CARER_KINDS = ['let_in', 'guardian'] as const;
export type CarerKind = (typeof CARER_KINDS)[number];

export class OwnCareDto {
  @Id({ about: 'Whom they look after.' }) patientId: string;
  @Choice(CARER_KINDS, { about: 'let_in: by the patient. guardian: of a child, written down by the clinic.' })
  kind: CarerKind;
  @Day({
    nullable: true,
    example: null,
    about: 'Of a guardian: from this day on they look no longer, unless the patient lets them go on.',
  })
  closesOn: string | null;
}

export class CarerOfSessionDto {
  @Id() id: string;
  @Text({ max: 200, example: 'Cara Allen' }) name: string;
}

export class CurrentSessionDto {
  @Id({ about: 'Of the session.' }) sessionId: string;
  @Choice(['staff', 'patient', 'carer']) kind: 'staff' | 'patient' | 'carer';
  @Id({ about: 'Of the member of staff, the patient or the carer.' }) personId: string;
  @Text({ max: 200, example: 'Dr Maya Rivera' }) name: string;
  @Choices(ROLES, { example: ['clinician'] }) roles: Role[];
  @Part(() => OwnCareDto, { nullable: true, example: null, about: 'Of a carer; null for everybody else.' })
  care: OwnCareDto | null;
  @Part(() => OwnClinicDto) clinic: OwnClinicDto;
  @Instant({ about: 'When it ends, if it is not renewed before.' }) expiresAt: string;
}

export class SessionDto {
  @Id() id: string;
  @Text({ max: 200, example: 'Mozilla/5.0 (X11; Linux x86_64)', about: 'What the device calls itself.' })
  device: string;
  @Instant() beganAt: string;
  @Instant() renewedAt: string;
  @Instant({ about: 'When it ends, if it is not renewed before.' }) expiresAt: string;
  @Flag({ about: 'The one that asks.' }) isThisOne: boolean;
  @Part(() => CarerOfSessionDto, {
    nullable: true,
    example: null,
    about: 'In a patient’s list: the carer who is signed in there, instead of the patient.',
  })
  carer: CarerOfSessionDto | null;
}

/** A live session as `session.service.ts` reads it. */
export interface SessionRow {
  id: string;
  device: string;
  created_at: Date;
  renewed_at: Date;
  expires_at: Date;
  /** In a patient's list only. */
  carer: CarerOfSessionDto | null;
}

export function toSession(row: SessionRow, askingSessionId: string): SessionDto {
  return {
    id: row.id,
    device: row.device,
    beganAt: row.created_at.toISOString(),
    renewedAt: row.renewed_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    isThisOne: row.id === askingSessionId,
    carer: row.carer,
  };
}
