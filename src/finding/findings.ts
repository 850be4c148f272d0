/**
 * What an assessment found, in depth: the model and its vocabularies. Every part and every field is optional; what is absent
 * was not said, and that is never the same as "no". Dates are ISO days in the clinic's time zone. What follows from findings
 * is computed elsewhere (derived.ts; the facts of the appropriateness rules), never stored.
 *
 * Fields after the clinical model of the project's sources [general knowledge unless said]; bounds are for slips only.
 */

/** How a question ended. `declined` and `unable`: asked, without an answer. Only `no` is a no. */
export const ASKED = ['yes', 'no', 'not_asked', 'declined', 'unable'] as const;
export type Asked = (typeof ASKED)[number];

export const BODY_SIDES = ['left', 'right'] as const;
export type BodySide = (typeof BODY_SIDES)[number];
export const CHART_SIDES = ['left', 'right', 'central', 'bilateral'] as const;
export type ChartSide = (typeof CHART_SIDES)[number];
export const TESTED_SIDES = [...BODY_SIDES, 'both'] as const;
export type TestedSide = (typeof TESTED_SIDES)[number];

// ---- The episode -------------------------------------------------------------------------------------------------

export const ONSET_MODES = ['sudden', 'gradual', 'trauma', 'after_run', 'unknown'] as const;
export const DATE_PRECISIONS = ['exact', 'approximate', 'unknown'] as const;
/** The class (acute, subacute, persistent) is derived from `on` and the day of the visit. */
export interface Onset {
  on?: string;
  precision?: (typeof DATE_PRECISIONS)[number];
  mode?: (typeof ONSET_MODES)[number];
  /** Of ever, not of this episode. */
  firstEver?: Asked;
  previousEpisodes?: number;
  /** Age in whole years at the very first back pain. */
  firstEverAtAge?: number;
}

// ---- Pain --------------------------------------------------------------------------------------------------------

/** From the neck down; the order within a limb is from near to far. */
export const BODY_REGIONS = [
  'thoracic',
  'flank',
  'lumbar',
  'sacroiliac',
  'buttock',
  'groin',
  'hip_side',
  'thigh_front',
  'thigh_back',
  'thigh_side',
  'knee',
  'calf',
  'shin',
  'ankle',
  'foot',
  'abdomen',
  'saddle',
] as const;
export type BodyRegion = (typeof BODY_REGIONS)[number];
export const PAIN_QUALITIES = [
  'ache',
  'sharp',
  'shooting',
  'burning',
  'numb',
  'tingling',
  'cramp',
  'stiff',
] as const;

export interface ChartRegion {
  region: BodyRegion;
  side: ChartSide;
  depth?: 'superficial' | 'deep';
  quality?: (typeof PAIN_QUALITIES)[number];
  /** Numeric rating, 0 to 10. */
  intensity?: number;
  constancy?: 'constant' | 'intermittent';
}

/** Numeric ratings, 0 to 10, over the last `periodHours`; "now" is the assessment's painNprs. best ≤ now ≤ worst only warns. */
export interface PainRating {
  best?: number;
  worst?: number;
  periodHours?: number;
}

export const MOVES = [
  'sitting',
  'standing',
  'walking',
  'running',
  'bending',
  'extending',
  'lying',
  'coughing',
  'lifting',
  'turning',
  'stairs',
  'rest',
] as const;
export type Move = (typeof MOVES)[number];
export interface Behaviour {
  aggravating?: Move[];
  easing?: Move[];
  morningStiffnessMinutes?: number;
  wakesAtNight?: 'no' | 'first_half' | 'second_half';
  /** Walking or standing brings leg symptoms, sitting or bending forward eases them. */
  neurogenicClaudication?: Asked;
}

export const IRRITABILITIES = ['low', 'moderate', 'high'] as const;
export interface Irritability {
  grade?: (typeof IRRITABILITIES)[number];
  minutesToSettle?: number;
  /** The back is locked: the patient cannot straighten or move it. */
  locked?: Asked;
}

export const DIRECTIONS = ['flexion', 'extension', 'side_glide_left', 'side_glide_right'] as const;
export const RESPONSES = ['centralises', 'peripheralises', 'no_effect', 'not_tested'] as const;
export interface DirectionalResponse {
  flexion?: (typeof RESPONSES)[number];
  extension?: (typeof RESPONSES)[number];
  sideGlideLeft?: (typeof RESPONSES)[number];
  sideGlideRight?: (typeof RESPONSES)[number];
  preference?: (typeof DIRECTIONS)[number] | 'none';
}

