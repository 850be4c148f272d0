/**
 * The live version of a prescription as the calendar takes it: with its weeks and begun phases as the gate counts them now
 * (migrations/always/2-only-if-advised.sql), and with the days on which it was closed. Pure.
 */
import { addDays } from '../calendar/days';
import { daysClosedBy } from '../plan/scheduled-plan';
import type { ScheduledPlan } from '../schedule/plan-weeks';
import { asScheduled } from './plan-views';
import type { PhaseBegun } from './prescription.entity';
import type { WholePrescription } from './prescription.repository';

/** Null where nothing is live. */
export function livePlan(whole: WholePrescription): ScheduledPlan | null {
  const { prescription, timeZone } = whole;
  const version = whole.versions.find(({ id }) => id === prescription.liveVersionId);
  if (!version) return null;
  return asScheduled(
    { version, items: whole.items.filter(({ versionId }) => versionId === version.id) },
    {
      timeZone,
      startsOn: prescription.startsOn as string,
      weekOneOn: prescription.weekOneOn as string,
      adviceUntil: prescription.adviceUntil as string,
      phasesBegun: asCounted(whole.phasesBegun, prescription.daysClosed),
      closed: daysClosedBy(whole.transitions, whole.holds, timeZone),
    },
  );
}

/** Begun phases with the day from which their weeks count, `daysClosed` being those of the prescription. */
export function asCounted(phases: readonly PhaseBegun[], daysClosed: number): { name: string; on: string }[] {
  return phases.map((phase) => ({ name: phase.phase, on: phaseWeekOne(phase, daysClosed) }));
}

/** Day 1 of a begun phase: later by every day on which the plan was closed since. */
export function phaseWeekOne({ begunOn, daysClosed }: PhaseBegun, daysClosedSoFar: number): string {
  return addDays(begunOn, daysClosedSoFar - daysClosed);
}
