import { ArrayUnique } from 'class-validator';
import { Choice, Whole } from '../http/fields';
import { ASKED } from './findings';

/** The fields that findings are made of again and again. All of them may be left out: absent is not said. */

/** Only `no` is a no. */
export const Answer = (about?: string) => Choice(ASKED, { optional: true, about });

/** A numeric rating of pain, 0 none to 10 worst. */
export const Rating = (about?: string) =>
  Whole({ min: 0, max: 10, optional: true, example: 3, about: about ?? 'Pain: 0 none, 10 worst.' });

/** In a list, no two entries agree in all of these fields, capital letters apart. */
export const OncePer = (what: string, ...fields: string[]) =>
  ArrayUnique(
    (one: Record<string, unknown> | null) =>
      fields
        .map((field) => one?.[field])
        .join(' ')
        .toLowerCase(),
    { message: `each ${what} is named once` },
  );
