import { Whole } from '../http/fields';
import { LOG_WEEKS_MAX } from './handout';

/** What may be chosen about a handout. What stands on it nobody chooses: it is what is advised. */
export class HandoutQuery {
  @Whole({
    min: 0,
    max: LOG_WEEKS_MAX,
    parameter: true,
    optional: true,
    example: 2,
    about: 'For how many weeks a sheet is added on which the patient writes what they did; 1 if not said.',
  })
  logWeeks?: number;
}
