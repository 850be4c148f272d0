import { randomUUID } from 'node:crypto';
import { dataFolder } from '../config';
import { DEMO_ADVICE, DEMO_CLINICS, DEMO_FINDINGS, DEMO_PASSWORD } from '../demo/people';
import { publishedAddress } from '../demo/served-address';
import {
  type Advice,
  type Answer,
  type Ask,
  assess,
  assessAgain,
  dayFromNow,
  engage,
  secretOf,
  signIn,
  writeDraft,
  issue,
} from '../demo/visit';
import type { Dosage } from '../dosage/dosage';
import { type Look, Narrator } from './narrator';

/**
 * `npm run walkthrough`: tells the product's story against a running server, by real HTTP, with people it makes itself.
 * It fails, loudly, when the server does not do what the story says. With `--full` nothing of an answer is left out.
 */
const NO_SERVER =
  'No server of this folder is running. Run `npm start` in another terminal first; for a server elsewhere set PORTAL_URL.';
const [NORTH] = DEMO_CLINICS as [(typeof DEMO_CLINICS)[number]];
const ADMIN_EMAIL = process.env.ADMIN_EMAIL ?? NORTH.admin.email;
const ADMIN_PASSWORD = process.env.ADMIN_PASSWORD ?? DEMO_PASSWORD;

