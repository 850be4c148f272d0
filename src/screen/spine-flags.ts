/**
 * Red flags of the bones of the spine: fracture, cancer, infection, and the inflammatory pattern, for which exercise goes on.
 * One weak sign by itself is common in ordinary back pain; what the rows weigh is which signs come together. Wordings are our
 * own and await approval.
 */
import { anySign, leftOpen, OUR_DECISION, type RedFlagItem, sign, UNAPPROVED, YES } from './grade';

const COMMUNITY = 'Community red flags, September 2023';
const G_CARE = 'G-care Gloucestershire, back pain pathway';

/** Night pain that never lets up is pain at night. */
const alarmingPain = anySign(
  'pain_unexplained',
  'pain_not_easing',
  'night_pain',
  'unremitting_night_pain',
  'thoracic_pain',
);
/** "No better after a month" is more than four weeks. */
const noBetter = anySign('no_better_4_weeks', 'no_better_1_month');
const serious = anySign('weight_loss', 'unremitting_night_pain', 'unwell');
const earlierCancer = anySign('past_cancer', 'recent_cancer_treatment');

const SPONDYLOARTHRITIS = [
  'onset_before_35',
  'wakes_second_half',
  'buttock_pain',
  'better_with_movement',
  'better_with_nsaid',
  'relative',
  'arthritis',
  'enthesitis',
  'psoriasis',
].map(sign);

