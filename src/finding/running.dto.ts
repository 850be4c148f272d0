import { Choice, Choices, Day, Measure, Text, Texts, Whole } from '../http/fields';
import { Answer, Rating } from './finding-fields';
import {
  type Asked,
  type CarePlan,
  type FuelAndRecovery,
  type Outlook,
  PSFS,
  type PsfsActivity,
  type Running,
  TREATMENTS,
} from './findings';

/** The life that the back has to carry: activities, running, food and sleep, what the patient hopes and fears. */
export class PsfsActivityDto implements PsfsActivity {
  @Text({ max: PSFS.name, example: 'Tying my shoes' }) activity: string;
  @Whole({ min: 0, max: 10, example: 4, about: '0 unable, 10 as before.' }) score: number;
}

const Kilometres = (max: number, example: number, about?: string) =>
  Measure({ min: 0, max, step: 0.1, unit: 'kilometres', optional: true, example, about });

export class RunningDto implements Running {
  @Kilometres(500, 12) weeklyKmNow?: number;
  @Kilometres(500, 42.5) weeklyKmUsual?: number;
  @Kilometres(500, 55) weeklyKmBeforeOnset?: number;
  @Whole({ min: 0, max: 28, optional: true, example: 3 }) runsAWeek?: number;
  @Kilometres(500, 21.1) longestRunKm?: number;
  @Whole({
    min: -100,
    max: 1000,
    optional: true,
    example: 30,
    about: 'Of the weekly distance, in the weeks before the onset.',
  })
  recentChangePercent?: number;
  @Choice(['road', 'trail', 'track', 'treadmill', 'grass', 'mixed'], { optional: true })
  surface?: Running['surface'];
  @Choice(['flat', 'hilly', 'mixed'], { optional: true }) terrain?: Running['terrain'];
  @Text({ max: 100, optional: true, example: 'Neutral, six months old' }) shoes?: string;
  @Whole({ min: 0, max: 10_000, optional: true, example: 600 }) shoesKm?: number;
  @Whole({ min: 60, max: 260, unit: 'steps a minute', optional: true, example: 168 }) cadence?: number;
  @Kilometres(500, 4, 'Into a run.') painFromKm?: number;
  @Whole({ min: 0, max: 1440, optional: true, example: 25, about: 'Into a run.' }) painFromMinutes?: number;
  @Rating() painNextMorning?: number;
  @Text({ max: 200, optional: true, example: 'Spring half marathon' }) targetEvent?: string;
  @Day({ optional: true, example: '2027-04-11' }) targetOn?: string;
  @Whole({ min: 0, max: 21, optional: true, example: 1 }) strengthSessionsAWeek?: number;
  @Answer() pastStressFracture?: Asked;
}

export class FuelAndRecoveryDto implements FuelAndRecovery {
  @Answer() skipsMeals?: Asked;
  @Answer('Recent, and not meant?') weightLoss?: Asked;
  @Measure({ min: 0, max: 24, step: 0.25, optional: true, example: 7.5, about: 'A night.' })
  sleepHours?: number;
  @Answer(
    'Asked because missed periods can mean too little fuel for bone [general knowledge]; never pressed for.',
  )
  menstrualChange?: Asked;
  @Answer() dizziness?: Asked;
  @Answer() illness?: Asked;
}

export class OutlookDto implements Outlook {
  @Text({ max: 1000, optional: true, example: 'To run again in spring.' }) expectations?: string;
  @Answer() fearOfMovement?: Asked;
  @Answer() lowMood?: Asked;
  @Text({ max: 500, optional: true, example: 'Sits most of the day.' }) work?: string;
  @Text({ max: 1000, optional: true, example: 'Thinks that a disc has slipped.' }) beliefs?: string;
  @Text({ max: 1000, optional: true, example: 'Mornings; nothing on all fours.' }) preferences?: string;
  @Texts({ max: 30, each: 100, optional: true, example: ['mat'], about: 'Empty: asked, and none.' })
  equipmentAtHome?: string[];
  @Whole({ min: 0, max: 600, optional: true, example: 15 }) minutesADay?: number;
  @Answer('Gets down to the floor and up again without help?') floorTransferUnaided?: Asked;
}

export class CarePlanDto implements CarePlan {
  @Text({ max: 2000, optional: true, example: 'Extension-related back pain after hill repeats.' })
  workingImpression?: string;
  @Answer() sharedDecision?: Asked;
  @Answer() consentToTreatment?: Asked;
  @Choices(TREATMENTS, { optional: true, about: 'Given on this visit.' }) treatments?: CarePlan['treatments'];
  @Day({ optional: true, example: '2026-12-04' }) reviewOn?: string;
  @Answer() safetyNetGiven?: Asked;
}
