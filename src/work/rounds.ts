/** The rounds that the features brought along, found by their mark, and how one is gone: clinic by clinic, one at a time. */
import { Injectable, Logger } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { type ClinicAtWork, WorkDoor } from '../db/work-door';
import { COMES_ROUND, type Round } from './round';

@Injectable()
export class Rounds {
  private readonly log = new Logger('Rounds');
  private found?: Round[];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
    private readonly door: WorkDoor,
  ) {}

  /** By name, in a steady order. Throws when two have one name. */
  all(): readonly Round[] {
    if (this.found) return this.found;
    const rounds = this.discovery
      .getProviders()
      .filter(({ metatype }) => typeof metatype === 'function' && this.reflector.get(COMES_ROUND, metatype))
      .map(({ instance }) => instance as Round)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const twice = rounds.find((round, at) => rounds[at + 1]?.name === round.name);
    if (twice) throw new Error(`Two rounds are called ${twice.name}.`);
    return (this.found = rounds);
  }

  /** At every clinic; answers those at which it failed, which are in the log. */
  async go(name: string): Promise<{ clinicId: string; fault: unknown }[]> {
    const round = this.all().find((one) => one.name === name);
    // asked for by a process of another version
    if (!round) return [];
    const failed: { clinicId: string; fault: unknown }[] = [];
    for (const clinic of await this.door.clinics()) {
      try {
        await this.visit(round, clinic);
      } catch (fault) {
        this.log.error({ err: fault, round: name, clinicId: clinic.clinicId });
        failed.push({ clinicId: clinic.clinicId, fault });
      }
    }
    return failed;
  }

  private async visit(round: Round, clinic: ClinicAtWork): Promise<void> {
    await this.door.openTx(clinic, async (tx) => {
      const [lock] = await tx.query<{ is_ours: boolean }>(
        'select pg_try_advisory_xact_lock(hashtextextended($1, 720114)) as is_ours',
        [`${round.name} ${clinic.clinicId}`],
      );
      if (lock?.is_ours) await round.visit(tx);
    });
  }
}
