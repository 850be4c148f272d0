import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { createApp } from '../app';
import { foundClinic } from '../clinic/found-clinic';
import { type EmbeddedPostgres, holdsTables } from '../db/embedded-postgres';
import { databaseStatements } from '../db/logins';
import { migrate } from '../db/migrate';
import type { Outbox } from '../mail/outbox';
import { aboutAnn, DemoClock, liveFirstDays, settle } from './first-days';
import {
  ANN,
  DEMO_ADVICE,
  DEMO_CLINICS,
  DEMO_FINDINGS,
  DEMO_PASSWORD,
  DEMO_PATIENTS,
  type DemoClinic,
  type DemoPatient,
  SOLO,
} from './people';
import {
  accept,
  type Answer,
  type Ask,
  assess,
  dayFromNow,
  engage,
  headersOf,
  issue,
  secretOf,
  signIn,
  writeDraft,
} from './visit';

const UNFINISHED = 'portal_unfinished';

/** Where in the data folder the sign-ins are written: the secrets of the links cannot be read back later. */
export const DEMO_SIGN_INS = 'demo-sign-ins.txt';

/** Nothing is sent while the demo is made; its mails wait for the server. */
const NO_OUTBOX: Outbox = {
  domain: 'demo.example',
  send: () => Promise.reject(new Error('Nothing is sent while the demo is made.')),
  close: async () => undefined,
};

/**
 * Makes the demo by living it: through the API, as the people themselves, in a database that takes the name `portal`
 * only when all is told. A first start that was cut off leaves nothing that the next one could mistake for a demo.
 * Throws when `portal` holds tables already: nothing may take their place.
 */
export async function makeDemo(
  postgres: EmbeddedPostgres,
  dataDir: string,
  publicUrl: string,
): Promise<void> {
  if (await holdsTables(postgres.superuserUrl, 'portal')) {
    throw new Error('The database "portal" holds tables, so no demo is put in its place.');
  }
  const database = (url: string) => Object.assign(new URL(url), { pathname: UNFINISHED }).href;
  await asSuperuser(postgres.superuserUrl, [
    `drop database if exists ${UNFINISHED} with (force)`,
    `create database ${UNFINISHED} owner portal_owner`,
    ...databaseStatements(UNFINISHED),
  ]);
  const ownerUrl = database(postgres.ownerUrl);
  await migrate(ownerUrl);
  const app = await createApp({
    appUrl: database(postgres.appUrl),
    workerUrl: null,
    outbox: NO_OUTBOX,
    poolSize: 4,
    jwtSecret: postgres.jwtSecret,
    publicUrl,
    clinicalRules: 'advise',
    media: { folder: join(dataDir, 'media') },
    trustedProxies: 0,
    logger: false,
  });
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await app.init();
    const ask = askOf(app);
    const signIns: string[] = [];
    for (const clinic of DEMO_CLINICS) signIns.push(await openClinic(ask, owner, clinic));
    writeFileSync(join(dataDir, DEMO_SIGN_INS), signIns.join('\n'), { mode: 0o600 });
  } finally {
    await owner.end();
    await app.close();
  }
  await asSuperuser(postgres.superuserUrl, [
    // empty, and without force: where somebody is at work, this fails
    'drop database portal',
    `alter database ${UNFINISHED} rename to portal`,
  ]);
}

/** Answers the lines that tell people how to sign in. The clinic that somebody has had days at was founded before them. */
async function openClinic(ask: Ask, owner: Client, clinic: DemoClinic): Promise<string> {
  const clock = new DemoClock(owner);
  const daysAgo = DEMO_PATIENTS[clinic.key].some(({ name }) => name === ANN.name) ? ANN.daysAgo : 0;
  if (daysAgo > 0) await clock.goTo(daysAgo);
  const founded = await foundClinic(owner, clinic, clinic.admin);
  await accept(ask, founded.invitationSecret, DEMO_PASSWORD);
  const admin = await signIn(ask, clinic.admin.email, DEMO_PASSWORD, founded.clinicId);
  const site = { name: clinic.site, address: clinic.address };
  await ask({ method: 'POST', path: '/clinic/sites', token: admin, body: site }, 201);
  const staff = new Map([[clinic.admin.email, founded.staffId]]);
  for (const colleague of clinic.staff) {
    staff.set(colleague.email, await engage(ask, admin, colleague, DEMO_PASSWORD));
  }
  if (clinic.key === 'south') {
    const path = `/staff/${founded.staffId}`;
    const { etag } = await ask({ method: 'GET', path, token: admin });
    await ask({ method: 'PATCH', path, token: admin, ifMatch: etag, body: SOLO });
  }
  const clinicianEmail = clinic.key === 'south' ? clinic.admin.email : (clinic.staff[0]?.email as string);
  const signedIn = () => signIn(ask, clinicianEmail, DEMO_PASSWORD, founded.clinicId);
  let clinician = await signedIn();
  const lines = [
    `${clinic.name} — every member of staff has the password "${DEMO_PASSWORD}"`,
    ...[{ ...clinic.admin, roles: ['admin'] }, ...clinic.staff].map(
      (one) => `  ${one.name.padEnd(16)} ${one.email.padEnd(22)} ${one.roles.join(', ')}`,
    ),
    '  patients, by the secret of their link and their date of birth:',
  ];
  for (const patient of DEMO_PATIENTS[clinic.key]) {
    const { responsible = clinicianEmail, ...told } = patient;
    const isAnn = patient.name === ANN.name;
    const { id, secret } = await tell(
      ask,
      owner,
      clinician,
      told,
      staff.get(responsible) as string,
      isAnn ? daysAgo : 0,
    );
    const who = (name: string, what: string, key: string) =>
      `  ${name.padEnd(16)} ${what.padEnd(14)} ${key}  ${patient.dateOfBirth}`;
    lines.push(who(patient.name, patient.story, secret));
    if (!isAnn) continue;
    await liveFirstDays(ask, clock, { secret, dateOfBirth: patient.dateOfBirth });
    // whoever was signed in some days ago is no longer
    clinician = await signedIn();
    const carer = await settle(ask, clinician, { id, secret, dateOfBirth: patient.dateOfBirth });
    lines.push(who(ANN.carer, 'looks after Ann', carer), ...aboutAnn(daysAgo));
  }
  return `${lines.join('\n')}\n`;
}

