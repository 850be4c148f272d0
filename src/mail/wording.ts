/**
 * Every word that a mail says, as data. A mail may be read on a locked screen, at work, or by somebody who shares the address:
 * so it never names a condition, an exercise, a treatment or a person, never says what a plan holds, and never promises that
 * somebody watches. What is to be known stands behind the sign-in. The clinic's own name is the clinic's.
 */
import type { MailKind } from './post-mail';

export interface Clinic {
  name: string;
  phone: string;
  email: string;
}

interface MailWords {
  /** Stable, so that a record can say which text was sent. */
  id: string;
  subject: string;
  /** One paragraph each. */
  says: readonly string[];
  /** What the mail's address does, said before it; for kinds that bring one. */
  link?: string;
  source: string;
}

const OWN = 'own wording of what the clinic asks for; no clinical fact';

export const MAIL_WORDS: Record<MailKind, MailWords> = {
  patient_link: {
    id: 'mail.patient_link',
    subject: 'Your link',
    says: [
      'Here is your own link to our online pages. Please keep this mail, and do not pass it on.',
      'We will ask for your date of birth when you open the link.',
    ],
    link: 'Open this link:',
    source: OWN,
  },
  carer_link: {
    id: 'mail.carer_link',
    subject: 'Your link',
    says: [
      'Somebody wants you to help them with our online pages. Here is your own link. Please do not pass it on.',
      'If you do not know who that could be, please ignore this mail or call us.',
    ],
    link: 'Open this link:',
    source: OWN,
  },
  email_confirmation: {
    id: 'mail.email_confirmation',
    subject: 'Is this your address?',
    says: [
      'Somebody gave us this address. If it was you, please confirm it with the link below.',
      'If it was not you, please ignore this mail.',
    ],
    link: 'Confirm your address here:',
    source: OWN,
  },
  email_changed: {
    id: 'mail.email_changed',
    subject: 'Your address was changed',
    says: [
      'We now write to another address, as we were asked to.',
      'If it was not you who asked, please call us today.',
    ],
    source: OWN,
  },
  plan_changed: {
    id: 'mail.plan_changed',
    subject: 'Your plan changed',
    says: ['Your plan changed. Please open your link to see what is new.'],
    source: OWN,
  },
  plan_ends_soon: {
    id: 'mail.plan_ends_soon',
    subject: 'Your plan ends soon',
    says: ['Your plan ends soon. If you want to go on with it, please call us before then.'],
    source: OWN,
  },
  reminder: {
    id: 'mail.reminder',
    subject: 'You have a reminder',
    says: ['You have a reminder. You asked us to send it at this time.'],
    link: 'Stop these reminders with one tap:',
    source: OWN,
  },
  access_ends_soon: {
    id: 'mail.access_ends_soon',
    subject: 'Your link will end soon',
    says: [
      'You help somebody with our online pages. Your link to them will soon end by itself.',
      'Please talk with them before then. You can call us if you want to know more.',
    ],
    source: OWN,
  },
  own_choice_soon: {
    id: 'mail.own_choice_soon',
    subject: 'Soon you choose',
    says: [
      'Soon you choose who can see your online pages. Who helps you now will then need your word.',
      'You can give it on your pages. You can also call us and ask.',
    ],
    source: OWN,
  },
  alert_raised: {
    id: 'mail.alert_raised',
    subject: 'Something new waits in your list',
    says: ['Something new waits in your list. Please sign in and look.'],
    source: OWN,
  },
  alert_escalated: {
    id: 'mail.alert_escalated',
    subject: 'Something waits in your list',
    says: ['Something in your list has waited for a while. Please sign in and look.'],
    source: OWN,
  },
  nobody_to_look: {
    id: 'mail.nobody_to_look',
    subject: 'Something waits at your clinic',
    says: [
      'Something waits at your clinic, and nobody who could look at it can sign in today.',
      'Please see to it that somebody can.',
    ],
    source: OWN,
  },
};

/** Kinds that are worth nothing without their address. */
export const needsLink = (kind: MailKind): boolean => MAIL_WORDS[kind].link !== undefined;

export interface Words {
  subject: string;
  text: string;
  html: string;
}

/** The same for the same arguments, letter by letter. `link` is of an address of this portal, or null. */
export function wordsOf(kind: MailKind, clinic: Clinic, link: string | null): Words {
  const { subject, says, link: before } = MAIL_WORDS[kind];
  const reach = [
    `To speak with us, call ${clinic.phone}. If you answer this mail, your answer goes to ${clinic.email}.`,
    'Please do not write about your health in an answer. Nobody reads this address all day.',
  ];
  const address = before && link ? [before, link] : null;
  const text = [...says, ...(address ? [address.join('\n')] : []), ...reach, clinic.name].join('\n\n');
  const html = [
    ...says.map(paragraph),
    ...(address
      ? [`<p>${escaped(address[0])}<br><a href="${escaped(address[1])}">${escaped(address[1])}</a></p>`]
      : []),
    ...reach.map(paragraph),
    paragraph(clinic.name),
  ];
  return {
    subject,
    text: `${text}\n`,
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body>\n${html.join('\n')}\n</body></html>\n`,
  };
}

const paragraph = (said: string): string => `<p>${escaped(said)}</p>`;

const escaped = (said = ''): string =>
  said.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] as string,
  );
