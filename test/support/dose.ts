import type { Dosage, Schedule, SetSpec } from '../../src/dosage/dosage';

/** 3 sets of 10, once a day on 3 days a week, but for what is said. A part given as undefined is left out. */
export function dose(
  set: Partial<SetSpec> = {},
  schedule: Partial<Schedule> = {},
  more: Partial<Dosage> = {},
): Dosage {
  const often: Schedule = { kind: 'weekly', perDay: 1, perWeek: { exact: 3 }, ...schedule };
  const sets: SetSpec[] = [{ count: 3, reps: { exact: 10 }, ...set }];
  const whole: Dosage = { side: 'not_applicable', sessions: [{ sets, schedule: often }], ...more };
  return JSON.parse(JSON.stringify(whole)) as Dosage;
}