// ---- Examination -------------------------------------------------------------------------------------------------

export const ROOTS = ['L2', 'L3', 'L4', 'L5', 'S1'] as const;
export type Root = (typeof ROOTS)[number];
export const TOUCHES = ['normal', 'reduced', 'absent'] as const;
/** One root on one side. `notTestable`: by phone or video, said instead of the three. */
export interface RootFinding {
  root: Root;
  side: BodySide;
  /** MRC scale, 0 to 5. */
  power?: number;
  touch?: (typeof TOUCHES)[number];
  /** 0 to 4; only the knee (L3, L4) and the ankle (S1) have one. */
  reflex?: number;
  notTestable?: true;
}
/** Straight leg raise: degrees at which it stops, and whether it brings the pain in the leg that is raised. */
export interface LegRaise {
  side: BodySide;
  degrees?: number;
  reproducesLegPain?: Asked;
}
export const TRENDS = ['better', 'same', 'worse', 'first_time'] as const;
/** Long-standing: since when, of what known cause, investigated when; unchanged is part of the word. */
export interface KnownDeficit {
  since: string;
  cause: string;
  investigatedOn?: string;
}
export const SADDLE_SENSATIONS = ['normal_asked', 'normal_tested', 'altered', 'not_asked'] as const;
export interface NerveTension {
  side: BodySide;
  positive: Asked;
}
export interface Neuro {
  roots?: RootFinding[];
  legRaise?: LegRaise[];
  slump?: NerveTension[];
  femoralStretch?: NerveTension[];
  /** Clonus, Babinski. */
  upperMotorSigns?: Asked;
  /** Is able to. */
  heelToeWalk?: Asked;
  saddleSensation?: (typeof SADDLE_SENSATIONS)[number];
  /** Against the last examination. */
  trend?: (typeof TRENDS)[number];
  /** All of it could not be tested, as by phone or video. */
  notTestable?: true;
  known?: KnownDeficit;
}

export const ROM_MOVES = [
  'lumbar_flexion',
  'lumbar_extension',
  'lumbar_side_left',
  'lumbar_side_right',
  'lumbar_rotation_left',
  'lumbar_rotation_right',
  'hip_flexion_left',
  'hip_flexion_right',
  'hip_extension_left',
  'hip_extension_right',
  'hip_internal_left',
  'hip_internal_right',
  'hip_external_left',
  'hip_external_right',
  'knee_to_wall_left',
  'knee_to_wall_right',
] as const;
export const ROM_METHODS = [
  'by_eye',
  'inclinometer',
  'goniometer',
  'fingertip_to_floor',
  'tape',
  'schober',
] as const;
export const ROM_UNITS = ['percent', 'degrees', 'cm'] as const;
/** For slips: more than anybody has, less than a stiff or a very supple body. */
export const ROM_BOUNDS = {
  percent: { min: 0, max: 150 },
  degrees: { min: -45, max: 180 },
  cm: { min: -40, max: 120 },
} as const satisfies Record<(typeof ROM_UNITS)[number], { min: number; max: number }>;
/** `unit` belongs to the method: percent by eye, degrees by inclinometer or goniometer, centimetres by the others. */
export interface RangeOfMotion {
  move: (typeof ROM_MOVES)[number];
  value: number;
  unit: (typeof ROM_UNITS)[number];
  method: (typeof ROM_METHODS)[number];
  painful?: Asked;
}

export const FUNCTION_TESTS = [
  'single_leg_stance',
  'single_leg_squat',
  'side_plank',
  'calf_raises',
  'hop',
  'glute_bridge',
] as const;
export interface FunctionTest {
  test: (typeof FUNCTION_TESTS)[number];
  side: TestedSide;
  /** Of stance, side plank, bridge. */
  seconds?: number;
  /** Of calf raises. */
  reps?: number;
  /** Of the squat. */
  quality?: 'good' | 'fair' | 'poor';
  /** Numeric rating, 0 to 10. */
  pain?: number;
}

