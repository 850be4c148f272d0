/** The dose in plain words, field by field, and easy to read. That it loses nothing: dose-sentence-loses-nothing.spec.ts. */
import type { Dosage, IntervalSpec, ItemPlace, Schedule, SetSpec, Side } from '../../src/dosage/dosage';
import { doseSentence } from '../../src/dosage/sentence/dose-sentence';
import { readingGrade } from '../support/reading-grade';

const DAILY: Schedule = { kind: 'weekly', perDay: 1, perWeek: { exact: 7 } };

const dose = (sets: SetSpec[], side: Side = 'not_applicable', schedule = DAILY): Dosage => ({
  side,
  sessions: [{ sets, schedule }],
});
/** What is said of the sets alone. */
const ofSets = (sets: SetSpec[], side?: Side) =>
  doseSentence(dose(sets, side)).replace(' Once a day, every day.', '');
const ofTenReps = (more: Partial<SetSpec>) =>
  ofSets([{ count: 1, reps: { exact: 10 }, ...more }]).replace('Do it 10 times. ', '');

describe('the common dose is short', () => {
  it.each<[SetSpec, Side, Schedule, string]>([
    [
      { count: 3, reps: { exact: 10 }, restAfterSet: { exact: 30 } },
      'each_side',
      DAILY,
      'Do 3 sets of 10 on each side. Rest for 30 seconds between sets. Once a day, every day.',
    ],
    [
      { count: 3, holdSeconds: { exact: 20 } },
      'each_side',
      DAILY,
      'Hold for 20 seconds, 3 times on each side. Once a day, every day.',
    ],
    [
      { count: 3, reps: { exact: 6 }, holdSeconds: { exact: 5 } },
      'each_side',
      { ...DAILY, perWeek: { exact: 3 } },
      'Do 3 sets of 6 on each side. Hold for 5 seconds each time. Once a day, on 3 days a week.',
    ],
    [
      {
        count: 3,
        reps: { exact: 8 },
        effort: { scale: 'rpe_10', value: { exact: 7 } },
        restAfterSet: { exact: 90 },
      },
      'both_together',
      { ...DAILY, perWeek: { exact: 3 } },
      'Do 3 sets of 8 with both sides together. Your effort should feel like 7 out of 10. ' +
        'Rest for 1 minute 30 seconds between sets. Once a day, on 3 days a week.',
    ],
  ])('%j', (set, side, schedule, sentence) => {
    expect(doseSentence(dose([set], side, schedule))).toBe(sentence);
  });
});

describe('reps, holds, times and distances', () => {
  it.each<[SetSpec, string]>([
    [{ count: 1, reps: { exact: 1 } }, 'Do it once.'],
    [{ count: 1, reps: { exact: 2 } }, 'Do it twice.'],
    [{ count: 1, reps: { exact: 10 } }, 'Do it 10 times.'],
    [{ count: 2, reps: { exact: 10 } }, 'Do 2 sets of 10.'],
    [{ count: 1, reps: { min: 8, max: 10 } }, 'Do it 8 to 10 times.'],
    [{ count: 3, reps: { min: 8, max: 12 } }, 'Do 3 sets of 8 to 12.'],
    [{ count: 1, reps: { upTo: 10 } }, 'Do it up to 10 times.'],
    [{ count: 3, reps: { upTo: 10 } }, 'Do 3 sets of up to 10.'],
    [{ count: 1, reps: { asManyAsPossible: true } }, 'Do it as many times as you can.'],
    [
      { count: 3, reps: { asManyAsPossible: true, atMost: 20 } },
      'Do 3 sets of as many as you can, but no more than 20.',
    ],
    [{ count: 1, repUnit: 'step', reps: { exact: 1 } }, 'Take 1 step.'],
    [{ count: 1, repUnit: 'step', reps: { asManyAsPossible: true } }, 'Take as many steps as you can.'],
    [{ count: 3, repUnit: 'step', reps: { min: 8, max: 10 } }, 'Do 3 sets of 8 to 10 steps.'],
    [{ count: 1, repUnit: 'breath', reps: { exact: 5 } }, 'Go on for 5 calm breaths.'],
    [{ count: 2, repUnit: 'breath', reps: { upTo: 6 } }, 'Do 2 sets of up to 6 calm breaths.'],
    [{ count: 1, holdSeconds: { exact: 1 } }, 'Hold for 1 second, once.'],
    [
      { count: 1, reps: { exact: 6 }, holdSeconds: { min: 5, max: 10 } },
      'Do it 6 times. Hold for 5 to 10 seconds each time.',
    ],
    [{ count: 2, holdSeconds: { exact: 125 } }, 'Hold for 2 minutes 5 seconds, twice.'],
    [{ count: 1, timeSeconds: { exact: 40 } }, 'Do it for 40 seconds.'],
    [{ count: 3, timeSeconds: { min: 30, max: 60 } }, 'Do it for 30 to 60 seconds, 3 times.'],
    [
      { count: 1, reps: { asManyAsPossible: true }, timeSeconds: { exact: 60 } },
      'Do it as many times as you can in 1 minute.',
    ],
    [
      { count: 2, reps: { exact: 12 }, timeSeconds: { exact: 60 } },
      'Do 2 sets of 12. Each set takes 1 minute.',
    ],
    [{ count: 3, distanceMetres: 20 }, 'Go 20 metres, 3 times.'],
    [{ count: 3, reps: { exact: 4 }, distanceMetres: 1 }, 'Do 3 sets of 4. Go 1 metre each time.'],
  ])('%j', (set, sentence) => {
    expect(ofSets([set])).toBe(sentence);
  });
});

