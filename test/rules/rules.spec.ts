/**
 * The rule table, row by row: who, doing what, and what the rule says. Each line is a case; of several traits, each is tried
 * by itself. `no`: the rule knows enough and does not speak. `listed`: a fact is missing, and the plan lists it. `unknown`: a
 * fact is missing and is not listed, because its absence is ordinary; it is still no "no". "once": said once for the plan.
 *
 * Below the table every rule is taken apart: whatever is taken out of it, one of these lines must notice.
 */
import { appraise } from '../../src/appropriateness/appraisal';
import { catalogue } from '../../src/appropriateness/catalogue';
import { evaluate } from '../../src/appropriateness/condition';
import { factsOf } from '../../src/appropriateness/facts/facts';
import { plannedFact } from '../../src/appropriateness/planned';
import type { Condition, PlannedItem, Rule, RuleEffect } from '../../src/appropriateness/rule-language';
import { LEVELS } from '../../src/appropriateness/rule-language';
import { RULES } from '../../src/appropriateness/rules';
import { traitsInUse } from '../../src/appropriateness/traits-in-use';
import type { Dosage, PainPolicy, Phase, Weeks } from '../../src/dosage/dosage';
import { type Trait, TRAITS } from '../../src/exercise/traits';
import type { Surgery } from '../../src/finding/findings';
import {
  daysAgo,
  dose,
  type Found,
  item,
  known,
  no,
  planOf,
  SUPPORTED,
  TODAY,
  withHistory,
  yes,
} from '../support/appraised';

type Expected =
  'HARD' | 'HARD once' | 'STRONG' | 'STRONG once' | 'CAUTION' | 'INFO' | 'no' | 'listed' | 'unknown';
/** Traits, one exercise each; one item with its dose; or a plan, and the one before it. */
type Does = string | Partial<PlannedItem> | { plan: PlannedItem[]; before?: PlannedItem[] };
type Case = [who: string, found: Found, does: Does, expected: Expected];

const NOTHING: Found = {};
const weeks = (count: number): number => count * 7;
const pressure = (systolic: number, diastolic: number, more = {}): Found =>
  withHistory('bloodPressure', [{ systolic, diastolic, on: TODAY, rested: 'yes', ...more }] as never);
const operated = (region: Surgery['region'], days: number, more: Partial<Surgery> = {}): Found =>
  withHistory('surgery', [{ region, on: daysAgo(days), ...more }]);
const pregnant = (weeks_: number | undefined, signs?: string[]): Found =>
  withHistory('pregnancy', { pregnant: 'yes', weeks: weeks_, signs });
const RADICULAR = [{ kind: 'leg_pain_radicular' as const, side: 'left' as const }];
const SPASM = [{ kind: 'muscle_spasm' as const }];
const acute = (days: number): Found => ({ onset: { on: daysAgo(days) } });
const legRaise = (degrees: number, reproducesLegPain: 'yes' | 'no'): Found => ({
  neuro: { legRaise: [{ side: 'left', degrees, reproducesLegPain }] },
});
const power = (value: number): Found => ({ neuro: { roots: [{ root: 'L5', side: 'left', power: value }] } });
const onTheBack = (seconds: number): Partial<PlannedItem> => ({
  traits: ['supine'],
  dosage: dose({ reps: { exact: 1 }, holdSeconds: { exact: seconds }, tempo: { concentricSeconds: 1 } }),
});
const balancing = { traits: ['single_leg_balance' as const], dosage: SUPPORTED };
const band = (material: 'latex' | 'latex_free' | 'unknown'): Partial<PlannedItem> => ({
  traits: ['latex_band'],
  dosage: dose({ load: { kind: 'band', band: { material } } }),
});
const during = (dosage: Dosage, weeks?: Weeks): Dosage => ({
  ...dosage,
  sessions: dosage.sessions.map((session) => ({ ...session, weeks })),
});
const reps = (count: number, weeks_?: Weeks): Partial<PlannedItem> => ({
  exerciseId: 'bridge',
  dosage: during(dose({ reps: { exact: count } }), weeks_),
});
const minutes = (count: number, weeks_?: Weeks): Partial<PlannedItem> => ({
  dosage: during(dose({ reps: { exact: 1 }, timeSeconds: { exact: count * 60 } }), weeks_),
});

const SETTLE: Phase = { name: 'Settle', begins: 'week', weeks: { from: 1, to: 2 } };
const BUILD: Phase = { name: 'Build', begins: 'week', weeks: { from: 3 } };
const AWAITED: Phase = { name: 'Run', begins: 'criteria', weeks: { from: 2 } };

const SPINE_OP =
  'lumbar_flexion_end lumbar_flexion_loaded lumbar_extension_end lumbar_extension_loaded lumbar_rotation_end ' +
  'lumbar_rotation_loaded trunk_isometric_high valsalva_heavy impact_low impact_high running';
const ABDOMEN_OP = 'trunk_isometric_high valsalva_heavy lumbar_flexion_loaded';
const HIP_OP =
  'hip_flexion_deep hip_adduction_crossed hip_extension_end single_leg_balance impact_low impact_high running';
const KNEE_OP = 'knee_flexion_deep_loaded kneeling single_leg_balance impact_low impact_high running';
const CHEST_OP = 'shoulder_load wrist_load trunk_isometric_high isometric_hold_long valsalva_heavy';
const SORE =
  'lumbar_flexion_loaded lumbar_extension_loaded lumbar_rotation_loaded lumbar_flexion_end lumbar_extension_end ' +
  'lumbar_rotation_end impact_low impact_high running';

