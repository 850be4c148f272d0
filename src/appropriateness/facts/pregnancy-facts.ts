/**
 * What the rules ask of pregnancy, birth and the pelvic floor. Weeks go on by themselves: what was said at a visit is counted
 * on to today. Warning signs after ACOG Committee Opinion 804 (abstract read); their circumstances are our decision.
 */
import { daysBetween, WEEKS_12 } from '../../calendar/days';
import { isWarningSign } from '../../finding/derived';
import type { PregnancySign } from '../../finding/findings';
import type { Known } from '../known';
import { answered, historyOf, type NamedFact, no, UNKNOWN, yes, yesIf } from './named-fact';
import type { Fact } from '../rule-language';
import { LONGEST_PREGNANCY_DAYS } from '../said-history';

const DAYS_A_WEEK = 7;
/** How long "not pregnant" is believed [design decision]. */
const NO_PREGNANCY_DAYS = WEEKS_12;
/** Below and above, pregnancy is not listed as unknown [design decision]. */
const CHILDBEARING_AGES = { from: 12, to: 55 };
const SUPINE_WEEKS = 16;

const ASK_PREGNANCY = 'Is the patient pregnant, in which week, and with which signs?';

/** There is no field for sex, so age alone decides who is asked. */
function isOfChildbearingAge({ age }: Known): boolean {
  return age === null || (age >= CHILDBEARING_AGES.from && age <= CHILDBEARING_AGES.to);
}

export const PREGNANCY_FACTS = {
  pregnant: {
    says: 'is pregnant',
    question: ASK_PREGNANCY,
    isListed: isOfChildbearingAge,
    read: (known) => pregnancy(known),
  },
  pregnant_after_16_weeks: {
    says: 'is pregnant after 16 weeks',
    question: ASK_PREGNANCY,
    isListed: isOfChildbearingAge,
    read(known) {
      const fact = pregnancy(known);
      const { pregnant, weeks } = known.pregnancy;
      if (fact.truth !== 'yes' || !pregnant) return fact;
      const isAfter = daysPregnant(known, pregnant.foundOn) > SUPINE_WEEKS * DAYS_A_WEEK;
      if (weeks) return (isAfter ? yes : no)(fact.words, fact.foundOn);
      // whoever was pregnant then, in whatever week, is further on today
      return isAfter ? yes(`pregnant on ${pregnant.foundOn}`, pregnant.foundOn) : UNKNOWN;
    },
  },
  pregnancy_warning_sign: {
    says: 'is pregnant with a warning sign or an obstetric contraindication',
    question: ASK_PREGNANCY,
    isListed: isOfChildbearingAge,
    read: (known) => signs(known, isWarningSign),
  },
  light_headed_on_standing: {
    says: 'is pregnant and light-headed only on standing, which the midwife knows',
    question: ASK_PREGNANCY,
    isListed: isOfChildbearingAge,
    read: (known) => signs(known, (sign) => !isWarningSign(sign)),
  },
  birth_within_12_weeks: {
    says: 'gave birth within 12 weeks',
    question: 'Was there a birth, and when?',
    read({ history, today }) {
      const said = history.birth;
      if (!said) return UNKNOWN;
      if ('none' in said.value) return no('no birth', said.foundOn);
      const { on } = said.value;
      return (daysBetween(on, today) <= WEEKS_12 ? yes : no)(`birth on ${on}`, said.foundOn);
    },
  },
  prolapse_or_leak_untreated: {
    says: 'has a new or untreated prolapse or leak',
    question: 'Is there a prolapse or a leak, since when, and is it managed?',
    read: (known) => prolapseOrLeak(known, false),
  },
  prolapse_or_leak_managed: {
    says: 'has a long-standing, managed, unchanged prolapse or leak',
    question: 'Is there a prolapse or a leak, since when, and is it managed?',
    read: (known) => prolapseOrLeak(known, true),
  },
} satisfies Record<string, NamedFact>;

function pregnancy(known: Known): Fact {
  const { pregnant: said, weeks } = known.pregnancy;
  const fact = answered(said, 'pregnant');
  if (!said || fact.truth === 'unknown') return UNKNOWN;
  if (fact.truth === 'no') {
    return daysBetween(said.foundOn, known.today) <= NO_PREGNANCY_DAYS ? fact : UNKNOWN;
  }
  const birth = known.history.birth;
  if (birth && 'on' in birth.value && birth.value.on >= said.foundOn) {
    return no(`birth on ${birth.value.on}`, birth.foundOn);
  }
  if (daysPregnant(known, said.foundOn) > LONGEST_PREGNANCY_DAYS) return UNKNOWN;
  // as found, not as counted on to today: a decision would lapse every week
  return weeks ? yes(`pregnant, ${weeks.value} weeks on ${weeks.foundOn}`, weeks.foundOn) : fact;
}

/** By the weeks that were said; failing that, at least since it was said. */
function daysPregnant({ pregnancy: { weeks }, today }: Known, saidOn: string): number {
  return weeks ? weeks.value * DAYS_A_WEEK + daysBetween(weeks.foundOn, today) : daysBetween(saidOn, today);
}

function signs(known: Known, counts: (sign: PregnancySign) => boolean): Fact {
  const fact = pregnancy(known);
  if (fact.truth !== 'yes') return fact;
  const said = known.pregnancy.signs;
  if (!said) return UNKNOWN;
  const found = said.value.filter(counts).map((sign) => sign.replaceAll('_', ' '));
  const words = found.length > 0 ? `pregnant, with ${found.join(', ')}` : undefined;
  return yesIf(words, 'pregnant, no such sign', said.foundOn);
}

/** Managed and not begun within the last twelve weeks is long-standing; one that nobody called managed is untreated. */
function prolapseOrLeak(known: Known, isManaged: boolean): Fact {
  const fact = historyOf(known, 'prolapseOrLeak', 'prolapse or leak');
  const said = known.history.prolapseOrLeak;
  if (fact.truth !== 'yes' || !said) return fact;
  const { managed, since } = said.value;
  const isNew = since !== undefined && daysBetween(since, known.today) <= WEEKS_12;
  return (managed === 'yes' && !isNew) === isManaged ? fact : no(fact.words, fact.foundOn);
}