describe('sides', () => {
  it.each<[Side, string, string]>([
    ['both_together', 'Do 2 sets of 10 with both sides together.', 'Take 4 steps with both sides together.'],
    ['left', 'Do 2 sets of 10 on your left side.', 'Take 4 steps to the left.'],
    ['right', 'Do 2 sets of 10 on your right side.', 'Take 4 steps to the right.'],
    ['each_side', 'Do 2 sets of 10 on each side.', 'Take 4 steps to each side.'],
    [
      'alternate',
      'Do 2 sets of 10, left and right counted together, swapping sides each time.',
      'Take 4 steps in all, swapping sides each time.',
    ],
    ['not_applicable', 'Do 2 sets of 10.', 'Take 4 steps.'],
  ])('%s', (side, ofReps, ofSteps) => {
    expect(ofSets([{ count: 2, reps: { exact: 10 } }], side)).toBe(ofReps);
    expect(ofSets([{ count: 1, repUnit: 'step', reps: { exact: 4 } }], side)).toBe(ofSteps);
  });
});

describe('swapping sides: reps count both of them together', () => {
  it.each<[SetSpec, string]>([
    [{ count: 1, reps: { exact: 8 } }, 'Do it 8 times in all, swapping sides each time.'],
    [
      { count: 1, reps: { exact: 8 }, holdSeconds: { exact: 3 } },
      'Do it 8 times in all, swapping sides each time. Hold for 3 seconds each time.',
    ],
    [
      { count: 4, holdSeconds: { exact: 30 } },
      'Hold for 30 seconds, 4 times in all, swapping sides each time.',
    ],
    [
      { count: 1, reps: { asManyAsPossible: true, atMost: 20 } },
      'Do it as many times as you can, swapping sides each time, but no more than 20 in all.',
    ],
    [
      { count: 2, reps: { min: 8, max: 10 }, repUnit: 'step' },
      'Do 2 sets of 8 to 10 steps, left and right counted together, swapping sides each time.',
    ],
    [{ count: 2, timeSeconds: { exact: 40 } }, 'Do it for 40 seconds, twice, swapping sides as you go.'],
    [{ count: 3, distanceMetres: 20 }, 'Go 20 metres, 3 times, swapping sides as you go.'],
  ])('%j', (set, sentence) => {
    expect(ofSets([set], 'alternate')).toBe(sentence);
  });

  it('also in sets that differ', () => {
    const reps = (exact: number): SetSpec => ({ count: 1, reps: { exact } });
    expect(ofSets([reps(12), reps(8)], 'alternate')).toBe(
      'Do 2 sets: 12, then 8, left and right counted together, swapping sides each time.',
    );
  });
});

describe('many short holds are counted first, few or long ones held first', () => {
  it.each<[SetSpec, string]>([
    [
      { count: 1, reps: { exact: 6 }, holdSeconds: { exact: 10 } },
      'Do it 6 times with both sides together. Hold for 10 seconds each time.',
    ],
    [
      { count: 12, holdSeconds: { exact: 3 } },
      'Do it 12 times with both sides together. Hold for 3 seconds each time.',
    ],
    [
      { count: 1, reps: { asManyAsPossible: true, atMost: 12 }, holdSeconds: { exact: 3 } },
      'Do it as many times as you can with both sides together, but no more than 12. Hold for 3 seconds each time.',
    ],
    [
      { count: 1, reps: { exact: 5 }, holdSeconds: { exact: 3 } },
      'Hold for 3 seconds, 5 times with both sides together.',
    ],
    [
      { count: 1, reps: { exact: 6 }, holdSeconds: { min: 10, max: 11 } },
      'Hold for 10 to 11 seconds, 6 times with both sides together.',
    ],
  ])('%j', (set, sentence) => {
    expect(ofSets([set], 'both_together')).toBe(sentence);
  });
});

