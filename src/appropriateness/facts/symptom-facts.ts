/**
 * What the rules ask of this episode, and of those that are open beside it: onset, pain, behaviour, and what the examination
 * found. A runner's "acute" is under six weeks; pain counts as down the leg only where it was called so or shoots, burns, or
 * numbs.
 */
import { episodeClass, isNerveSymptomInALeg, isNeuroExamined } from '../../finding/derived';
import type { Known } from '../known';
import {
  always,
  answered,
  flagged,
  type NamedFact,
  no,
  UNKNOWN,
  whereFound,
  within,
  yes,
  yesIf,
} from './named-fact';
import type { Fact } from '../rule-language';

const STRONG_PAIN = 7;
/** Full power on the MRC scale is 5. */
const REDUCED_POWER = 4;
const IRRITABLE_LEG_RAISE_DEGREES = 45;

export const SYMPTOM_FACTS = {
  acute_onset: {
    says: 'the episode began less than 6 weeks ago',
    question: 'When did this episode begin?',
    read({ parts, today }) {
      const began = within(parts.onset, (onset) => onset.on);
      if (!began) return UNKNOWN;
      const isAcute = episodeClass({ on: began.value }, today) === 'acute';
      return (isAcute ? yes : no)(`began on ${began.value}`, began.foundOn);
    },
  },
  muscle_spasm: {
    says: 'presents with muscle spasm',
    question: 'Is there muscle spasm?',
    read: (known) => presents(known, 'muscle_spasm', 'muscle spasm'),
  },
  radicular_leg_pain: {
    says: 'presents with radicular pain down a leg',
    question: 'Does pain run down a leg?',
    read: (known) => presents(known, 'leg_pain_radicular', 'pain down the leg'),
  },
  leg_symptoms: {
    says: 'has symptoms in a leg that may come from a nerve',
    question: 'Does pain, numbness or tingling run down a leg?',
    read(known) {
      const presented = presents(known, 'leg_pain_radicular', 'pain down the leg');
      if (presented.truth === 'yes') return presented;
      const { bodyChart } = known.parts;
      const charted = bodyChart?.value.find(isNerveSymptomInALeg);
      if (bodyChart && charted) {
        const { region, side, quality } = charted;
        return yes(`${quality} in the ${region.replace('_', ' ')}, ${side}`, bodyChart.foundOn);
      }
      const { legRaise } = known.neuro;
      const raised = legRaise?.value.find(({ reproducesLegPain }) => reproducesLegPain === 'yes');
      if (legRaise && raised) {
        const words = `SLR ${raised.side} reproduces the leg pain${whereFound(raised)}`;
        return yes(words, raised.elsewhere ?? legRaise.foundOn);
      }
      const walking = claudication(known);
      return walking.truth === 'yes' ? walking : presented;
    },
  },
  flexion_peripheralises: {
    says: 'repeated flexion sends the pain further down the leg',
    question: 'What does repeated flexion do to the leg pain?',
    read: (known) => peripheralises(known, 'flexion'),
  },
  extension_peripheralises: {
    says: 'repeated extension sends the pain further down the leg',
    question: 'What does repeated extension do to the leg pain?',
    read: (known) => peripheralises(known, 'extension'),
  },
  worse_bending: {
    says: 'bending makes it worse',
    question: 'Does bending make it worse?',
    read({ parts }) {
      const aggravating = within(parts.behaviour, ({ aggravating }) => aggravating);
      if (!aggravating) return UNKNOWN;
      const isWorse = aggravating.value.includes('bending');
      return yesIf(isWorse ? 'worse on bending' : undefined, 'not worse on bending', aggravating.foundOn);
    },
  },
  neurogenic_claudication: {
    says: 'walking or standing brings leg symptoms that sitting or bending forward eases',
    question: 'Does walking bring leg symptoms that bending forward eases?',
    read: (known) => claudication(known),
  },
  high_irritability: {
    says: 'irritability is high',
    question: 'How irritable is it?',
    read({ irritability: { grade } }) {
      if (!grade) return UNKNOWN;
      const words = `irritability ${grade.value}${whereFound(grade)}`;
      return (grade.value === 'high' ? yes : no)(words, grade.foundOn);
    },
  },
  locked: {
    says: 'the back is locked',
    question: 'Is the back locked?',
    read: ({ irritability }) => answered(irritability.locked, 'locked back'),
  },
  sudden_severe_pain: {
    says: 'the pain came suddenly and severely (red flag FX, which is HARD only together with a risk)',
    question: 'Did the pain come suddenly and severely?',
    read: ({ screen }) =>
      flagged(screen.FX, ({ signs }) => signs.includes('sudden_severe_pain'), 'sudden severe pain'),
  },
  strong_pain: {
    says: 'pain now is 7 of 10 or more',
    question: 'How strong is the pain now, from 0 to 10?',
    read({ painNprs }) {
      if (painNprs === null) return UNKNOWN;
      const words = `pain ${painNprs.value} of 10${whereFound(painNprs)}`;
      return (painNprs.value >= STRONG_PAIN ? yes : no)(words, painNprs.foundOn);
    },
  },
  painful_leg_raise: {
    says: 'straight leg raise under 45 degrees reproduces the leg pain',
    question: 'At how many degrees does the straight leg raise reproduce the leg pain?',
    read({ neuro: { legRaise: raises } }) {
      if (!raises) return UNKNOWN;
      const irritable = raises.value.filter(
        ({ degrees, reproducesLegPain }) =>
          degrees !== undefined && degrees < IRRITABLE_LEG_RAISE_DEGREES && reproducesLegPain === 'yes',
      );
      if (irritable.length > 0) {
        const each = irritable.map((one) => `SLR ${one.degrees}° ${one.side}${whereFound(one)}`);
        return yes(`${each.join(', ')}, reproduces the leg pain`, dayOf(irritable, raises.foundOn));
      }
      const isSettled = raises.value.every(
        ({ degrees, reproducesLegPain }) =>
          reproducesLegPain === 'no' || (degrees !== undefined && degrees >= IRRITABLE_LEG_RAISE_DEGREES),
      );
      return isSettled && raises.value.length > 0
        ? no('SLR free of leg pain to 45°', raises.foundOn)
        : UNKNOWN;
    },
  },
  reduced_power: {
    says: 'power is 4 of 5 or less in some root',
    question: 'What is the power of each root, from 0 to 5?',
    read({ neuro: { roots, known, trend } }) {
      const tested = (roots?.value ?? []).filter(({ power }) => power !== undefined);
      if (!roots || tested.length === 0) return UNKNOWN;
      const reduced = tested.filter(({ power }) => (power as number) <= REDUCED_POWER);
      if (reduced.length === 0) return no('power 5 of 5 where tested', roots.foundOn);
      const words = reduced
        .map((one) => `power ${one.root} ${one.side} ${one.power} of 5${whereFound(one)}`)
        .join(', ');
      // a known cause vouches for the roots that were tested beside it
      if (!known || reduced.some(({ elsewhere }) => elsewhere)) {
        return yes(words, dayOf(reduced, roots.foundOn));
      }
      // "the same as before" without a history is a finding like another; only a known one is carried
      const { since, cause } = known.value;
      return yes(`${words}, since ${since} (${cause})`, roots.foundOn, trend?.value !== 'worse');
    },
  },
  nerves_not_examined: {
    says: 'power, reflexes and feeling of the legs were not examined',
    question: 'What are power, reflexes and feeling of the legs?',
    read({ neuro: { roots, notTestable } }) {
      const foundOn = (roots ?? notTestable)?.foundOn ?? null;
      const own = roots?.value.filter(({ elsewhere }) => !elsewhere);
      const isExamined = isNeuroExamined({ roots: own, notTestable: notTestable?.value });
      if (isExamined || isNeuroExamined({ roots: roots?.value }))
        return no('examined, or said not to be testable', foundOn);
      const words = roots
        ? 'power, reflexes and feeling not all recorded'
        : 'power, reflexes and feeling not recorded';
      return yes(words, foundOn);
    },
  },
  floor_transfer_not_shown: {
    says: 'cannot get down to the floor and up again unaided, or nobody knows it of somebody of 60 or over',
    question: 'Does the patient get down to the floor and up again unaided?',
    isListed: always,
    read({ floorTransferUnaided: said, age }) {
      if (said?.value === 'no')
        return yes('does not get down to the floor and up again unaided', said.foundOn);
      if (said?.value === 'yes') return no('gets down to the floor and up again unaided', said.foundOn);
      const isTakenForGranted = age !== null && age < FLOOR_TRANSFER_ASKED_FROM_AGE;
      return isTakenForGranted ? UNKNOWN : yes('not known whether the floor is managed unaided', null);
    },
  },
} satisfies Record<string, NamedFact>;

