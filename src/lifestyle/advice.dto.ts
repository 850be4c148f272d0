import { Choice, Flag, ListOf, Text, WebAddress } from '../http/fields';
import {
  ADVICE_KINDS,
  ADVICE_MAX,
  ADVICE_TEXT_MAX,
  type AdviceChanges,
  type AdviceKind,
  type GivenAdvice,
} from './advice';

const TEXT = {
  max: ADVICE_TEXT_MAX,
  example: 'Eat something within an hour after each run.',
  about: 'For the patient, in your own words.',
};

const NOT_FOR_CARERS = {
  example: false,
  about: 'Between the clinician and the patient: no carer and no guardian reads it, and no paper has it.',
};

/** Advice on the wire, as it is given and as it is answered. */
export class GivenAdviceDto implements GivenAdvice {
  @Choice(ADVICE_KINDS, { example: 'fuel' }) kind: AdviceKind;
  @Text(TEXT) text: string;
  @WebAddress({ optional: true, nullable: true, example: null }) address?: string | null;
  @Flag({ ...NOT_FOR_CARERS, optional: true }) notForCarers?: boolean;
}

export class AdviceDto implements GivenAdvice {
  @Choice(ADVICE_KINDS, { example: 'fuel' }) kind: AdviceKind;
  @Text(TEXT) text: string;
  @WebAddress({ nullable: true, example: null }) address: string | null;
  @Flag(NOT_FOR_CARERS) notForCarers: boolean;
}

export class AdviceChangesDto implements AdviceChanges {
  @ListOf(() => AdviceDto) added: AdviceDto[];
  @ListOf(() => AdviceDto) removed: AdviceDto[];
}

/** A field of whatever a draft is written with. */
export const ADVICE_ITEMS = {
  optional: true,
  max: ADVICE_MAX,
  example: [],
  about:
    'What the plan says besides exercises, in the order in which the patient reads it. Left out: nothing.',
};

export const toAdvice = ({ kind, text, address, notForCarers }: GivenAdvice): AdviceDto => ({
  kind,
  text,
  address: address ?? null,
  notForCarers: notForCarers ?? false,
});
