/**
 * What the patient presents with: a multiple choice, because spasm, leg pain and an arthritic ache come together.
 * A presentation is a working impression, not a coded diagnosis; none is mandatory, and an empty list is a statement.
 */
export const PRESENTATION_KINDS = ['muscle_spasm', 'leg_pain_radicular', 'arthritic_ache', 'other'] as const;
export type PresentationKind = (typeof PRESENTATION_KINDS)[number];

export const PRESENTATION_SIDES = ['left', 'right', 'both', 'central'] as const;
export type PresentationSide = (typeof PRESENTATION_SIDES)[number];

export const CERTAINTIES = ['suspected', 'likely'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

export interface Presentation {
  kind: PresentationKind;
  side?: PresentationSide;
  certainty?: Certainty;
  note?: string;
}

/** Pain down a leg is down the left, the right or both: pain in both legs has a question of its own in the screen. */
export const lacksItsSide = ({ kind, side }: Presentation): boolean =>
  kind === 'leg_pain_radicular' && (side === undefined || side === 'central');
