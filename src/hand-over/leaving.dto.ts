import { StaffDto } from '../clinic/clinic.dto';
import { Day, Flag, Id, Ids, ListOf, Part, Text, Whole } from '../http/fields';
import { CoverDto, toCover } from '../opening-hours/opening-hours.dto';
import { HandOverDto } from './hand-over.dto';
import type { WhatIsLeft } from './leaving.service';

const FIRST = 200;
const COUNT = { min: 0, max: 1_000_000 };

export class LeftDto {
  @Whole({ ...COUNT, example: 40 }) count: number;
  @Ids({ max: FIRST, about: `The first ${FIRST}.` }) ids: string[];
}

export class WhatIsLeftDto {
  @Id() staffId: string;
  @Day({ nullable: true, example: '2026-12-31', about: 'null: nobody said that they leave.' })
  lastDay: string | null;
  @Part(() => LeftDto, { about: 'Patients under care for whom they are responsible.' }) patients: LeftDto;
  @Part(() => LeftDto, {
    about: 'Prescriptions that stand because they issued them. They outlive whoever issued them.',
  })
  plans: LeftDto;
  @Part(() => LeftDto, { about: 'What is on the worklist about their patients.' }) alerts: LeftDto;
  @Part(() => LeftDto, { about: 'Prescriptions with a draft of theirs. Any clinician may go on with it.' })
  planDrafts: LeftDto;
  @Part(() => LeftDto, { about: 'Assessments that they have not signed.' }) assessmentDrafts: LeftDto;
  @ListOf(() => CoverDto, { about: 'Covers of theirs, or by them, that are not over.' }) covers: CoverDto[];
  @Whole({ ...COUNT, example: 0, about: 'Mails to them that wait.' }) mails: number;
  @Flag({ example: false, about: 'The clinic’s hours name them as who is asked where nobody else can be.' })
  isBackup: boolean;
}

export class LeavingFieldsDto {
  @Day({ example: '2026-12-31', about: 'Last working day; it counts.' }) lastDay: string;
  @Id({
    optional: true,
    nullable: true,
    about: 'Who gets all their patients, now. Left out: see what is left.',
  })
  handOverToId?: string | null;
  @Text({ max: 1000, optional: true, nullable: true, example: 'Moves to Leeds.' }) note?: string | null;
}

export class LeavingDto {
  @Part(() => StaffDto) staff: StaffDto;
  @Part(() => HandOverDto, { nullable: true, about: 'null: nobody was handed over.' })
  handOver: HandOverDto | null;
  @Part(() => WhatIsLeftDto) left: WhatIsLeftDto;
  @Whole({ min: 1, max: 1_000_000_000, about: 'Of the member of staff.' }) revision: number;
}

const toLeft = (ids: string[]): LeftDto => ({ count: ids.length, ids: ids.slice(0, FIRST) });

export function toWhatIsLeft(left: WhatIsLeft): WhatIsLeftDto {
  const { patients, plans, alerts, planDrafts, assessmentDrafts, covers, mails, isBackup } = left;
  return {
    staffId: left.staffId,
    lastDay: left.lastDay,
    patients: toLeft(patients),
    plans: toLeft(plans),
    alerts: toLeft(alerts),
    planDrafts: toLeft(planDrafts),
    assessmentDrafts: toLeft(assessmentDrafts),
    covers: covers.map(toCover),
    mails,
    isBackup,
  };
}