async function main(): Promise<void> {
  const baseUrl = process.env.PORTAL_URL || publishedAddress(dataFolder(process.env));
  if (!baseUrl) throw new Error(NO_SERVER);
  console.log(
    `Talking to ${baseUrl}, ${process.env.PORTAL_URL ? 'as PORTAL_URL says' : 'which `npm start` serves'}.`,
  );
  const narrator = new Narrator(baseUrl, { full: process.argv.includes('--full') });
  const ask: Ask = (request, expected) => narrator.ask(request, expected);
  const run = Date.now().toString(36);

  narrator.chapter('A chiropractor joins the clinic');
  const admin = await signIn(ask, ADMIN_EMAIL, ADMIN_PASSWORD);
  const email = `walker-${run}@clinic.example`;
  await engage(
    ask,
    admin,
    {
      name: `Dr Wanda Walker ${run}`,
      email,
      roles: ['clinician'],
      profession: 'chiropractor',
      registrationBody: 'A register of the walkthrough',
      registrationNumber: run,
    },
    `walk through this story, ${run}`,
  );
  const doctor = await signIn(ask, email, `walk through this story, ${run}`);

  narrator.chapter('Three people come in; one of them is assessed');
  const ada = await enrol(ask, doctor, `Ada Abbott ${run}`, '1964-05-17');
  const bea = await enrol(ask, doctor, `Bea Bloom ${run}`, '1991-02-03');
  const cyd = await enrol(ask, doctor, `Cyd Cole ${run}`, '1979-09-09');
  const visit = {
    seenOn: dayFromNow(0),
    contact: 'in_person',
    presentations: [{ kind: 'muscle_spasm' }, { kind: 'arthritic_ache' }],
    painNprs: 4,
    screen: { kind: 'attested', recordNumber: `CARD-${run}` },
    recordNumber: `CARD-${run}`,
    suitable: true,
  };
  const episodeId = await assess(ask, doctor, ada.id, 'Low back, after running', {
    ...visit,
    findings: DEMO_FINDINGS,
  });

  narrator.chapter('What was found suggests exercises; the clinician chooses');
  const suggested = await ask({ method: 'GET', path: `/episodes/${episodeId}/suggestions`, token: doctor });
  narrator.list('for her left glutes, which are weak', namesOf(suggested.body.suggestions).slice(0, 3));

  narrator.chapter('Three exercises are prescribed, and not one more');
  const draft = await writeDraft(ask, doctor, episodeId, DEMO_ADVICE);
  const appraisal = await ask({
    method: 'GET',
    path: `/prescriptions/${draft.body.id}/appraisal`,
    token: doctor,
  });
  narrator.list(`what the rules say: ${appraisal.body.verdict}`, [
    `not known: ${appraisal.body.unknown.map((one: { question: string }) => one.question).join(' ')}`,
  ]);
  const adaToken = await open(ask, ada);
  narrator.expect('a draft is not advice: Ada sees nothing yet', await lookOf(ask, adaToken), 'none', 0);
  const issued = await issue(ask, doctor, draft, { reviewOn: dayFromNow(14) });

  narrator.chapter('Ada opens her link on her phone');
  narrator.expect('first she says that she was advised', await lookOf(ask, adaToken), 'not_confirmed', 0);
  await ask({ method: 'POST', path: `/episodes/${episodeId}/advice-confirmation`, token: adaToken });
  narrator.expect('now she sees her three', await lookOf(ask, adaToken), 'live', 3);

  narrator.chapter('A fourth exercise exists, but not for her');
  const fourth = await ask({ method: 'GET', path: '/exercises?q=front%20plank&limit=1', token: doctor });
  const fourthId = fourth.body.items[0].id;
  await ask({ method: 'GET', path: `/exercises/${fourthId}`, token: adaToken }, 403);
  await ask({ method: 'GET', path: '/exercises', token: adaToken }, 403);
  await ask({ method: 'GET', path: `/prescriptions/${issued.body.id}`, token: adaToken }, 403);

  narrator.chapter('Bea was never assessed');
  const beaToken = await open(ask, bea);
  narrator.expect('she sees none, and is told so kindly', await lookOf(ask, beaToken), 'none', 0);

  narrator.chapter('Cyd had an operation three weeks ago');
  const fusion = { region: 'spine', kind: 'fusion', on: dayFromNow(-21) };
  const afterSurgery = await assess(ask, doctor, cyd.id, 'Stiff after surgery', {
    ...visit,
    findings: { history: { surgery: [fusion] } },
  });
  const tooSoon = await writeDraft(ask, doctor, afterSurgery, [TOO_SOON]);
  const refused = await issue(ask, doctor, tooSoon, { reviewOn: dayFromNow(7) }, 409);
  narrator.list(
    'a rule forbids it, and says why',
    refused.body.errors.map((one: { detail: string }) => one.detail),
  );

  narrator.chapter('Ada rings: something is new');
  const catalogue = await ask({ method: 'GET', path: '/red-flags', token: doctor });
  const answers = catalogue.body.map(({ code }: { code: string }) => ({
    item: code,
    answer: code === 'CES-2' ? 'yes' : 'no',
  }));
  await assessAgain(ask, doctor, episodeId, {
    kind: 'nothing_new',
    seenOn: dayFromNow(0),
    contact: 'phone',
    screen: { kind: 'answered', answers },
    suitable: true,
  });
  narrator.expect('everything closes at once', await lookOf(ask, adaToken), 'on_hold', 0);
  const holds = await ask({ method: 'GET', path: `/patients/${ada.id}/holds`, token: doctor });
  const [hold] = holds.body.items;
  narrator.list(
    'what to do, for the clinician',
    hold.actions.map((one: { action: string }) => one.action),
  );
  await ask(
    {
      method: 'POST',
      path: `/holds/${hold.id}/referrals`,
      token: doctor,
      body: { told: 'The emergency department', how: 'phone' },
    },
    201,
  );
  await ask({
    method: 'POST',
    path: `/holds/${hold.id}/resolution`,
    token: doctor,
    ifMatch: `"${hold.revision}"`,
    body: { resolution: 'Seen at the emergency department: nothing serious, letter filed.' },
  });
  narrator.expect('only a clinician’s word opens it again', await lookOf(ask, adaToken), 'live', 3);

  narrator.chapter('Her day: she does two of three, and one hurts');
  await ask({ method: 'PUT', path: '/video-consents/youtube', token: adaToken, body: { remember: false } });
  const today = await ask({ method: 'GET', path: '/today', token: adaToken });
  const [first, second] = today.body.plans[0].items;
  narrator.list('what today holds', [...today.body.totals.words, ...namesOf(today.body.plans[0].items)]);
  const sessionId = randomUUID();
  const { prescriptionId, versionId } = today.body.plans[0];
  await ask(
    { method: 'PUT', path: `/plans/${prescriptionId}/seen`, token: adaToken, body: { versionId } },
    204,
  );
  const done = (item: { id: string }, pain: number) =>
    entry('item', { sessionId, prescriptionId, itemId: item.id, dose: 0, pain, spread: 'none' });
  const told = await ask({
    method: 'POST',
    path: '/diary-entries',
    token: adaToken,
    body: {
      entries: [
        entry('started', { sessionId }),
        done(first, 2),
        done(second, 7),
        entry('finished', { sessionId }),
      ],
    },
  });
  narrator.list(
    'what she is told of the one that hurt',
    told.body.consequences.map((one: { text: string }) => one.text),
  );
  narrator.expect('it is gone until tomorrow', await lookOf(ask, adaToken), 'live', 2);
  const worklist = await ask({ method: 'GET', path: '/worklist', token: doctor });
  narrator.list(
    'and the clinician’s list says so',
    worklist.body.items
      .filter((one: { patient: { id: string } }) => one.patient.id === ada.id)
      .map((one: { kind: string; why: string }) => `${one.kind}: ${one.why}`),
  );

  narrator.chapter('She comes again, and one dose changes');
  await assessAgain(ask, doctor, episodeId, {
    ...visit,
    painNprs: 2,
    carryForward: true,
    findings: { irritability: { grade: 'low', minutesToSettle: 5 } },
  });
  const plan = await ask({ method: 'GET', path: `/prescriptions/${issued.body.id}`, token: doctor });
  const redrafted = await ask({
    method: 'PUT',
    path: `/prescriptions/${issued.body.id}/draft`,
    token: doctor,
    ifMatch: plan.etag,
    body: { items: plan.body.live.items.map(asDrafted).map(oneSetLess), changeNote: 'A quieter week.' },
  });
  const changed = await issue(ask, doctor, redrafted, { reviewOn: dayFromNow(14) });
  const changes = await ask({
    method: 'GET',
    path: `/prescriptions/${issued.body.id}/changes`,
    token: doctor,
  });
  narrator.list(
    'what changed',
    changes.body.changed.map(
      (one: { name: string; words: string[] }) => `${one.name}: ${one.words.join(' ')}`,
    ),
  );

  const news = await ask({ method: 'GET', path: '/today', token: adaToken });
  const [latest] = news.body.plans[0].news;
  narrator.list(`and Ada sees it, in her words, by ${latest.issuedBy}`, latest.changes);

  narrator.chapter('Before she starts again she answers yes to one question');
  const checkIn = randomUUID();
  const asked = await ask({ method: 'GET', path: '/check-in', token: adaToken });
  const answered = await ask(
    {
      method: 'POST',
      path: '/check-ins',
      token: adaToken,
      body: {
        id: checkIn,
        kind: 'full',
        at: new Date().toISOString(),
        answers: Object.fromEntries(
          asked.body.questions.map(({ code }: { code: string }) => [code, code === 'CES-2' ? 'yes' : 'no']),
        ),
      },
    },
    201,
  );
  narrator.list(
    'she reads what to do before anything else',
    answered.body.urgent.map((one: { title: string }) => one.title),
  );
  await ask(
    {
      method: 'POST',
      path: `/check-ins/${checkIn}/words`,
      token: adaToken,
      body: { id: randomUUID(), kind: 'confirmed', codes: ['CES-2'], at: new Date().toISOString() },
    },
    201,
  );
  narrator.expect('she confirms it, and everything closes', await lookOf(ask, adaToken), 'on_hold', 0);
  const urgent = await ask({ method: 'GET', path: '/worklist', token: doctor });
  narrator.list(
    'it stands first on the list',
    urgent.body.items.slice(0, 1).map((one: { kind: string; why: string }) => `${one.kind}: ${one.why}`),
  );

  narrator.chapter('The advice is withdrawn');
  await ask({
    method: 'POST',
    path: `/prescriptions/${issued.body.id}/withdrawal`,
    token: doctor,
    ifMatch: changed.etag,
    body: { because: 'Pain below the knee since Sunday.' },
  });
  narrator.expect(
    'it is gone for good, and Ada is still asked to call',
    await lookOf(ask, adaToken),
    'on_hold',
    0,
  );

  narrator.close();
}