const findings = (daysAgo: number) => ({
  seenOn: dayFromNow(-daysAgo),
  contact: 'in_person',
  presentations: [{ kind: 'muscle_spasm' }, { kind: 'arthritic_ache' }],
  painNprs: 4,
  findings: DEMO_FINDINGS,
  screen: { kind: 'attested', recordNumber: 'DEMO-CARD-17' },
  recordNumber: 'DEMO-CARD-17',
  suitable: true,
});

/** Lives one patient's story; answers who it is and the secret of their link. */
async function tell(
  ask: Ask,
  owner: Client,
  token: string,
  patient: DemoPatient,
  responsibleId: string,
  daysAgo: number,
): Promise<{ id: string; secret: string }> {
  const { story, ...fields } = patient;
  const { body } = await ask(
    { method: 'POST', path: '/patients', token, body: { ...fields, responsibleId } },
    201,
  );
  const link = await ask({ method: 'POST', path: `/patients/${body.id}/link`, token }, 201);
  if (story !== 'no plan') await tellPlan(ask, owner, token, body.id, story, daysAgo);
  return { id: body.id, secret: secretOf(link.body.link) };
}

async function tellPlan(
  ask: Ask,
  owner: Client,
  token: string,
  patientId: string,
  story: DemoPatient['story'],
  daysAgo: number,
): Promise<void> {
  const episodeId = await assess(ask, token, patientId, 'Low back, after running', findings(daysAgo));
  const draft = await writeDraft(ask, token, episodeId, DEMO_ADVICE);
  if (story === 'draft') return;
  const startsOn = story === 'not started' ? dayFromNow(10) : undefined;
  const issued = await issue(ask, token, draft, {
    startsOn,
    reviewOn: dayFromNow((story === 'not started' ? 24 : 14) - daysAgo),
  });
  if (story === 'not confirmed') return;
  await ask({ method: 'POST', path: `/episodes/${episodeId}/advice-confirmation`, token });
  await whatBecameOfIt(ask, owner, token, patientId, issued, story);
}

async function whatBecameOfIt(
  ask: Ask,
  owner: Client,
  token: string,
  patientId: string,
  issued: Answer,
  story: DemoPatient['story'],
): Promise<void> {
  const plan = `/prescriptions/${issued.body.id}`;
  const onPlan = (noun: string, body: object) =>
    ask({ method: 'POST', path: `${plan}/${noun}`, token, ifMatch: issued.etag, body });
  if (story === 'paused') await onPlan('pause', { because: 'A cold; carries on next week.' });
  if (story === 'ended') await onPlan('completion', { because: 'All goals reached.' });
  if (story === 'on hold') {
    const body = { because: 'New numbness reported by phone.' };
    await ask({ method: 'POST', path: `/patients/${patientId}/holds`, token, body }, 201);
  }
  if (story === 'discharged') {
    const { etag } = await ask({ method: 'GET', path: `/patients/${patientId}`, token });
    const body = { because: 'Moved to another town.' };
    await ask({ method: 'POST', path: `/patients/${patientId}/discharge`, token, ifMatch: etag, body });
  }
  if (story === 'lapsed') await letTimePass(owner, issued.body.id);
}

/** The one thing that cannot be lived in a minute: this plan's advice ended a week ago. */
async function letTimePass(owner: Client, prescriptionId: string): Promise<void> {
  const back = `starts_on = starts_on - 49, review_on = review_on - 49, advice_until = advice_until - 49`;
  await owner.query(
    `update portal.prescription_transition set at = at - interval '49 days', ${back} where prescription_id = $1`,
    [prescriptionId],
  );
  await owner.query(`update portal.prescription set ${back} where id = $1`, [prescriptionId]);
}

function askOf(app: NestFastifyApplication): Ask {
  return async (request, expected = 200) => {
    const reply = await app.inject({
      method: request.method,
      url: `/api/v1${request.path}`,
      headers: headersOf(request),
      payload: request.body ? JSON.stringify(request.body) : undefined,
    });
    if (reply.statusCode !== expected) {
      throw new Error(
        `The demo failed at ${request.method} ${request.path}: ${reply.statusCode} ${reply.body}`,
      );
    }
    return { status: reply.statusCode, etag: reply.headers.etag as string, body: reply.body && reply.json() };
  };
}

async function asSuperuser(superuserUrl: string, statements: string[]): Promise<void> {
  const superuser = new Client({ connectionString: superuserUrl });
  await superuser.connect();
  try {
    for (const statement of statements) await superuser.query(statement);
  } finally {
    await superuser.end();
  }
}