// prettier-ignore
const CASES: Record<string, Case[]> = {
  'R-DIR1': [
    ['repeated flexion peripheralises', { direction: { flexion: 'peripheralises' } }, 'lumbar_flexion_end lumbar_flexion_loaded', 'STRONG'],
    ['it centralises', { direction: { flexion: 'centralises' }, ...acute(10), presentations: SPASM }, 'lumbar_flexion_end', 'no'],
    ['flexion not tested', { direction: { flexion: 'not_tested' } }, 'lumbar_flexion_end', 'unknown'],
    ['acute leg pain, worse on bending', { ...acute(41), presentations: RADICULAR, behaviour: { aggravating: ['bending'] } }, 'lumbar_flexion_end', 'STRONG'],
    ['of six weeks', { ...acute(42), presentations: RADICULAR, behaviour: { aggravating: ['bending'] }, direction: { flexion: 'no_effect' } }, 'lumbar_flexion_end', 'no'],
    ['no leg pain', { ...acute(10), presentations: SPASM, behaviour: { aggravating: ['bending'] }, direction: { flexion: 'no_effect' } }, 'lumbar_flexion_end', 'no'],
    ['worse sitting', { ...acute(10), presentations: RADICULAR, behaviour: { aggravating: ['sitting'] }, direction: { flexion: 'no_effect' } }, 'lumbar_flexion_end', 'no'],
    ['leg pain, onset not said', { presentations: RADICULAR, behaviour: { aggravating: ['bending'] } }, 'lumbar_flexion_end', 'unknown'],
    ['bending back instead', { direction: { flexion: 'peripheralises' } }, 'lumbar_extension_end lumbar_rotation_end', 'no'],
  ],
  'R-DIR2': [
    ['repeated extension peripheralises', { direction: { extension: 'peripheralises' } }, 'lumbar_extension_end lumbar_extension_loaded', 'STRONG'],
    ['stenosis', withHistory('stenosis'), 'lumbar_extension_end', 'STRONG'],
    ['neurogenic claudication', { behaviour: { neurogenicClaudication: 'yes' } }, 'lumbar_extension_end', 'STRONG'],
    ['spondylolisthesis or pars injury', withHistory('parsInjury'), 'lumbar_extension_end', 'STRONG'],
    ['none of the four', { direction: { extension: 'no_effect' }, behaviour: { neurogenicClaudication: 'no' }, history: { stenosis: no, parsInjury: no } }, 'lumbar_extension_end', 'no'],
    ['nobody asked', NOTHING, 'lumbar_extension_end', 'unknown'],
    ['declined is no "no"', withHistory('stenosis', { answer: 'declined' }), 'lumbar_extension_end', 'unknown'],
  ],
  'R-NEU0': [
    ['leg pain, not examined', { presentations: RADICULAR }, '', 'STRONG once'],
    ['numb calf, not examined', { presentations: SPASM, bodyChart: [{ region: 'calf', side: 'left', quality: 'numb' }] }, '', 'STRONG once'],
    ['power alone', { presentations: RADICULAR, ...power(5) }, '', 'STRONG once'],
    ['power, touch and reflex', { presentations: RADICULAR, neuro: { roots: [{ root: 'S1', side: 'left', power: 5, touch: 'normal', reflex: 2 }] } }, '', 'no'],
    ['not testable by phone', { presentations: RADICULAR, neuro: { notTestable: true } }, '', 'no'],
    ['an ache in the calf after a run', { presentations: SPASM, bodyChart: [{ region: 'calf', side: 'left', quality: 'ache' }] }, '', 'no'],
    ['presentations not said', NOTHING, '', 'unknown'],
  ],
  'R-NEU1': [
    ['SLR 44°, reproduces', { presentations: RADICULAR, ...legRaise(44, 'yes') }, 'neural_tension', 'STRONG'],
    ['SLR 45°, reproduces', { presentations: RADICULAR, ...legRaise(45, 'yes'), irritability: { grade: 'low' } }, 'neural_tension', 'no'],
    ['SLR 30°, something else hurts', { presentations: RADICULAR, ...legRaise(30, 'no'), irritability: { grade: 'low' } }, 'neural_tension', 'no'],
    ['high irritability', { presentations: RADICULAR, irritability: { grade: 'high' } }, 'neural_tension', 'STRONG'],
    ['high irritability of the back alone', { presentations: SPASM, irritability: { grade: 'high' } }, 'neural_tension', 'no'],
    ['leg pain, nothing tested', { presentations: RADICULAR }, 'neural_tension', 'unknown'],
  ],
  'R-NEU2': [
    ['power 4 of 5', power(4), 'impact_high valsalva_heavy single_leg_balance', 'STRONG'],
    ['power 4 of 5', power(4), 'running', 'CAUTION'],
    ['long-standing, unchanged', { neuro: { ...power(2).neuro, trend: 'same', known: { since: '1970-01-01', cause: 'polio' } } }, 'impact_high', 'STRONG'],
    ['power 4 of 5, holding on', power(4), balancing, 'no'],
    ['power 4 of 5, holding on does not help landing', power(4), { traits: ['impact_high'], dosage: SUPPORTED }, 'STRONG'],
    ['power 5 of 5', power(5), 'impact_high valsalva_heavy single_leg_balance running', 'no'],
    ['not testable', { neuro: { notTestable: true } }, 'impact_high', 'unknown'],
  ],
  'R-OST1': [
    ['osteoporosis with fractures', { history: { osteoporosis: yes, fragilityFractures: yes } }, 'lumbar_flexion_loaded', 'HARD'],
    ['osteoporosis with fractures', { history: { osteoporosis: yes, fragilityFractures: yes } }, 'lumbar_flexion_end lumbar_rotation_loaded impact_low impact_high running', 'STRONG'],
    ['strengthening is wanted', { history: { osteoporosis: yes, fragilityFractures: yes } }, 'lumbar_extension_loaded trunk_isometric_high', 'no'],
    ['fractures, never measured', { history: { fragilityFractures: yes } }, 'lumbar_flexion_loaded', 'HARD'],
    ['fractures, and a scan that found no osteoporosis', { history: { osteoporosis: no, fragilityFractures: yes } }, 'lumbar_flexion_loaded', 'HARD'],
    ['fractures, and a scan that found no osteoporosis', { history: { osteoporosis: no, fragilityFractures: yes } }, 'lumbar_flexion_end running', 'STRONG'],
    ['osteoporosis without', { history: { osteoporosis: yes, fragilityFractures: no } }, 'lumbar_flexion_loaded lumbar_rotation_loaded impact_high', 'no'],
    ['osteoporosis, fractures not asked', { history: { osteoporosis: yes } }, 'lumbar_flexion_loaded', 'listed'],
    ['nobody asked', NOTHING, 'lumbar_flexion_loaded impact_low', 'listed'],
  ],
  'R-OST2': [
    ['osteoporosis, none broken', { history: { osteoporosis: yes, fragilityFractures: no } }, 'lumbar_flexion_loaded lumbar_flexion_end', 'STRONG'],
    ['osteoporosis, none broken: impact is encouraged', { history: { osteoporosis: yes, fragilityFractures: no } }, 'impact_low impact_high', 'INFO'],
    ['osteoporosis, fractures not asked', { history: { osteoporosis: yes } }, 'lumbar_flexion_loaded', 'STRONG'],
    ['in the middle of the range', { history: { osteoporosis: yes } }, { traits: ['lumbar_flexion_end'], dosage: dose({ range: { kind: 'middle' } }) }, 'no'],
    ['with fractures the other row speaks', { history: { osteoporosis: yes, fragilityFractures: yes } }, 'lumbar_flexion_loaded lumbar_flexion_end impact_low', 'no'],
    ['no osteoporosis', { history: { osteoporosis: no } }, 'lumbar_flexion_loaded lumbar_flexion_end impact_low', 'no'],
    ['fractures, never measured', { history: { fragilityFractures: yes } }, 'lumbar_flexion_loaded', 'no'],
    ['nobody asked', NOTHING, 'lumbar_flexion_loaded', 'listed'],
  ],
  'R-PRG0': [
    ['bleeding', pregnant(20, ['bleeding']), '', 'HARD once'],
    ['breathless before effort', pregnant(20, ['breathless_before_effort']), '', 'HARD once'],
    ['obstetric contraindication', pregnant(20, ['obstetric_contraindication']), '', 'HARD once'],
    ['light-headed on standing, midwife aware', pregnant(20, ['light_headed_on_standing_midwife_aware']), '', 'CAUTION'],
    ['asked, no sign', pregnant(20, []), '', 'no'],
    ['not pregnant', withHistory('pregnancy', { pregnant: 'no' }), '', 'no'],
    ['signs not asked', pregnant(20), '', 'listed'],
    ['nobody asked a woman or man of 40', NOTHING, '', 'listed'],
    ['nobody asked somebody of 11', { age: 11 }, '', 'unknown'],
    ['nobody asked somebody of 12', { age: 12 }, '', 'listed'],
    ['nobody asked somebody of 55', { age: 55 }, '', 'listed'],
    ['nobody asked somebody of 56', { age: 56 }, '', 'unknown'],
    ['"not pregnant", 12 weeks ago', { ...withHistory('pregnancy', { pregnant: 'no' }), seenOn: daysAgo(84) }, '', 'no'],
    ['"not pregnant", longer ago', { ...withHistory('pregnancy', { pregnant: 'no' }), seenOn: daysAgo(85) }, '', 'listed'],
  ],
  'R-PRG1': [
    ['16 weeks to the day', pregnant(16, []), 'prone', 'no'],
    ['16 weeks, said yesterday', { ...pregnant(16, []), seenOn: daysAgo(1) }, 'prone', 'STRONG'],
    ['10 weeks, said 42 days ago', { ...pregnant(10, []), seenOn: daysAgo(42) }, 'prone', 'no'],
    ['10 weeks, said 43 days ago', { ...pregnant(10, []), seenOn: daysAgo(43) }, 'prone', 'STRONG'],
    ['20 weeks, over 3 minutes on the back', pregnant(20, []), onTheBack(180), 'STRONG'],
    ['20 weeks, 3 minutes on the back', pregnant(20, []), onTheBack(179), 'CAUTION'],
    ['20 weeks, on the side', pregnant(20, []), 'side_lying', 'no'],
    ['10 weeks', pregnant(10, []), onTheBack(179), 'no'],
    ['10 weeks, long on the back', pregnant(10, []), onTheBack(600), 'no'],
    ['week not known', pregnant(undefined), 'supine prone', 'listed'],
  ],
  'R-PRG2': [
    ['pregnant', pregnant(8, []), 'valsalva_heavy impact_high', 'STRONG'],
    ['pregnant', pregnant(8, []), 'running single_leg_balance', 'CAUTION'],
    ['pregnant, holding on', pregnant(8, []), balancing, 'no'],
    ['given birth since', { seenOn: daysAgo(200), history: { pregnancy: { pregnant: 'yes', weeks: 30 }, birth: { on: daysAgo(130) } } }, 'impact_high', 'no'],
    ['past 42 weeks by now', { seenOn: daysAgo(85), ...pregnant(30) }, 'impact_high', 'listed'],
    ['42 weeks by now', { seenOn: daysAgo(84), ...pregnant(30) }, 'impact_high', 'STRONG'],
    ['42 weeks ago, in who knows which week', { seenOn: daysAgo(294), ...pregnant(undefined) }, 'impact_high', 'STRONG'],
    ['longer ago than anybody is pregnant', { seenOn: daysAgo(295), ...pregnant(undefined) }, 'impact_high', 'listed'],
    ['not pregnant', withHistory('pregnancy', { pregnant: 'no' }), 'impact_high running single_leg_balance', 'no'],
    ['declined', withHistory('pregnancy', { pregnant: 'declined' }), 'impact_high', 'listed'],
  ],
  'R-PP1': [
    ['12 weeks after birth', withHistory('birth', { on: daysAgo(weeks(12)), checkedOn: daysAgo(30) }), 'impact_high running valsalva_heavy', 'STRONG'],
    ['a day later', { history: { birth: { on: daysAgo(85) }, prolapseOrLeak: no } }, 'running', 'no'],
    ['a leak that nobody treats', withHistory('prolapseOrLeak', { answer: 'yes', since: '2020-01-01', managed: 'no' }), 'running', 'STRONG'],
    ['a new one, managed', withHistory('prolapseOrLeak', { answer: 'yes', since: daysAgo(84), managed: 'yes' }), 'running', 'STRONG'],
    ['long-standing and managed', withHistory('prolapseOrLeak', { answer: 'yes', since: daysAgo(85), managed: 'yes' }), 'impact_high running valsalva_heavy', 'CAUTION'],
    ['nobody asked', NOTHING, 'running', 'unknown'],
  ],
  'R-BP1': [
    ['180/90', pressure(180, 90), 'valsalva_heavy isometric_hold_long trunk_isometric_high running impact_high', 'HARD'],
    ['150/110', pressure(150, 110), 'running', 'HARD'],
    ['179/109', pressure(179, 109), 'running', 'no'],
    ['185/95, then 178/94 at rest', withHistory('bloodPressure', [{ systolic: 185, diastolic: 95, on: TODAY, rested: 'yes' }, { systolic: 178, diastolic: 94, on: TODAY, rested: 'yes' }] as never), 'running', 'no'],
    ['185/112 on arrival, 140/85 at rest', withHistory('bloodPressure', [{ systolic: 185, diastolic: 112, on: TODAY, rested: 'no' }, { systolic: 140, diastolic: 85, on: TODAY, rested: 'yes' }] as never), 'running', 'no'],
    ['low last year, high today', withHistory('bloodPressure', [{ systolic: 120, diastolic: 80, on: daysAgo(300), rested: 'yes' }, { systolic: 182, diastolic: 90, on: TODAY }] as never), 'running', 'HARD'],
    ['185/112, half a year ago', pressure(185, 112, { on: daysAgo(183) }), 'running', 'HARD'],
    ['185/112, a day longer ago', pressure(185, 112, { on: daysAgo(184) }), 'running', 'listed'],
    ['120/80, longer ago than half a year', pressure(120, 80, { on: daysAgo(184) }), 'running', 'listed'],
    ['never taken', NOTHING, 'running', 'listed'],
    ['a side-lying clam asks for no reading', NOTHING, 'side_lying', 'no'],
  ],
  'R-BP2': [
    ['160/80', pressure(160, 80), 'valsalva_heavy isometric_hold_long', 'CAUTION'],
    ['140/100', pressure(140, 100), 'isometric_hold_long', 'CAUTION'],
    ['179/109', pressure(179, 109), 'isometric_hold_long', 'CAUTION'],
    ['159/99', pressure(159, 99), 'isometric_hold_long', 'no'],
    ['known hypertension, not taken', withHistory('hypertension'), 'isometric_hold_long', 'CAUTION'],
    ['known hypertension, 134/82', { history: { hypertension: yes, bloodPressure: [{ systolic: 134, diastolic: 82, on: TODAY }] } }, 'isometric_hold_long', 'no'],
    ['known hypertension, 134/82 half a year ago', { history: { hypertension: yes, bloodPressure: [{ systolic: 134, diastolic: 82, on: daysAgo(183) }] } }, 'isometric_hold_long', 'no'],
    ['known hypertension, 134/82 longer ago', { history: { hypertension: yes, bloodPressure: [{ systolic: 134, diastolic: 82, on: daysAgo(184) }] } }, 'isometric_hold_long', 'CAUTION'],
    ['165/95, longer ago than half a year', pressure(165, 95, { on: daysAgo(184) }), 'isometric_hold_long', 'listed'],
    ['no hypertension, not taken', withHistory('hypertension', no), 'isometric_hold_long', 'listed'],
    ['running', pressure(160, 80), 'running', 'no'],
  ],
  'R-CV1': [
    ['red flag CARD', { screen: { CARD: { answer: 'yes' } } }, '', 'HARD once'],
    ['no', { screen: { CARD: { answer: 'no' } } }, '', 'no'],
    ['not asked', { screen: { CARD: { answer: 'not_asked' } } }, '', 'unknown'],
  ],
  'R-CV2': [
    ['event 12 weeks ago, not cleared', withHistory('cardiacEvent', { on: daysAgo(weeks(12)) }), 'trunk_isometric_high running wrist_load', 'HARD'],
    ['a light weight is a load', withHistory('cardiacEvent', { on: daysAgo(20) }), { dosage: dose({ load: { kind: 'weight', kg: 2 } }) }, 'HARD'],
    ['gentle movement is none', withHistory('cardiacEvent', { on: daysAgo(20) }), 'supine', 'no'],
    ['a day later', { history: { cardiacEvent: { on: daysAgo(85) }, surgery: [], heartDisease: no } }, 'running', 'no'],
    ['cleared', { history: { cardiacEvent: { on: daysAgo(30), clearedOn: daysAgo(5) }, surgery: [] } }, 'running', 'no'],
    ['chest operation, not cleared', operated('chest', 84), 'running', 'HARD'],
    ['chest operation, cleared', { history: { surgery: [{ region: 'chest', on: daysAgo(84), clearedOn: daysAgo(1) }], cardiacEvent: { none: true } } }, 'running', 'no'],
    ['stable heart disease', { history: { heartDisease: yes, cardiacEvent: { none: true }, surgery: [] } }, 'valsalva_heavy isometric_hold_long', 'CAUTION'],
    ['stable heart disease, running', { history: { heartDisease: yes, cardiacEvent: { none: true }, surgery: [] } }, 'running', 'no'],
    ['surgery not asked', withHistory('cardiacEvent', { none: true }), 'running', 'listed'],
    ['heart not asked', { history: { cardiacEvent: { none: true }, surgery: [] } }, 'valsalva_heavy', 'unknown'],
  ],
  'R-VAS': [
    ['a small aneurysm that is watched', { screen: { VASC: { answer: 'yes', signs: ['small_and_watched'] } } }, 'valsalva_heavy', 'STRONG'],
    ['none', { screen: { VASC: { answer: 'no' } } }, 'valsalva_heavy', 'no'],
    ['not asked', NOTHING, 'valsalva_heavy', 'unknown'],
  ],
  'R-BSI': [
    ['suspected', withHistory('boneStress', { state: 'suspected' }), 'impact_low impact_high running', 'HARD'],
    ['confirmed', withHistory('boneStress', { state: 'confirmed' }), 'single_leg_balance', 'STRONG'],
    ['confirmed', withHistory('boneStress', { state: 'confirmed' }), 'supine', 'CAUTION'],
    ['the screen alone says it', { screen: { BSI: { answer: 'yes', signs: ['focal_tenderness'] } } }, 'running', 'HARD'],
    ['one risk in the screen', { screen: { BSI: { answer: 'yes', signs: ['past_stress_fracture'] } } }, 'running', 'no'],
    ['cleared', withHistory('boneStress', { state: 'confirmed', clearedOn: daysAgo(3) }), 'running single_leg_balance supine', 'no'],
    ['none', withHistory('boneStress', { state: 'none' }), 'running', 'no'],
    ['not asked', NOTHING, 'running', 'unknown'],
  ],
  'R-OP1': [
    ['spine, a day under 6 weeks', operated('spine', 41, { kind: 'decompression' }), SPINE_OP, 'HARD'],
    ['spine, 6 weeks', operated('spine', 42, { kind: 'decompression' }), SPINE_OP, 'CAUTION'],
    ['fusion, a day under 12 weeks', operated('spine', 83, { kind: 'fusion' }), 'running', 'HARD'],
    ['fusion, 12 weeks', operated('spine', 84, { kind: 'fusion' }), 'running', 'CAUTION'],
    ['a year', operated('spine', 365, { kind: 'fusion' }), 'running', 'CAUTION'],
    ['a day longer', operated('spine', 366, { kind: 'fusion' }), 'running', 'no'],
    ['cleared early', operated('spine', 20, { kind: 'decompression', clearedOn: daysAgo(1) }), 'running', 'no'],
    ['cleared, but restricted', operated('spine', 700, { clearedOn: daysAgo(600), restricted: 'yes' }), 'running', 'HARD'],
    ['planned, not done', operated('spine', -10), 'running', 'no'],
    ['abdomen, keyhole, under 6 weeks', operated('abdomen', 41, { kind: 'keyhole' }), ABDOMEN_OP, 'HARD'],
    ['abdomen, open, under 12 weeks', operated('abdomen', 83, { kind: 'open_abdominal' }), ABDOMEN_OP, 'HARD'],
    ['abdomen, within the year', operated('abdomen', 84, { kind: 'open_abdominal' }), ABDOMEN_OP, 'CAUTION'],
    ['caesarean, not checked', withHistory('birth', { on: daysAgo(50), kind: 'caesarean' }), 'trunk_isometric_high', 'HARD'],
    ['caesarean, checked', { history: { birth: { on: daysAgo(50), kind: 'caesarean', checkedOn: daysAgo(5) }, surgery: [] } }, 'trunk_isometric_high', 'no'],
    ['caesarean says nothing of other operations', withHistory('birth', { on: daysAgo(50), kind: 'caesarean' }), 'kneeling', 'listed'],
    ['hip, replaced', operated('hip', 83, { kind: 'joint_replacement' }), HIP_OP, 'HARD'],
    ['hip, within the year', operated('hip', 84, { kind: 'joint_replacement' }), HIP_OP, 'CAUTION'],
    ['knee, replaced', operated('knee', 83, { kind: 'joint_replacement' }), KNEE_OP, 'HARD'],
    ['knee, within the year', operated('knee', 84, { kind: 'joint_replacement' }), KNEE_OP, 'CAUTION'],
    ['knee, holding on', operated('knee', 20, { kind: 'joint_replacement' }), balancing, 'HARD'],
    ['chest', operated('chest', 83, { kind: 'other' }), CHEST_OP, 'HARD'],
    ['chest, within the year', operated('chest', 84, { kind: 'other' }), CHEST_OP, 'CAUTION'],
    ['kind not said', operated('knee', 83), 'kneeling', 'HARD'],
    ['of the knee, for the spine', operated('knee', 20), 'lumbar_flexion_end', 'no'],
    ['elsewhere, fresh', operated('other', 20, { kind: 'other' }), '', 'CAUTION'],
    ['elsewhere, within the year', operated('other', 60, { kind: 'other' }), '', 'no'],
    ['asked, none', withHistory('surgery', [] as never), 'running', 'no'],
    ['not asked', NOTHING, 'running kneeling', 'listed'],
  ],
  'R-OP2': [
    ['precautions in force', operated('hip', 900, { precautions: 'yes', clearedOn: daysAgo(800) }), 'hip_flexion_deep hip_adduction_crossed', 'STRONG'],
    ['lifted', operated('hip', 900, { precautions: 'no' }), 'hip_flexion_deep', 'no'],
    ['not asked', NOTHING, 'hip_flexion_deep', 'unknown'],
  ],
  'R-SPA': [
    ['acute spasm', { presentations: SPASM, ...acute(41) }, SORE, 'CAUTION'],
    ['spasm of six weeks', { presentations: SPASM, ...acute(42), painNprs: 4, irritability: { grade: 'low', locked: 'no' }, screen: { FX: { answer: 'no' } } }, 'running', 'no'],
    ['acute, no spasm', { presentations: [], ...acute(3), painNprs: 4, irritability: { grade: 'low', locked: 'no' }, screen: { FX: { answer: 'no' } } }, 'running', 'no'],
    ['locked', { irritability: { locked: 'yes' } }, 'running', 'CAUTION'],
    ['high irritability', { irritability: { grade: 'high' } }, 'running', 'CAUTION'],
    ['moderate irritability', { presentations: [], painNprs: 6, irritability: { grade: 'moderate', locked: 'no' }, screen: { FX: { answer: 'no' } } }, 'running', 'no'],
    ['pain 7', { painNprs: 7 }, 'running', 'CAUTION'],
    ['sudden severe pain, without a risk', { presentations: [], painNprs: 4, screen: { FX: { answer: 'yes', signs: ['sudden_severe_pain'] } } }, 'running', 'CAUTION'],
    ['pain not said', { presentations: [] }, 'running', 'unknown'],
    ['in the middle of the range', { painNprs: 8 }, { traits: ['lumbar_rotation_end'], dosage: dose({ range: { kind: 'middle' } }) }, 'no'],
  ],
  'R-OA1': [
    ['a flare', withHistory('arthritisFlare'), 'knee_flexion_deep_loaded hip_flexion_deep impact_high', 'CAUTION'],
    ['no flare', withHistory('arthritisFlare', no), 'hip_flexion_deep', 'no'],
    ['not asked', NOTHING, 'hip_flexion_deep', 'unknown'],
  ],
  'R-TEN': [
    ['Achilles', withHistory('achillesPain'), 'calf_achilles_load impact_high', 'CAUTION'],
    ['Achilles, a hamstring curl', withHistory('achillesPain'), 'hamstring_eccentric_high', 'unknown'],
    ['hamstring', withHistory('hamstringTendonPain'), 'hamstring_eccentric_high impact_high', 'CAUTION'],
    ['neither', { history: { achillesPain: no, hamstringTendonPain: no } }, 'calf_achilles_load hamstring_eccentric_high impact_high', 'no'],
    ['not asked', NOTHING, 'calf_achilles_load', 'unknown'],
  ],
  'R-HAM': [
    ['13 days', withHistory('hamstringTear', { on: daysAgo(13) }), 'hamstring_eccentric_high neural_tension', 'STRONG'],
    ['two weeks', withHistory('hamstringTear', { on: daysAgo(14) }), 'neural_tension', 'no'],
    ['not asked', NOTHING, 'neural_tension', 'unknown'],
  ],
  'R-BAL': [
    ['two falls', { history: { falls: { inTwelveMonths: 2, injured: 'no' } } }, 'single_leg_balance', 'STRONG once'],
    ['one fall with injury', { history: { falls: { inTwelveMonths: 1, injured: 'yes' } } }, 'single_leg_balance', 'STRONG once'],
    ['one fall without', { history: { falls: { inTwelveMonths: 1, injured: 'no' }, neuropathy: no, vestibularLoss: no } }, 'single_leg_balance', 'INFO'],
    ['one fall, holding on', { history: { falls: { inTwelveMonths: 1, injured: 'no' } } }, balancing, 'no'],
    ['no fall', { history: { falls: { inTwelveMonths: 0 }, neuropathy: no, vestibularLoss: no } }, 'single_leg_balance', 'no'],
    ['two falls, over a year ago', { seenOn: daysAgo(366), history: { falls: { inTwelveMonths: 2 } } }, 'single_leg_balance', 'unknown'],
    ['vestibular loss', withHistory('vestibularLoss'), 'single_leg_balance', 'STRONG once'],
    ['neuropathy', withHistory('neuropathy'), 'single_leg_balance', 'STRONG once'],
    ['neuropathy, holding on', withHistory('neuropathy'), balancing, 'no'],
    ['positional vertigo alone', { history: { positionalVertigo: yes, falls: { inTwelveMonths: 0 }, neuropathy: no, vestibularLoss: no } }, 'single_leg_balance', 'no'],
    ['not up from the floor', { outlook: { floorTransferUnaided: 'no' } }, 'floor_transfer', 'STRONG once'],
    ['up from the floor', { age: 80, outlook: { floorTransferUnaided: 'yes' } }, 'floor_transfer', 'no'],
    ['not known at 60', { age: 60 }, 'floor_transfer', 'STRONG once'],
    ['not known at 59', { age: 59 }, 'floor_transfer', 'listed'],
    ['not up from the floor, done on the bed', { outlook: { floorTransferUnaided: 'no' } }, { traits: ['floor_transfer'], dosage: dose({ surface: 'bed' }) }, 'no'],
    ['falls not asked', NOTHING, 'single_leg_balance', 'unknown'],
  ],
  'R-EYE': [
    ['glaucoma', withHistory('glaucoma'), 'head_below_heart valsalva_heavy', 'STRONG'],
    ['retina, 12 weeks ago', withHistory('retinalSurgery', { on: daysAgo(84) }), 'head_below_heart', 'STRONG'],
    ['retina, longer ago', { history: { retinalSurgery: { on: daysAgo(85) }, glaucoma: no } }, 'head_below_heart', 'no'],
    ['not asked', NOTHING, 'head_below_heart', 'unknown'],
  ],
  'R-HRN': [
    ['groin, not repaired', withHistory('hernia', { answer: 'yes', place: 'groin' }), 'valsalva_heavy trunk_isometric_high', 'STRONG'],
    ['abdominal wall', withHistory('hernia', { answer: 'yes', place: 'abdominal_wall', repaired: 'no' }), 'trunk_isometric_high', 'STRONG'],
    ['repaired', { history: { hernia: { answer: 'yes', place: 'groin', repaired: 'yes' }, surgery: [], prolapseOrLeak: no } }, 'trunk_isometric_high', 'no'],
    ['hiatus', { history: { hernia: { answer: 'yes', place: 'hiatus' }, surgery: [], prolapseOrLeak: no } }, 'valsalva_heavy trunk_isometric_high', 'INFO'],
    ['abdominal operation 12 weeks ago, cleared', operated('abdomen', 84, { clearedOn: daysAgo(1) }), 'trunk_isometric_high', 'STRONG'],
    ['a day longer', { history: { hernia: no, surgery: [{ region: 'abdomen', on: daysAgo(85), clearedOn: daysAgo(1) }], prolapseOrLeak: no } }, 'trunk_isometric_high', 'no'],
    ['untreated prolapse', withHistory('prolapseOrLeak', { answer: 'yes', managed: 'no' }), 'trunk_isometric_high', 'STRONG'],
    ['long-standing, managed prolapse', { history: { hernia: no, surgery: [], prolapseOrLeak: { answer: 'yes', since: '2020-01-01', managed: 'yes' } } }, 'trunk_isometric_high', 'no'],
    ['surgery not asked', { history: { hernia: no, prolapseOrLeak: no } }, 'trunk_isometric_high', 'listed'],
    ['hernia not asked', { history: { surgery: [], prolapseOrLeak: no } }, 'trunk_isometric_high', 'unknown'],
  ],
  'R-WRI': [
    ['a sore wrist', withHistory('wristOrShoulder'), 'wrist_load shoulder_load overhead', 'CAUTION'],
    ['none', withHistory('wristOrShoulder', no), 'wrist_load', 'no'],
    ['not asked', NOTHING, 'wrist_load', 'unknown'],
  ],
  'R-KNE': [
    ['kneeling hurts', { history: { kneePainKneeling: yes, kneePainDeepBend: no } }, 'kneeling quadruped', 'CAUTION'],
    ['kneeling hurts, bending does not', { history: { kneePainKneeling: yes, kneePainDeepBend: no } }, 'knee_flexion_deep_loaded', 'no'],
    ['deep bending hurts', { history: { kneePainKneeling: no, kneePainDeepBend: yes } }, 'knee_flexion_deep_loaded', 'CAUTION'],
    ['deep bending hurts, kneeling does not', { history: { kneePainKneeling: no, kneePainDeepBend: yes } }, 'kneeling', 'no'],
    ['not asked', NOTHING, 'kneeling', 'unknown'],
  ],
  'R-HYP': [
    ['hypermobile', withHistory('hypermobility'), 'lumbar_flexion_end lumbar_extension_end lumbar_rotation_end hip_extension_end', 'CAUTION'],
    ['hypermobile, strengthening', withHistory('hypermobility'), 'trunk_isometric_high', 'no'],
    ['not', withHistory('hypermobility', no), 'hip_extension_end', 'no'],
    ['not asked', NOTHING, 'hip_extension_end', 'unknown'],
  ],
  'R-DIZ': [
    ['positional vertigo', withHistory('positionalVertigo'), 'supine side_lying floor_transfer', 'CAUTION'],
    ['vestibular loss is another matter', { history: { vestibularLoss: yes, positionalVertigo: no } }, 'supine', 'no'],
    ['not asked', NOTHING, 'supine', 'unknown'],
  ],
  'R-LTX': [
    ['allergic, latex', withHistory('latexAllergy'), band('latex'), 'HARD'],
    ['allergic, nobody knows', withHistory('latexAllergy'), band('unknown'), 'HARD'],
    ['allergic, nothing said of the band', withHistory('latexAllergy'), 'latex_band', 'HARD'],
    ['allergic, latex-free', withHistory('latexAllergy'), band('latex_free'), 'no'],
    ['allergic, no band', withHistory('latexAllergy'), { traits: ['latex_band'], dosage: dose({ load: { kind: 'bodyweight' } }) }, 'no'],
    ['allergic, a band where the library knows of none', withHistory('latexAllergy'), { dosage: dose({ load: { kind: 'band' } }) }, 'HARD'],
    ['not allergic', withHistory('latexAllergy', no), band('latex'), 'no'],
    ['not asked', NOTHING, band('latex'), 'listed'],
  ],
  'R-AGE': [
    ['15', { age: 15 }, 'valsalva_heavy', 'STRONG'],
    ['16', { age: 16 }, 'valsalva_heavy', 'no'],
    ['15, a light dose', { age: 15 }, { traits: ['valsalva_heavy'], dosage: dose({ effort: { scale: 'rpe_10', value: { exact: 6 } } }) }, 'no'],
    ['date of birth not known', { age: null }, 'valsalva_heavy', 'unknown'],
  ],
  'R-QTY': [
    ['five exercises', NOTHING, { plan: planOf({}, {}, {}, {}, {}) }, 'INFO'],
    ['four exercises', NOTHING, { plan: planOf({}, {}, {}, {}) }, 'no'],
    ['31 minutes', NOTHING, { plan: planOf(minutes(20), minutes(11)) }, 'INFO'],
    ['30 minutes', NOTHING, { plan: planOf(minutes(20), minutes(10)) }, 'no'],
    ['three and three, one phase after the other', NOTHING, { plan: phased(3, 3) }, 'no'],
    ['five in a later phase', NOTHING, { plan: phased(3, 5) }, 'INFO'],
    ['three and three, one after the other by their weeks', NOTHING, { plan: planOf(...inWeeks({ from: 1, to: 2 }, 3), ...inWeeks({ from: 3 }, 3)) }, 'no'],
    ['three and three, in one week together', NOTHING, { plan: planOf(...inWeeks({ from: 1, to: 3 }, 3), ...inWeeks({ from: 3 }, 3)) }, 'INFO'],
    ['weeks count from the beginning of the phase', NOTHING, { plan: planOf(...inWeeks({ from: 1, to: 2 }, 3), ...inWeeks({ from: 1 }, 3, BUILD)) }, 'no'],
    ['… so its third week is the plan’s fifth', NOTHING, { plan: planOf(...inWeeks({ from: 5, to: 5 }, 3), ...inWeeks({ from: 3 }, 3, BUILD)) }, 'INFO'],
    ['a phase that waits, after one that ends', NOTHING, { plan: planOf(...inWeeks({ from: 1 }, 3, SETTLE), ...inWeeks({ from: 1 }, 3, AWAITED)) }, 'no'],
    ['a phase that waits, beside what goes on', NOTHING, { plan: planOf(...inWeeks({ from: 1 }, 2), ...inWeeks({ from: 1 }, 3, AWAITED)) }, 'INFO'],
    ['a phase that waits, before what begins later', NOTHING, { plan: planOf(...inWeeks({ from: 5 }, 2), ...inWeeks({ from: 1, to: 2 }, 3, AWAITED)) }, 'no'],
    ['20 minutes, then 20 others', NOTHING, { plan: planOf(minutes(20, { from: 1, to: 2 }), minutes(20, { from: 3 })) }, 'no'],
    ['20 minutes in which 20 others begin', NOTHING, { plan: planOf(minutes(20, { from: 1, to: 3 }), minutes(20, { from: 3 })) }, 'INFO'],
  ],
  'R-DUP': [
    ...(['running', 'impact_low', 'impact_high', 'calf_achilles_load', 'hamstring_eccentric_high', 'valsalva_heavy', 'lumbar_flexion_loaded', 'lumbar_extension_loaded', 'lumbar_rotation_loaded'] as const)
      .map((trait): Case => [`${trait} twice`, NOTHING, { plan: planOf({ traits: [trait] }, { traits: [trait] }) }, 'CAUTION']),
    ['impact twice, one after the other by their weeks', NOTHING, { plan: jumping({ from: 1, to: 2 }, { from: 3 }) }, 'no'],
    ['impact twice, in one week together', NOTHING, { plan: jumping({ from: 1, to: 3 }, { from: 3 }) }, 'CAUTION'],
    ['heavy twice, each in weeks of its own', NOTHING, { plan: planOf(growing(2), growing(4)) }, 'no'],
    ['heavy twice, in the same weeks', NOTHING, { plan: planOf(growing(2), growing(2)) }, 'CAUTION'],
    ['10 reps and then 12, after 10', NOTHING, { plan: planOf(reps(10, { from: 1, to: 2 }), reps(12, { from: 3 })), before: planOf(reps(10)) }, 'no'],
    ['10 reps and 12 together, after 10', NOTHING, { plan: planOf(reps(10), reps(12)), before: planOf(reps(10)) }, 'CAUTION'],
    ['supine twice', NOTHING, { plan: planOf({ traits: ['supine'] }, { traits: ['supine'] }) }, 'no'],
    ['different loads', NOTHING, { plan: planOf({ traits: ['impact_low'] }, { traits: ['calf_achilles_load'] }) }, 'no'],
    ['two rounds after two', NOTHING, { plan: planOf(goingRound()), before: planOf(goingRound()) }, 'no'],
    ['ten minutes of rounds after two of them', NOTHING, { plan: planOf(goingRound(600)), before: planOf(goingRound()) }, 'CAUTION'],
    ['13 reps after 10', NOTHING, { plan: planOf(reps(13)), before: planOf(reps(10)) }, 'no'],
    ['14 reps after 10', NOTHING, { plan: planOf(reps(14)), before: planOf(reps(10)) }, 'CAUTION'],
    ['14 reps of another exercise', NOTHING, { plan: planOf(reps(14)), before: planOf({ ...reps(10), exerciseId: 'plank' }) }, 'no'],
    ['the first weight', NOTHING, { plan: planOf({ exerciseId: 'a', dosage: dose({ load: { kind: 'weight', kg: 8 } }) }), before: planOf({ exerciseId: 'a', dosage: dose({}) }) }, 'CAUTION'],
    ['10 kg after 8', NOTHING, { plan: planOf({ exerciseId: 'a', dosage: dose({ load: { kind: 'weight', kg: 10 } }) }), before: planOf({ exerciseId: 'a', dosage: dose({ load: { kind: 'weight', kg: 8 } }) }) }, 'no'],
    ['11 kg after 8', NOTHING, { plan: planOf({ exerciseId: 'a', dosage: dose({ load: { kind: 'weight', kg: 11 } }) }), before: planOf({ exerciseId: 'a', dosage: dose({ load: { kind: 'weight', kg: 8 } }) }) }, 'CAUTION'],
  ],
  'R-PAIN': [
    ['up to 6 while it is done', NOTHING, accepting({ kind: 'custom', during: 6 }), 'CAUTION'],
    ['up to 5 while it is done, up to 6 after it', NOTHING, accepting({ kind: 'custom', during: 5, after: 6 }), 'CAUTION'],
    ['up to 5, in its own words', NOTHING, accepting({ kind: 'custom', during: 5, after: 5 }), 'no'],
    ['up to 5', NOTHING, accepting({ kind: 'up_to_5' }), 'no'],
    ['nothing said of pain', NOTHING, '', 'no'],
  ],
  'R-VID': [
    ['none', NOTHING, { video: null }, 'INFO'],
    ['one that nobody watched', NOTHING, { video: { isChecked: false } }, 'CAUTION'],
    ['one that was watched and found right', NOTHING, { video: { isChecked: true } }, 'no'],
  ],
};

