import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import { adviceChanges } from '../lifestyle/advice';
import { toAdvice } from '../lifestyle/advice.dto';
import { RuleDecisionDto, toRuleDecision } from '../appropriateness/appropriateness.dto';
import { AppropriatenessService } from '../appropriateness/appropriateness.service';
import { PlanAppraisalService } from './plan-appraisal.service';
import { AppraisalDto, toVersion, VersionDto } from './prescription.dto';
import type { PrescriptionHistory } from './prescription.repository';
import { PrescriptionService } from './prescription.service';
import { ChangesDto, ChangesQuery } from './version.dto';
import { whatChanged } from './what-changed';

/** A prescription through time: what was told when, and what was different. */
@ApiTags('Prescription')
@Controller()
export class VersionController {
  constructor(
    private readonly prescriptions: PrescriptionService,
    private readonly appraisals: PlanAppraisalService,
    private readonly appropriateness: AppropriatenessService,
  ) {}

  @Get('prescriptions/:id/versions')
  @Allow('clinician')
  @Operation({ summary: 'Read every version of a prescription, oldest first', returns: [VersionDto] })
  async versions(@CurrentTx() tx: Tx, @PathId() id: string): Promise<VersionDto[]> {
    const { versions, items, advice } = await this.prescriptions.getHistory(tx, id);
    return versions.map((version) => toVersion(version, items, advice));
  }

  @Get('prescriptions/:id/appraisal')
  @Allow('clinician')
  @Operation({
    summary: 'Read what the rules say of the draft',
    about:
      'As if it were issued today; where nothing is drafted, of what is live. Every rule that matches, what it asks, what ' +
      'could be prescribed instead, and what is not known. No match means that no rule matched, and nothing more.',
    returns: AppraisalDto,
    refuses: ['prescription.no_draft'],
  })
  async appraisal(@CurrentTx() tx: Tx, @PathId() id: string): Promise<AppraisalDto> {
    return this.appraisals.appraise(tx, id);
  }

  @Get('prescriptions/:id/decisions')
  @Allow('clinician')
  @Operation({
    summary: 'Read what was decided where a rule spoke, oldest first',
    returns: [RuleDecisionDto],
  })
  async decisions(@CurrentTx() tx: Tx, @PathId() id: string): Promise<RuleDecisionDto[]> {
    const { versions } = await this.prescriptions.get(tx, id);
    const decisions = await this.appropriateness.decisionsOf(tx, id);
    return decisions.map((decision) => {
      const version = versions.find((one) => one.id === decision.versionId);
      return toRuleDecision(decision, version?.number as number);
    });
  }

  @Get('prescriptions/:id/changes')
  @Allow('clinician')
  @Operation({
    summary: 'Read what changed between two versions, in words',
    returns: ChangesDto,
    refuses: ['prescription.nothing_to_compare'],
  })
  async changes(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @Query() query: ChangesQuery,
  ): Promise<ChangesDto> {
    const history = await this.prescriptions.getHistory(tx, id);
    const [from, to] = toCompare(history, query);
    const ofVersion = <Row extends { versionId: string }>(number: number, rows: Row[]) => {
      const version = history.versions.find((one) => one.number === number);
      return rows.filter((row) => row.versionId === version?.id);
    };
    const changes = whatChanged(ofVersion(from, history.items), ofVersion(to, history.items));
    const advice = adviceChanges(ofVersion(from, history.advice), ofVersion(to, history.advice));
    return {
      from,
      to,
      ...changes,
      advice: { added: advice.added.map(toAdvice), removed: advice.removed.map(toAdvice) },
    };
  }
}

/** The numbers of the two versions. Throws prescription.nothing_to_compare when one of them is not there. */
function toCompare({ versions, transitions }: PrescriptionHistory, query: ChangesQuery): [number, number] {
  const numberOf = (versionId: string) => versions.find((one) => one.id === versionId)?.number as number;
  const issued = transitions
    .filter(({ kind }) => kind === 'issued')
    .map(({ versionId }) => numberOf(versionId));
  const to = query.to ?? issued.at(-1);
  const from = query.from ?? issued.filter((number) => to !== undefined && number < to).at(-1);
  const isThere = (number: number | undefined) => versions.some((one) => one.number === number);
  if (from === undefined || to === undefined || !isThere(from) || !isThere(to)) {
    throw new AppError('prescription.nothing_to_compare');
  }
  return [from, to];
}
