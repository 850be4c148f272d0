/**
 * What somebody reads who asks to be let in again. The same for those we know and those we do not: never write here whether
 * an address, a link or a person is known.
 */
interface EntryText {
  /** Stable, so that a record can say which text was shown. */
  id: string;
  text: string;
  source: string;
}

const OWN = 'own wording of what the clinic asks for; no clinical fact';

export const LINK_REQUESTED: EntryText = {
  id: 'entry.link_requested',
  text:
    'If we know you and have your e-mail, a new link is on its way to you. If no mail comes in ten minutes, please call ' +
    'your clinic. They can give you a code on the phone.',
  source: OWN,
};

export const EMAIL_CHANGE_ASKED: EntryText = {
  id: 'entry.email_change_asked',
  text: 'We have sent a mail to your new address. Open it on this phone or computer to say yes. Till then nothing changes.',
  source: OWN,
};
