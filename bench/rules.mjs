#!/usr/bin/env node
/**
 * `npm run bench:rules`: how long the rules take over a plan of twelve items, for a patient of whom a great deal is known and
 * against whom much speaks. Measured as the server does it: signed assessments in, opinion out. Beside it stands what the same
 * machine takes to write and read the same plan and assessments as JSON, which no request can do without.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('../test/support/typescript.cjs');
const { appraise } = require('../src/appropriateness/appraisal.ts');
const { whatIsKnown } = require('../src/appropriateness/known.ts');
const { readStarterLibrary } = require('../src/exercise/starter-library.ts');

const LIMIT_MS = 5;
const ROUNDS = Number(process.argv[2] ?? 2000);
const TODAY = '2026-11-23';

const plan = planFrom(readStarterLibrary());
const signed = assessments();
const asking = { episodeId: 'now', dateOfBirth: '1958-03-02', today: TODAY };
const judge = () => appraise(whatIsKnown(signed, asking), plan, plan);

const { matches, unknown } = judge();
const rules = times(judge);
const json = times(() => JSON.parse(JSON.stringify({ plan, signed })));

row('plan', `${plan.length} items`, `${matches.length} matches, ${unknown.length} unknown facts`);
row('rules over the plan', inMs(rules), `p50 / p95 of ${ROUNDS}; limit: under ${LIMIT_MS} ms`);
row('  of the limit', `${percent(rules.p50 / LIMIT_MS)} / ${percent(rules.p95 / LIMIT_MS)}`, 'p50 / p95');
row('  processor time of each', `${rules.cpu.toFixed(3)} ms`, 'mean; what a busy machine cannot lengthen');
row('the same as JSON, there and back', inMs(json), 'p50 / p95, in the same run');
row('  rules to JSON', `${(rules.p50 / json.p50).toFixed(1)} times`, 'p50');

/** After as many rounds to warm up as a busy morning has. */
function times(work) {
  for (let n = 0; n < ROUNDS; n++) work();
  const took = [];
  const before = process.cpuUsage();
  for (let n = 0; n < ROUNDS; n++) {
    const begun = performance.now();
    work();
    took.push(performance.now() - begun);
  }
  const { user, system } = process.cpuUsage(before);
  took.sort((a, b) => a - b);
  return {
    cpu: (user + system) / 1000 / ROUNDS,
    p50: took[Math.floor(ROUNDS * 0.5)],
    p95: took[Math.floor(ROUNDS * 0.95)],
  };
}

/** Twelve exercises that between them do most of what a rule may object to. */
function planFrom(library) {
  const schedule = { kind: 'weekly', perDay: 1, perWeek: { exact: 3 } };
  const run = {
    repeats: 6,
    steps: [
      { mode: 'run', seconds: { exact: 60 } },
      { mode: 'walk', seconds: { exact: 90 } },
    ],
  };
  const running = { side: 'not_applicable', sessions: [{ intervals: { steps: [run] }, schedule }] };
  const codes = [
    ...[
      'cat_camel',
      'knee_to_chest_double',
      'knee_rolls',
      'prone_press_up',
      'hamstring_stretch_supine',
      'figure_four',
    ],
    ...['hip_thrust', 'band_side_walk', 'front_plank', 'hip_hinge_rdl', 'calf_raise_single', 'walk_run'],
  ];
  return codes.map((code, index) => {
    const { name, traits, defaultDosage } = library.find((one) => one.code === code);
    return {
      place: index + 1,
      exerciseId: code,
      name,
      traits,
      dosage: defaultDosage ?? running,
      video: null,
    };
  });
}

/** Four visits, the newest first: a full one, a telephone call, an older one, and one of an earlier episode. */
function assessments() {
  const yes = (more = {}) => ({ answer: 'yes', since: '2019-01-01', managed: 'yes', ...more });
  const visit = (seenOn, findings, more = {}) => ({
    id: seenOn,
    seenOn,
    episodeId: 'now',
    kind: 'full',
    painNprs: 7,
    presentations: [{ kind: 'leg_pain_radicular', side: 'left' }, { kind: 'muscle_spasm' }],
    findings,
    carried: {},
    screen: { kind: 'attested', recordNumber: 'A-1' },
    ...more,
  });
  return [
    visit('2026-11-20', {
      onset: { on: '2026-11-01', precision: 'exact', mode: 'sudden' },
      behaviour: { aggravating: ['bending', 'sitting'], neurogenicClaudication: 'no' },
      irritability: { grade: 'high', minutesToSettle: 40, locked: 'yes' },
      direction: { flexion: 'peripheralises', extension: 'no_effect' },
      neuro: {
        roots: ['L2', 'L3', 'L4', 'L5', 'S1'].flatMap((root) =>
          ['left', 'right'].map((side) => ({
            root,
            side,
            power: side === 'left' ? 4 : 5,
            touch: 'normal',
            reflex: 2,
          })),
        ),
        legRaise: [{ side: 'left', degrees: 30, reproducesLegPain: 'yes' }],
        trend: 'same',
      },
      history: {
        bloodPressure: [
          { systolic: 172, diastolic: 98, on: '2026-11-20', rested: 'yes' },
          { systolic: 165, diastolic: 96, on: '2026-11-20', rested: 'yes' },
        ],
        osteoporosis: yes(),
        fragilityFractures: yes(),
        falls: { inTwelveMonths: 2, injured: 'no' },
        surgery: [{ region: 'knee', kind: 'joint_replacement', on: '2026-06-01' }],
        hernia: { ...yes(), place: 'groin', repaired: 'no' },
      },
    }),
    visit('2026-11-10', {}, { kind: 'nothing_new', presentations: null, painNprs: 6 }),
    visit('2026-10-12', { history: { glaucoma: yes(), hypermobility: yes(), wristOrShoulder: yes() } }),
    visit(
      '2024-02-01',
      { history: { heartDisease: yes(), neuropathy: yes(), kneePainKneeling: yes() } },
      { episodeId: 'then' },
    ),
  ];
}

function inMs({ p50, p95 }) {
  return `${p50.toFixed(3)} / ${p95.toFixed(3)} ms`;
}

function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}

function row(what, figure, note) {
  console.log(`${what.padEnd(36)} ${figure.padEnd(24)} ${note}`);
}