describe('how it is done', () => {
  it.each<[Partial<SetSpec>, string]>([
    [{ load: { kind: 'bodyweight' } }, 'Use only the weight of your body.'],
    [{ load: { kind: 'weight', kg: 2.5 } }, 'Use a weight of 2.5 kg.'],
    [{ load: { kind: 'ankle_weight', kg: 1 } }, 'Wear an ankle weight of 1 kg.'],
    [{ load: { kind: 'added', kg: 5 } }, 'Add 5 kg to the weight of your body.'],
    [{ load: { kind: 'machine', kg: 20 } }, 'Set the machine to 20 kg.'],
    [{ load: { kind: 'machine', setting: 4 } }, 'Set the machine to step 4.'],
    [{ load: { kind: 'percent_1rm', percent: 70 } }, 'Lift about 70% of what you could lift just once.'],
    [{ load: { kind: 'percent_body_weight', percent: 20 } }, 'Use a weight of about 20% of what you weigh.'],
    [{ load: { kind: 'rep_max', reps: 8 } }, 'Use a weight that you can lift 8 times and not once more.'],
    [{ load: { kind: 'band', band: { material: 'unknown' } } }, 'Use a band.'],
    [
      {
        load: {
          kind: 'band',
          band: { material: 'latex_free', colour: 'orange', brand: 'Bandit', anchor: 'ankles' },
        },
      },
      'Use an orange latex-free band by Bandit, round your ankles.',
    ],
    [{ tempo: { word: 'slow' } }, 'Move slowly.'],
    [{ tempo: { word: 'controlled' } }, 'Keep each move under control.'],
    [{ tempo: { word: 'fast' } }, 'Move fast.'],
    [{ tempo: { eccentricSeconds: 3 } }, 'Take 3 seconds to lower or let go.'],
    [
      { tempo: { eccentricSeconds: 3, pauseSeconds: 1, concentricSeconds: 2, topPauseSeconds: 0 } },
      'Take 2 seconds to lift or push. Do not wait before you lower or let go. Take 3 seconds to lower or let go. ' +
        'Wait 1 second before you lift or push again.',
    ],
    [
      { tempo: { eccentricSeconds: 3, pauseSeconds: 0, concentricSeconds: 1, topPauseSeconds: 0 } },
      'Take 1 second to lift or push. Take 3 seconds to lower or let go. Keep moving without a pause.',
    ],
    [{ contraction: 'concentric' }, 'Make an effort only as you lift or push.'],
    [{ contraction: 'eccentric' }, 'Make an effort only on the way back, as you lower or let go.'],
    [{ contraction: 'isometric' }, 'Tense up, but do not move.'],
    [{ contraction: 'mixed' }, 'Make an effort both ways: as you lift or push, and as you lower or let go.'],
    [
      { effort: { scale: 'rpe_10', value: { min: 6, max: 7 } } },
      'Your effort should feel like 6 to 7 out of 10.',
    ],
    [
      { effort: { scale: 'rpe_20', value: { exact: 13 } } },
      'Your effort should feel like 13, where 6 is none and 20 is all you have.',
    ],
    [{ effort: { scale: 'reps_in_reserve', value: { exact: 2 } } }, 'Stop when you could still do 2 more.'],
    [{ effort: { scale: 'reps_in_reserve', value: { exact: 0 } } }, 'Go on until you could not do one more.'],
    [{ effort: { scale: 'words', word: 'moderate' } }, 'It should feel a little hard.'],
    [{ range: { kind: 'full' } }, 'Move as far as you can.'],
    [{ range: { kind: 'pain_free' } }, 'Move only as far as it does not hurt.'],
    [{ range: { kind: 'middle' } }, 'Stay in the middle part of the move.'],
    [
      { range: { kind: 'degrees', fromDegrees: 0, toDegrees: 90 } },
      'Move the joint from 0 to 90 degrees. A right angle is 90 degrees. Ask us if you are not sure how far that is.',
    ],
    [
      { range: { kind: 'degrees', fromDegrees: 40, toDegrees: -10 } },
      'Move the joint from 40 degrees to 10 degrees below zero. A right angle is 90 degrees. ' +
        'Ask us if you are not sure how far that is.',
    ],
    [{ assistance: 'fingertip_support' }, 'Hold on with your fingertips.'],
    [{ assistance: 'other_leg' }, 'Let your other leg help.'],
    [{ surface: 'step' }, 'Do it on a step.'],
    [{ surface: 'foam' }, 'Do it on a foam pad.'],
  ])('%j', (manner, sentence) => {
    expect(ofTenReps(manner)).toBe(sentence);
  });
});