export const SPINE_FLAGS = [
  {
    code: 'FX',
    group: 'fracture',
    question:
      'Was there an accident or a fall, or sudden severe central pain, or is there a new deformity that stays when lying ' +
      'down? Then ask for what makes a fracture likely.',
    signs: [
      { code: 'major_trauma', words: 'a major accident' },
      { code: 'minor_trauma', words: 'a minor accident or fall' },
      { code: 'sudden_severe_pain', words: 'sudden severe central pain' },
      { code: 'new_deformity', words: 'a new deformity that stays when lying down' },
      { code: 'age_70', words: 'aged 70 or over' },
      { code: 'osteoporosis', words: 'osteoporosis' },
      { code: 'oral_steroids', words: 'steroid tablets for 3 months or more' },
      { code: 'midline_tenderness', words: 'tenderness on the bone in the midline' },
      { code: 'thoracic_level', words: 'at chest level' },
      { code: 'pain_7_on_movement', words: 'pain of 7 or more on any movement' },
    ],
    rows: [
      {
        id: 'FX.major',
        level: 'HARD',
        when: sign('major_trauma'),
        text: 'A major accident.',
        action: 'Send to the emergency department; do not load or manipulate the spine.',
        route: 'emergency_department',
      },
      {
        id: 'FX.minor',
        level: 'HARD',
        when: {
          all: [
            sign('minor_trauma'),
            anySign('age_70', 'osteoporosis', 'oral_steroids', 'midline_tenderness', 'pain_7_on_movement'),
          ],
        },
        text: 'A minor accident, with something that makes a fracture likely.',
        action: 'Arrange urgent imaging; do not load or manipulate the spine.',
        route: 'urgent_medical',
      },
      {
        id: 'FX.sudden',
        level: 'HARD',
        when: {
          all: [
            sign('sudden_severe_pain'),
            {
              any: [
                anySign('age_70', 'osteoporosis', 'oral_steroids'),
                { all: [sign('thoracic_level'), sign('midline_tenderness')] },
              ],
            },
          ],
        },
        text: 'Sudden severe central pain, with something that makes a fracture likely.',
        action: 'Arrange urgent imaging; do not load or manipulate the spine.',
        route: 'urgent_medical',
      },
      {
        id: 'FX.deformity',
        level: 'HARD',
        when: sign('new_deformity'),
        text: 'A new deformity that stays when lying down.',
        action: 'Arrange urgent imaging; do not load or manipulate the spine.',
        route: 'urgent_medical',
      },
      leftOpen('FX'),
      {
        id: 'FX.event',
        level: 'INFO',
        when: anySign('minor_trauma', 'sudden_severe_pain'),
        text: 'A minor accident, or sudden severe pain: by itself no sign of a fracture.',
        action: 'Ask again if it does not settle. Sudden severe pain also counts as acute spasm.',
        route: 'none',
        source: OUR_DECISION,
        verified: false,
      },
    ],
    knownLowers: null,
    source: `${G_CARE}; the combination is our decision`,
    verified: false,
    ...UNAPPROVED,
  },
  {
    code: 'CA',
    group: 'cancer',
    question:
      'Was there ever a cancer (other than non-melanoma skin cancer or in-situ disease), or is there weight loss without a ' +
      'reason, night pain that never lets up, feeling unwell, no improvement after a month, or a first episode over 50?',
    signs: [
      { code: 'past_cancer', words: 'a cancer in the past' },
      {
        code: 'recent_cancer_treatment',
        words: 'cancer treated in the last 5 years (10 for breast, prostate, lung, kidney or thyroid)',
      },
      { code: 'pain_unexplained', words: 'new pain that has no explanation' },
      { code: 'pain_not_easing', words: 'pain that does not ease' },
      { code: 'night_pain', words: 'pain at night' },
      { code: 'thoracic_pain', words: 'pain at chest level' },
      { code: 'no_better_4_weeks', words: 'no better after 4 weeks' },
      {
        code: 'clear_strain',
        words: 'a clear mechanical cause explains the pain, such as a strain or a known arthritis',
      },
      { code: 'same_for_years', words: 'the same pain as for years: not new, and not changed' },
      { code: 'weight_loss', words: 'weight loss without a reason' },
      { code: 'unremitting_night_pain', words: 'night pain that never lets up' },
      { code: 'unwell', words: 'feeling unwell' },
      { code: 'no_better_1_month', words: 'no improvement for more than a month' },
      { code: 'first_episode_over_50', words: 'a first episode over the age of 50' },
    ],
    rows: [
      {
        id: 'CA.earlier',
        level: 'HARD',
        when: {
          all: [
            earlierCancer,
            {
              any: [
                sign('recent_cancer_treatment'),
                alarmingPain,
                serious,
                // an ache of many years is never better after a month; that is a sign in a new pain only
                { all: [noBetter, { not: sign('same_for_years') }] },
                { not: sign('clear_strain') },
              ],
            },
          ],
        },
        text: 'An earlier cancer, and pain that it might explain.',
        action: 'Refer for an urgent medical review.',
        route: 'urgent_medical',
      },
      {
        id: 'CA.combination',
        level: 'HARD',
        when: {
          all: [
            serious,
            {
              atLeast: 2,
              of: [
                'weight_loss',
                'unremitting_night_pain',
                'unwell',
                'no_better_1_month',
                'first_episode_over_50',
              ].map(sign),
            },
          ],
        },
        text: 'Two or more signs of a cancer, one of them serious.',
        action: 'Refer for an urgent medical review.',
        route: 'urgent_medical',
      },
      {
        id: 'CA.serious',
        level: 'CAUTION',
        when: serious,
        text: 'A serious sign: weight loss without a reason, night pain that never lets up, or feeling unwell.',
        action: 'Decide, and look again within 14 days.',
        route: 'gp',
        monitorWithinDays: 14,
      },
      {
        id: 'CA.old',
        level: 'CAUTION',
        when: { all: [earlierCancer, sign('clear_strain')] },
        text: 'An old cancer, and a clear mechanical cause of the pain.',
        action: 'Decide, and look again within 14 days.',
        route: 'gp',
        monitorWithinDays: 14,
      },
      {
        id: 'CA.weak_two',
        level: 'CAUTION',
        // a first episode over 60 is weighed there, once
        when: {
          all: [
            sign('no_better_1_month'),
            sign('first_episode_over_50'),
            { not: { item: 'AGE', is: ['yes'] } },
          ],
        },
        text: 'No better after a month, in a first episode over 50.',
        action: 'Decide, and look again within 14 days.',
        route: 'none',
        monitorWithinDays: 14,
      },
      leftOpen('CA'),
      {
        id: 'CA.weak',
        level: 'INFO',
        when: { any: [alarmingPain, noBetter, sign('first_episode_over_50')] },
        text: 'A weak sign, which by itself means little.',
        action: 'Keep it in mind at the next visit.',
        route: 'none',
      },
    ],
    knownLowers: null,
    source: `${COMMUNITY}; ${G_CARE}; the combination is our decision`,
    verified: false,
    ...UNAPPROVED,
  },
  {
    code: 'INF',
    group: 'infection',
    question:
      'Is there fever, shivering or feeling unwell with the spinal pain; or a recent bacterial infection, injected drugs or ' +
      'low immunity?',
    signs: [
      { code: 'fever', words: 'fever or shivering' },
      { code: 'unwell', words: 'feeling unwell' },
      { code: 'recent_infection', words: 'a recent bacterial infection' },
      { code: 'injected_drugs', words: 'injected drugs' },
      { code: 'low_immunity', words: 'low immunity' },
    ],
    rows: [
      {
        id: 'INF.fever',
        level: 'HARD',
        when: anySign('fever', 'unwell'),
        text: 'Fever or feeling unwell, with spinal pain.',
        action: 'Have the patient seen by a doctor today.',
        route: 'urgent_medical',
      },
      {
        id: 'INF.risk',
        level: 'CAUTION',
        when: anySign('recent_infection', 'injected_drugs', 'low_immunity'),
        text: 'A risk of infection, without fever.',
        action: 'Take the temperature, and tell the patient to call when fever or shivering comes.',
        route: 'none',
      },
      leftOpen('INF'),
    ],
    knownLowers: null,
    source: `${COMMUNITY}; ${G_CARE}`,
    verified: true,
    ...UNAPPROVED,
  },
  {
    code: 'AXSPA',
    group: 'inflammatory',
    question:
      'Has back pain lasted for more than 3 months, begun before the age of 45, and does it come with several signs of ' +
      'inflammation? Exercise may go on either way.',
    signs: [
      { code: 'onset_before_35', words: 'begun before the age of 35' },
      { code: 'wakes_second_half', words: 'waking in the second half of the night' },
      { code: 'buttock_pain', words: 'pain in the buttocks' },
      { code: 'better_with_movement', words: 'better with movement' },
      { code: 'better_with_nsaid', words: 'better within 48 hours of an anti-inflammatory' },
      { code: 'relative', words: 'a parent, child, brother or sister with spondyloarthritis' },
      { code: 'arthritis', words: 'arthritis, now or in the past' },
      { code: 'enthesitis', words: 'enthesitis, now or in the past' },
      { code: 'psoriasis', words: 'psoriasis, now or in the past' },
    ],
    rows: [
      {
        id: 'AXSPA.refer',
        level: 'INFO',
        when: { all: [{ atLeast: 4, of: SPONDYLOARTHRITIS }, { not: { decidedEarlier: true } }] },
        text: 'Four or more signs of an inflammatory back pain.',
        action: 'Refer to rheumatology before this episode is closed. Exercise may go on.',
        route: 'gp',
        asksDecision: true,
      },
      {
        id: 'AXSPA.blood_test',
        level: 'INFO',
        when: { all: [{ exactly: 3, of: SPONDYLOARTHRITIS }, { not: { decidedEarlier: true } }] },
        text: 'Three signs of an inflammatory back pain.',
        action: 'Have HLA-B27 tested, and refer to rheumatology if it is positive. Exercise may go on.',
        route: 'gp',
        asksDecision: true,
      },
      {
        id: 'AXSPA.decided',
        level: 'INFO',
        when: { all: [YES, { decidedEarlier: true }] },
        text: 'Signs of an inflammatory back pain, decided on earlier in this episode.',
        action: 'See to it that what was decided is done before this episode is closed. Exercise may go on.',
        route: 'none',
        source: OUR_DECISION,
        verified: false,
      },
      {
        id: 'AXSPA.few',
        level: 'INFO',
        when: {
          all: [{ atLeast: 1, of: SPONDYLOARTHRITIS }, { not: { atLeast: 3, of: SPONDYLOARTHRITIS } }],
        },
        text: 'Fewer than three signs of an inflammatory back pain.',
        action: 'Ask again when new signs appear. Exercise may go on.',
        route: 'none',
      },
      leftOpen('AXSPA', 'INFO'),
    ],
    knownLowers: null,
    source: 'NICE NG65, as quoted by Right Decisions (NHS Scotland) and BJGP 2018; 68: 346',
    verified: true,
    ...UNAPPROVED,
  },
] as const satisfies readonly RedFlagItem[];
