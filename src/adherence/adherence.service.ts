import { Injectable } from '@nestjs/common';
import { addDays, daysBetween } from '../calendar/days';
import type { Tx } from '../db/tx';
import { PatientService } from '../patient/patient.service';
import { type Adherence, adherenceOver, type CountedDay, painTrend, TREND_DAYS } from './adherence';
import {
  type DayOfPatient,
  daysOfPatient,
  type FeltOnDay,
  feltByDay,
  type ToldOfItem,
  toldOfItems,
  type WeeklyWord,
  weeklyWords,
} from './adherence.repository';
import { type CaseloadRow } from './caseload.repository';

export const WEEK = 7;
export const FOUR_WEEKS = 28;

export type DayTogether = Omit<DayOfPatient, 'prescriptionId'>;

export interface PatientAdherence {
  from: string;
  to: string;
  week: Adherence;
  fourWeeks: Adherence;
  period: Adherence;
  days: DayTogether[];
  felt: FeltOnDay[];
  weekly: WeeklyWord[];
  items: ToldOfItem[];
}

/** What was done of what was due: of one patient over time, and for the patient themself. Nothing is reckoned that is stored. */
@Injectable()
export class AdherenceService {
  constructor(private readonly patients: PatientService) {}

  /** Of the last so many days, today among them. */
  async ofPatient(tx: Tx, patientId: string, days: number): Promise<PatientAdherence> {
    await this.patients.getPatient(tx, patientId);
    tx.sawRecordOf(patientId);
    const from = addDays(tx.today, 1 - days);
    const since = addDays(tx.today, 1 - Math.max(days, FOUR_WEEKS));
    const counted = await daysOfPatient(tx, patientId, since, tx.today);
    const plans = byPlan(counted, tx.today);
    return {
      from,
      to: tx.today,
      week: adherenceOver(plans, WEEK),
      fourWeeks: adherenceOver(plans, FOUR_WEEKS),
      period: adherenceOver(plans, days),
      days: together(counted).filter(({ day }) => day >= from),
      felt: await feltByDay(tx, patientId, from, tx.today),
      weekly: await weeklyWords(tx, patientId, from, tx.today),
      items: await toldOfItems(tx, patientId, from, tx.today),
    };
  }

  /** Of the patient who asks, or whom the asker looks after. */
  async own(tx: Tx): Promise<{ week: Adherence; fourWeeks: Adherence; weekly: WeeklyWord[] }> {
    const patientId = tx.actor.patientId as string;
    const since = addDays(tx.today, 1 - FOUR_WEEKS);
    tx.sawRecordOf(...(tx.actor.role === 'carer' ? [patientId] : []));
    const plans = byPlan(await daysOfPatient(tx, patientId, since, tx.today), tx.today);
    return {
      week: adherenceOver(plans, WEEK),
      fourWeeks: adherenceOver(plans, FOUR_WEEKS),
      weekly: await weeklyWords(tx, patientId, since, tx.today),
    };
  }
}

/** What a caseload says of the days of a patient. */
export function judged({ plans, firstPains, assessedPain }: CaseloadRow) {
  // by how many days ago, so that the newest come first
  const worst: number[] = [];
  for (const { ago, worstPain } of plans.flat()) {
    if (worstPain !== null && 0 <= ago && ago < TREND_DAYS) worst[ago] = Math.max(worstPain, worst[ago] ?? 0);
  }
  return {
    week: adherenceOver(plans, WEEK),
    fourWeeks: adherenceOver(plans, FOUR_WEEKS),
    painTrend: painTrend(
      worst.filter((pain) => pain !== undefined),
      firstPains,
      assessedPain,
    ),
  };
}

function byPlan(days: readonly DayOfPatient[], today: string): CountedDay[][] {
  const ids = [...new Set(days.map(({ prescriptionId }) => prescriptionId))];
  return ids.map((id) =>
    days
      .filter(({ prescriptionId }) => prescriptionId === id)
      .map((day) => ({ ...day, ago: daysBetween(day.day, today) })),
  );
}

/** All plans of a day as one, by day. */
function together(days: readonly DayOfPatient[]): DayTogether[] {
  const sums = new Map<string, DayTogether>();
  for (const { prescriptionId: _, ...one } of days) {
    const sum = sums.get(one.day);
    const pains = [sum?.worstPain, one.worstPain].filter((pain) => typeof pain === 'number');
    sums.set(one.day, {
      day: one.day,
      due: one.due + (sum?.due ?? 0),
      done: one.done + (sum?.done ?? 0),
      declined: one.declined + (sum?.declined ?? 0),
      worstPain: pains.length === 0 ? null : Math.max(...pains),
    });
  }
  return [...sums.values()];
}
