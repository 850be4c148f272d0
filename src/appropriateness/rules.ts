/**
 * What speaks against which movement, as a table: the finding, what the exercise does, how strictly, and why. One entry for
 * each row of the project's rule table, in its order, three that its text asks for (R-NEU0, R-VAS and operations in other
 * regions), and R-PAIN, which is ours. A rule acts on traits, never on an exercise's name, and never says that something is safe.
 *
 * Every bound was drawn so that ordinary patients are not stopped; each awaits the approval of a registered chiropractor.
 * Raise `version` whenever the meaning changes: decisions are stored with it.
 */
import type { Trait } from '../exercise/traits';
import type { FactId } from './facts/facts';
import type { PlannedId } from './planned';
import type { Condition, Rule } from './rule-language';

const fact = (id: FactId): Condition => ({ fact: id });
const anyOf = (...ids: FactId[]): Condition => ({ any: ids.map(fact) });
const planned = (id: PlannedId): Condition => ({ planned: id });
const all = (...conditions: Condition[]): Condition => ({ all: conditions });
const not = (condition: Condition): Condition => ({ not: condition });

const GENERAL = 'general knowledge, not verified';
const OURS = 'our decision, to be approved by a registered clinician';
const LONG = 'Long 2004, Spine 29:2593 (abstract)';
const BROOKE_WAVELL = 'Brooke-Wavell 2022, BJSM, exercise and osteoporosis (eprints.soton.ac.uk/456586)';
const ACOG = 'ACOG Committee Opinion 804 (abstract) and older ACOG texts';
const PRESSURE = 'intra-arterial blood pressure during resistance exercise, Clinics (SciELO)';
const NEMEX = 'NEMEX additional file, Ageberg 2010, BMC Musculoskelet Disord 11:126';

const UNAPPROVED = { approvedBy: null, approvedOn: null };
const NOT_VERIFIED = { verified: false, ...UNAPPROVED };
const VERIFIED = { verified: true, ...UNAPPROVED };

const LUMBAR_LOADED: readonly Trait[] = [
  'lumbar_flexion_loaded',
  'lumbar_extension_loaded',
  'lumbar_rotation_loaded',
];
const LUMBAR_END: readonly Trait[] = ['lumbar_flexion_end', 'lumbar_extension_end', 'lumbar_rotation_end'];
const IMPACT: readonly Trait[] = ['impact_low', 'impact_high'];
const HIP: readonly Trait[] = ['hip_flexion_deep', 'hip_adduction_crossed', 'hip_extension_end'];

/** What an operation forbids for a while, by its region. */
const AFTER_SURGERY: Record<'spine' | 'abdomen' | 'hip' | 'knee' | 'chest', readonly Trait[]> = {
  spine: [...LUMBAR_LOADED, ...LUMBAR_END, 'trunk_isometric_high', 'valsalva_heavy', ...IMPACT, 'running'],
  abdomen: ['trunk_isometric_high', 'valsalva_heavy', 'lumbar_flexion_loaded'],
  hip: [...HIP, 'single_leg_balance', ...IMPACT, 'running'],
  knee: ['knee_flexion_deep_loaded', 'kneeling', 'single_leg_balance', ...IMPACT, 'running'],
  chest: ['shoulder_load', 'wrist_load', 'trunk_isometric_high', 'isometric_hold_long', 'valsalva_heavy'],
};
const REGIONS = ['spine', 'abdomen', 'hip', 'knee', 'chest'] as const;

