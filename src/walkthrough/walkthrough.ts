import { DEMO_ADVICE, DEMO_CLINICS, DEMO_PASSWORD } from '../demo/people';
import {
  type Answer,
  type Ask,
  assess,
  dayFromNow,
  engage,
  secretOf,
  signIn,
  writeDraft,
  issue,
} from '../demo/visit';
import { type Look, Narrator } from './narrator';

/**
 * `npm run walkthrough`: tells the product's story against a running server, by real HTTP, with people it makes itself.
 * It fails, loudly, when the server does not do what the story says.
 */
const BASE_URL = process.env.PORTAL_URL ?? 'http://127.0.0.1:3000';
const [NORTH] = DEMO_CLINICS as [(typeof DEMO_CLINICS)[number]];
const ADMIN_EMAIL = process.env.ADMIN_EMAIL ?? NORTH.admin.email;
const ADMIN_PASSWORD = process.env.ADMIN_PASSWORD ?? DEMO_PASSWORD;

async function main(): Promise<void> {
  const narrator = new Narrator(BASE_URL);
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

  narrator.chapter('Two people come in; one of them is assessed');
  const ada = await enrol(ask, doctor, `Ada Abbott ${run}`, '1964-05-17');
  const bea = await enrol(ask, doctor, `Bea Bloom ${run}`, '1991-02-03');
  const episodeId = await assess(ask, doctor, ada.id, 'Low back, after running', {
    seenOn: dayFromNow(0),
    contact: 'in_person',
    presentations: [{ kind: 'muscle_spasm' }, { kind: 'arthritic_ache' }],
    painNprs: 4,
    screen: { kind: 'attested', recordNumber: `CARD-${run}` },
    recordNumber: `CARD-${run}`,
    suitable: true,
  });

  narrator.chapter('Three exercises are prescribed, and not one more');
  const draft = await writeDraft(ask, doctor, episodeId, DEMO_ADVICE);
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

  narrator.chapter('The advice is withdrawn');
  await ask({
    method: 'POST',
    path: `/prescriptions/${issued.body.id}/withdrawal`,
    token: doctor,
    ifMatch: issued.etag,
    body: { because: 'Pain below the knee since Sunday.' },
  });
  narrator.expect('and it is gone at Ada’s next look', await lookOf(ask, adaToken), 'ended', 0);

  narrator.close();
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