/** Loads the low back: after a fusion it waits for the surgeon's word. */
const TOO_SOON: Advice = {
  exercise: 'McGill curl-up',
  dosage: {
    side: 'not_applicable',
    sessions: [
      {
        sets: [{ count: 3, reps: { exact: 5 }, holdSeconds: { exact: 8 } }],
        schedule: { kind: 'weekly', perDay: 1, perWeek: { exact: 3 } },
      },
    ],
  },
  why: 'It would brace your trunk.',
};

/** As a phone writes it: with an id of its own, so that sending it twice is sending it once. */
const entry = (kind: string, more: object): object => ({
  id: randomUUID(),
  kind,
  at: new Date().toISOString(),
  ...more,
});

const namesOf = (exercises: { name: string }[]): string[] => exercises.map(({ name }) => name);

/** What a draft takes of an item that was read. */
function asDrafted({ exerciseId, dosage, why }: Drafted): Drafted {
  return { exerciseId, dosage, why };
}

type Drafted = { exerciseId: string; dosage: Dosage; why: string };

function oneSetLess(item: Drafted, place: number): Drafted {
  if (place !== 1) return item;
  const { dosage } = item;
  const sessions = dosage.sessions.map((session) => ({
    ...session,
    sets: session.sets?.map((set) => ({ ...set, count: set.count - 1 })),
  }));
  return { ...item, dosage: { ...dosage, sessions } };
}

interface Enrolled {
  id: string;
  secret: string;
  dateOfBirth: string;
}

async function enrol(ask: Ask, token: string, name: string, dateOfBirth: string): Promise<Enrolled> {
  const { body } = await ask({ method: 'POST', path: '/patients', token, body: { name, dateOfBirth } }, 201);
  const link = await ask({ method: 'POST', path: `/patients/${body.id}/link`, token }, 201);
  return { id: body.id, secret: secretOf(link.body.link), dateOfBirth };
}

async function open(ask: Ask, { secret, dateOfBirth }: Enrolled): Promise<string> {
  const { body } = await ask({ method: 'POST', path: '/patient-session', body: { secret, dateOfBirth } });
  return body.accessToken;
}

async function lookOf(ask: Ask, token: string): Promise<Look> {
  const { body }: Answer = await ask({ method: 'GET', path: '/routine', token });
  return {
    kind: body.standing.kind,
    exercises: body.items.map(
      (item: { name: string; doseSentence: string }) => `${item.name}. ${item.doseSentence}`,
    ),
  };
}

main().catch((fault: unknown) => {
  console.error(`\n${fault instanceof Error ? fault.message : String(fault)}`);
  process.exitCode = 1;
});
