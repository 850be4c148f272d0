import { Choice, Day, ListOf, Measure, Part, Said, Text, Whole } from '../http/fields';
import { Answer, OncePer, Rating } from './finding-fields';
import {
  ASKED,
  type Asked,
  BODY_SIDES,
  type BodySide,
  CAPACITIES,
  type Capacity,
  CORE_GROUPS,
  type CoreGroup,
  FUNCTION_TESTS,
  type FunctionTest,
  type KnownDeficit,
  type LegRaise,
  type NerveTension,
  type Neuro,
  type RangeOfMotion,
  ROM_BOUNDS,
  ROM_METHODS,
  ROM_MOVES,
  ROM_UNITS,
  type Root,
  type RootFinding,
  ROOTS,
  SADDLE_SENSATIONS,
  TESTED_SIDES,
  type TestedSide,
  TOUCHES,
  TRENDS,
} from './findings';

/** What the clinician tested. By phone or video much cannot be: "not testable" is an answer. */
export class RootFindingDto implements RootFinding {
  @Choice(ROOTS) root: Root;
  @Choice(BODY_SIDES) side: BodySide;
  @Whole({ min: 0, max: 5, optional: true, example: 5, about: 'MRC scale: 0 none to 5 normal.' })
  power?: number;
  @Choice(TOUCHES, { optional: true, about: 'Light touch.' }) touch?: RootFinding['touch'];
  @Whole({ min: 0, max: 4, optional: true, example: 2, about: 'Only L3, L4 and S1 have one; 2 is normal.' })
  reflex?: number;
  @Said({ about: 'Instead of power, touch and reflex.' }) notTestable?: true;
}

export class LegRaiseDto implements LegRaise {
  @Choice(BODY_SIDES) side: BodySide;
  @Whole({ min: 0, max: 120, optional: true, example: 60, about: 'Where it stops.' }) degrees?: number;
  @Answer('In the leg that is raised: with a yes on both sides, the pain is in both legs.')
  reproducesLegPain?: Asked;
}

export class NerveTensionDto implements NerveTension {
  @Choice(BODY_SIDES) side: BodySide;
  @Choice(ASKED) positive: Asked;
}

/** Long-standing and unchanged. */
export class KnownDeficitDto implements KnownDeficit {
  @Day({ example: '1998-05-01', about: 'Never in the future.' }) since: string;
  @Text({ max: 500, example: 'Polio in childhood.' }) cause: string;
  @Day({ optional: true, example: '2019-03-14', about: 'Never in the future.' }) investigatedOn?: string;
}

export class NeuroDto implements Neuro {
  @OncePer('root on a side', 'root', 'side')
  @ListOf(() => RootFindingDto, { optional: true, max: ROOTS.length * BODY_SIDES.length })
  roots?: RootFindingDto[];
  @OncePer('side', 'side')
  @ListOf(() => LegRaiseDto, { optional: true, max: BODY_SIDES.length, about: 'Straight leg raise.' })
  legRaise?: LegRaiseDto[];
  @OncePer('side', 'side')
  @ListOf(() => NerveTensionDto, { optional: true, max: BODY_SIDES.length })
  slump?: NerveTensionDto[];
  @OncePer('side', 'side')
  @ListOf(() => NerveTensionDto, { optional: true, max: BODY_SIDES.length })
  femoralStretch?: NerveTensionDto[];
  @Answer('Clonus or an up-going toe?') upperMotorSigns?: Asked;
  @Answer('Walks on heels and on toes?') heelToeWalk?: Asked;
  @Choice(SADDLE_SENSATIONS, { optional: true }) saddleSensation?: Neuro['saddleSensation'];
  @Choice(TRENDS, { optional: true, about: 'Against the last examination.' }) trend?: Neuro['trend'];
  @Said({ about: 'All of it, as by phone: instead of what is tested by hand.' }) notTestable?: true;
  @Part(() => KnownDeficitDto, { optional: true }) known?: KnownDeficitDto;
}

const RANGES = Object.values(ROM_BOUNDS);
const WIDEST_RANGE = {
  min: Math.min(...RANGES.map(({ min }) => min)),
  max: Math.max(...RANGES.map(({ max }) => max)),
};

export class RangeOfMotionDto implements RangeOfMotion {
  @Choice(ROM_MOVES) move: RangeOfMotion['move'];
  @Measure({ ...WIDEST_RANGE, step: 0.5, example: 60, about: 'Each unit has narrower bounds.' })
  value: number;
  @Choice(ROM_UNITS, { about: 'That of the method.' }) unit: RangeOfMotion['unit'];
  @Choice(ROM_METHODS, {
    about: 'by_eye: percent. inclinometer, goniometer: degrees. The others: cm.',
  })
  method: RangeOfMotion['method'];
  @Answer() painful?: Asked;
}

export class FunctionTestDto implements FunctionTest {
  @Choice(FUNCTION_TESTS) test: FunctionTest['test'];
  @Choice(TESTED_SIDES) side: TestedSide;
  @Whole({ min: 0, max: 600, optional: true, example: 30, about: 'Of stance, side plank and bridge.' })
  seconds?: number;
  @Whole({ min: 0, max: 200, optional: true, example: 20, about: 'Of calf raises.' }) reps?: number;
  @Choice(['good', 'fair', 'poor'], { optional: true, about: 'Of the squat.' })
  quality?: FunctionTest['quality'];
  @Rating() pain?: number;
}

export class CapacityDto implements Capacity {
  @Choice(CORE_GROUPS) group: CoreGroup;
  @Choice(TESTED_SIDES, { about: 'both once, or each side once.' }) side: TestedSide;
  @Choice(CAPACITIES) found: Capacity['found'];
}
