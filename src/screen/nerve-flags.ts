/**
 * Red flags of the cauda equina, the spinal cord and the nerve roots. New trouble here cannot wait; long-standing trouble of
 * a known cause must not stop somebody who has lived with it for years. Wordings are our own and await approval.
 */
import {
  type FlagCondition,
  type FlagRow,
  leftOpen,
  OUR_DECISION,
  type RedFlagItem,
  UNAPPROVED,
  UNSETTLED,
  YES,
} from './grade';

const GIRFT = 'GIRFT national cauda equina pathway';
const BMJ = 'BMJ Best Practice, cauda equina syndrome';
const LOTHIAN = 'NHS Lothian RefHelp, lumbar red flags';
const COMMUNITY = 'Community red flags, September 2023';

const EMERGENCY = 'Send to the emergency department now, and phone ahead: a letter alone is not enough.';

/** A cauda equina question that was asked in vain stays open, and what is open here holds. */
const holdsOpen = (code: string): FlagRow => ({
  id: `${code}.unsettled`,
  level: 'HARD',
  when: UNSETTLED,
  text: 'A cauda equina question has no answer.',
  action: 'Ask again or test today; if that cannot be done, get a spinal opinion on the same day.',
  route: 'same_day_spinal',
  source: OUR_DECISION,
  verified: false,
});

const isNo = (code: string): FlagCondition => ({ item: code, is: ['no'] });

/** What is asked of a cauda equina that may just be failing; CES-7 asks about what has long been so [GIRFT national pathway]. */
export const NEW_CAUDA_EQUINA = ['CES-1', 'CES-2', 'CES-3', 'CES-4', 'CES-5', 'CES-6'] as const;

const OTHERS_OF_CES_5 = NEW_CAUDA_EQUINA.filter((code) => code !== 'CES-5' && code !== 'CES-3');
const OTHERS_OF_CES_6 = NEW_CAUDA_EQUINA.filter((code) => code !== 'CES-6');

const onlyCes5Declined: FlagCondition = {
  all: [{ answered: ['declined'] }, ...OTHERS_OF_CES_5.map(isNo)],
};
const bothLegsWithASign: FlagCondition = {
  all: [
    YES,
    {
      any: [
        ...OTHERS_OF_CES_6.map((code): FlagCondition => ({ item: code, is: ['yes'] })),
        { found: 'neuroAbnormal' },
      ],
    },
  ],
};
const bothLegsAllClear: FlagCondition = {
  all: [YES, ...OTHERS_OF_CES_6.map(isNo), { found: 'neuroNormal' }],
};

