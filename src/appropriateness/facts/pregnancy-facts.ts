/**
 * What the rules ask of pregnancy, birth and the pelvic floor. Weeks go on by themselves: what was said at a visit is counted
 * on to today. Warning signs after ACOG Committee Opinion 804 (abstract read); their circumstances are our decision.
 */
import type { PregnancySign } from '../../finding/findings';
import { daysSince } from './elapsed';
import type { Known } from '../known';
import { answered, historyOf, type NamedFact, no, UNKNOWN, within, yes, yesIf } from './named-fact';
import type { Fact } from '../rule-language';

const DAYS_A_WEEK = 7;
const WEEKS_12 = 84;
/** A pregnancy that would be older than 42 weeks is over, whatever was last written. */
const LONGEST_PREGNANCY_DAYS = 42 * DAYS_A_WEEK;
/** How long "not pregnant" is believed [design decision]. */
const NO_PREGNANCY_DAYS = 84;
/** Below and above, pregnancy is not listed as unknown [design decision]. */
const CHILDBEARING_AGES = { from: 12, to: 55 };
const SUPINE_WEEKS = 16;

const LIGHT_HEADED: PregnancySign = 'light_headed_on_standing_midwife_aware';

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
      const said = known.history.pregnancy;
      if (fact.truth !== 'yes' || !said) return fact;
      const days = daysPregnant(known);
      if (days === null) return UNKNOWN;
      return (days > SUPINE_WEEKS * DAYS_A_WEEK ? yes : no)(fact.words, fact.foundOn);
    },
  },
  pregnancy_warning_sign: {
    says: 'is pregnant with a warning sign or an obstetric contraindication',
    question: ASK_PREGNANCY,
    isListed: isOfChildbearingAge,
    read: (known) => signs(known, (sign) => sign !== LIGHT_HEADED),
  },
  light_headed_on_standing: {
    says: 'is pregnant and light-headed only on standing, which the midwife knows',
    question: ASK_PREGNANCY,
    isListed: isOfChildbearingAge,
    read: (known) => signs(known, (sign) => sign === LIGHT_HEADED),
  },
  birth_within_12_weeks: {
    says: 'gave birth within 12 weeks',
    question: 'Was there a birth, and when?',
    read({ history, today }) {
      const said = history.birth;
      if (!said) return UNKNOWN;
      if ('none' in said.value) return no('no birth', said.foundOn);
      const { on } = said.value;
      return (daysSince(on, today) <= WEEKS_12 ? yes : no)(`birth on ${on}`, said.foundOn);
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
  const said = known.history.pregnancy;
  const fact = answered(
    within(said, ({ pregnant }) => pregnant),
    'pregnant',
  );
  if (!said || fact.truth === 'unknown') return UNKNOWN;
  if (fact.truth === 'no') {
    return daysSince(said.foundOn, known.today) <= NO_PREGNANCY_DAYS ? fact : UNKNOWN;
  }
  const birth = known.history.birth;
  if (birth && 'on' in birth.value && birth.value.on >= said.foundOn) {
    return no(`birth on ${birth.value.on}`, birth.foundOn);
  }
  const days = daysPregnant(known) ?? daysSince(said.foundOn, known.today);
  if (days > LONGEST_PREGNANCY_DAYS) return UNKNOWN;
  const { weeks } = said.value;
  // as found, not as counted on to today: a decision would lapse every week
  return yes(weeks === undefined ? 'pregnant' : `pregnant, ${weeks} weeks on ${said.foundOn}`, said.foundOn);
}

function daysPregnant({ history, today }: Known): number | null {
  const weeks = within(history.pregnancy, (pregnancy_) => pregnancy_.weeks);
  return weeks && weeks.value * DAYS_A_WEEK + daysSince(weeks.foundOn, today);
}

function signs(known: Known, counts: (sign: PregnancySign) => boolean): Fact {
  const fact = pregnancy(known);
  if (fact.truth !== 'yes') return fact;
  const said = within(known.history.pregnancy, (pregnancy_) => pregnancy_.signs);
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
  const isNew = since !== undefined && daysSince(since, known.today) <= WEEKS_12;
  return (managed === 'yes' && !isNew) === isManaged ? fact : no(fact.words, fact.foundOn);
}
