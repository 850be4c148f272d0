/** That background work stands still, or mails do not go out, is seen by whoever watches and by the clinic's admins. */
import { Refused } from '../../src/mail/outbox';
import { people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';
import { until } from '../process/launched';

const { ann, cai } = people;

let stage: Stage;
let at = 0;
const after = (minutes: number) => stage.setClock(new Date((at += minutes * 60_000)).toISOString());
const post = (minutes = 0, clinicId = ann.clinicId) =>
  stage.owner(
    `select set_config('app.clinic_id', $1, false), portal.post_mail('email_changed', 'of@home.example', null, null, null,
       '{}', null, portal.portal_now() + $2 * interval '1 minute')`,
    [clinicId, minutes],
  );
const standing = async () => (await stage.as('adams').get('/clinic/work').expect(200)).body;
const iso = () => new Date(at).toISOString();

beforeAll(async () => {
  stage = await openStage();
});
beforeEach(async () => {
  at = Date.parse('2026-11-26T12:00:00Z');
  await after(0);
  await stage.owner('delete from portal.email_change');
  await stage.owner('delete from portal.mail');
  await stage.owner('delete from portal.worker_seen');
  stage.outbox.answer = () => undefined;
});
afterAll(() => stage.close());

it('tells an admin what waits, since when, and what failed, of their own clinic', async () => {
  await stage.work();
  const seenAt = iso();
  await post(0, cai.clinicId);
  await post(2);
  expect(await standing()).toEqual({
    mailsWaiting: 0,
    oldestWaitingSince: null,
    mailsFailed: 0,
    workerSeenAt: seenAt,
    workerIsLate: false,
  });
  await after(2);
  expect(await standing()).toMatchObject({ mailsWaiting: 1, oldestWaitingSince: seenAt });
  stage.outbox.answer = () => {
    throw new Error('later');
  };
  await stage.work();
  // it is tried again in a minute, and waits none the less
  expect(await standing()).toMatchObject({ mailsWaiting: 1, mailsFailed: 0 });
  stage.outbox.answer = () => {
    throw new Refused('550 5.1.1');
  };
  await after(2);
  await stage.work();
  expect(await standing()).toMatchObject({ mailsWaiting: 0, oldestWaitingSince: null, mailsFailed: 1 });
  await after(31 * 24 * 60);
  expect(await standing()).toMatchObject({ mailsFailed: 0 });
});

it('says that the worker is late after five minutes, and where none ever ran', async () => {
  expect(await standing()).toMatchObject({ workerSeenAt: null, workerIsLate: true });
  await stage.work();
  const seenAt = iso();
  await after(5);
  expect(await standing()).toMatchObject({ workerSeenAt: seenAt, workerIsLate: false });
  await after(0.1);
  expect(await standing()).toMatchObject({ workerSeenAt: seenAt, workerIsLate: true });
  await stage.work();
  expect(await standing()).toMatchObject({ workerSeenAt: iso(), workerIsLate: false });
});

it('is the admins’ to read alone', async () => {
  for (const name of ['ann', 'cara', 'rivera', 'dale'] as const)
    await stage.as(name).get('/clinic/work').expect(403);
  await stage.anonymous().get('/clinic/work').expect(401);
});

it('is told beside readiness, and changes nothing of it', async () => {
  const ready = async () => (await stage.anonymous().get('/health/ready').expect(200)).body;
  // an answer is kept for a second
  const comes = (worker: object) =>
    until(async () => {
      const body = await ready();
      return JSON.stringify(body) === JSON.stringify({ status: 'ok', worker }) || undefined;
    });
  await comes({ seenAt: null, isLate: true });
  await stage.work();
  await comes({ seenAt: iso(), isLate: false });
  await after(6);
  await comes({ seenAt: new Date(at - 6 * 60_000).toISOString(), isLate: true });
});