function goingRound(timeCapSeconds?: number): Partial<PlannedItem> {
  return { ...reps(10), group: { name: 'A', kind: 'circuit', rounds: { exact: 2 }, timeCapSeconds } };
}

function accepting(painPolicy: PainPolicy): Partial<PlannedItem> {
  return { dosage: { ...dose({}), painPolicy } };
}

/** A first phase of so many exercises, and then another one. */
function phased(first: number, second: number): PlannedItem[] {
  return planOf(
    ...Array.from({ length: first }, () => ({ phase: SETTLE })),
    ...Array.from({ length: second }, () => ({ phase: BUILD })),
  );
}

/** So many exercises, each in these weeks of its phase or of the plan. */
function inWeeks(weeks_: Weeks, count: number, phase?: Phase): Partial<PlannedItem>[] {
  return Array.from({ length: count }, () => ({ dosage: during(dose({}), weeks_), phase }));
}

function jumping(...weeks_: Weeks[]): PlannedItem[] {
  return planOf(...weeks_.map((one) => ({ traits: ['impact_low' as const], dosage: during(dose({}), one) })));
}

/** Light, and heavy in one week alone. */
function growing(heavyWeek: number): Partial<PlannedItem> {
  const light = dose({ effort: { scale: 'rpe_10', value: { exact: 4 } } });
  const heavy = dose({ load: { kind: 'weight', kg: 20 }, effort: { scale: 'rpe_10', value: { exact: 8 } } });
  return {
    dosage: {
      ...light,
      sessions: [
        ...during(light, { from: 1, to: heavyWeek - 1 }).sessions,
        ...during(heavy, { from: heavyWeek, to: heavyWeek }).sessions,
        ...during(light, { from: heavyWeek + 1 }).sessions,
      ],
    },
  };
}

