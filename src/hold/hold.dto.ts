import { Choice, Choices, Field, Flag, Id, Instant, ListOf, Moment, Text } from '../http/fields';
import { type Route, ROUTES } from '../screen/grade';
import { FLAG_CODES, type FlagCode, FLAGS } from '../screen/red-flags';
import {
  type Hold,
  HOLD_KINDS,
  type HoldKind,
  type Referral,
  REFERRAL_MEANS,
  type ReferralMeans,
} from './hold.entity';

export class NewHoldDto {
  @Text({ max: 1000, example: 'Rang this morning: new numbness, sent to the emergency department.' })
  because: string;
}

export class ResolutionDto {
  @Text({
    min: 15,
    max: 2000,
    example: 'Seen at the emergency department on 20 November, imaging normal; letter filed.',
    about: 'What was found or done, and why exercise may go on.',
  })
  resolution: string;
  @Text({
    min: 15,
    max: 1000,
    optional: true,
    example: 'Asked in error: the answer belongs to her sister.',
    about: 'Needed when flags opened the hold and nobody was told (POST /holds/{id}/referrals).',
  })
  nobodyToldBecause?: string;
}

export class NewReferralDto {
  @Text({ max: 200, example: 'Spinal registrar on call, General Hospital' }) told: string;
  @Choice(REFERRAL_MEANS) how: ReferralMeans;
  @Moment({ optional: true, about: 'Now, if not said; never in the future.' }) toldAt?: string;
  @Text({ max: 2000, optional: true, nullable: true, example: 'To come at once; husband drives.' })
  note?: string | null;
}

export class ReferralDto {
  @Id() id: string;
  @Text({ max: 200, example: 'Spinal registrar on call, General Hospital' }) told: string;
  @Choice(REFERRAL_MEANS) how: ReferralMeans;
  @Instant() toldAt: string;
  @Text({ max: 2000, nullable: true, example: 'To come at once; husband drives.' }) note: string | null;
  @Instant() writtenAt: string;
  @Id() writtenBy: string;
}

/** What the catalogue of red flags asks for, of one item that opened the hold. */
export class HoldActionDto {
  @Choice(FLAG_CODES, { example: 'CES-2' }) code: FlagCode;
  @Text({ max: 1000, example: 'New or worsening change of feeling between the legs.' }) text: string;
  @Text({ max: 1000, example: 'Send to the emergency department now, and phone ahead.' }) action: string;
  @Choice(ROUTES, { example: 'emergency_department', about: 'Where the patient goes.' }) route: Route;
}

export class HoldDto {
  @Id() id: string;
  @Id() patientId: string;
  @Id({ nullable: true, about: 'The assessment whose signature opened it.' }) assessmentId: string | null;
  @Choices(FLAG_CODES, {
    example: ['CES-2'],
    about: 'Items of its screen; PRG is a warning sign noted with a pregnancy.',
  })
  flags: FlagCode[];
  @ListOf(() => HoldActionDto, {
    about: 'What to do; empty where it was opened by hand, or advice is turned off.',
  })
  actions: HoldActionDto[];
  @ListOf(() => ReferralDto, { about: 'Who was told, in that order.' }) referrals: ReferralDto[];
  @Text({ max: 1000, example: 'The signed assessment needs a decision on: CES-2.' }) because: string;
  @Instant() openedAt: string;
  @Choice(HOLD_KINDS, {
    about: 'pain_pause: the patient reported new numbness or weakness; own_pause: their wish.',
  })
  kind: HoldKind;
  @Id({ nullable: true, about: 'null: the patient did.' }) openedBy: string | null;
  @Flag({ example: false, about: 'By the patient, or by somebody who looks after them (carerId).' })
  openedByPatient: boolean;
  @Id({ nullable: true, example: null }) carerId: string | null;
  @Id({ nullable: true, example: null, about: 'The check-in at which the patient confirmed the flags.' })
  checkInId: string | null;
  @Instant({ nullable: true, example: null, about: 'null: it is open.' }) resolvedAt: string | null;
  @Id({ nullable: true, example: null }) resolvedBy: string | null;
  @Text({ max: 2000, nullable: true, example: null }) resolution: string | null;
  @Text({ max: 1000, nullable: true, example: null }) nobodyToldBecause: string | null;
  @Field({ type: 'integer', example: 1 }) revision: number;
}

/** `referrals` may be those of other holds too. */
export function toHold(hold: Hold, referrals: Referral[], advise: boolean): HoldDto {
  return {
    id: hold.id,
    patientId: hold.patientId,
    assessmentId: hold.assessmentId,
    flags: hold.flags,
    actions: advise ? actionsOf(hold) : [],
    referrals: referrals.filter(({ holdId }) => holdId === hold.id).map(toReferral),
    kind: hold.kind,
    because: hold.because,
    openedAt: hold.openedAt.toISOString(),
    openedBy: hold.openedBy,
    openedByPatient: hold.openedByPatient,
    carerId: hold.carerId,
    checkInId: hold.checkInId,
    resolvedAt: hold.resolvedAt?.toISOString() ?? null,
    resolvedBy: hold.resolvedBy,
    resolution: hold.resolution,
    nobodyToldBecause: hold.nobodyToldBecause,
    revision: hold.revision,
  };
}

/** Where no row is known (a yes without a sign, a hold from before the rows had ids), the item's strictest. */
function actionsOf({ flags, grades }: Hold): HoldActionDto[] {
  return FLAGS.filter(({ code }) => flags.includes(code)).flatMap(({ code, rows }) => {
    const opened = rows.filter(({ id }) => grades.includes(id));
    const shown = opened.length > 0 ? opened : rows.slice(0, 1);
    return shown.map(({ text, action, route }) => ({ code, text, action, route }));
  });
}

export const toReferral = ({ id, told, how, toldAt, note, writtenAt, byStaffId }: Referral): ReferralDto => ({
  id,
  told,
  how,
  toldAt: toldAt.toISOString(),
  note,
  writtenAt: writtenAt.toISOString(),
  writtenBy: byStaffId,
});