export const RULES: readonly Rule[] = [
  {
    id: 'R-DIR1',
    version: 1,
    if: {
      any: [
        fact('flexion_peripheralises'),
        all(fact('acute_onset'), fact('radicular_leg_pain'), fact('worse_bending')),
      ],
    },
    effects: [
      {
        traits: ['lumbar_flexion_end', 'lumbar_flexion_loaded'],
        level: 'STRONG',
        text: 'Bending drives the leg pain. People given the matching direction did better; of the others a third gave up.',
      },
    ],
    source: `${LONG}; May 2018, Musculoskelet Sci Pract 38:53 (a good sign, a weak guide)`,
    ...VERIFIED,
  },
  {
    id: 'R-DIR2',
    version: 1,
    if: anyOf('extension_peripheralises', 'stenosis', 'neurogenic_claudication', 'pars_injury'),
    effects: [
      {
        traits: ['lumbar_extension_end', 'lumbar_extension_loaded'],
        level: 'STRONG',
        text: 'Bending back drives the symptoms, or narrows what is narrow. Prefer the middle, or bending forward.',
      },
    ],
    source: `${LONG}; stenosis and pars injury: ${GENERAL}`,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-NEU0',
    version: 1,
    if: all(fact('leg_symptoms'), fact('nerves_not_examined')),
    effects: [
      {
        traits: 'any',
        level: 'STRONG',
        oncePerPlan: true,
        text: 'There are leg symptoms, and power, reflexes and feeling are not recorded. That they could not be tested is an answer.',
      },
    ],
    source: OURS,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-NEU1',
    version: 1,
    if: all(fact('leg_symptoms'), anyOf('painful_leg_raise', 'high_irritability')),
    effects: [
      {
        traits: ['neural_tension'],
        level: 'STRONG',
        text: 'The nerve is irritable. Let it calm down before it is stretched or made to glide.',
      },
    ],
    source: GENERAL,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-NEU2',
    version: 1,
    if: fact('reduced_power'),
    effects: [
      {
        traits: ['impact_high', 'valsalva_heavy'],
        level: 'STRONG',
        text: 'A muscle is weak. Impact and heavy loads ask of it what it may not give.',
      },
      {
        if: all(fact('reduced_power'), not(planned('supported'))),
        traits: ['single_leg_balance'],
        level: 'STRONG',
        text: 'A muscle is weak. Give a hand or a pole for support.',
      },
      {
        traits: ['running'],
        level: 'CAUTION',
        text: 'A muscle is weak. Look at how the patient runs, and test the power again at the review.',
      },
    ],
    source: GENERAL,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-OST1',
    version: 1,
    // bones that broke by little are fragile, whatever a scan says of them
    if: fact('fragility_fractures'),
    effects: [
      {
        traits: ['lumbar_flexion_loaded'],
        level: 'HARD',
        text: 'Bones that broke by little: no load on a bending spine. Strengthening and extension are recommended.',
      },
      {
        traits: ['lumbar_flexion_end', 'lumbar_rotation_loaded'],
        level: 'STRONG',
        text: 'Bones that broke by little: avoid a high degree of bending, and turning against a load.',
      },
      {
        traits: [...IMPACT, 'running'],
        level: 'STRONG',
        text: 'Bones that broke by little: impact only up to brisk walking.',
      },
    ],
    source: `${BROOKE_WAVELL}; that fractures are enough, whatever a scan says: ${OURS}`,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-OST2',
    version: 1,
    if: all(fact('osteoporosis'), fact('no_fragility_fracture_shown')),
    effects: [
      {
        traits: ['lumbar_flexion_loaded'],
        level: 'STRONG',
        text: 'Osteoporosis: avoid load on a bending spine. Do not over-restrict: strengthening and extension are recommended.',
      },
      {
        traits: ['lumbar_flexion_end'],
        level: 'STRONG',
        text: 'Osteoporosis: avoid the end of bending. The middle of the range is another matter.',
      },
      {
        traits: IMPACT,
        level: 'INFO',
        text: 'Osteoporosis without a broken vertebra: moderate impact is encouraged.',
      },
    ],
    source: BROOKE_WAVELL,
    ...VERIFIED,
  },
  {
    id: 'R-PRG0',
    version: 1,
    effects: [
      {
        if: fact('pregnancy_warning_sign'),
        traits: 'any',
        level: 'HARD',
        oncePerPlan: true,
        text: 'A warning sign in pregnancy: no exercise until maternity care has seen it. Call them now.',
      },
      {
        if: fact('light_headed_on_standing'),
        traits: 'any',
        level: 'CAUTION',
        text: 'Light-headed on standing, and the midwife knows: let her get up slowly, with something to hold.',
      },
    ],
    source: `${ACOG}; the circumstances: ${OURS}`,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-PRG1',
    version: 1,
    if: fact('pregnant_after_16_weeks'),
    effects: [
      {
        if: all(fact('pregnant_after_16_weeks'), planned('lies_long')),
        traits: ['supine'],
        level: 'STRONG',
        text: 'Pregnant after 16 weeks: not more than three minutes on the back in one go. Choose the side, sitting, or hands and knees.',
      },
      {
        traits: ['supine'],
        level: 'CAUTION',
        text: 'Pregnant after 16 weeks: on the back only briefly; between sets turn on the side.',
      },
      {
        traits: ['prone'],
        level: 'STRONG',
        text: 'Pregnant after 16 weeks: not on the front. Choose the side, sitting, or hands and knees.',
      },
    ],
    source: `${ACOG}; the 16 weeks at second hand; the minutes: ${OURS}`,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-PRG2',
    version: 1,
    if: fact('pregnant'),
    effects: [
      {
        traits: ['valsalva_heavy', 'impact_high'],
        level: 'STRONG',
        text: 'Pregnant: no straining against a held breath, and no hard impact.',
      },
      {
        traits: ['running'],
        level: 'CAUTION',
        text: 'Pregnant: running only where it was usual before and feels well.',
      },
      {
        if: all(fact('pregnant'), not(planned('supported'))),
        traits: ['single_leg_balance'],
        level: 'CAUTION',
        text: 'Pregnant: a fall weighs more. Give a hand for support.',
      },
    ],
    source: `${ACOG} (falls); ${GENERAL}`,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-PP1',
    version: 1,
    effects: [
      {
        if: anyOf('birth_within_12_weeks', 'prolapse_or_leak_untreated'),
        traits: ['impact_high', 'running', 'valsalva_heavy'],
        level: 'STRONG',
        text: 'The pelvic floor is not ready for impact and straining. Offer a referral to pelvic health.',
      },
      {
        if: fact('prolapse_or_leak_managed'),
        traits: ['impact_high', 'running', 'valsalva_heavy'],
        level: 'CAUTION',
        text: 'A long-standing, managed prolapse or leak: offer a referral to pelvic health.',
      },
    ],
    source: GENERAL,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-BP1',
    version: 1,
    if: fact('pressure_very_high'),
    effects: [
      {
        traits: ['valsalva_heavy', 'isometric_hold_long', 'trunk_isometric_high', 'running', 'impact_high'],
        level: 'HARD',
        text: 'Blood pressure of 180/110 or more at rest: medical review first. Taken again after five minutes of rest, the lower one counts.',
      },
    ],
    source: `the bounds: ${GENERAL}; ${PRESSURE}`,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-BP2',
    version: 1,
    if: { any: [fact('pressure_high'), all(fact('hypertension'), fact('pressure_not_known'))] },
    effects: [
      {
        traits: ['valsalva_heavy', 'isometric_hold_long'],
        level: 'CAUTION',
        text: 'High blood pressure, or not measured lately where it is known to be high: breathe out on effort, no set to exhaustion.',
      },
    ],
    source: `the bounds: ${GENERAL}; ${PRESSURE}`,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-CV1',
    version: 1,
    if: fact('heart_symptoms'),
    effects: [
      {
        traits: 'any',
        level: 'HARD',
        oncePerPlan: true,
        text: 'Unstable heart symptoms: no exercise until a doctor has seen them.',
      },
    ],
    source: GENERAL,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-CV2',
    version: 1,
    effects: [
      {
        if: all(anyOf('heart_event_not_cleared', 'chest_surgery_within_12_weeks'), planned('asks_load')),
        traits: 'any',
        level: 'HARD',
        text: 'Within 12 weeks of a cardiac event or chest surgery, not cleared: no load. Ask cardiac rehabilitation.',
      },
      {
        if: fact('heart_disease'),
        traits: ['valsalva_heavy', 'isometric_hold_long'],
        level: 'CAUTION',
        text: 'Stable heart or valve disease: breathe out on effort, no long hard holds.',
      },
    ],
    source: OURS,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-VAS',
    version: 1,
    if: fact('aneurysm'),
    effects: [
      {
        traits: ['valsalva_heavy'],
        level: 'STRONG',
        text: 'An aneurysm is known: no straining against a held breath.',
      },
    ],
    source: OURS,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-BSI',
    version: 1,
    if: fact('bone_stress'),
    effects: [
      {
        traits: [...IMPACT, 'running'],
        level: 'HARD',
        text: 'A bone stress injury is suspected or confirmed and not cleared: no impact, no running.',
      },
      {
        traits: ['single_leg_balance'],
        level: 'STRONG',
        text: 'A bone stress injury is not cleared: one leg alone carries the whole body.',
      },
      {
        traits: 'any',
        level: 'CAUTION',
        text: 'A bone stress injury is not cleared: nothing that hurts the bone, and look again soon.',
      },
    ],
    source: GENERAL,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-OP1',
    version: 1,
    effects: [
      ...REGIONS.flatMap((region) => [
        {
          if: fact(`${region}_surgery_fresh`),
          traits: AFTER_SURGERY[region],
          level: 'HARD' as const,
          text: 'Too soon after an operation without clearance, or under a restriction: the surgeon or GP must agree first.',
        },
        {
          if: fact(`${region}_surgery_within_year`),
          traits: AFTER_SURGERY[region],
          level: 'CAUTION' as const,
          text: 'An operation within the year without clearance: ask whether the surgeon or GP has discharged the patient.',
        },
      ]),
      {
        if: fact('other_surgery_fresh'),
        traits: 'any',
        level: 'CAUTION',
        text: 'A fresh operation elsewhere, not cleared: ask what the surgeon allows.',
      },
    ],
    source: `${GENERAL}; the bounds and operations in other regions: ${OURS}`,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-OP2',
    version: 1,
    if: fact('hip_precautions'),
    effects: [
      {
        traits: ['hip_flexion_deep', 'hip_adduction_crossed'],
        level: 'STRONG',
        text: 'Precautions after a hip replacement: not past a right angle, not across the middle.',
      },
    ],
    source: GENERAL,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-SPA',
    version: 1,
    if: {
      any: [
        all(fact('muscle_spasm'), fact('acute_onset')),
        ...(['locked', 'high_irritability', 'strong_pain', 'sudden_severe_pain'] as const).map(fact),
      ],
    },
    effects: [
      {
        traits: [...LUMBAR_LOADED, ...LUMBAR_END, ...IMPACT, 'running'],
        level: 'CAUTION',
        text: 'An acute, locked or irritable back: begin in the pain-free middle of the range, with a smaller dose.',
      },
    ],
    source: GENERAL,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-OA1',
    version: 1,
    if: fact('arthritis_flare'),
    effects: [
      {
        traits: ['knee_flexion_deep_loaded', 'hip_flexion_deep', 'impact_high'],
        level: 'CAUTION',
        text: 'A flare of arthritis: pain up to 5 is accepted, and back to usual by the next morning.',
      },
    ],
    source: `${NEMEX} (pain up to 5); the traits: ${OURS}`,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-TEN',
    version: 1,
    effects: [
      {
        if: fact('achilles_pain'),
        traits: ['calf_achilles_load'],
        level: 'CAUTION',
        text: 'The Achilles tendon hurts: load it by degrees.',
      },
      {
        if: fact('hamstring_tendon_pain'),
        traits: ['hamstring_eccentric_high'],
        level: 'CAUTION',
        text: 'The hamstring tendon hurts: load it by degrees.',
      },
      {
        if: anyOf('achilles_pain', 'hamstring_tendon_pain'),
        traits: ['impact_high'],
        level: 'CAUTION',
        text: 'A tendon hurts: impact by degrees.',
      },
    ],
    source: GENERAL,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-HAM',
    version: 1,
    if: fact('recent_hamstring_tear'),
    effects: [
      {
        traits: ['hamstring_eccentric_high', 'neural_tension'],
        level: 'STRONG',
        text: 'A hamstring tore less than two weeks ago: no load while it lengthens, and no stretch on the nerve.',
      },
    ],
    source: GENERAL,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-BAL',
    version: 1,
    effects: [
      {
        if: all(
          anyOf('repeated_or_harmful_falls', 'vestibular_loss', 'neuropathy'),
          not(planned('supported')),
        ),
        traits: ['single_leg_balance'],
        level: 'STRONG',
        oncePerPlan: true,
        text: 'Balance is unsure: give a hand or a pole for support.',
      },
      {
        if: fact('floor_transfer_not_shown'),
        traits: ['floor_transfer'],
        level: 'STRONG',
        oncePerPlan: true,
        text: 'The floor may be hard to get up from: offer it on a bed or a chair.',
      },
      {
        if: all(fact('one_fall'), not(planned('supported'))),
        traits: ['single_leg_balance'],
        level: 'INFO',
        text: 'One fall in the last twelve months: watch the balance.',
      },
    ],
    source: `${GENERAL}; ${OURS}`,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-EYE',
    version: 1,
    if: anyOf('glaucoma', 'recent_retinal_surgery'),
    effects: [
      {
        traits: ['head_below_heart', 'valsalva_heavy'],
        level: 'STRONG',
        text: 'The pressure in the eye must not rise: no head below the heart, no straining against a held breath.',
      },
    ],
    source: GENERAL,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-HRN',
    version: 1,
    effects: [
      {
        if: anyOf('hernia_unrepaired', 'abdominal_surgery_within_12_weeks', 'prolapse_or_leak_untreated'),
        traits: ['valsalva_heavy', 'trunk_isometric_high'],
        level: 'STRONG',
        text: 'The wall of the abdomen or the pelvic floor gives way: no straining, no hard bracing.',
      },
      {
        if: fact('hiatus_hernia'),
        traits: ['valsalva_heavy', 'trunk_isometric_high'],
        level: 'INFO',
        text: 'A hiatus hernia: not straight after a meal.',
      },
    ],
    source: `${GENERAL}; a hernia of a disc is not meant`,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-WRI',
    version: 1,
    if: fact('wrist_or_shoulder'),
    effects: [
      {
        traits: ['wrist_load', 'shoulder_load', 'overhead'],
        level: 'CAUTION',
        text: 'Wrist or shoulder complain: offer a variation on fists, forearms, or lower down.',
      },
    ],
    source: GENERAL,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-KNE',
    version: 1,
    effects: [
      {
        if: fact('knee_pain_kneeling'),
        traits: ['kneeling', 'quadruped'],
        level: 'CAUTION',
        text: 'Kneeling hurts: pad the knee, or choose another position.',
      },
      {
        if: fact('knee_pain_bending'),
        traits: ['knee_flexion_deep_loaded'],
        level: 'CAUTION',
        text: 'Deep bending hurts the knee: bend it less.',
      },
    ],
    source: GENERAL,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-HYP',
    version: 1,
    if: fact('hypermobility'),
    effects: [
      {
        traits: [...LUMBAR_END, 'hip_extension_end'],
        level: 'CAUTION',
        text: 'Hypermobile: not to the end of the range; strength before stretching.',
      },
    ],
    source: GENERAL,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-DIZ',
    version: 1,
    if: fact('positional_vertigo'),
    effects: [
      {
        traits: ['supine', 'side_lying', 'floor_transfer'],
        level: 'CAUTION',
        text: 'Lying down and turning may bring vertigo: change position slowly, and raise the head.',
      },
    ],
    source: GENERAL,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-LTX',
    version: 1,
    if: fact('latex_allergy'),
    effects: [
      {
        traits: ['latex_band'],
        level: 'HARD',
        text: 'Latex allergy, and the band is of latex or nobody knows: choose a latex-free band or none, and say so.',
      },
    ],
    source: GENERAL,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-AGE',
    version: 1,
    if: fact('under_16'),
    effects: [
      {
        traits: ['valsalva_heavy'],
        level: 'STRONG',
        text: 'Under 16: no heavy loads; a guardian must consent.',
      },
    ],
    source: GENERAL,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-QTY',
    version: 1,
    if: { any: [planned('many_exercises'), planned('long_days')] },
    effects: [
      {
        traits: 'plan',
        level: 'INFO',
        text: 'Fewer exercises are done better: three or four at a time is a sensible default.',
      },
    ],
    source: `Henry 1999, Phys Ther 79:270, and Eckard and Medina at second hand (jahan.blog); the bounds: ${OURS}`,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-DUP',
    version: 1,
    if: { any: [planned('same_load_twice'), planned('dose_jump')] },
    effects: [
      {
        traits: 'plan',
        level: 'CAUTION',
        text: 'The same tissue is loaded more than once, or a dose jumps: make sure that this is meant.',
      },
    ],
    source: GENERAL,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-PAIN',
    version: 1,
    if: planned('pain_limit_above_5'),
    effects: [
      {
        traits: 'any',
        level: 'CAUTION',
        text: 'More pain is accepted here than the usual 5 out of 10, of which every patient reads: make sure that this is meant.',
      },
    ],
    source: `the usual limit: ${NEMEX}; that more asks for a word: ${OURS}`,
    ...NOT_VERIFIED,
  },
  {
    id: 'R-VID',
    version: 2,
    effects: [
      {
        if: planned('without_video'),
        traits: 'any',
        level: 'INFO',
        text: 'Without a video the written steps must stand alone.',
      },
      {
        if: planned('video_not_checked'),
        traits: 'any',
        level: 'CAUTION',
        text: 'Nobody here has watched this video and found it right, so it may be dead or show another exercise: watch it, or let the written steps stand alone.',
      },
    ],
    source: OURS,
    ...NOT_VERIFIED,
  },
];
