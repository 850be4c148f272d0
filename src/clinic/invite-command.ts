import { parseArgs } from 'node:util';
import { GOOD_FOR_DAYS } from '../identity/secret';
import { invite } from './invite';
import { asOperator } from './operator';

/** `npm run invite -- --email …`: as the owner of the database, for somebody whom no admin of a clinic can help. */
const USAGE = `Set OWNER_DATABASE_URL, and PUBLIC_URL to where people reach the portal by https, then:
  npm run invite -- --email rivera@north.example
Make sure first who is asking, by another way than that e-mail: the link opens the account to whoever holds it.
`;

void asOperator('invite', USAGE, async (owner, links) => {
  const { email } = parseArgs({ options: { email: { type: 'string' } } }).values;
  if (!email) throw new Error(USAGE);
  const invited = await invite(owner, email);
  if (invited.length === 0) throw new Error(`Nobody who works at a clinic today has the e-mail ${email}.`);
  return invited
    .map(({ name, clinics, resets, secret }) => {
      const effect = resets
        ? 'lets them choose another password and signs them out everywhere'
        : 'opens their account';
      const days = GOOD_FOR_DAYS[resets ? 'reset' : 'join'];
      return (
        `Hand this link to ${name} (${clinics.join(', ')}) and to nobody else: it ${effect}.\n` +
        `It is good once, for ${days === 1 ? 'a day' : `${days} days`}, and shown only now:\n` +
        links.forInvitation(secret)
      );
    })
    .join('\n\n');
});