/** Where nothing is asked of the patient there is nothing to be unknown. */
const ABOUT_THE_PLAN_ALONE = ['R-QTY', 'R-DUP', 'R-PAIN', 'R-VID'];
const ENFORCED_ELSEWHERE = ['R-000', 'R-001', 'R-002', 'R-003'];

/** One plan for each trait that a case names. */
function plansOf(does: Does): { words: string; plan: PlannedItem[]; before: PlannedItem[] | null }[] {
  if (typeof does === 'object') {
    const plan = 'plan' in does ? does.plan : planOf(does);
    return [{ words: 'as prescribed', plan, before: ('plan' in does && does.before) || null }];
  }
  return does.split(' ').map((trait) => ({
    words: trait || 'anything',
    plan: [item(trait === '' ? [] : [trait as Trait])],
    before: null,
  }));
}

function outcomeOf(rule: Rule, found: Found, plan: PlannedItem[], before: PlannedItem[] | null): string {
  const knownToday = known(found);
  const { matches, unknown } = appraise(knownToday, plan, before, [rule]);
  const strictest = matches[0];
  if (strictest) {
    const isOnce = strictest.place === null && (strictest.level === 'HARD' || strictest.level === 'STRONG');
    return isOnce ? `${strictest.level} once` : strictest.level;
  }
  if (unknown.length > 0) return 'listed';
  const fact = factsOf(knownToday);
  const isOpen = rule.effects.some((effect) =>
    plan.some((one) => {
      const { traits } = effect;
      const concerns =
        traits === 'any' || (traits !== 'plan' && traitsInUse(one).some((trait) => traits.includes(trait)));
      if (!concerns) return false;
      const planned = (id: Parameters<typeof plannedFact>[0]) => plannedFact(id, { item: one, plan, before });
      return evaluate(effect.if ?? (rule.if as Condition), { fact, planned }).truth === 'unknown';
    }),
  );
  return isOpen ? 'unknown' : 'no';
}

