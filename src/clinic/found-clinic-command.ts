import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { FirstAdmin, foundClinic, NewClinic } from './found-clinic';
import { asOperator } from './operator';

/** `npm run found-clinic -- --name … --admin-email …`: as the owner of the database, once for each new clinic. */
const USAGE = `Set OWNER_DATABASE_URL, and PUBLIC_URL to where people reach the portal by https, then:
  npm run found-clinic -- --name 'North Clinic' --address '1 High Street, London' --phone '020 7946 0000'
    --email desk@north.example --time-zone Europe/London [--country GB]
    [--booking-url https://…]
    --admin-name 'Chris Adams' --admin-email adams@north.example
`;

void asOperator('found-clinic', USAGE, async (owner, links) => {
  const { values } = parseArgs({
    options: {
      name: { type: 'string' },
      address: { type: 'string' },
      phone: { type: 'string' },
      email: { type: 'string' },
      'time-zone': { type: 'string' },
      country: { type: 'string' },
      'booking-url': { type: 'string' },
      'admin-name': { type: 'string' },
      'admin-email': { type: 'string' },
    },
  });
  const { name, address, phone, email } = values;
  const clinic = checked(NewClinic, {
    name,
    address,
    phone,
    email,
    timeZone: values['time-zone'],
    country: values.country,
    bookingUrl: values['booking-url'],
  });
  const admin = checked(FirstAdmin, { name: values['admin-name'], email: values['admin-email'] });
  const { invitationSecret } = await foundClinic(owner, clinic, admin);
  return (
    `${clinic.name} is founded. Hand this link to ${admin.name}; it is good for seven days and shown only now:\n` +
    links.forInvitation(invitationSecret)
  );
});

/** The same limits as at the door of the API. */
function checked<T extends object>(kind: new () => T, fields: object): T {
  const one = plainToInstance(kind, fields);
  const faults = validateSync(one).flatMap((fault) => Object.values(fault.constraints ?? {}));
  if (faults.length > 0) throw new Error(`${faults.join('\n')}\n\n${USAGE}`);
  return one;
}