describe('rests', () => {
  it.each<[SetSpec, string]>([
    [
      { count: 3, holdSeconds: { exact: 30 }, restAfterSet: { exact: 0 } },
      'Hold for 30 seconds, 3 times. Do not rest in between.',
    ],
    [
      { count: 3, reps: { exact: 8 }, restAfterSet: { min: 120, max: 180 } },
      'Do 3 sets of 8. Rest for 2 to 3 minutes between sets.',
    ],
    [
      { count: 3, reps: { exact: 8 }, restAfterSet: { timesSet: 1 } },
      'Do 3 sets of 8. Between sets, rest for as long as the set took.',
    ],
    [
      { count: 3, reps: { exact: 8 }, restAfterSet: { timesSet: 2 } },
      'Do 3 sets of 8. Between sets, rest for twice as long as the set took.',
    ],
    [
      { count: 1, reps: { exact: 5 }, holdSeconds: { exact: 10 }, restBetweenRepsSeconds: { exact: 3 } },
      'Hold for 10 seconds, 5 times. Rest for 3 seconds in between.',
    ],
    [
      {
        count: 2,
        reps: { exact: 5 },
        restBetweenRepsSeconds: { min: 20, max: 30 },
        restAfterSet: { exact: 150 },
      },
      'Do 2 sets of 5. Rest for 20 to 30 seconds after each one. Rest for 2 minutes 30 seconds between sets.',
    ],
  ])('%j', (set, sentence) => {
    expect(ofSets([set])).toBe(sentence);
  });
});

describe('sets that differ', () => {
  const reps = (exact: number): SetSpec => ({ count: 1, reps: { exact }, restAfterSet: { exact: 60 } });

  it.each<[string, SetSpec[], string]>([
    [
      'in their reps only',
      [reps(12), reps(10), reps(8)],
      'Do 3 sets: 12, then 10, then 8 on each side. Rest for 1 minute between sets.',
    ],
    [
      'in their reps only, some alike',
      [
        { ...reps(12), count: 2 },
        { count: 1, reps: { asManyAsPossible: true, atMost: 20 } },
      ],
      'Do 3 sets: 12, then 12, then as many as you can (no more than 20) on each side. Rest for 1 minute between sets.',
    ],
    [
      'in left and right',
      [
        { count: 3, reps: { exact: 10 }, side: 'left', tempo: { word: 'slow' } },
        { count: 2, reps: { exact: 10 }, side: 'right', tempo: { word: 'slow' } },
      ],
      'Part 1: Do 3 sets of 10 on your left side. Part 2: Do 2 sets of 10 on your right side. In each part: Move slowly.',
    ],
    [
      'in left and right, with the same rest after each set',
      [
        { count: 3, reps: { exact: 10 }, side: 'left', restAfterSet: { min: 60, max: 120 } },
        { count: 2, reps: { exact: 10 }, side: 'right', restAfterSet: { min: 60, max: 120 } },
      ],
      'Part 1: Do 3 sets of 10 on your left side. Part 2: Do 2 sets of 10 on your right side. ' +
        'In each part: Rest for 1 to 2 minutes between sets and between parts.',
    ],
    [
      'in left and right, with a rest in one part only',
      [
        { count: 1, reps: { exact: 10 }, side: 'left' },
        { count: 2, reps: { exact: 10 }, side: 'right', restAfterSet: { exact: 60 } },
      ],
      'Part 1: Do it 10 times on your left side. ' +
        'Part 2: Do 2 sets of 10 on your right side. Rest for 1 minute between these sets.',
    ],
    [
      'in load, with the same rest after each',
      [
        { count: 1, reps: { exact: 10 }, load: { kind: 'weight', kg: 5 }, restAfterSet: { exact: 60 } },
        { count: 1, reps: { exact: 6 }, load: { kind: 'weight', kg: 8 } },
      ],
      'Part 1: Do it 10 times on each side. Use a weight of 5 kg. Part 2: Do it 6 times on each side. ' +
        'Use a weight of 8 kg. In each part: Rest for 1 minute between parts.',
    ],
    [
      'in load and rest',
      [
        { count: 1, reps: { exact: 10 }, load: { kind: 'weight', kg: 5 }, restAfterSet: { exact: 60 } },
        { count: 2, reps: { exact: 6 }, load: { kind: 'weight', kg: 8 }, restAfterSet: { exact: 90 } },
        { count: 2, holdSeconds: { exact: 30 } },
      ],
      'Part 1: Do it 10 times on each side. Use a weight of 5 kg. Rest for 1 minute before the next part. ' +
        'Part 2: Do 2 sets of 6 on each side. Use a weight of 8 kg. Rest for 1 minute 30 seconds after each set, also before the next part. ' +
        'Part 3: Hold for 30 seconds, twice on each side.',
    ],
  ])('%s', (_, sets, sentence) => {
    expect(ofSets(sets, 'each_side')).toBe(sentence);
  });
});

