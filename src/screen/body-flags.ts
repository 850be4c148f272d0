/**
 * Red flags from elsewhere that show in the back or meet somebody who runs: vessels, heart, stressed bone, clots, inner
 * organs, despair; and an age at which back pain is unusual. Mostly general knowledge: every row awaits approval.
 */
import {
  anySign,
  leftOpen,
  NOT_VERIFIED,
  OUR_DECISION,
  type RedFlagItem,
  sign,
  UNAPPROVED,
  YES,
} from './grade';

const BONE_RISKS = ['load_jump', 'past_stress_fracture', 'low_energy'];

export const BODY_FLAGS = [
  {
    code: 'VASC',
    group: 'blood_vessel',
    question:
      'Is there a pulsing mass in the abdomen, tearing pain or collapse, or is an aneurysm known, repaired or not?',
    signs: [
      { code: 'pulsing_mass', words: 'a pulsing mass in the abdomen' },
      { code: 'tearing_pain', words: 'tearing pain' },
      { code: 'collapse', words: 'collapse' },
      {
        code: 'unrepaired_with_new_pain',
        words: 'a known unrepaired aneurysm, with pain that is new, changed, or in the abdomen or flank',
      },
      { code: 'repaired_and_scanned', words: 'an aneurysm repaired, and scanned in the last 24 months' },
      {
        code: 'small_and_watched',
        words: 'an aneurysm under 5.5 cm in surveillance, with unchanged mechanical pain',
      },
    ],
    rows: [
      {
        id: 'VASC.emergency',
        level: 'HARD',
        when: anySign('pulsing_mass', 'tearing_pain', 'collapse', 'unrepaired_with_new_pain'),
        text: 'An aneurysm may be giving way.',
        action: 'Call an ambulance and stay with the patient.',
        route: 'emergency_999',
      },
      {
        id: 'VASC.watched',
        level: 'CAUTION',
        when: anySign('repaired_and_scanned', 'small_and_watched'),
        text: 'An aneurysm that is repaired and scanned, or small and watched.',
        action: 'Send the GP a note; avoid straining against a held breath.',
        route: 'gp',
        source: OUR_DECISION,
        verified: false,
      },
      leftOpen('VASC'),
    ],
    knownLowers: null,
    source: NOT_VERIFIED,
    verified: false,
    ...UNAPPROVED,
  },
  {
    code: 'CARD',
    group: 'heart',
    question:
      'Is there chest pain, breathlessness at rest, fainting on exertion or a new irregular heartbeat; or blood pressure ' +
      'from 180/120 with new headache, changed sight, confusion, chest pain or breathlessness?',
    signs: [],
    rows: [
      {
        id: 'CARD.yes',
        level: 'HARD',
        when: YES,
        text: 'Unstable signs of the heart, or a very high blood pressure with symptoms.',
        action:
          'Call an ambulance, or have the patient seen by a doctor on the same day where the signs have passed.',
        route: 'emergency_999',
      },
      leftOpen('CARD'),
    ],
    knownLowers: null,
    source: `${NOT_VERIFIED}; NICE NG136 at second hand`,
    verified: false,
    ...UNAPPROVED,
  },
  {
    code: 'BSI',
    group: 'bone_stress',
    question:
      'Could a bone be stressed: is there tenderness on one spot of bone, pain on hopping, bone pain at night or at rest, or ' +
      'a risk (a jump in training, an earlier stress fracture, too little food for the training)?',
    signs: [
      { code: 'focal_tenderness', words: 'tenderness on one spot of bone' },
      { code: 'painful_hop', words: 'pain on hopping' },
      { code: 'night_or_rest_pain', words: 'bone pain at night or at rest' },
      { code: 'load_jump', words: 'a jump in training' },
      { code: 'past_stress_fracture', words: 'an earlier stress fracture' },
      { code: 'low_energy', words: 'too little food for the training' },
    ],
    rows: [
      {
        id: 'BSI.suspected',
        level: 'HARD',
        when: {
          any: [
            anySign('focal_tenderness', 'painful_hop'),
            { all: [sign('night_or_rest_pain'), anySign(...BONE_RISKS)] },
          ],
        },
        text: 'A bone stress injury is suspected.',
        action: 'No running and no impact until it is cleared; arrange imaging. Other exercise may go on.',
        route: 'urgent_medical',
      },
      {
        id: 'BSI.risks',
        level: 'CAUTION',
        when: { atLeast: 2, of: BONE_RISKS.map(sign) },
        text: 'Two or more risks of a bone stress injury, without a sign of one.',
        action: 'Examine for it (tender spot, hop), and record what was found.',
        route: 'none',
        source: OUR_DECISION,
        verified: false,
      },
      {
        id: 'BSI.night',
        level: 'CAUTION',
        when: sign('night_or_rest_pain'),
        text: 'Bone pain at night or at rest.',
        action: 'Examine for it (tender spot, hop), and record what was found.',
        route: 'none',
        source: OUR_DECISION,
        verified: false,
      },
      leftOpen('BSI'),
      {
        id: 'BSI.risk',
        level: 'INFO',
        when: anySign(...BONE_RISKS),
        text: 'A risk of a bone stress injury.',
        action: 'Keep it in mind when running goes up.',
        route: 'none',
        source: OUR_DECISION,
        verified: false,
      },
    ],
    knownLowers: null,
    actsThroughRule: 'R-BSI',
    source: NOT_VERIFIED,
    verified: false,
    ...UNAPPROVED,
  },
  {
    code: 'DVT',
    group: 'vein_clot',
    question: 'Is one calf newly swollen, or is a calf painful or tender? Then ask for the risks of a clot.',
    signs: [
      { code: 'swelling', words: 'one calf newly swollen' },
      { code: 'calf_pain', words: 'a painful or tender calf' },
      { code: 'immobility', words: 'lying or sitting still for long' },
      { code: 'recent_surgery', words: 'surgery in the last 12 weeks' },
      { code: 'cancer', words: 'cancer' },
      { code: 'pregnancy', words: 'pregnancy, or a recent birth' },
      { code: 'past_clot', words: 'an earlier clot' },
    ],
    rows: [
      {
        id: 'DVT.suspected',
        level: 'HARD',
        when: {
          any: [
            sign('swelling'),
            {
              all: [
                sign('calf_pain'),
                anySign('immobility', 'recent_surgery', 'cancer', 'pregnancy', 'past_clot'),
              ],
            },
          ],
        },
        text: 'A clot in the leg is suspected.',
        action: 'Have the patient seen on the same day; no massage of that calf.',
        route: 'urgent_medical',
      },
      leftOpen('DVT'),
      {
        id: 'DVT.calf',
        level: 'INFO',
        when: sign('calf_pain'),
        text: 'A painful or tender calf.',
        action: 'Tell the patient to call when it swells.',
        route: 'none',
        source: OUR_DECISION,
        verified: false,
      },
    ],
    knownLowers: null,
    source: NOT_VERIFIED,
    verified: false,
    ...UNAPPROVED,
  },
  {
    code: 'VISC',
    group: 'inner_organs',
    question:
      'Is there loin pain with urinary symptoms, or a pattern that points to the abdomen or a gynaecological cause?',
    signs: [],
    rows: [
      {
        id: 'VISC.yes',
        level: 'CAUTION',
        when: YES,
        text: 'The pain may come from an inner organ.',
        action: 'Have a doctor look at it, and decide what may be done until then.',
        route: 'gp',
      },
      leftOpen('VISC', 'INFO'),
    ],
    knownLowers: null,
    source: NOT_VERIFIED,
    verified: false,
    ...UNAPPROVED,
  },
  {
    code: 'MH',
    group: 'mental_health',
    question: 'Are there thoughts of suicide, or a safeguarding concern?',
    signs: [],
    rows: [
      {
        id: 'MH.yes',
        level: 'HARD',
        when: YES,
        text: 'Thoughts of suicide, or a safeguarding concern.',
        action:
          'Speak with the patient yourself and take the local crisis or safeguarding route; never leave it to a message.',
        route: 'crisis',
      },
      leftOpen('MH'),
    ],
    knownLowers: null,
    source: NOT_VERIFIED,
    verified: false,
    ...UNAPPROVED,
  },
  {
    code: 'AGE',
    group: 'age',
    question: 'Is the patient under 16, or is this a first ever episode over the age of 60?',
    signs: [
      { code: 'under_16', words: 'under 16' },
      { code: 'first_ever_over_60', words: 'a first ever episode, over the age of 60' },
    ],
    rows: [
      {
        id: 'AGE.under_16',
        level: 'CAUTION',
        when: { all: [sign('under_16'), { not: { decidedEarlier: true } }] },
        text: 'Back pain under 16.',
        action: 'Think of other causes, and have the consent of who is responsible for the child.',
        route: 'none',
      },
      {
        id: 'AGE.first_over_60',
        level: 'CAUTION',
        when: { all: [sign('first_ever_over_60'), { not: { decidedEarlier: true } }] },
        text: 'A first ever episode over the age of 60.',
        action: 'Think of other causes, and look again when it does not settle.',
        route: 'none',
      },
      {
        id: 'AGE.decided',
        level: 'INFO',
        when: { all: [YES, { decidedEarlier: true }] },
        text: 'An unusual age, decided on earlier in this episode.',
        action: 'Nothing more is asked in this episode.',
        route: 'none',
        source: OUR_DECISION,
        verified: false,
      },
      leftOpen('AGE', 'INFO'),
    ],
    knownLowers: null,
    source: `Community red flags, September 2023 (15 and 60 there); the bound of 16 is ${OUR_DECISION}`,
    verified: false,
    ...UNAPPROVED,
  },
] as const satisfies readonly RedFlagItem[];