const tried = (rule: Rule) =>
  (CASES[rule.id] ?? []).flatMap(([who, found, does, expected]) =>
    plansOf(does).map(({ words, plan, before }) => ({ who, words, found, plan, before, expected })),
  );

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it.each(tried(rule).map((one) => [one.who, one.words, one.expected, one] as const))(
    '%s; %s: %s',
    (_who, _words, expected, { found, plan, before }) => {
      expect(outcomeOf(rule, found, plan, before)).toBe(expected);
    },
  );
});

describe('the table', () => {
  const ids = RULES.map(({ id }) => id);

  it('has these rows, and every one of them is tried', () => {
    expect(ids.join(' ')).toBe(
      'R-DIR1 R-DIR2 R-NEU0 R-NEU1 R-NEU2 R-OST1 R-OST2 R-PRG0 R-PRG1 R-PRG2 R-PP1 R-BP1 R-BP2 R-CV1 R-CV2 R-VAS R-BSI ' +
        'R-OP1 R-OP2 R-SPA R-OA1 R-TEN R-HAM R-BAL R-EYE R-HRN R-WRI R-KNE R-HYP R-DIZ R-LTX R-AGE R-QTY R-DUP R-PAIN R-VID',
    );
    expect(Object.keys(CASES)).toEqual(ids);
  });

  it.each(ids)('%s has a case that matches, one that does not, and one that is not known', (id) => {
    const outcomes = (CASES[id] ?? []).map(([, , , expected]) => expected.split(' ')[0]);
    expect(LEVELS.some((level) => outcomes.includes(level))).toBe(true);
    expect(outcomes).toContain('no');
    if (!ABOUT_THE_PLAN_ALONE.includes(id))
      expect(outcomes.some((one) => ['listed', 'unknown'].includes(one ?? ''))).toBe(true);
  });

  it('can be shown as a whole, in words, with what is enforced elsewhere', () => {
    const shown = catalogue();
    expect(shown.map(({ id }) => id)).toEqual([...ENFORCED_ELSEWHERE, ...ids]);
    for (const { id, lines, enforcedBy } of shown) {
      expect([id, enforcedBy !== null]).toEqual([id, ENFORCED_ELSEWHERE.includes(id)]);
      for (const { when, text } of lines) expect([id, when !== '', text !== '']).toEqual([id, true, true]);
    }
    expect(shown.find(({ id }) => id === 'R-DIR1')?.lines[0]?.when).toBe(
      'repeated flexion sends the pain further down the leg or (the episode began less than 6 weeks ago and presents with ' +
        'radicular pain down a leg and bending makes it worse)',
    );
  });

  it.each(RULES.map((rule) => [rule.id, rule] as const))(
    '%s names its source, and calls nothing safe',
    (_, rule) => {
      expect(rule.source).not.toBe('');
      expect(rule.approvedBy).toBeNull();
      if (/general knowledge|our decision|second hand/.test(rule.source)) expect(rule.verified).toBe(false);
      for (const { text } of rule.effects) expect(text).not.toMatch(/\bsafe/i);
    },
  );
});

