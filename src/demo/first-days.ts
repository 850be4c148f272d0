import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { ANN } from './people';
import { type Ask, dayFromNow, secretOf } from './visit';

/**
 * A patient's first days with a plan, in a demo that is made in seconds: the clock of the database that is being made goes back,
 * and each day is then told through the API as the patient would. No row is written or moved here.
 */
export class DemoClock {
  constructor(private readonly owner: Client) {}

  /** Whole days; 0 is the present, as everywhere else. */
  async goTo(daysAgo: number): Promise<void> {
    const clock = `pg_catalog.now()${daysAgo === 0 ? '' : ` - interval '${daysAgo} days'`}`;
    await this.owner.query(
      `create or replace function portal.portal_now() returns timestamptz language sql stable set search_path = ''
       as $$ select ${clock} $$`,
    );
  }
}

/** What she tells of each exercise; the last day is the one on which something hurts. */
export const TOLD: readonly { daysAgo: number; pain: readonly number[] }[] = [
  { daysAgo: 4, pain: [3, 4, 3] },
  { daysAgo: 3, pain: [3, 3] },
  { daysAgo: 1, pain: [3, 7] },
];

const DAY_MS = 86_400_000;
const TOOK_MINUTES = 20;

interface OwnLink {
  secret: string;
  dateOfBirth: string;
}

/** Opens a link as its owner does; answers an access token. */
async function openLink(ask: Ask, { secret, dateOfBirth }: OwnLink): Promise<string> {
  const { body } = await ask({ method: 'POST', path: '/patient-session', body: { secret, dateOfBirth } });
  return body.accessToken;
}

/** Leaves the clock in the present, whatever happens. */
export async function liveFirstDays(ask: Ask, clock: DemoClock, link: OwnLink): Promise<void> {
  try {
    const token = await openLink(ask, link);
    for (const { daysAgo, pain } of TOLD) {
      await clock.goTo(daysAgo);
      const today = await ask({ method: 'GET', path: '/today', token });
      const [plan] = today.body.plans as [{ prescriptionId: string; items: { id: string }[] }];
      const session = { sessionId: randomUUID() };
      const after = (minutes: number) =>
        new Date(Date.now() - daysAgo * DAY_MS - (TOOK_MINUTES - minutes) * 60_000).toISOString();
      const done = pain.map((felt, at) => ({
        ...{
          ...session,
          id: randomUUID(),
          at: after(5 * (at + 1)),
          kind: 'item',
          dose: 0,
          pain: felt,
          spread: 'none',
        },
        ...{ prescriptionId: plan.prescriptionId, itemId: plan.items[at]?.id },
      }));
      const entries = [
        { ...session, id: randomUUID(), at: after(0), kind: 'started' },
        ...done,
        { ...session, id: randomUUID(), at: after(TOOK_MINUTES), kind: 'finished' },
      ];
      await ask({ method: 'POST', path: '/diary-entries', token, body: { entries } });
    }
  } finally {
    await clock.goTo(0);
  }
}

/** She gets an e-mail address, and lets somebody in to look after her. Answers the secret of their link. */
export async function settle(
  ask: Ask,
  clinician: string,
  { id, ...link }: OwnLink & { id: string },
): Promise<string> {
  const path = `/patients/${id}`;
  const { etag } = await ask({ method: 'GET', path, token: clinician });
  await ask({ method: 'PATCH', path, token: clinician, ifMatch: etag, body: { email: ANN.email } });
  const token = await openLink(ask, link);
  const { body } = await ask({ method: 'POST', path: '/carers', token, body: { name: ANN.carer } }, 201);
  return secretOf(body.link);
}

export const aboutAnn = (daysAgo: number): string[] => [
  `    Ann has had her plan since ${dayFromNow(-daysAgo)} and kept a diary; what hurt yesterday is on Dr Rivera’s`,
  `    worklist. Her carer opens the link with Ann’s date of birth. Mails to ${ANN.email} lie in the outbox folder.`,
];