/** The core of the owner's article: hips, glutes and hamstrings; the abdominals are only a part of it. */
export const CORE_GROUPS = ['hips', 'glutes', 'hamstrings', 'abdominals'] as const;
export type CoreGroup = (typeof CORE_GROUPS)[number];
export const CAPACITIES = ['weak', 'fatigues_early', 'fine', 'not_tested'] as const;
export interface Capacity {
  group: CoreGroup;
  side: TestedSide;
  found: (typeof CAPACITIES)[number];
}

// ---- Life --------------------------------------------------------------------------------------------------------

/**
 * Patient-Specific Functional Scale: 3 to 5 activities that the patient names, each once, 0 unable to 10 as before (Stratford
 * 1995) [general knowledge, not verified]. `name`: characters of an activity.
 */
export const PSFS = { fewest: 3, most: 5, name: 200 } as const;
export interface PsfsActivity {
  activity: string;
  score: number;
}

/** Kilometres a week unless said. */
export interface Running {
  weeklyKmNow?: number;
  weeklyKmUsual?: number;
  weeklyKmBeforeOnset?: number;
  runsAWeek?: number;
  longestRunKm?: number;
  /** Of the weekly distance, in the weeks before the onset; may be negative. */
  recentChangePercent?: number;
  surface?: 'road' | 'trail' | 'track' | 'treadmill' | 'grass' | 'mixed';
  terrain?: 'flat' | 'hilly' | 'mixed';
  shoes?: string;
  shoesKm?: number;
  /** Steps a minute. */
  cadence?: number;
  painFromKm?: number;
  painFromMinutes?: number;
  /** Numeric rating, 0 to 10. */
  painNextMorning?: number;
  targetEvent?: string;
  targetOn?: string;
  strengthSessionsAWeek?: number;
  pastStressFracture?: Asked;
}

export interface FuelAndRecovery {
  skipsMeals?: Asked;
  weightLoss?: Asked;
  sleepHours?: number;
  menstrualChange?: Asked;
  dizziness?: Asked;
  illness?: Asked;
}

export interface Outlook {
  expectations?: string;
  fearOfMovement?: Asked;
  lowMood?: Asked;
  work?: string;
  beliefs?: string;
  preferences?: string;
  equipmentAtHome?: string[];
  minutesADay?: number;
  /** Gets down to the floor and up again without help. */
  floorTransferUnaided?: Asked;
}

export const TREATMENTS = ['adjustment', 'mobilisation', 'massage', 'advice', 'exercise', 'other'] as const;
export interface CarePlan {
  workingImpression?: string;
  sharedDecision?: Asked;
  consentToTreatment?: Asked;
  treatments?: (typeof TREATMENTS)[number][];
  reviewOn?: string;
  safetyNetGiven?: Asked;
}

// ---- Medical history ---------------------------------------------------------------------------------------------

/** `rested`: after five minutes' rest. */
export interface BloodPressure {
  systolic: number;
  diastolic: number;
  on: string;
  rested?: Asked;
}

export const SURGERY_REGIONS = ['spine', 'abdomen', 'hip', 'knee', 'chest', 'other'] as const;
export const SURGERY_KINDS = [
  'fusion',
  'decompression',
  'joint_replacement',
  'open_abdominal',
  'keyhole',
  'open_chest',
  'other',
] as const;
export interface Surgery {
  region: (typeof SURGERY_REGIONS)[number];
  kind?: (typeof SURGERY_KINDS)[number];
  on: string;
  /** The surgeon's or GP's word that exercise may be taken up; a dated report by the patient counts. */
  clearedOn?: string;
  /** A surgeon's restriction is still in force. */
  restricted?: Asked;
  /** Hip replacement with movement precautions in force. */
  precautions?: Asked;
}

export const PREGNANCY_SIGNS = [
  'bleeding',
  'fluid_loss',
  'contractions',
  'chest_pain',
  'dizzy_or_faint_at_rest',
  'dizzy_or_faint_with_exercise',
  'dizzy_with_headache_sight_or_palpitations',
  'calf_swelling',
  'breathless_before_effort',
  'obstetric_contraindication',
  'light_headed_on_standing_midwife_aware',
] as const;
export type PregnancySign = (typeof PREGNANCY_SIGNS)[number];

/** `signs` empty: asked, none. */
export interface Pregnancy {
  pregnant: Asked;
  weeks?: number;
  signs?: PregnancySign[];
}