describe('walking and running', () => {
  const run = { mode: 'run', seconds: { exact: 60 } } as const;
  const walk = { mode: 'walk', seconds: { exact: 90 } } as const;

  it.each<[IntervalSpec, string]>([
    [{ steps: [{ mode: 'walk', seconds: { exact: 1800 } }] }, 'Walk for 30 minutes.'],
    [
      {
        warmUp: { mode: 'brisk_walk', seconds: { exact: 300 } },
        steps: [{ repeats: 8, steps: [run, walk] }],
        coolDown: { mode: 'walk', seconds: { min: 300, max: 600 } },
        totalSeconds: { min: 1800, max: 2100 },
        surface: 'grass',
      },
      'To warm up, walk fast for 5 minutes. Do this 8 times: run for 1 minute, then walk for 1 minute 30 seconds. ' +
        'To cool down, walk for 5 to 10 minutes. All of it takes 30 to 35 minutes. Do it on grass.',
    ],
    [
      {
        steps: [
          {
            repeats: 3,
            steps: [
              { repeats: 5, steps: [{ mode: 'stride', metres: 80 }] },
              { ...walk, mode: 'rest' },
            ],
          },
          run,
        ],
      },
      'Round A: stride out 80 metres. Do this 3 times: do round A 5 times, then rest for 1 minute 30 seconds. ' +
        'Then run for 1 minute.',
    ],
    [
      {
        steps: [
          run,
          walk,
          { repeats: 2, steps: [{ repeats: 3, steps: [{ repeats: 4, steps: [run, walk] }, walk] }] },
          { repeats: 2, steps: [{ repeats: 6, steps: [run] }, walk] },
          walk,
        ],
        coolDown: { repeats: 2, steps: [{ repeats: 3, steps: [walk] }, run] },
      },
      'Round A: run for 1 minute, then walk for 1 minute 30 seconds. ' +
        'Round B: do round A 4 times, then walk for 1 minute 30 seconds. Round C: run for 1 minute. ' +
        'Run for 1 minute, then walk for 1 minute 30 seconds. Then do this twice: do round B 3 times. ' +
        'Then do this twice: do round C 6 times, then walk for 1 minute 30 seconds. ' +
        'Then walk for 1 minute 30 seconds. Round D: walk for 1 minute 30 seconds. ' +
        'To cool down, do this twice: do round D 3 times, then run for 1 minute.',
    ],
    [
      { steps: [{ ...run, intensity: { kind: 'pace', value: { min: 330, max: 360 } } }] },
      'Run for 1 minute, each kilometre in 5 minutes 30 seconds to 6 minutes.',
    ],
    [
      { steps: [{ ...run, intensity: { kind: 'percent_pace', value: { min: 50, max: 60 } } }] },
      'Run for 1 minute at 50 to 60% of your usual speed.',
    ],
    [
      { steps: [{ ...run, intensity: { kind: 'rpe_10', value: { exact: 3 } } }] },
      'Run for 1 minute with an effort of 3 out of 10.',
    ],
    [
      { steps: [{ ...run, intensity: { kind: 'zone', value: { exact: 2 } } }] },
      'Run for 1 minute in training zone 2, where 1 is the easiest and 5 the hardest.',
    ],
    [
      { steps: [{ ...run, mode: 'cycle', intensity: { kind: 'watts', value: { exact: 120 } } }] },
      'Cycle for 1 minute at 120 watts.',
    ],
    [
      { steps: [{ ...run, intensity: { kind: 'percent_max_heart_rate', value: { exact: 70 } } }] },
      'Run for 1 minute so that your heart beats at 70% of the fastest that it can.',
    ],
    [
      { steps: [{ ...run, intensity: { kind: 'words', word: 'easy' } }] },
      'Run for 1 minute so that it feels easy.',
    ],
  ])('%j', (intervals, sentence) => {
    const dosage: Dosage = { side: 'not_applicable', sessions: [{ intervals, schedule: DAILY }] };
    expect(doseSentence(dosage)).toBe(`${sentence} Once a day, every day.`);
  });
});

