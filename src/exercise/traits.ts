/**
 * The closed vocabularies of an exercise: what kind it is (pillar), how the body is placed (position) and what the body
 * does (traits). Clinical rules act on traits, never on an exercise's name, so a word may be added here but never change
 * its meaning. All of them are general clinical knowledge, not verified against a published list.
 */

/** The kinds of exercise, in the order in which a plan usually grows. */
export const PILLARS = ['mobilise', 'stretch', 'strengthen', 'balance', 'run_drill'] as const;
export type Pillar = (typeof PILLARS)[number];

/** Where the body starts. `supine_incline`: upper back on a bench; `prone_support`: on forearms or hands and toes. */
export const POSITIONS = [
  'supine',
  'supine_incline',
  'prone',
  'prone_support',
  'side_lying',
  'quadruped',
  'kneeling',
  'sitting',
  'standing',
] as const;
export type Position = (typeof POSITIONS)[number];

/**
 * What the body does in an exercise. An exercise with an empty, reviewed list is complete: nothing here applies to it.
 * `_end` means at or near the end of the available range; `_loaded` means against more than the body part's own weight.
 */
export const TRAITS = [
  // Low back
  'lumbar_flexion_end',
  'lumbar_flexion_loaded',
  'lumbar_extension_end',
  'lumbar_extension_loaded',
  'lumbar_rotation_end',
  'lumbar_rotation_loaded',
  // Effort. `trunk_isometric_high`: the trunk braces hard without moving. `valsalva_heavy`: so heavy that people hold
  // their breath; it follows the load prescribed, not the movement alone. `isometric_hold_long`: a hard hold of over 10 s.
  'trunk_isometric_high',
  'valsalva_heavy',
  'isometric_hold_long',
  // Impact. `impact_low`: small hops and skips, one foot always near the ground; `impact_high`: jumps and running.
  'impact_low',
  'impact_high',
  'running',
  'single_leg_balance',
  // Place. `floor_transfer`: the patient must get down to the floor and up again unaided.
  'supine',
  'prone',
  'side_lying',
  'quadruped',
  'kneeling',
  'floor_transfer',
  // Hip and knee. `hip_flexion_deep`: past a right angle; `hip_adduction_crossed`: the leg crosses the middle of the body.
  'hip_flexion_deep',
  'hip_adduction_crossed',
  'hip_extension_end',
  'knee_flexion_deep_loaded',
  // Tissue. `neural_tension`: stretches or glides the sciatic or femoral nerve; `hamstring_eccentric_high`: the
  // hamstrings lengthen under high load.
  'neural_tension',
  'hamstring_eccentric_high',
  'calf_achilles_load',
  'wrist_load',
  'shoulder_load',
  'overhead',
  // `head_below_heart` raises the pressure in the eyes.
  'head_below_heart',
  // `latex_band`: usually done with an elastic band, which may be made of latex.
  'latex_band',
] as const;
export type Trait = (typeof TRAITS)[number];

/** What puts load on trunk or legs, or straining on the whole body: one of these makes an easier step less than easy. */
export const LOAD_TRAITS: readonly Trait[] = [
  'lumbar_flexion_loaded',
  'lumbar_extension_loaded',
  'lumbar_rotation_loaded',
  'trunk_isometric_high',
  'valsalva_heavy',
  'impact_low',
  'impact_high',
  'running',
  'knee_flexion_deep_loaded',
  'hamstring_eccentric_high',
  'calf_achilles_load',
];
