/**
 * People, not rules: the dangerous ones must all be caught, on exactly the exercise that is the danger, and the ordinary ones
 * must not be in the way of their own recovery. Stories, sources and expectations stand in vignettes/*.yaml.
 */
import { RULES } from '../../src/appropriateness/rules';
import { checkDosage } from '../../src/dosage/check/check-dosage';
import { TRAITS } from '../../src/exercise/traits';
import { findingFaults } from '../../src/finding/check-findings';
import { FindingsDto } from '../../src/finding/findings.dto';
import { fieldsPipe } from '../../src/http/validation';
import { FLAG_CODES } from '../../src/screen/red-flags';
import { screenFaults } from '../../src/screen/screen-faults';
import {
  comesOf,
  DANGEROUS,
  DOSES,
  expected,
  type Outcome,
  ORDINARY,
  OWN_EXERCISES,
  spoken,
  TODAY,
  USUAL_PLANS,
  type Vignette,
} from './vignettes/vignette';

const ALL = [...DANGEROUS, ...ORDINARY];
const titled = (vignettes: Vignette[]) => vignettes.map((one): [string, Vignette] => [one.title, one]);

/** Each is one thing that the clinician has to answer before the plan can be issued. */
const interruptionsOf = ({ flags, matches }: Outcome): string[] => [
  ...flags.filter(({ asksDecision }) => asksDecision).map(({ code }) => code),
  ...matches.filter(({ level }) => level === 'STRONG' || level === 'CAUTION').map(({ ruleId }) => ruleId),
];

/** By a hold on the patient, or by a rule. */
const isStopped = ({ holds, matches }: Outcome): boolean =>
  holds.length > 0 || matches.some(({ level }) => level === 'HARD');

describe('the vignettes', () => {
  it('are at least twenty dangerous and forty ordinary ones, of whom half are over sixty', () => {
    expect(DANGEROUS.length).toBeGreaterThanOrEqual(20);
    expect(ORDINARY.length).toBeGreaterThanOrEqual(40);
    expect(ORDINARY.filter(({ age }) => age > 60).length).toBeGreaterThanOrEqual(ORDINARY.length / 2);
  });

  it('have titles of their own', () => {
    expect(new Set(ALL.map(({ title }) => title)).size).toBe(ALL.length);
  });

  it.each(titled(ALL))('%s: could be written down as it stands', async (_title, vignette) => {
    for (const { findings = {} } of [vignette, ...(vignette.earlier ?? [])]) {
      await fieldsPipe().transform(findings, { type: 'body', metatype: FindingsDto });
      expect(findingFaults(findings, TODAY)).toEqual([]);
    }

    const { screen, context, flags } = comesOf(vignette);
    const faults = screenFaults(screen, context, flags).map(({ pointer, code }) => `${code} ${pointer}`);
    // a decision is what the clinician is interrupted for, and a contradiction is what some of the stories are about
    expect(faults.filter((fault) => !/^screen\.(undecided|contradicted) /.test(fault))).toEqual([]);
  });

  it.each(titled(ALL))('%s: names what exists, and is honest about its source', (_title, vignette) => {
    const { rules = {}, flags = {}, hold = [] } = vignette.expect;
    const known: string[] = [...RULES.map(({ id }) => id), ...FLAG_CODES];
    const named = [...Object.keys(rules), ...Object.keys(flags), ...hold];
    expect(named.filter((one) => !known.includes(one))).toEqual([]);
    expect(vignette.story).not.toBe('');
    expect(vignette.source).not.toBe('');
    if (/^general knowledge/.test(vignette.source)) expect(vignette.verified).toBe(false);
  });

  it.each(Object.entries(DOSES))('the dose "%s" can be carried out', (_name, dosage) => {
    expect(checkDosage(dosage)).toEqual([]);
  });

  it.each(OWN_EXERCISES)('the exercise $code has traits of the vocabulary', ({ traits }) => {
    expect(traits.filter((trait) => !TRAITS.includes(trait))).toEqual([]);
  });
});

describe('a dangerous one is caught', () => {
  it.each(titled(DANGEROUS))('%s', (_title, vignette) => {
    const { hold = [], flags = {}, rules = {} } = vignette.expect;
    const outcome = comesOf(vignette);
    expect(outcome.holds).toEqual(expect.arrayContaining(hold));
    expect(outcome.flags.map(({ code, level }) => [code, level])).toEqual(
      expect.arrayContaining(Object.entries(flags)),
    );
    const ofTheseRules = spoken(outcome).filter((line) =>
      Object.keys(rules).includes(line.split(' ')[0] ?? ''),
    );
    expect(ofTheseRules).toEqual(expected(vignette.expect));
  });

  it('and not one of them goes through without a hold, or a HARD or STRONG rule', () => {
    const unnoticed = DANGEROUS.filter((vignette) => {
      const outcome = comesOf(vignette);
      return !isStopped(outcome) && !outcome.matches.some(({ level }) => level === 'STRONG');
    });
    expect(unnoticed.map(({ title }) => title)).toEqual([]);
  });
});

describe('an ordinary one is let be', () => {
  it.each(titled(ORDINARY))('%s', (_title, vignette) => {
    const { hold = [], flags = {} } = vignette.expect;
    const outcome = comesOf(vignette);
    expect(outcome.holds).toEqual(hold);
    const decisions = outcome.flags.filter(
      ({ level, asksDecision, opensHold }) => asksDecision || (level !== 'INFO' && !opensHold),
    );
    expect(Object.fromEntries(decisions.map(({ code, level }) => [code, level]))).toEqual(flags);
    expect(spoken(outcome).filter((line) => !/ INFO: /.test(line))).toEqual(expected(vignette.expect));
  });

  it('at most one of them is stopped', () => {
    const stopped = ORDINARY.filter((vignette) => isStopped(comesOf(vignette))).map(({ title }) => title);
    expect(stopped.slice(1)).toEqual([]);
  });

  it.each<[string, Vignette[]]>([
    ['with their own plan', ORDINARY],
    ['over sixty, with their own plan', ORDINARY.filter(({ age }) => age > 60)],
    ...Object.entries(USUAL_PLANS).map(([name, plan]): [string, Vignette[]] => [
      `with the usual plan "${name}"`,
      ORDINARY.map((one) => ({ ...one, plan })),
    ]),
  ])('%s they are interrupted once a plan on average, or less', (_how, vignettes) => {
    const counted = vignettes.map((one) => ({ of: one.title, by: interruptionsOf(comesOf(one)) }));
    const total = counted.reduce((sum, { by }) => sum + by.length, 0);
    const table = counted.map(({ of, by }) => `${by.length}  ${of}${by.length ? ` (${by.join(', ')})` : ''}`);
    const tooMany = total > counted.length ? [`${total} in ${counted.length} plans:`, ...table] : [];
    expect(tooMany).toEqual([]);
  });

  it('with the usual plans no rule is HARD but one: the band of somebody allergic to latex', () => {
    const hard = Object.values(USUAL_PLANS).flatMap((plan) =>
      ORDINARY.flatMap((one) => spoken(comesOf({ ...one, plan })).filter((line) => / HARD: /.test(line))),
    );
    expect(hard).toEqual(['R-LTX HARD: clamshell']);
  });
});
