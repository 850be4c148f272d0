/**
 * What follows from findings, computed anew whenever it is read and never stored: the class of the episode, how far down
 * the leg the pain reaches, and what the clinician should look at again. A warning never keeps anybody from signing.
 */
import { daysBetween, WEEKS_12, WEEKS_6 } from '../calendar/days';
import type { FieldFault } from '../http/errors';
import type {
  BodyRegion,
  BodySide,
  ChartRegion,
  Findings,
  Neuro,
  Onset,
  PainRating,
  Pregnancy,
  PregnancySign,
} from './findings';
import type { Presentation } from './presentation';

/** What one visit found. null: not said. */
export interface Visit {
  /** ISO day in the clinic's time zone. */
  seenOn: string | null;
  presentations: readonly Presentation[] | null;
  painNprs: number | null;
  findings: Findings;
}

/** Acute: under 6 weeks. Subacute: 6 to 12. Persistent: over 12 [general knowledge, not verified]. */
export const EPISODE_CLASSES = ['acute', 'subacute', 'persistent'] as const;
export type EpisodeClass = (typeof EPISODE_CLASSES)[number];

/** From near to far. */
export const DISTAL_POINTS = ['back', 'buttock', 'thigh', 'below_knee', 'foot'] as const;
export type DistalPoint = (typeof DISTAL_POINTS)[number];

/** `pointer` is a JSON pointer into the assessment. */
export type Warning = FieldFault;

export interface Derived {
  episodeClass: EpisodeClass | null;
  distalMost: DistalPoint | null;
  warnings: Warning[];
}

/** The body chart of an earlier visit of the episode, with the day of that visit. */
export interface EarlierChart {
  seenOn: string;
  bodyChart: readonly ChartRegion[];
}

/** `earlier`: the last that was signed before; null: there is none. */
export function derivedFrom(visit: Visit, earlier: EarlierChart | null = null): Derived {
  const { findings, seenOn } = visit;
  return {
    episodeClass: episodeClass(findings.onset, seenOn),
    distalMost: distalMost(findings.bodyChart),
    warnings: [...warningsOf(visit), ...warningsOfReach(findings.bodyChart, earlier)],
  };
}

/** On the day of the visit; null when either day is not known, or the onset lies after the visit. */
export function episodeClass(onset: Onset | undefined, seenOn: string | null): EpisodeClass | null {
  if (onset?.on === undefined || seenOn === null || onset.on > seenOn) return null;
  const days = daysBetween(onset.on, seenOn);
  if (days < WEEKS_6) return 'acute';
  return days <= WEEKS_12 ? 'subacute' : 'persistent';
}

/** null: not on the way down the leg. The hip and the groin lie at the height of the buttock, the knee ends the thigh. */
const REACH: Record<BodyRegion, DistalPoint | null> = {
  thoracic: 'back',
  flank: 'back',
  lumbar: 'back',
  sacroiliac: 'back',
  buttock: 'buttock',
  groin: 'buttock',
  hip_side: 'buttock',
  thigh_front: 'thigh',
  thigh_back: 'thigh',
  thigh_side: 'thigh',
  knee: 'thigh',
  calf: 'below_knee',
  shin: 'below_knee',
  ankle: 'below_knee',
  foot: 'foot',
  abdomen: null,
  saddle: null,
};

const depthOf = (point: DistalPoint | null): number => (point === null ? -1 : DISTAL_POINTS.indexOf(point));

/** How far down the symptoms reach, on either side; null when the chart was not drawn or shows nothing on that way. */
export function distalMost(chart: readonly ChartRegion[] | undefined): DistalPoint | null {
  const depth = Math.max(-1, ...(chart ?? []).map(({ region }) => depthOf(REACH[region])));
  return DISTAL_POINTS[depth] ?? null;
}

/** Whether symptoms reach further down than before. Never so when one of the two is not known. */
export function isPeripheralising(before: DistalPoint | null, now: DistalPoint | null): boolean {
  return before !== null && now !== null && depthOf(now) > depthOf(before);
}

/** Of what a nerve is the likelier cause than a joint or a muscle [general knowledge, not verified]. */
const NERVE_QUALITIES: readonly ChartRegion['quality'][] = ['shooting', 'burning', 'numb', 'tingling'];

const isInALeg = ({ region }: ChartRegion): boolean => depthOf(REACH[region]) >= depthOf('thigh');

/** Charted from the thigh on, in words that are those of a nerve: a knee that aches is none. */
export const isNerveSymptomInALeg = (mark: ChartRegion): boolean =>
  isInALeg(mark) && NERVE_QUALITIES.includes(mark.quality);

/**
 * Symptoms in a leg that may come from a nerve: pain said to go down a leg, a mark that says so, or a leg raise or walking that
 * brings it on. The rules mean the same by `leg_symptoms`.
 */
export function hasNerveSymptomsInALeg({
  presentations,
  findings,
}: Pick<Visit, 'presentations' | 'findings'>): boolean {
  return (
    (presentations ?? []).some(({ kind }) => kind === 'leg_pain_radicular') ||
    (findings.bodyChart ?? []).some(isNerveSymptomInALeg) ||
    (findings.neuro?.legRaise ?? []).some(({ reproducesLegPain }) => reproducesLegPain === 'yes') ||
    findings.behaviour?.neurogenicClaudication === 'yes'
  );
}

/**
 * Of whatever quality: what hurts in both legs at once is asked about before anybody names it. What was said, charted and
 * tested counts together: pain down the left leg and a mark on the right calf are both legs. A leg raise that brings pain counts
 * for the leg that is raised.
 */
