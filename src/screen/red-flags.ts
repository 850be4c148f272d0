/**
 * The red-flag screen as data, and what a filled-in screen says. The questions are for the clinician to ask or examine,
 * in our own words, and worded so that a yes is the serious form of the sign. Nothing here grades or excuses a yes.
 * What is no sign of danger by itself (age, one weak hint, an inflammatory pattern, for which exercise goes on) is not asked
 * here; it belongs in the precautions.
 *
 * Most single signs are weak alone (Finucane 2020, abstract read); the clinician judges, this list only makes sure that
 * nothing was left unasked. Every wording awaits the approval of a registered clinician.
 */

export const RED_FLAG_GROUPS = [
  'cauda_equina',
  'spinal_cord',
  'motor_loss',
  'fracture',
  'cancer',
  'infection',
  'blood_vessel',
  'heart',
  'bone_stress',
  'vein_clot',
  'inner_organs',
  'mental_health',
] as const;
export type RedFlagGroup = (typeof RED_FLAG_GROUPS)[number];

export interface RedFlagItem {
  /** Stable: it is stored in signed screens. */
  code: string;
  group: RedFlagGroup;
  question: string;
  source: string;
  /** Whether the facts of the question were read in the source named; else it is general knowledge or our own decision. */
  verified: boolean;
}