/** Long-standing and managed lowers what follows from it; both belong to the patient's word that it is unchanged. */
export interface Condition {
  answer: Asked;
  since?: string;
  managed?: Asked;
  note?: string;
}

/**
 * What the rules may ask. One key for each; an absent key was not asked. Lists: empty says asked, and none.
 */
export interface MedicalHistory {
  bloodPressure?: BloodPressure[];
  hypertension?: Condition;
  heartDisease?: Condition;
  /** A heart attack or the like, and whether exercise was cleared since. */
  cardiacEvent?: { on: string; clearedOn?: string } | { none: true };
  osteoporosis?: Condition;
  /** A broken vertebra, or two or more bones broken by little. */
  fragilityFractures?: Condition;
  pregnancy?: Pregnancy;
  birth?: { on: string; kind?: 'vaginal' | 'assisted' | 'caesarean'; checkedOn?: string } | { none: true };
  prolapseOrLeak?: Condition;
  surgery?: Surgery[];
  cancer?: Condition;
  steroids?: Condition;
  anticoagulant?: Condition;
  diabetes?: Condition;
  immunosuppression?: Condition;
  inflammatoryArthritis?: Condition;
  hernia?: Condition & { place?: 'abdominal_wall' | 'groin' | 'hiatus'; repaired?: Asked };
  glaucoma?: Condition;
  retinalSurgery?: { on: string } | { none: true };
  epilepsy?: Condition;
  falls?: { inTwelveMonths: number; injured?: Asked };
  vestibularLoss?: Condition;
  positionalVertigo?: Condition;
  neuropathy?: Condition;
  latexAllergy?: Condition;
  hypermobility?: Condition;
  /** Bone stress injury: `suspected` or `confirmed`, and cleared when. */
  boneStress?: { state: 'none' | 'suspected' | 'confirmed'; clearedOn?: string };
  stenosis?: Condition;
  /** Symptomatic spondylolisthesis or an injury of the pars. */
  parsInjury?: Condition;
  arthritisFlare?: Condition;
  achillesPain?: Condition;
  hamstringTendonPain?: Condition;
  /** A tear of the hamstring, on that day. */
  hamstringTear?: { on: string } | { none: true };
  wristOrShoulder?: Condition;
  kneePainKneeling?: Condition;
  kneePainDeepBend?: Condition;
}

export interface Findings {
  onset?: Onset;
  bodyChart?: ChartRegion[];
  pain?: PainRating;
  behaviour?: Behaviour;
  irritability?: Irritability;
  direction?: DirectionalResponse;
  neuro?: Neuro;
  rangeOfMotion?: RangeOfMotion[];
  functionTests?: FunctionTest[];
  capacity?: Capacity[];
  psfs?: PsfsActivity[];
  running?: Running;
  recovery?: FuelAndRecovery;
  history?: MedicalHistory;
  outlook?: Outlook;
  plan?: CarePlan;
}

export const FINDING_PARTS = [
  'onset',
  'bodyChart',
  'pain',
  'behaviour',
  'irritability',
  'direction',
  'neuro',
  'rangeOfMotion',
  'functionTests',
  'capacity',
  'psfs',
  'running',
  'recovery',
  'history',
  'outlook',
  'plan',
] as const satisfies readonly (keyof Findings)[];
export type FindingPart = (typeof FINDING_PARTS)[number];
/** As it is sent: null takes a part out, what is absent stays as it was. */
export type SaidFindings = { [P in FindingPart]?: Findings[P] | null };

/** Parts of the findings, and the presentations: all that may be taken over from an earlier visit. */
export const CARRIED_PARTS = [...FINDING_PARTS, 'presentations'] as const;
export type CarriedPart = (typeof CARRIED_PARTS)[number];
export interface CarriedFrom {
  /** The day on which it was found first, over any number of carries. */
  foundOn: string;
  /** The assessment that found it then. */
  assessmentId: string;
  /** Of the PSFS: what is to be scored anew. A former score is never taken over, so the part itself stays unsaid. */
  activities?: string[];
}

/**
 * Parts taken over from an earlier signed assessment and not touched since: by signing, the clinician says that they are
 * unchanged. What is taken over, and what never is, stands in carry-forward.ts.
 */
export type Carried = Partial<Record<CarriedPart, CarriedFrom>>;
