import { ListOf, Part } from '../http/fields';
import { CapacityDto, FunctionTestDto, NeuroDto, RangeOfMotionDto } from './examination.dto';
import { OncePer } from './finding-fields';
import {
  BODY_REGIONS,
  CHART_SIDES,
  CORE_GROUPS,
  FUNCTION_TESTS,
  PSFS,
  ROM_METHODS,
  ROM_MOVES,
  type SaidFindings,
  TESTED_SIDES,
} from './findings';
import { MedicalHistoryDto } from './history.dto';
import {
  BehaviourDto,
  ChartRegionDto,
  DirectionalResponseDto,
  IrritabilityDto,
  OnsetDto,
  PainRatingDto,
} from './pain.dto';
import { CarePlanDto, FuelAndRecoveryDto, OutlookDto, PsfsActivityDto, RunningDto } from './running.dto';

/** Everything that an assessment may find, part by part. What contradicts itself is refused in check-findings.ts. */
const PART = { optional: true, nullable: true };

export class FindingsDto {
  @Part(() => OnsetDto, PART) onset?: OnsetDto | null;
  @OncePer('region on a side', 'region', 'side')
  @ListOf(() => ChartRegionDto, {
    ...PART,
    max: BODY_REGIONS.length * CHART_SIDES.length,
    about:
      'Empty: asked, and nothing hurts. Marks in both legs, from the thigh down, ask for an answered screen, as leg pain ' +
      'on both sides does.',
  })
  bodyChart?: ChartRegionDto[] | null;
  @Part(() => PainRatingDto, { ...PART, about: 'Pain now is painNprs.' }) pain?: PainRatingDto | null;
  @Part(() => BehaviourDto, PART) behaviour?: BehaviourDto | null;
  @Part(() => IrritabilityDto, PART) irritability?: IrritabilityDto | null;
  @Part(() => DirectionalResponseDto, PART) direction?: DirectionalResponseDto | null;
  @Part(() => NeuroDto, PART) neuro?: NeuroDto | null;
  @OncePer('movement by a method', 'move', 'method')
  @ListOf(() => RangeOfMotionDto, { ...PART, max: ROM_MOVES.length * ROM_METHODS.length })
  rangeOfMotion?: RangeOfMotionDto[] | null;
  @OncePer('test on a side', 'test', 'side')
  @ListOf(() => FunctionTestDto, { ...PART, max: FUNCTION_TESTS.length * TESTED_SIDES.length })
  functionTests?: FunctionTestDto[] | null;
  @OncePer('group on a side', 'group', 'side')
  @ListOf(() => CapacityDto, { ...PART, max: CORE_GROUPS.length * TESTED_SIDES.length })
  capacity?: CapacityDto[] | null;
  @OncePer('activity', 'activity')
  @ListOf(() => PsfsActivityDto, {
    ...PART,
    min: 1,
    max: PSFS.most,
    about: `Activities that the patient names, scored at every visit; at least ${PSFS.fewest} to be signed.`,
  })
  psfs?: PsfsActivityDto[] | null;
  @Part(() => RunningDto, PART) running?: RunningDto | null;
  @Part(() => FuelAndRecoveryDto, PART) recovery?: FuelAndRecoveryDto | null;
  @Part(() => MedicalHistoryDto, { ...PART, about: 'Of the person, not of the episode.' })
  history?: MedicalHistoryDto | null;
  @Part(() => OutlookDto, { ...PART, about: 'Of the person, not of the episode.' })
  outlook?: OutlookDto | null;
  @Part(() => CarePlanDto, { ...PART, about: 'Of this visit: never taken over.' }) plan?: CarePlanDto | null;
}

/** As plain data, which is what gets stored and compared. */
export const saidIn = (dto: FindingsDto): SaidFindings => structuredClone(dto) as SaidFindings;