describe('how often', () => {
  it.each<[Schedule, string]>([
    [DAILY, 'Once a day, every day.'],
    [{ kind: 'weekly', perDay: 1, perWeek: { exact: 1 } }, 'Once a week.'],
    [{ kind: 'weekly', perDay: 2, perWeek: { exact: 1 } }, 'Twice a day, on 1 day a week.'],
    [
      { kind: 'weekly', perDay: 3, perDayMax: 4, perWeek: { min: 3, max: 5 } },
      '3 to 4 times a day, on 3 to 5 days a week.',
    ],
    [
      { kind: 'weekly', perDay: 1, perWeek: { exact: 3 }, restDaysBetween: 1 },
      'Once a day, on 3 days a week. Never on two days in a row.',
    ],
    [
      { kind: 'weekly', perDay: 1, perWeek: { exact: 2 }, restDaysBetween: 2 },
      'Once a day, on 2 days a week. Leave at least 2 days free before you do it again.',
    ],
    [
      { kind: 'weekdays', perDay: 1, weekdays: ['friday', 'monday', 'wednesday'] },
      'Once a day, on Monday, Wednesday and Friday.',
    ],
    [
      { kind: 'every_n_days', perDay: 1, everyDays: 2, restDays: ['sunday', 'saturday'] },
      'Once a day, on every second day. Never on Saturday or Sunday.',
    ],
    [{ kind: 'every_n_days', perDay: 1, everyDays: 10 }, 'Once a day, on every 10th day.'],
    [{ kind: 'every_n_days', perDay: 1, everyDays: 12 }, 'Once a day, on every 12th day.'],
    [{ kind: 'every_n_days', perDay: 2, everyDays: 23 }, 'Twice a day, on every 23rd day.'],
    [
      { kind: 'every_n_hours', everyHours: 1, from: '07:00', until: '21:30' },
      'Every hour from 07:00 to 21:30, every day.',
    ],
    [
      { kind: 'every_n_hours', everyHours: 2, from: '08:00', until: '20:00' },
      'Every 2 hours from 08:00 to 20:00, every day.',
    ],
    [
      { kind: 'between', perDay: 1, betweenPlace: 2 },
      'Once a day, on the days on which you do not do exercise 2.',
    ],
    [{ kind: 'as_needed', perDay: 4 }, 'When you need it, but no more than 4 times a day.'],
    [
      { ...DAILY, perWeek: { exact: 3 }, minRestHours: 48 },
      'Once a day, on 3 days a week. Wait at least 48 hours before you do it again.',
    ],
  ])('%j', (schedule, sentence) => {
    expect(doseSentence(dose([{ count: 1, reps: { exact: 5 } }], 'not_applicable', schedule))).toBe(
      `Do it 5 times. ${sentence}`,
    );
  });
});

describe('weeks, and different sessions in a week', () => {
  const sets = (count: number): SetSpec[] => [{ count, reps: { exact: 10 } }];
  const onDays = (exact: number): Schedule => ({ ...DAILY, perWeek: { exact } });

  it.each<[string, Dosage['sessions'], string]>([
    [
      'one row',
      [{ weeks: { from: 1, to: 6 }, sets: sets(2), schedule: DAILY }],
      'Weeks 1 to 6: Do 2 sets of 10. Once a day, every day.',
    ],
    [
      'the same days in all weeks',
      [
        { weeks: { from: 1, to: 1 }, sets: sets(2), schedule: onDays(3) },
        { weeks: { from: 2, to: 4 }, sets: sets(3), schedule: onDays(3) },
        { weeks: { from: 5 }, sets: sets(4), schedule: onDays(3) },
      ],
      'Week 1: Do 2 sets of 10. Weeks 2 to 4: Do 3 sets of 10. From week 5 on: Do 4 sets of 10. ' +
        'In each of these weeks: Once a day, on 3 days a week.',
    ],
    [
      'more days later',
      [
        { weeks: { from: 1, to: 1 }, sets: sets(2), schedule: onDays(2) },
        { weeks: { from: 2 }, sets: sets(2), schedule: onDays(3) },
      ],
      'Week 1: Do 2 sets of 10. Once a day, on 2 days a week. ' +
        'From week 2 on: Do 2 sets of 10. Once a day, on 3 days a week.',
    ],
    [
      'the same days in some weeks only',
      [
        { weeks: { from: 1, to: 1 }, sets: sets(2), schedule: onDays(2) },
        { weeks: { from: 2, to: 2 }, sets: sets(3), schedule: onDays(2) },
        { weeks: { from: 3 }, sets: sets(3), schedule: onDays(3) },
      ],
      'Week 1: Do 2 sets of 10. Once a day, on 2 days a week. Week 2: Do 3 sets of 10. Once a day, on 2 days a week. ' +
        'From week 3 on: Do 3 sets of 10. Once a day, on 3 days a week.',
    ],
    [
      'heavy and light',
      [
        { name: 'heavy', sets: sets(4), schedule: onDays(2) },
        { name: 'light', weeks: { from: 3 }, sets: sets(2), schedule: onDays(2) },
      ],
      'Session “heavy”: Do 4 sets of 10. Once a day, on 2 days a week. ' +
        'From week 3 on, session “light”: Do 2 sets of 10. Once a day, on 2 days a week.',
    ],
  ])('%s', (_, sessions, sentence) => {
    expect(doseSentence({ side: 'not_applicable', sessions })).toBe(sentence);
  });
});

