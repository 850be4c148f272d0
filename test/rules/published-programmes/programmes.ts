/** All the programmes, for tests that hold for each. */
import { ACHILLES_IN_PHASES } from './achilles-in-phases';
import { AFTER_KNEE_REPLACEMENT } from './after-knee-replacement';
import { CALF_LOAD_AND_TENSION } from './calf-load-and-tension';
import { COPENHAGEN_IN_LEVELS } from './copenhagen-in-levels';
import { COUCH_TO_5K } from './couch-to-5k';
import { FOOT_AND_ANKLE } from './foot-and-ankle';
import { HEAVY_SLOW_RESISTANCE } from './heavy-slow-resistance';
import { HEEL_DROPS_AND_RUNNING } from './heel-drops-and-running';
import { NORDIC_HAMSTRING } from './nordic-hamstring';
import { OTAGO_WALKING } from './otago-walking';
import { type PublishedProgramme } from './programme';
import { SEVEN_MINUTE_CIRCUIT } from './seven-minute-circuit';
import { SPINE_STABILITY } from './spine-stability';

export const PROGRAMMES: PublishedProgramme[] = [
  NORDIC_HAMSTRING,
  HEEL_DROPS_AND_RUNNING,
  ACHILLES_IN_PHASES,
  HEAVY_SLOW_RESISTANCE,
  CALF_LOAD_AND_TENSION,
  COPENHAGEN_IN_LEVELS,
  SPINE_STABILITY,
  AFTER_KNEE_REPLACEMENT,
  SEVEN_MINUTE_CIRCUIT,
  COUCH_TO_5K,
  FOOT_AND_ANKLE,
  OTAGO_WALKING,
];