/**
 * "Not known" speaks from this age on; of a younger runner it is listed as unknown instead, or the rule would stop nearly
 * everybody [design decision].
 */
const FLOOR_TRANSFER_ASKED_FROM_AGE = 60;

/** A presentation is a multiple choice: with others chosen, or none, this one was not. */
function presents({ presentations }: Known, kind: string, name: string): Fact {
  if (presentations === null) return UNKNOWN;
  const found = presentations.value.find((presentation) => presentation.kind === kind);
  if (!found) return no(`no ${name}`, presentations.foundOn);
  const words = [name, found.side].filter(Boolean).join(', ');
  return yes(`${words}${whereFound(found)}`, found.elsewhere ?? presentations.foundOn);
}

/** The newest, where other episodes found some of them. */
const dayOf = (found: readonly { elsewhere?: string }[], own: string): string =>
  found.map(({ elsewhere }) => elsewhere ?? own).reduce((a, b) => (a > b ? a : b));

function peripheralises({ direction }: Known, move: 'flexion' | 'extension'): Fact {
  const response = direction[move];
  if (!response || response.value === 'not_tested') return UNKNOWN;
  const words = `repeated ${move}: ${response.value.replace('_', ' ')}${whereFound(response)}`;
  return (response.value === 'peripheralises' ? yes : no)(words, response.foundOn);
}

const claudication = ({ parts }: Known): Fact =>
  answered(
    within(parts.behaviour, (behaviour) => behaviour.neurogenicClaudication),
    'neurogenic claudication',
  );