export const RED_FLAG_ITEMS = [
  {
    code: 'CES-1',
    group: 'cauda_equina',
    question:
      'New in the last 14 days or since the last visit, or getting worse: is it hard to start passing urine, does the ' +
      'flow feel different, does urine stay behind, or does it leak?',
    source: 'GIRFT national cauda equina pathway; BMJ Best Practice, cauda equina syndrome',
    verified: true,
  },
  {
    code: 'CES-2',
    group: 'cauda_equina',
    question:
      'New or getting worse: does any area around the anus, between the legs or at the genitals feel different, even a ' +
      'small one, when asked or when tested?',
    source: 'GIRFT national cauda equina pathway',
    verified: true,
  },
  {
    code: 'CES-3',
    group: 'cauda_equina',
    question:
      'Is there severe or growing weakness in both legs (straightening the knee, turning the foot out, pulling the foot up)?',
    source: 'GIRFT national cauda equina pathway',
    verified: true,
  },
  {
    code: 'CES-4',
    group: 'cauda_equina',
    question: 'New or getting worse: can the patient no longer feel a full bowel, or has stool leaked?',
    source: 'GIRFT national cauda equina pathway; BMJ Best Practice, cauda equina syndrome',
    verified: true,
  },
  {
    code: 'CES-5',
    group: 'cauda_equina',
    question: 'New or getting worse: has sexual function changed, or is feeling in the genitals lost?',
    source: 'GIRFT national cauda equina pathway (as the only sign, the syndrome is unlikely)',
    verified: true,
  },
  {
    code: 'CES-6',
    group: 'cauda_equina',
    question:
      'Is there pain in both legs that is new (the last 14 days or since the last visit), or has pain in one leg become ' +
      'pain in both?',
    source:
      'BMJ Best Practice, cauda equina syndrome; Sheffield Aches and Pains (NHS); NHS Lothian RefHelp, lumbar red flags',
    verified: true,
  },
  {
    code: 'CES-7',
    group: 'cauda_equina',
    question:
      'Has any change of bladder, bowel, sexual function or feeling between the legs been there for more than 14 days, ' +
      'having begun with or after the back pain, or without a known cause?',
    source: 'BNSSG Remedy, lumbar stenosis (draft); the bound by known cause is our decision',
    verified: false,
  },
  {
    code: 'CORD',
    group: 'spinal_cord',
    question:
      'Is there a new unsteady, stiff or clumsy walk that pain does not explain, weakness over several levels, clonus or ' +
      'up-going toes, or pain like a band round the body?',
    source: 'Community red flags, September 2023',
    verified: true,
  },
  {
    code: 'MOTOR',
    group: 'motor_loss',
    question:
      'Is any muscle at power 3 out of 5 or less, has a foot suddenly dropped, or is any weakness growing?',
    source:
      'NHS Lothian RefHelp, lumbar red flags; Community red flags, September 2023 (they differ; the stricter bound is taken)',
    verified: true,
  },
  {
    code: 'FX',
    group: 'fracture',
    question:
      'Was there a major accident; or a minor one with age 70 or over, osteoporosis, 3 months or more of steroid tablets, ' +
      'tenderness on the bone in the midline, or pain of 7 or more on any movement; or sudden severe central pain with age ' +
      '70 or over, osteoporosis, steroids, or a tender bone at chest level; or a new deformity that stays when lying down?',
    source: 'G-care Gloucestershire, back pain pathway; the combination is our decision',
    verified: false,
  },
  {
    code: 'CA',
    group: 'cancer',
    question:
      'Past cancer (other than non-melanoma skin cancer or in-situ disease) with new spinal pain that has no explanation, ' +
      'does not ease, comes at night or at chest level, or is no better after 4 weeks, or with treatment in the last 5 ' +
      'years (10 for breast, prostate, lung, kidney or thyroid)? Or two of: weight loss without a reason, night pain that ' +
      'never lets up, feeling unwell, no better after a month, first episode over 50, with at least one of the first three?',
    source: 'Community red flags, September 2023; G-care Gloucestershire; the combination is our decision',
    verified: false,
  },
  {
    code: 'INF',
    group: 'infection',
    question:
      'Is there fever, shivering or feeling unwell with the spinal pain? Ask with more care after a recent bacterial ' +
      'infection, after injected drugs, or when immunity is low.',
    source: 'Community red flags, September 2023; G-care Gloucestershire, back pain pathway',
    verified: true,
  },
  {
    code: 'VASC',
    group: 'blood_vessel',
    question:
      'Is there a pulsing mass in the abdomen, tearing pain or collapse; or a known unrepaired aneurysm with pain that is ' +
      'new, changed, or in the abdomen or flank?',
    source: 'general knowledge, not verified',
    verified: false,
  },
  {
    code: 'CARD',
    group: 'heart',
    question:
      'Is there chest pain, breathlessness at rest, fainting on exertion or a new irregular heartbeat; or blood pressure ' +
      'from 180/120 with new headache, changed sight, confusion, chest pain or breathlessness?',
    source: 'general knowledge, not verified; NICE NG136 at second hand',
    verified: false,
  },
  {
    code: 'BSI',
    group: 'bone_stress',
    question:
      'Is there tenderness on one spot of bone, pain on hopping, or bone pain at night or at rest together with a jump in ' +
      'training, a past stress fracture or too little food for the training?',
    source: 'general knowledge, not verified',
    verified: false,
  },
  {
    code: 'DVT',
    group: 'vein_clot',
    question:
      'Is one calf newly swollen; or is a calf painful or tender with a risk (lying still for long, surgery within 12 ' +
      'weeks, cancer, pregnancy or recent birth, an earlier clot)?',
    source: 'general knowledge, not verified',
    verified: false,
  },
  {
    code: 'VISC',
    group: 'inner_organs',
    question:
      'Is there loin pain with urinary symptoms, or a pattern that points to the abdomen or a gynaecological cause?',
    source: 'general knowledge, not verified',
    verified: false,
  },
  {
    code: 'MH',
    group: 'mental_health',
    question: 'Are there thoughts of suicide, or a safeguarding concern?',
    source: 'general knowledge, not verified',
    verified: false,
  },
] as const satisfies readonly RedFlagItem[];

export type RedFlagCode = (typeof RED_FLAG_ITEMS)[number]['code'];
export const RED_FLAG_CODES: readonly RedFlagCode[] = RED_FLAG_ITEMS.map((item) => item.code);
