import { Choice, ListOf, Text, WebAddress } from '../http/fields';
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

/** Advice on the wire, as it is given and as it is answered. */
export class GivenAdviceDto implements GivenAdvice {
  @Choice(ADVICE_KINDS, { example: 'fuel' }) kind: AdviceKind;
  @Text(TEXT) text: string;
  @WebAddress({ optional: true, nullable: true, example: null }) address?: string | null;
}

export class AdviceDto implements GivenAdvice {
  @Choice(ADVICE_KINDS, { example: 'fuel' }) kind: AdviceKind;
  @Text(TEXT) text: string;
  @WebAddress({ nullable: true, example: null }) address: string | null;
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

export const toAdvice = ({ kind, text, address }: GivenAdvice): AdviceDto => ({
  kind,
  text,
  address: address ?? null,
});