it('within a phase the weeks count from its beginning', () => {
  const sets: SetSpec[] = [{ count: 1, reps: { exact: 5 } }];
  const rows = [
    { weeks: { from: 1, to: 1 }, sets, schedule: DAILY },
    { weeks: { from: 2 }, sets, schedule: { ...DAILY, perDay: 2 } },
  ];
  const place: ItemPlace = { phase: { name: 'Build', begins: 'week', weeks: { from: 3, to: 6 } } };
  expect(doseSentence({ side: 'not_applicable', sessions: rows }, place)).toBe(
    'Part of your plan: “Build”, weeks 3 to 6. Week 1 of this part: Do it 5 times. Once a day, every day. ' +
      'From week 2 of this part on: Do it 5 times. Twice a day, every day.',
  );
});

describe('pain, and what may change', () => {
  it.each<[Partial<Dosage>, string]>([
    [
      { painPolicy: { kind: 'up_to_5' } },
      'Pain of up to 5 out of 10 is all right if it is back to usual the next morning.',
    ],
    [{ painPolicy: { kind: 'none' } }, 'It must not hurt: stop if it does.'],
    [{ painPolicy: { kind: 'until_disabling' } }, 'Pain is all right as long as you can still move well.'],
    [
      { painPolicy: { kind: 'location' } },
      'Stop if the pain moves further down your leg, even if it is mild.',
    ],
    [
      { painPolicy: { kind: 'custom', during: 3, after: 0, nextMorning: 'as_usual' } },
      'Pain of up to 3 out of 10 is all right while you do it. It must not hurt after it. ' +
        'The next morning it should hurt no more than usual.',
    ],
    [
      {
        progression: {
          when: {
            allSetsAtTop: true,
            painDuringAtMost: 2,
            noNextDayRise: true,
            sessionsRunning: 3,
            weeksAtLevel: 1,
          },
          change: { reps: 2, kg: 2.5 },
          cap: { reps: 15, sets: 5, holdSeconds: 60, kg: 60, percentPerWeek: 20 },
          decidedBy: 'patient_within_limits',
        },
      },
      'When you can do all of the sets in full, the pain is no more than 2 out of 10 while you do it, it hurts no more ' +
        'than usual the next day, it has gone like that 3 times in a row and you have done it like that for 1 week, ' +
        'you may do 2 more in each set and use 2.5 kg more. ' +
        'The limit is 15 in each set, 5 sets, a hold of 1 minute, 60 kg and 20% more in a week.',
    ],
    [
      {
        progression: { when: { allSetsAtTop: true }, change: { ladder: 1 }, decidedBy: 'clinician' },
      },
      'When you can do all of the sets in full, ask your clinician if you can go on to the harder exercise.',
    ],
    [
      {
        regression: {
          when: { painDuringAbove: 5, nextDayRise: true, sessionsNotCompleted: 2 },
          change: { sets: -1, holdSeconds: -5, percentLoad: -10 },
        },
      },
      'If the pain is more than 5 out of 10 while you do it, it hurts more than usual the next day or you could not ' +
        'finish it 2 times, do 1 fewer set, hold for 5 seconds less and use 10% less load.',
    ],
    [
      {
        stopRules: [
          { kind: 'pain_above', pain: 6 },
          { kind: 'pain_spreads' },
          { kind: 'numbness_or_weakness' },
          { kind: 'worse_next_morning', mornings: 2 },
          { kind: 'dizzy' },
          { kind: 'breathless' },
          { kind: 'form_lost' },
        ],
      },
      'Stop and tell us if the pain is more than 6 out of 10, the pain spreads, a part of you gets numb or weak, ' +
        'the pain is worse 2 mornings in a row, you feel dizzy, you get very short of breath or you can no longer do it well.',
    ],
  ])('%j', (more, sentence) => {
    const dosage = { ...dose([{ count: 1, reps: { exact: 5 } }]), ...more };
    expect(doseSentence(dosage)).toBe(`Do it 5 times. Once a day, every day. ${sentence}`);
  });
});