describe('taken apart, each rule is missed', () => {
  it.each(
    RULES.flatMap((rule) => mutantsOf(rule).map(([words, mutant]) => [rule.id, words, mutant] as const)),
  )('%s without %s', (_, _words, mutant) => {
    const survives = tried(mutant).every(
      ({ found, plan, before, expected }) => outcomeOf(mutant, found, plan, before) === expected,
    );
    expect(survives).toBe(false);
  });
});

/** The rule without itself, without each effect, trait and condition, and with each level changed. */
function mutantsOf(rule: Rule): [string, Rule][] {
  const withEffects = (effects: RuleEffect[]): Rule => ({ ...rule, effects });
  const change = (index: number, effect: RuleEffect): Rule =>
    withEffects(rule.effects.map((one, at) => (at === index ? effect : one)));
  return [
    ['anything', withEffects([])],
    ...rule.effects.flatMap((effect, index): [string, Rule][] => {
      const named = `effect ${index + 1}`;
      const { traits, level } = effect;
      const condition = effect.if ?? rule.if;
      return [
        [named, withEffects(rule.effects.filter((one) => one !== effect))],
        ...LEVELS.filter((other) => other !== level).map((other): [string, Rule] => [
          `the level of ${named}, made ${other}`,
          change(index, { ...effect, level: other }),
        ]),
        ...(typeof traits === 'string' ? [] : traits).map((trait): [string, Rule] => [
          `${trait} in ${named}`,
          change(index, { ...effect, traits: (traits as Trait[]).filter((one) => one !== trait) }),
        ]),
        ...(effect.oncePerPlan
          ? [[`"once" in ${named}`, change(index, { ...effect, oncePerPlan: undefined })] as [string, Rule]]
          : []),
        ...(condition ? weakened(condition) : []).map(([words, other]): [string, Rule] => [
          `${words} in ${named}`,
          change(index, { ...effect, if: other }),
        ]),
      ];
    }),
  ];
}

/** The condition with each of its parts left out. */
function weakened(condition: Condition): [string, Condition][] {
  const kind = 'all' in condition ? 'all' : 'any' in condition ? 'any' : null;
  if (kind === null) return [];
  const parts = (condition as { all: Condition[]; any: Condition[] })[kind];
  return parts.flatMap((part, index) => {
    const others = parts.filter((_, at) => at !== index);
    const put = (inside: Condition): Condition =>
      ({ [kind]: parts.map((one, at) => (at === index ? inside : one)) }) as unknown as Condition;
    return [
      [`"${JSON.stringify(part)}"`, { [kind]: others } as unknown as Condition] as [string, Condition],
      ...weakened(part).map(([words, inside]): [string, Condition] => [words, put(inside)]),
    ];
  });
}

it('knows every trait of the vocabulary, or is silent about it on purpose', () => {
  const named = new Set(
    RULES.flatMap(({ effects }) =>
      effects.flatMap(({ traits }) => (typeof traits === 'string' ? [] : traits)),
    ),
  );
  expect(TRAITS.filter((trait) => !named.has(trait))).toEqual([]);
});
