/**
 * How much may be written about an exercise, in characters and lines. The API's fields and every import hold to the same
 * bounds, so that what came in from a file can be read, changed and copied like what was typed.
 */
export const BOUNDS = {
  name: { max: 120 },
  summary: { max: 500 },
  muscles: { max: 20, each: 60 },
  equipment: { max: 20, each: 60 },
  steps: { max: 20, each: 500 },
  mistakes: { max: 20, each: 500 },
} as const;