describe('the place in the plan', () => {
  const FIVE = 'Do it 5 times. Once a day, every day.';

  it.each<[ItemPlace, string]>([
    [{}, FIVE],
    [{ variation: null, level: null, isOptional: false, isComfort: false, group: null, phase: null }, FIVE],
    [
      { variation: 'knee straight', level: 2 },
      `Do it like this: knee straight. This is level 2 of this exercise. A higher level is harder. ${FIVE}`,
    ],
    [{ variation: 'With your knee bent.' }, `Do it like this: With your knee bent. ${FIVE}`],
    [{ isOptional: true }, `${FIVE} You may leave this one out.`],
    [{ isComfort: true }, `${FIVE} This one is here to make you feel better.`],
    [
      { phase: { name: 'Settle', begins: 'week', weeks: { from: 1, to: 2 } } },
      `Part of your plan: “Settle”, weeks 1 to 2. ${FIVE}`,
    ],
    [
      {
        phase: {
          name: 'Run',
          begins: 'criteria',
          weeks: { from: 5, to: 9 },
          entryCriteria: ['you can walk for 30 minutes', 'hopping does not hurt'],
          exitCriteria: ['you run for 20 minutes.'],
        },
      },
      'Part of your plan: “Run”, which your clinician starts with you, about week 5. It lasts 5 weeks. ' +
        'What it takes to start: you can walk for 30 minutes; hopping does not hurt. ' +
        `You are through it when: you run for 20 minutes. ${FIVE}`,
    ],
    [
      { group: { name: 'A', kind: 'superset', rounds: { exact: 3 }, restBetweenItemsSeconds: 0 } },
      `${FIVE} It is part of pair A: do its exercises one after the other, 3 times round. Do not rest between exercises.`,
    ],
    [
      {
        group: {
          name: 'B',
          kind: 'circuit',
          rounds: { min: 2, max: 3 },
          restBetweenItemsSeconds: 10,
          restBetweenRoundsSeconds: { exact: 120 },
          timeCapSeconds: 1200,
        },
      },
      `${FIVE} It is part of circuit B: do all of its exercises one after the other, 2 to 3 times round. ` +
        'Rest for 10 seconds between exercises. Rest for 2 minutes between rounds. ' +
        'Go on for 20 minutes, however many rounds that is.',
    ],
  ])('%j', (place, sentence) => {
    expect(doseSentence(dose([{ count: 1, reps: { exact: 5 } }]), place)).toBe(sentence);
  });
});

describe('it is easy to read', () => {
  it.each<[string, Dosage]>([
    ['reps', dose([{ count: 3, reps: { exact: 10 }, restAfterSet: { exact: 30 } }], 'each_side')],
    ['a hold', dose([{ count: 3, holdSeconds: { exact: 20 } }], 'each_side')],
    [
      'a load and an effort',
      dose([
        {
          count: 3,
          reps: { min: 8, max: 12 },
          load: { kind: 'rep_max', reps: 12 },
          tempo: { word: 'slow' },
          effort: { scale: 'reps_in_reserve', value: { exact: 2 } },
          range: { kind: 'pain_free' },
          surface: 'mat',
        },
      ]),
    ],
    [
      'a walk and a run',
      {
        side: 'not_applicable',
        sessions: [
          {
            intervals: {
              warmUp: { mode: 'walk', seconds: { exact: 300 } },
              steps: [
                {
                  repeats: 6,
                  steps: [
                    { mode: 'run', seconds: { exact: 60 } },
                    { mode: 'walk', seconds: { exact: 120 } },
                  ],
                },
              ],
            },
            schedule: { kind: 'weekly', perDay: 1, perWeek: { exact: 3 }, restDaysBetween: 1 },
          },
        ],
      },
    ],
    [
      'what may change',
      {
        ...dose([{ count: 3, reps: { exact: 10 } }], 'left', { kind: 'as_needed', perDay: 4 }),
        painPolicy: { kind: 'up_to_5' },
        progression: {
          when: { allSetsAtTop: true },
          change: { reps: 2 },
          cap: { reps: 16 },
          decidedBy: 'clinician',
        },
        regression: { when: { nextDayRise: true }, change: { reps: -2 } },
        stopRules: [{ kind: 'pain_spreads' }, { kind: 'dizzy' }],
      },
    ],
  ])('%s: at an age of 9 to 11', (_, dosage) => {
    expect(readingGrade(doseSentence(dosage))).toBeLessThan(6);
  });
});
