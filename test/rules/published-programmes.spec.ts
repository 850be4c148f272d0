/**
 * Programmes from the literature held as typed data: sound, and told to the patient in full. What they add up to is asked in
 * published-totals.spec.ts.
 */
import { checkDosage } from '../../src/dosage/check/check-dosage';
import { checkPlan } from '../../src/plan/check-plan';
import { checkPlanSchedule } from '../../src/schedule/check-plan-schedule';
import { readingGrade } from '../support/reading-grade';
import { scheduledItems, sentencesOf } from './published-programmes/programme';
import { PROGRAMMES } from './published-programmes/programmes';

/** By title, each sentence once: exercises of a programme may share one. */
const SAID = new Map<string, string[]>([
  [
    'Nordic hamstring exercise in six weeks',
    [
      'Week 1: Do 2 sets of 5 with both sides together. Once a week. Week 2: Do 2 sets of 6 with both ' +
        'sides together. Once a day, on 2 days a week. Week 3: Do 3 sets of 6 with both sides together. ' +
        'Once a day, on 3 days a week. Week 4: Do 3 sets of 8 with both sides together. Once a day, on ' +
        '3 days a week. Weeks 5 to 6: Do 3 sets: 12, then 10, then 8 with both sides together. Once a ' +
        'day, on 3 days a week. Each time: Make an effort only on the way back, as you lower or let go.',
    ],
  ],
  [
    'Eccentric heel drops and return to running',
    [
      'Part of your plan: “Heel drops”, from week 1 on. Do it like this: knee straight. Do 3 sets of ' +
        '15 on your left side. Use only the weight of your body. Move slowly. Make an effort only on ' +
        'the way back, as you lower or let go. Let your other leg help. Do it on a step. Twice a day, ' +
        'every day. When it does not hurt and you have done it like that for 1 week, you may use 5 kg ' +
        'more. The limit is 60 kg.',
      'Part of your plan: “Heel drops”, from week 1 on. Do it like this: knee bent. Do 3 sets of 15 ' +
        'on your left side. Use only the weight of your body. Move slowly. Make an effort only on the ' +
        'way back, as you lower or let go. Let your other leg help. Do it on a step. Twice a day, every ' +
        'day. When it does not hurt and you have done it like that for 1 week, you may use 5 kg more. ' +
        'The limit is 60 kg.',
      'Part of your plan: “Return to running”, which your clinician starts with you, about week 5. It ' +
        'lasts 5 weeks. What it takes to start: you have done the heel drops for 4 weeks; hopping hurts ' +
        'no more than 2 out of 10. Each time: To warm up, jog for 5 minutes. Week 1 of this part: Round ' +
        'A: run 80 metres at 50 to 60% of your usual speed. Do this 3 times: do round A 5 times. Once a ' +
        'day, on 2 days a week. Week 2 of this part: Round A: run 80 metres at 50 to 60% of your usual ' +
        'speed. Do this 3 times: do round A 6 times. Once a day, on 2 days a week. Week 3 of this part: ' +
        'Round A: run 80 metres at 50 to 60% of your usual speed. Do this 4 times: do round A 5 times. ' +
        'Once a day, on 2 days a week. Week 4 of this part: Round A: run 80 metres at 55 to 65% of your ' +
        'usual speed. Do this 4 times: do round A 6 times. Once a day, on 3 days a week. Never on two ' +
        'days in a row. Week 5 of this part: Round A: run 80 metres at 55 to 65% of your usual speed. ' +
        'Do this 4 times: do round A 7 times. Once a day, on 3 days a week. Never on two days in a row. ' +
        'Each time: Do it on grass. When you have done it like that for 1 week, ask your clinician if ' +
        'you can go on to the next week of the plan. The limit is 20% more in a week.',
    ],
  ],
  [
    'Heel raises in three phases for the Achilles tendon',
    [
      'Part of your plan: “Phase 1”, weeks 1 to 2. Do 3 sets of 10 to 15 with both sides together. Do ' +
        'it on the floor. Once a day, every day. Pain of up to 5 out of 10 is all right if it is back ' +
        'to usual the next morning.',
      'Part of your plan: “Phase 1”, weeks 1 to 2. Do 3 sets of 10 on your left side. Do it on the ' +
        'floor. Once a day, every day. Pain of up to 5 out of 10 is all right if it is back to usual ' +
        'the next morning.',
      'Part of your plan: “Phase 1”, weeks 1 to 2. Do 3 sets of 10 on your left side. Do it on a ' +
        'chair. Once a day, every day. Pain of up to 5 out of 10 is all right if it is back to usual ' +
        'the next morning.',
      'Part of your plan: “Phase 1”, weeks 1 to 2. Do 3 sets of 10 on your left side. Make an effort ' +
        'only on the way back, as you lower or let go. Do it on the floor. Once a day, every day. Pain ' +
        'of up to 5 out of 10 is all right if it is back to usual the next morning.',
      'Part of your plan: “Phase 2”, weeks 2 to 5. Do 3 sets of 15 with both sides together. Do it on ' +
        'a step. Once a day, every day. Pain of up to 5 out of 10 is all right if it is back to usual ' +
        'the next morning.',
      'Part of your plan: “Phase 2”, weeks 2 to 5. Do 3 sets of 10 on your left side. Do it on a ' +
        'step. Once a day, every day. Pain of up to 5 out of 10 is all right if it is back to usual the ' +
        'next morning.',
      'Part of your plan: “Phase 2”, weeks 2 to 5. Do 3 sets of 15 on your left side. Do it on a ' +
        'chair. Once a day, every day. Pain of up to 5 out of 10 is all right if it is back to usual ' +
        'the next morning.',
      'Part of your plan: “Phase 2”, weeks 2 to 5. Do 3 sets of 15 on your left side. Make an effort ' +
        'only on the way back, as you lower or let go. Do it on a step. Once a day, every day. Pain of ' +
        'up to 5 out of 10 is all right if it is back to usual the next morning.',
      'Part of your plan: “Phase 2”, weeks 2 to 5. Do 3 sets of 20 on your left side. Move fast. Do ' +
        'it on the floor. Once a day, every day. Pain of up to 5 out of 10 is all right if it is back ' +
        'to usual the next morning.',
      'Part of your plan: “Phase 3”, weeks 3 to 12. Session “heavier”: Do 3 sets of 15 on your left ' +
        'side. Add 5 kg to the weight of your body. Once a day, on 2 to 3 days a week. Session ' +
        '“lighter”: Do 3 sets of 15 on your left side. Use only the weight of your body. Once a day, on ' +
        '4 to 5 days a week. Each time: Do it on a step. Pain of up to 5 out of 10 is all right if it ' +
        'is back to usual the next morning.',
      'Part of your plan: “Phase 3”, weeks 3 to 12. Do 3 sets of 15 on your left side. Do it on a ' +
        'chair. Once a day, every day. Pain of up to 5 out of 10 is all right if it is back to usual ' +
        'the next morning.',
      'Part of your plan: “Phase 3”, weeks 3 to 12. Session “heavier”: Do 3 sets of 15 on your left ' +
        'side. Add 5 kg to the weight of your body. Once a day, on 2 to 3 days a week. Session ' +
        '“lighter”: Do 3 sets of 15 on your left side. Use only the weight of your body. Once a day, on ' +
        '4 to 5 days a week. Each time: Make an effort only on the way back, as you lower or let go. Do ' +
        'it on a step. Pain of up to 5 out of 10 is all right if it is back to usual the next morning.',
      'Part of your plan: “Phase 3”, weeks 3 to 12. Do 3 sets of 20 on your left side. Move fast. Do ' +
        'it on the floor. Once a day, every day. Pain of up to 5 out of 10 is all right if it is back ' +
        'to usual the next morning.',
    ],
  ],
  [
    'Heavy slow resistance for the patellar tendon',
    [
      'Week 1: Do 4 sets of 15 with both sides together. Use a weight that you can lift 15 times and ' +
        'not once more. Weeks 2 to 3: Do 4 sets of 12 with both sides together. Use a weight that you ' +
        'can lift 12 times and not once more. Weeks 4 to 5: Do 4 sets of 10 with both sides together. ' +
        'Use a weight that you can lift 10 times and not once more. Weeks 6 to 8: Do 4 sets of 8 with ' +
        'both sides together. Use a weight that you can lift 8 times and not once more. Weeks 9 to 12: ' +
        'Do 4 sets of 6 with both sides together. Use a weight that you can lift 6 times and not once ' +
        'more. Each time: Rest for 2 to 3 minutes between sets. In each of these weeks: Once a day, on ' +
        '3 days a week.',
    ],
  ],
  [
    'Calf raises of high load and long tension',
    [
      'Weeks 1 to 12: Do 4 sets of 6 with both sides together. Use a weight that you can lift 6 times ' +
        'and not once more. Take 3 seconds to lift or push. Take 3 seconds to lower or let go. Move the ' +
        'joint from 15 degrees below zero to 50 degrees. A right angle is 90 degrees. Ask us if you are ' +
        'not sure how far that is. Go on until you could not do one more. Rest for 2 minutes between ' +
        'sets. Once a day, on 3 days a week. Wait at least 48 hours before you do it again.',
    ],
  ],
  [
    'Modified progressive Copenhagen adduction',
    [
      'Do it like this: knee on a 30 cm box, lower knee on the floor. This is level 1 of this ' +
        'exercise. A higher level is harder. Week 1: Do 2 sets of 6 on each side. Hold for 20 seconds ' +
        'each time. Tense up, but do not move. Once a day, on 2 days a week.',
      'Do it like this: knee on a 30 cm box, lower leg lifted. This is level 2 of this exercise. A ' +
        'higher level is harder. Week 2: Do 2 sets of 6 on each side. Hold for 20 seconds each time. ' +
        'Tense up, but do not move. Once a day, on 2 days a week.',
      'Do it like this: foot on a 30 cm box, lower foot on the floor. This is level 3 of this ' +
        'exercise. A higher level is harder. Week 3: Do 3 sets of 6 on each side. Hold for 20 seconds ' +
        'each time. Tense up, but do not move. Once a day, on 2 days a week.',
      'Do it like this: foot on a 30 cm box, lower leg lifted. This is level 4 of this exercise. A ' +
        'higher level is harder. Week 4: Do 3 sets of 8 on each side. Hold for 20 seconds each time. ' +
        'Tense up, but do not move. Once a day, on 2 days a week.',
      'Do it like this: foot on a box as high as your hip. This is level 5 of this exercise. A higher ' +
        'level is harder. Week 5: Do 3 sets of 8 on each side. Hold for 20 seconds each time. Tense up, ' +
        'but do not move. Once a day, on 2 days a week.',
      'Do it like this: a partner holds your upper leg. This is level 6 of this exercise. A higher ' +
        'level is harder. Week 6: Do 3 sets of 6 on each side. Week 7: Do 3 sets of 8 on each side. ' +
        'Week 8: Do 3 sets of 10 on each side. Each time: Take 3 seconds to lift or push. Take 3 ' +
        'seconds to lower or let go. Make an effort both ways: as you lift or push, and as you lower or ' +
        'let go. Let a partner help you. In each of these weeks: Once a day, on 2 days a week.',
    ],
  ],
  [
    'Curl-up, side bridge and bird dog in descending sets',
    [
      'Do 3 sets: 5, then 3, then 1. Hold for 10 seconds each time. Once a day, on 3 to 7 days a ' +
        'week. When you can do all of the sets in full, you may do 2 more in each set. The limit is 7 ' +
        'in each set. Stop and tell us if you can no longer do it well.',
      'Do 3 sets: 5, then 3, then 1 on each side. Hold for 10 seconds each time. Once a day, on 3 to ' +
        '7 days a week. When you can do all of the sets in full, you may do 2 more in each set. The ' +
        'limit is 7 in each set. Stop and tell us if you can no longer do it well.',
    ],
  ],
  [
    'Total knee replacement exercises',
    [
      'Do it 10 times with both sides together. Move fast. Every hour from 08:00 to 22:00, every day.',
      'Do it 10 times on your left side. Hold for 5 seconds each time. 3 to 4 times a day, every day.',
      'Do it 10 times on your left side. 3 to 4 times a day, every day.',
      'Hold for 30 seconds, once on your left side. 3 to 4 times a day, every day.',
    ],
  ],
  [
    'High-intensity circuit with body weight',
    [
      'Do it for 30 seconds. Your effort should feel like 8 out of 10. Once a day, on 3 days a week. ' +
        'Never on two days in a row. It is part of circuit A: do all of its exercises one after the ' +
        'other, 2 to 3 times round. Rest for 10 seconds between exercises.',
    ],
  ],
  [
    'Couch to 5K',
    [
      'Each time: To warm up, walk fast for 5 minutes. Week 1: Do this 8 times: run for 1 minute, ' +
        'then walk for 1 minute 30 seconds. All of it takes 25 minutes. Once a day, on 3 days a week. ' +
        'Week 2: Do this 5 times: run for 1 minute 30 seconds, then walk for 2 minutes. Then run for 1 ' +
        'minute 30 seconds, then walk for 1 minute. All of it takes 25 minutes. Once a day, on 3 days a ' +
        'week. Week 3: Do this twice: run for 1 minute 30 seconds, then walk for 1 minute 30 seconds, ' +
        'then run for 3 minutes, then walk for 3 minutes. Once a day, on 3 days a week. Week 4: Run for ' +
        '3 minutes, then walk for 1 minute 30 seconds, then run for 5 minutes, then walk for 2 minutes ' +
        '30 seconds, then run for 3 minutes, then walk for 1 minute 30 seconds, then run for 5 minutes. ' +
        'Once a day, on 3 days a week. Week 5, session “run 1”: Run for 5 minutes, then walk for 3 ' +
        'minutes, then run for 5 minutes, then walk for 3 minutes, then run for 5 minutes. Once a week. ' +
        'Week 5, session “run 2”: Run for 8 minutes, then walk for 5 minutes, then run for 8 minutes. ' +
        'Once a week. Week 5, session “run 3”: Run for 20 minutes. Once a week. Week 6, session “run ' +
        '1”: Run for 5 minutes, then walk for 3 minutes, then run for 8 minutes, then walk for 3 ' +
        'minutes, then run for 5 minutes. Once a week. Week 6, session “run 2”: Run for 10 minutes, ' +
        'then walk for 3 minutes, then run for 10 minutes. Once a week. Week 6, session “run 3”: Run ' +
        'for 25 minutes. Once a week. Week 7: Run for 25 minutes. Once a day, on 3 days a week. Week 8: ' +
        'Run for 28 minutes. Once a day, on 3 days a week. Week 9: Run for 30 minutes. Once a day, on 3 ' +
        'days a week. In each of these weeks: Never on two days in a row.',
    ],
  ],
  [
    'Foot and ankle exercises to prevent falls',
    [
      'Do it like this: clockwise. Weeks 1 to 26: Do it 10 times on each side. Once a day, on 3 days ' +
        'a week.',
      'Do it like this: anticlockwise. Weeks 1 to 26: Do it 10 times on each side. Once a day, on 3 ' +
        'days a week.',
      'Weeks 1 to 26: Hold for 10 seconds, 3 times with both sides together. Tense up, but do not ' +
        'move. Once a day, on 3 days a week. When you can do all of the sets in full, you may do 1 more ' +
        'in each set. The limit is 10 in each set.',
      'Weeks 1 to 26: Do 3 sets of 10 on each side. Use a band, fixed to a post. Once a day, on 3 ' +
        'days a week. When you can do all of the sets in full, ask your clinician if you can use 10% ' +
        'more load.',
      'Weeks 1 to 26: Do 3 sets of 10 with both sides together. Once a day, on 3 days a week. When ' +
        'you can do all of the sets in full, you may do 1 more in each set. The limit is 50 in each set.',
      'Weeks 1 to 26: Hold for 20 seconds, 3 times on each side. Do it at a wall. Once a day, on 3 ' +
        'days a week.',
      'Weeks 1 to 26: Do 3 sets of 10 on each side. Once a day, on 3 days a week.',
      'Weeks 1 to 26: Do 2 sets of 20 on each side. Once a day, on 3 days a week.',
      'Weeks 1 to 26: Hold for 20 seconds, 3 times with both sides together. Once a day, on 3 days a ' +
        'week.',
    ],
  ],
  [
    'Otago Exercise Programme: the movements it begins with, and the walk',
    [
      'Do it 5 times on each side. Once a day, on 3 days a week. Never on two days in a row.',
      'Do it 5 times. Once a day, on 3 days a week. Never on two days in a row.',
      'Do it 10 times on each side. Once a day, on 3 days a week. Never on two days in a row.',
      'To warm up, walk for 2 minutes. Walk for 30 minutes. To cool down, walk for 2 minutes. Once a ' +
        'day, on the days on which you do not do exercise 1.',
    ],
  ],
]);

describe.each(PROGRAMMES.map((programme) => [programme.title, programme] as const))(
  '%s',
  (title, programme) => {
    it('can be carried out', () => {
      const { items, phases, groups } = programme;
      expect(items.flatMap(({ dosage }) => checkDosage(dosage))).toEqual([]);
      expect(checkPlan(items, phases, groups)).toEqual([]);
      expect(checkPlanSchedule(scheduledItems(programme))).toEqual([]);
    });

    it('is said in words', () => {
      expect([...new Set(sentencesOf(programme))]).toEqual(SAID.get(title));
    });

    it('is easy to read', () => {
      expect(readingGrade(sentencesOf(programme).join(' '))).toBeLessThan(6);
    });

    it('says where it was read, if it is called verified', () => {
      expect(programme.verified).toBe(programme.readAt.length > 0);
    });
  },
);

it('there are at least eight, read in their sources', () => {
  expect(PROGRAMMES.filter(({ verified }) => verified).length).toBeGreaterThanOrEqual(8);
});
