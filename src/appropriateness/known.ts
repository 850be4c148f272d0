/**
 * What is known of a patient today, gathered from all their signed assessments. Silence never erases an earlier answer, and
 * it is never "no": what nobody said stays absent here. Pure: the rows come in, no clock is read.
 */
import { ageOn } from '../calendar/age';
import { withoutFallen } from '../finding/carry-forward';
import { type Asked, FINDING_PARTS, type FindingPart, type Findings, type Neuro } from '../finding/findings';
import { type EpisodeSoFar, type SaidFields, type SaidNeuro, withOthers } from './open-episodes';
import { newest, newestAnswer, type Said, type SignedFindings, wordsOn } from './said';
import { saidHistory, type SaidHistory, saidPregnancy, type SaidPregnancy } from './said-history';
import { type ResolvedFlag, saidScreen, type SaidScreen } from './said-screen';

/** Of whom, for which episode and for which day the question is asked. */
export interface Asking {
  episodeId: string;
  /** Of this patient; whether the one asked about is among them does not matter. */
  openEpisodeIds?: readonly string[];
  dateOfBirth: string | null;
  today: string;
  /** The hold itself is none of this: while it is open nothing is issued. */
  resolved?: readonly ResolvedFlag[];
}

/** The parts that belong to one episode, each as a whole: what was left out of a newer answer was taken out. */
export type EpisodeParts = {
  [P in Exclude<FindingPart, (typeof APART)[number]>]?: Said<NonNullable<Findings[P]>>;
};

/** Of the episode asked about and, where `EpisodeSoFar` says so, of those that are open beside it. */
export interface Known extends EpisodeSoFar {
  today: string;
  /** In whole years; null: the date of birth is not known. */
  age: number | null;
  parts: EpisodeParts;
  history: SaidHistory;
  pregnancy: SaidPregnancy;
  /** Of any episode, like the history. */
  floorTransferUnaided: Said<Asked> | null;
  screen: SaidScreen;
}

/**
 * Merges the signed assessments of a patient, which come newest first. Parts of an episode: the newest of it that said the part;
 * of the neurological examination, each test. What was taken over from an assessment that no longer stands was never said.
 */
export function whatIsKnown(signed: readonly SignedFindings[], asking: Asking): Known {
  const ids = new Set(signed.map(({ id }) => id));
  const standing = signed.map((one) => withoutFallen(one, ids));
  const ofEpisode = (id: string) => standing.filter(({ episodeId }) => episodeId === id);
  const others = (asking.openEpisodeIds ?? []).filter((id) => id !== asking.episodeId);
  const history = saidHistory(standing);
  return {
    ...withOthers(
      soFar(ofEpisode(asking.episodeId)),
      others.map((id) => soFar(ofEpisode(id))),
    ),
    today: asking.today,
    age: asking.dateOfBirth === null ? null : ageOn(asking.dateOfBirth, asking.today),
    parts: partsOf(ofEpisode(asking.episodeId)),
    history,
    pregnancy: saidPregnancy(standing, history.birth),
    floorTransferUnaided: newestAnswer(
      wordsOn(standing, (one) => one.findings.outlook?.floorTransferUnaided, 'outlook'),
    ),
    screen: saidScreen(standing, asking.resolved ?? []),
  };
}

const APART = ['history', 'neuro', 'direction', 'irritability'] as const satisfies readonly FindingPart[];
const WHOLE_PARTS = FINDING_PARTS.filter((part) => !APART.some((one) => one === part));

function partsOf(signed: readonly SignedFindings[]): EpisodeParts {
  const said = WHOLE_PARTS.flatMap((part) => {
    const found = newest(signed, (one) => one.findings[part], part);
    return found ? [[part, found]] : [];
  });
  return Object.fromEntries(said) as EpisodeParts;
}

function soFar(signed: readonly SignedFindings[]): EpisodeSoFar {
  return {
    painNprs: newest(signed, (one) => one.painNprs),
    presentations: newest(signed, (one) => one.presentations, 'presentations'),
    direction: fieldsOf(newest(signed, (one) => one.findings.direction, 'direction')),
    irritability: fieldsOf(newest(signed, (one) => one.findings.irritability, 'irritability')),
    neuro: neuroOf(signed),
  };
}

function fieldsOf<T extends object>(said: Said<T> | null): SaidFields<T> {
  if (!said) return {};
  const fields = Object.entries(said.value).map(([field, value]) => [field, { ...said, value }]);
  return Object.fromEntries(fields) as SaidFields<T>;
}

/** What is said of the roots as they were found then, and not of those that are tested later. */
const OF_THE_ROOTS: readonly string[] = ['trend', 'known', 'notTestable'] satisfies (keyof Neuro)[];

function neuroOf(signed: readonly SignedFindings[]): SaidNeuro {
  const keys = new Set(signed.flatMap((one) => Object.keys(one.findings.neuro ?? {})));
  const sinceRoots = signed.findIndex((one) => one.findings.neuro?.roots !== undefined) + 1 || signed.length;
  const said = [...keys].flatMap((key) => {
    const visits = OF_THE_ROOTS.includes(key) ? signed.slice(0, sinceRoots) : signed;
    const found = newestAnswer(
      wordsOn<unknown>(visits, (one) => one.findings.neuro?.[key as keyof Neuro], 'neuro'),
    );
    return found ? [[key, found]] : [];
  });
  return Object.fromEntries(said) as SaidNeuro;
}
