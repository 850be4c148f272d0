import { type DynamicModule, Global, Module } from '@nestjs/common';

/**
 * Whether this installation advises. `record-only` is for a clinic where advice would make the software a medical device:
 * then nothing is graded, weighed or suggested, and only a clinician opens a hold. The gate is never off in either.
 */
export const RULES_MODES = ['advise', 'record-only'] as const;
export type RulesMode = (typeof RULES_MODES)[number];

/** To be injected wherever advice is given or acted on. */
export class ClinicalRules {
  constructor(readonly mode: RulesMode) {}

  get advise(): boolean {
    return this.mode === 'advise';
  }
}

@Global()
@Module({})
export class ClinicalRulesModule {
  static inMode(mode: RulesMode): DynamicModule {
    return {
      module: ClinicalRulesModule,
      providers: [{ provide: ClinicalRules, useValue: new ClinicalRules(mode) }],
      exports: [ClinicalRules],
    };
  }
}