export const isInBothLegs = (visit: Pick<Visit, 'presentations' | 'findings'>): boolean =>
  wherebyInBothLegs(visit) !== null;

/** JSON pointer to the part of the assessment by which it is both; null: it is not. */
function wherebyInBothLegs({
  presentations,
  findings: { bodyChart, neuro },
}: Pick<Visit, 'presentations' | 'findings'>): string | null {
  const presented = (presentations ?? []).filter(({ kind }) => kind === 'leg_pain_radicular');
  const raised = (neuro?.legRaise ?? []).filter(({ reproducesLegPain }) => reproducesLegPain === 'yes');
  const slumped = (neuro?.slump ?? []).filter(({ positive }) => positive === 'yes');
  const told: [string, readonly { side?: string }[]][] = [
    ['/presentations', presented],
    ['/findings/bodyChart', (bodyChart ?? []).filter(isInALeg)],
    ['/findings/neuro', [...raised, ...slumped]],
  ];
  const legs = new Set<BodySide>();
  for (const [pointer, marks] of told) {
    marks.flatMap(({ side }) => legsOf(side)).forEach((leg) => legs.add(leg));
    if (legs.size === 2) return pointer;
  }
  return null;
}

function legsOf(side: string | undefined): BodySide[] {
  if (side === 'both' || side === 'bilateral') return ['left', 'right'];
  return side === 'left' || side === 'right' ? [side] : [];
}

/** All but light-headed on standing, where the midwife knows of it [our decision, to be approved]. */
export const isWarningSign = (sign: PregnancySign): boolean =>
  sign !== 'light_headed_on_standing_midwife_aware';

/** At which exercise stops until maternity care has seen them. */
export const warningSignsOf = (pregnancy: Pregnancy | undefined): PregnancySign[] =>
  pregnancy?.pregnant === 'yes' ? (pregnancy.signs ?? []).filter(isWarningSign) : [];

/** Power, touch and reflex were each tested at some root; or the clinician said that they could not be. */
export function isNeuroExamined(neuro: Neuro | undefined): boolean {
  if (!neuro) return false;
  if (neuro.notTestable) return true;
  const roots = neuro.roots ?? [];
  if (roots.length > 0 && roots.every(({ notTestable }) => notTestable)) return true;
  return (['power', 'touch', 'reflex'] as const).every((test) =>
    roots.some((root) => root[test] !== undefined),
  );
}

function warningsOf(visit: Visit): Warning[] {
  const { findings, seenOn, painNprs } = visit;
  const { onset, pain, direction, plan } = findings;
  const warnings = warningsOfPain(pain ?? {}, painNprs);
  if (onset?.on !== undefined && seenOn !== null && onset.on > seenOn) {
    warnings.push(warning('/findings/onset/on', 'onset.after_visit', 'The onset lies after the visit.'));
  }
  const whereby = wherebyInBothLegs(visit);
  if (whereby !== null) {
    const detail = 'Symptoms in both legs: are they new? Ask the cauda equina questions, and examine.';
    warnings.push(warning(whereby, 'legs.both', detail));
  }
  if (hasNerveSymptomsInALeg(visit) && !isNeuroExamined(findings.neuro)) {
    const detail =
      'Leg symptoms without power, touch and reflex. That they could not be tested is an answer.';
    warnings.push(warning('/findings/neuro', 'neuro.not_examined', detail));
  }
  if (direction && prefersWhatPeripheralises(direction)) {
    const detail = 'The preferred direction is one that peripheralises.';
    warnings.push(warning('/findings/direction/preference', 'direction.preference', detail));
  }
  if (plan?.reviewOn !== undefined && seenOn !== null && plan.reviewOn <= seenOn) {
    warnings.push(
      warning('/findings/plan/reviewOn', 'plan.review_passed', 'The review is not after the visit.'),
    );
  }
  return warnings;
}

function warningsOfReach(chart: readonly ChartRegion[] | undefined, earlier: EarlierChart | null): Warning[] {
  const [before, now] = [distalMost(earlier?.bodyChart), distalMost(chart)];
  if (!earlier || !isPeripheralising(before, now)) return [];
  const reach = (point: DistalPoint | null) => point?.replace('_', ' ');
  const detail = `Further down the leg than on ${earlier.seenOn}: ${reach(now)}, then ${reach(before)}. Examine again.`;
  return [warning('/findings/bodyChart', 'pain.peripheralising', detail)];
}

function warningsOfPain({ best, worst, periodHours }: PainRating, now: number | null): Warning[] {
  const warnings: Warning[] = [];
  const rising = [best, now, worst].filter((rating) => typeof rating === 'number');
  if (rising.some((rating, place) => place > 0 && rating < (rising[place - 1] as number))) {
    warnings.push(warning('/findings/pain', 'pain.order', 'Pain now is usually between best and worst.'));
  }
  if ((best !== undefined || worst !== undefined) && periodHours === undefined) {
    warnings.push(
      warning('/findings/pain/periodHours', 'pain.no_period', 'Best and worst of how many hours?'),
    );
  }
  return warnings;
}

const RESPONSE_TO = {
  flexion: 'flexion',
  extension: 'extension',
  side_glide_left: 'sideGlideLeft',
  side_glide_right: 'sideGlideRight',
} as const;

function prefersWhatPeripheralises(direction: NonNullable<Findings['direction']>): boolean {
  const { preference } = direction;
  if (preference === undefined || preference === 'none') return false;
  return direction[RESPONSE_TO[preference]] === 'peripheralises';
}

const warning = (pointer: string, code: string, detail: string): Warning => ({ pointer, code, detail });
