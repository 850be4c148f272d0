/**
 * What the rules ask of operations: how long ago, in which region, and whether somebody cleared exercise since. Bounds: under
 * 6 weeks (12 after a fusion, a joint replacement, an open abdominal operation or one of the chest), then up to 12 months
 * [general knowledge and design decision]. The patient's dated word of a discharge or of the GP's check is a clearance.
 */
import { A_YEAR, daysBetween, WEEKS_12, WEEKS_6 } from '../../calendar/days';
import type { Surgery } from '../../finding/findings';
import type { Known } from '../known';
import { always, type NamedFact, no, UNKNOWN, yes } from './named-fact';
import type { Fact } from '../rule-language';
import type { Said } from '../said';

const MAJOR_KINDS: readonly Surgery['kind'][] = [
  'fusion',
  'joint_replacement',
  'open_abdominal',
  'open_chest',
];

const ASK_SURGERY = 'Has there been an operation: of what, when, and was exercise cleared since?';

type Region = Surgery['region'];
type Test = (surgery: Surgery, known: Known) => boolean;

export const SURGERY_FACTS = {
  ...ofRegion('spine'),
  ...ofRegion('abdomen'),
  ...ofRegion('hip'),
  ...ofRegion('knee'),
  ...ofRegion('chest'),
  ...ofRegion('other'),
  chest_surgery_within_12_weeks: {
    says: 'was operated on in the chest within 12 weeks, without clearance',
    question: ASK_SURGERY,
    isListed: always,
    read: (known) =>
      operated(known, 'chest', (one) => isWithin(one, known, WEEKS_12) && !isCleared(one, known)),
  },
  abdominal_surgery_within_12_weeks: {
    says: 'was operated on in the abdomen within 12 weeks',
    question: ASK_SURGERY,
    isListed: always,
    read: (known) => operated(known, 'abdomen', (one) => isWithin(one, known, WEEKS_12)),
  },
  hip_precautions: {
    says: 'has a hip replacement with precautions in force',
    question: 'Are precautions in force after a hip replacement?',
    read: (known) => operated(known, 'hip', ({ precautions }) => precautions === 'yes'),
  },
} satisfies Record<string, NamedFact>;

/** Of one region: an operation that forbids load, and one within the year that asks for care. */
function ofRegion<R extends Region>(region: R) {
  const where = region === 'other' ? 'elsewhere' : `in the ${region}`;
  const fresh: NamedFact = {
    says: `was operated on ${where} too short a time ago without clearance, or under a restriction in force`,
    question: ASK_SURGERY,
    isListed: always,
    read: (known) => operated(known, region, forbidsLoad),
  };
  const year: NamedFact = {
    says: `was operated on ${where} within 12 months, without clearance`,
    question: ASK_SURGERY,
    isListed: always,
    read: (known) =>
      operated(
        known,
        region,
        (one) => !forbidsLoad(one, known) && isWithin(one, known, A_YEAR) && !isCleared(one, known),
      ),
  };
  return { [`${region}_surgery_fresh`]: fresh, [`${region}_surgery_within_year`]: year } as Record<
    `${R}_surgery_fresh` | `${R}_surgery_within_year`,
    NamedFact
  >;
}

function operated(known: Known, region: Region, test: Test): Fact {
  const said = known.history.surgery;
  const section = caesareanOf(known);
  const all = [...(said?.value ?? []), ...(section ? [section.value] : [])];
  const found = all.filter((one) => one.region === region && test(one, known));
  if (found.length > 0) {
    return yes(found.map(inWords).join('; '), said?.foundOn ?? section?.foundOn ?? null);
  }
  return said ? no('no such operation', said.foundOn) : UNKNOWN;
}

const forbidsLoad: Test = (one, known) => {
  const isMajor = one.region === 'chest' || one.kind === undefined || MAJOR_KINDS.includes(one.kind);
  const days = daysBetween(one.on, known.today);
  const isFresh = days >= 0 && days < (isMajor ? WEEKS_12 : WEEKS_6);
  return one.restricted === 'yes' || (isFresh && !isCleared(one, known));
};

const isCleared = ({ clearedOn }: Surgery, { today }: Known): boolean =>
  clearedOn !== undefined && clearedOn <= today;

/** An operation that is only planned has not been. */
function isWithin({ on }: Surgery, { today }: Known, days: number): boolean {
  return on <= today && daysBetween(on, today) <= days;
}

function inWords({ region, kind, on, clearedOn, restricted, precautions }: Surgery): string {
  const beside = [
    clearedOn ? `cleared on ${clearedOn}` : 'no clearance recorded',
    restricted === 'yes' && "surgeon's restriction in force",
    precautions === 'yes' && 'precautions in force',
  ];
  const what = kind && kind !== 'other' ? ` (${kind.replace('_', ' ')})` : '';
  return [`operation, ${region}${what}, on ${on}`, ...beside.filter(Boolean)].join(', ');
}

/** A birth by caesarean section is an open operation of the abdomen [design decision]; its check is its clearance. */
function caesareanOf({ history }: Known): Said<Surgery> | null {
  const birth = history.birth;
  if (!birth || 'none' in birth.value || birth.value.kind !== 'caesarean') return null;
  const { on, checkedOn: clearedOn } = birth.value;
  return { value: { region: 'abdomen', kind: 'open_abdominal', on, clearedOn }, foundOn: birth.foundOn };
}