export const NERVE_FLAGS = [
  {
    code: 'CES-1',
    group: 'cauda_equina',
    question:
      'New in the last 14 days or since the last visit, or getting worse: is it hard to start passing urine, does the ' +
      'flow feel different, does urine stay behind, or does it leak?',
    signs: [],
    rows: [
      {
        id: 'CES-1.yes',
        level: 'HARD',
        when: YES,
        text: 'New or worsening trouble with passing urine.',
        action: EMERGENCY,
        route: 'emergency_department',
      },
      holdsOpen('CES-1'),
    ],
    knownLowers: null,
    source: `${GIRFT}; ${BMJ}`,
    verified: true,
    ...UNAPPROVED,
  },
  {
    code: 'CES-2',
    group: 'cauda_equina',
    question:
      'New or getting worse: does any area around the anus, between the legs or at the genitals feel different, even a ' +
      'small one, when asked or when tested?',
    signs: [],
    rows: [
      {
        id: 'CES-2.yes',
        level: 'HARD',
        when: YES,
        text: 'New or worsening change of feeling between the legs.',
        action: EMERGENCY,
        route: 'emergency_department',
      },
      holdsOpen('CES-2'),
    ],
    knownLowers: null,
    source: GIRFT,
    verified: true,
    ...UNAPPROVED,
  },
  {
    code: 'CES-3',
    group: 'cauda_equina',
    question:
      'Is there severe or growing weakness in both legs (straightening the knee, turning the foot out, pulling the foot up)?',
    signs: [],
    rows: [
      {
        id: 'CES-3.yes',
        level: 'HARD',
        when: YES,
        text: 'Severe or growing weakness in both legs.',
        action: EMERGENCY,
        route: 'emergency_department',
      },
      holdsOpen('CES-3'),
    ],
    knownLowers: null,
    source: GIRFT,
    verified: true,
    ...UNAPPROVED,
  },
  {
    code: 'CES-4',
    group: 'cauda_equina',
    question: 'New or getting worse: can the patient no longer feel a full bowel, or has stool leaked?',
    signs: [],
    rows: [
      {
        id: 'CES-4.yes',
        level: 'HARD',
        when: YES,
        text: 'New or worsening loss of feeling or control of the bowel.',
        action: EMERGENCY,
        route: 'emergency_department',
      },
      holdsOpen('CES-4'),
    ],
    knownLowers: null,
    source: `${GIRFT}; ${BMJ}`,
    verified: true,
    ...UNAPPROVED,
  },
  {
    code: 'CES-5',
    group: 'cauda_equina',
    question: 'New or getting worse: has sexual function changed, or is feeling in the genitals lost?',
    signs: [],
    rows: [
      {
        id: 'CES-5.yes',
        level: 'HARD',
        when: YES,
        text: 'New or worsening change of sexual function. As the only sign, the syndrome is unlikely.',
        action: 'Decide on the same day, with a spinal service where in doubt.',
        route: 'same_day_spinal',
      },
      {
        id: 'CES-5.unable',
        level: 'HARD',
        when: { answered: ['unable'] },
        text: 'The question about sexual function could not be answered.',
        action: 'Ask again or test today; if that cannot be done, get a spinal opinion on the same day.',
        route: 'same_day_spinal',
        source: OUR_DECISION,
        verified: false,
      },
      {
        id: 'CES-5.declined',
        level: 'HARD',
        when: { all: [{ answered: ['declined'] }, { not: onlyCes5Declined }] },
        text: 'The question about sexual function was declined, and not all of urine, feeling, bowel and legs are a no.',
        action: 'Decide on the same day, with a spinal service where in doubt.',
        route: 'same_day_spinal',
        source: OUR_DECISION,
        verified: false,
      },
      {
        id: 'CES-5.declined_alone',
        level: 'CAUTION',
        when: onlyCes5Declined,
        text: 'The question about sexual function was declined; urine, feeling, bowel and legs are a no.',
        action: 'Hand over the safety net in writing.',
        route: 'none',
        source: OUR_DECISION,
        verified: false,
      },
    ],
    knownLowers: null,
    source: `${GIRFT} (as the only sign, the syndrome is unlikely)`,
    verified: true,
    ...UNAPPROVED,
  },
  {
    code: 'CES-6',
    group: 'cauda_equina',
    question:
      'Is there pain in both legs that is new (the last 14 days or since the last visit), or has pain in one leg become ' +
      'pain in both?',
    signs: [],
    rows: [
      {
        id: 'CES-6.with_a_sign',
        level: 'HARD',
        when: bothLegsWithASign,
        text: 'New pain in both legs, with another sign of the cauda equina or a finding in the examination.',
        action: EMERGENCY,
        route: 'emergency_department',
      },
      {
        id: 'CES-6.open',
        level: 'HARD',
        when: { all: [YES, { not: bothLegsWithASign }, { not: bothLegsAllClear }] },
        text: 'New pain in both legs, and not everything was asked and examined yet.',
        action:
          'Complete CES-1 to CES-5 and the neurological examination of both legs now; any finding goes to the ' +
          'emergency department. What cannot be completed today needs a spinal opinion today.',
        route: 'same_day_spinal',
      },
      holdsOpen('CES-6'),
      {
        id: 'CES-6.clear',
        level: 'CAUTION',
        when: bothLegsAllClear,
        text: 'New pain in both legs; nothing else was found.',
        action: 'Hand over the safety net in writing, and look again early.',
        route: 'none',
        monitorWithinDays: 14,
        source: `${LOTHIAN}; the 14 days are ${OUR_DECISION}`,
        verified: false,
      },
    ],
    knownLowers: null,
    source: `${BMJ}; Sheffield Aches and Pains (NHS); ${LOTHIAN}`,
    verified: true,
    ...UNAPPROVED,
  },
  {
    code: 'CES-7',
    group: 'cauda_equina',
    question:
      'Has any change of bladder, bowel, sexual function or feeling between the legs been there for more than 14 days, ' +
      'without getting worse?',
    signs: [
      { code: 'with_or_after_back_pain', words: 'it began with or after the back pain' },
      { code: 'cause_unknown', words: 'its cause is not known' },
    ],
    rows: [
      {
        id: 'CES-7.urgent',
        level: 'HARD',
        when: YES,
        text: 'A stable change of bladder, bowel, sexual function or feeling that nothing else explains so far.',
        action: 'Refer by the local urgent pathway.',
        route: 'urgent_medical',
      },
      holdsOpen('CES-7'),
    ],
    knownLowers: {
      id: 'CES-7.known',
      level: 'CAUTION',
      months: 3,
      before: 'episode',
      investigated: false,
      examinedNormal: true,
      unless: ['with_or_after_back_pain', 'cause_unknown'],
      text: 'A change that began at least three months before this episode, unchanged and of a known cause.',
      action: 'Offer the GP or pelvic-health physiotherapy.',
      route: 'gp',
      source: OUR_DECISION,
      verified: false,
    },
    source: 'BNSSG Remedy, lumbar stenosis (draft); the bound by known cause is our decision',
    verified: false,
    ...UNAPPROVED,
  },
  {
    code: 'CORD',
    group: 'spinal_cord',
    question:
      'Is there an unsteady, stiff or clumsy walk that pain does not explain, weakness over several levels, clonus or ' +
      'up-going toes, or pain like a band round the body?',
    signs: [
      { code: 'gait', words: 'a new unsteady, stiff or clumsy walk', contextOnly: true },
      { code: 'multilevel_weakness', words: 'weakness over several levels', contextOnly: true },
      { code: 'upper_motor_signs', words: 'clonus or up-going toes', contextOnly: true },
      { code: 'band_pain', words: 'pain like a band round the body', contextOnly: true },
    ],
    rows: [
      {
        id: 'CORD.yes',
        level: 'HARD',
        when: YES,
        text: 'A sign of the spinal cord.',
        action: 'Refer to the spinal service as an emergency, today.',
        route: 'same_day_spinal',
      },
      leftOpen('CORD'),
    ],
    knownLowers: {
      id: 'CORD.known',
      level: 'CAUTION',
      months: 3,
      before: 'visit',
      investigated: true,
      examinedNormal: false,
      unless: [],
      text: 'A long-standing sign of the spinal cord, unchanged, of a known and investigated cause.',
      action: 'Compare with the last findings, and write down why exercise may go on.',
      route: 'none',
      source: OUR_DECISION,
      verified: false,
    },
    source: COMMUNITY,
    verified: true,
    ...UNAPPROVED,
  },
  {
    code: 'MOTOR',
    group: 'motor_loss',
    question:
      'Is any muscle at power 3 out of 5 or less, has a foot suddenly dropped, or is any weakness growing?',
    signs: [
      { code: 'power_3_or_less', words: 'power 3 out of 5 or less', contextOnly: true },
      { code: 'foot_drop', words: 'a foot that suddenly dropped' },
      { code: 'worsening', words: 'weakness that grows' },
    ],
    rows: [
      {
        id: 'MOTOR.yes',
        level: 'HARD',
        when: YES,
        text: 'A serious or growing loss of power.',
        action: 'Talk to the spinal service today.',
        route: 'same_day_spinal',
      },
      leftOpen('MOTOR'),
    ],
    knownLowers: {
      id: 'MOTOR.known',
      level: 'CAUTION',
      months: 3,
      before: 'visit',
      investigated: true,
      examinedNormal: false,
      unless: ['foot_drop', 'worsening'],
      text: 'A long-standing loss of power, unchanged, of a known and investigated cause (such as an old polio or stroke).',
      action: 'Compare with the last findings, and write down why exercise may go on.',
      route: 'none',
      source: OUR_DECISION,
      verified: false,
    },
    source: `${LOTHIAN}; ${COMMUNITY} (they differ; the stricter bound is taken)`,
    verified: true,
    ...UNAPPROVED,
  },
] as const satisfies readonly RedFlagItem[];
