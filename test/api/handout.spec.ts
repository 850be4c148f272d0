/** Paper: only while the advice stands, only for who may see it, and with a key in it only where that was asked for. */
import { rm, truncate, writeFile } from 'node:fs/promises';
import type { Response } from 'supertest';
import { dayInWords } from '../../src/handout/handout';
import { people, type PersonName } from '../support/cast';
import { type Pdf, readPdf, squareOn, wordsOfAll, type PdfPage } from '../support/pdf';
import { clip } from '../support/clip';
import { film } from '../support/filming';
import { MEDIA_FOLDER, openStage, type Stage } from '../support/stage';
import { assess, draft, issue, item, today, transit, type Written } from '../support/visit';

let stage: Stage;
let plan: Written;
const BUILD = { name: 'Build', begins: 'criteria', weeks: { from: 1 }, entryCriteria: ['No pain at rest.'] };

beforeAll(async () => {
  stage = await openStage();
  const { episodeId } = await assess(stage, 'rivera', 'ben');
  const { body, headers } = await stage
    .as('rivera')
    .post(`/episodes/${episodeId}/prescriptions`)
    .send({
      items: [item({ why: 'It frees your back.' }), item({ why: 'It waits for you.', phase: 'Build' })],
      phases: [BUILD],
    })
    .expect(201);
  plan = { id: body.id, etag: headers.etag as string, body };
});
afterAll(() => stage.close());

function asBytes(response: Response, done: (fault: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
}

const squareIn = (pages: PdfPage[]): string | null =>
  pages.map(squareOn).find((found) => found !== null) ?? null;

async function handout(who: PersonName, path: string, verb: 'get' | 'post' = 'get'): Promise<Pdf> {
  const { body, headers } = await stage
    .as(who)
    [verb](path)
    .buffer(true)
    .parse(asBytes as never)
    .expect(200);
  expect(headers['content-type']).toBe('application/pdf');
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['content-disposition']).toBe('attachment; filename="paper.pdf"');
  return readPdf(body as Buffer);
}

const advised = () => `/prescriptions/${plan.id}/handout`;

describe('the handout of a prescription', () => {
  it('is refused while there is only a draft', async () => {
    const { body } = await stage.as('rivera').get(advised()).expect(409);
    expect(body.code).toBe('prescription.nothing_live');
  });

  it('says what was issued, before it was confirmed and before its first day, but not what waits for a clinician', async () => {
    await issue(stage, 'rivera', plan, {
      startsOn: await today(stage, 3),
      reviewOn: await today(stage, 14),
    }).expect(200);
    const words = wordsOfAll(await handout('kaya', `${advised()}?logWeeks=2`));
    expect(words).toContain('It frees your back.');
    expect(words).not.toContain('It waits for you.');
    expect(words).toContain('Begin this one on');
    expect(words).toContain('For B. B.');
    expect(words).not.toContain('Ben Brook');
    expect(words.match(/What you did/g)).toHaveLength(2);
  });

  it('leads to the entrance and changes nothing, unless a new link is asked for', async () => {
    const links = () =>
      stage.owner<{ id: string }>(
        'select id from portal.patient_link where patient_id = $1 and revoked_at is null',
        [people.ben.id],
      );
    await stage.as('rivera').post(`/patients/${people.ben.id}/link`).expect(201);
    const before = await links();
    const { pages } = await handout('rivera', advised());
    expect(squareIn(pages)).toBe('https://portal.example/enter');
    expect(await links()).toEqual(before);

    const withLink = await handout('rivera', advised(), 'post');
    const address = squareIn(withLink.pages) as string;
    expect(address).toMatch(/^https:\/\/portal\.example\/enter#[\w-]{32}$/);
    expect(wordsOfAll(withLink)).not.toContain(address.split('#')[1]);
    expect(await links()).not.toEqual(before);
    expect(await links()).toHaveLength(1);
    await stage
      .anonymous()
      .post('/patient-session')
      .send({ secret: address.split('#')[1], dateOfBirth: '1984-09-30' })
      .expect(200);
  });

  it('leaves a row in the trail of whose record it was', async () => {
    const rows = await stage.owner<{ subject_type: string }>(
      `select subject_type from portal.audit_entry where action = 'record.read' and patient_ids = array[$1::uuid]
       and subject_type like 'handout.%'`,
      [people.ben.id],
    );
    expect(rows.map((row) => row.subject_type)).toEqual([
      'handout.print',
      'handout.print',
      'handout.printWithLink',
    ]);
  });

  it('is not for another clinic, a desk, an admin, a patient or a carer', async () => {
    await stage.as('osei').get(advised()).expect(404);
    for (const who of ['dale', 'adams', 'ben', 'cara'] as const) {
      await stage.as(who).get(advised()).expect(403);
      await stage.as(who).post(advised()).expect(403);
    }
  });

  it.each(['hold', 'pause', 'error', 'stop', 'discharge'] as const)('is refused after: %s', async (what) => {
    const own = await assess(stage, 'rivera', 'ben');
    const other = await draft(stage, 'rivera', own.episodeId);
    await issue(stage, 'rivera', other, { reviewOn: await today(stage, 14) }).expect(200);
    const path = `/prescriptions/${other.id}/handout`;
    await handout('rivera', path);
    const expected = await AFTER[what]!(own.assessmentId, other);
    const { body } = await stage.as('rivera').get(path).expect(409);
    expect(body.code).toBe(expected);
  });
});

const AFTER: Record<string, (assessmentId: string, written: Written) => Promise<string>> = {
  hold: async () => {
    const hold = await stage
      .as('rivera')
      .post(`/patients/${people.ben.id}/holds`)
      .send({ because: 'Rang.' })
      .expect(201);
    cleanUp = () =>
      stage
        .as('rivera')
        .post(`/holds/${hold.body.id}/resolution`)
        .set('if-match', hold.headers.etag as string)
        .send({ resolution: 'Seen again, all is well.' })
        .expect(200);
    return 'prescription.on_hold';
  },
  pause: async (_, written) => {
    await transit(stage, 'rivera', written.id, 'pause', { because: 'A cold.' });
    return 'prescription.wrong_standing';
  },
  error: async (assessmentId) => {
    const { headers } = await stage.as('rivera').get(`/assessments/${assessmentId}`).expect(200);
    await stage
      .as('rivera')
      .post(`/assessments/${assessmentId}/entry-in-error`)
      .set('if-match', headers.etag as string)
      .send({ because: 'Of another patient.' })
      .expect(200);
    return 'prescription.footing_gone';
  },
  stop: async (_, written) => {
    await stage.owner(
      `insert into portal.item_stop (clinic_id, patient_id, prescription_id, item_id, until, because, day)
       select i.clinic_id, p.patient_id, p.id, i.id, 'reviewed', 'own_choice', current_date
       from portal.prescription p join portal.prescription_item i on i.version_id = p.live_version_id where p.id = $1`,
      [written.id],
    );
    return 'prescription.nothing_live';
  },
  discharge: async () => {
    await stage.owner(
      `insert into portal.discharge (clinic_id, patient_id, discharged_by, because)
       values ($1, $2, $3, 'moved away')`,
      [people.ben.clinicId, people.ben.id, people.rivera.id],
    );
    return 'prescription.patient_discharged';
  },
};
let cleanUp: (() => PromiseLike<unknown>) | null = null;
afterEach(async () => {
  await cleanUp?.();
  cleanUp = null;
});

describe('what is not done today', () => {
  const stop = (until: string, place: number) =>
    stage.owner(
      `insert into portal.item_stop (clinic_id, patient_id, prescription_id, item_id, until, because, day)
       select p.clinic_id, p.patient_id, p.id, i.id, $2, 'pain_over_limit', portal.today_in('Europe/London')
       from portal.prescription p join portal.prescription_item i on i.version_id = p.live_version_id
       where p.id = $1 and i.place = $3`,
      [stopped.id, until, place],
    );
  const LEFT_OUT = 'One exercise is left out until your clinic has looked at it.';
  const ADVICE = 'Eat something within an hour after each run.';
  let stopped: Written;

  it('is on paper from tomorrow, and what waits for the clinic is not on it; the other advice is', async () => {
    const { body: patient } = await stage
      .as('rivera')
      .post('/patients')
      .send({ name: 'Pat Paper', dateOfBirth: '1980-01-02' })
      .expect(201);
    const link = await stage.as('rivera').post(`/patients/${patient.id}/link`).expect(201);
    const { body: session } = await stage
      .anonymous()
      .post('/patient-session')
      .send({ secret: link.body.link.split('#')[1], dateOfBirth: '1980-01-02' })
      .expect(200);
    const { episodeId } = await assess(stage, 'rivera', { id: patient.id });
    const { body, headers } = await stage
      .as('rivera')
      .post(`/episodes/${episodeId}/prescriptions`)
      .send({
        items: ['First', 'Second', 'Third'].map((why) => item({ why: `${why} of three.` })),
        adviceItems: [{ kind: 'fuel', text: ADVICE }],
      })
      .expect(201);
    stopped = { id: body.id, etag: headers.etag as string, body };
    await issue(stage, 'rivera', stopped, { reviewOn: await today(stage, 14) }).expect(200);
    await stage.as('rivera').post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
    const prints = async () => {
      const own = await stage
        .withToken(session.accessToken)
        .get('/routine/handout')
        .buffer(true)
        .parse(asBytes as never)
        .expect(200);
      return [
        wordsOfAll(await handout('rivera', `/prescriptions/${stopped.id}/handout`)),
        wordsOfAll(await readPdf(own.body as Buffer)),
      ];
    };
    for (const words of await prints()) {
      expect(words).not.toContain('left out');
      expect(words).not.toContain('Begin this one on');
      expect(words).toContain(ADVICE);
    }
    await stop('tomorrow', 2);
    for (const words of await prints()) {
      for (const why of ['First', 'Second', 'Third']) expect(words).toContain(`${why} of three.`);
      expect(words).toContain(`Begin this one on ${dayInWords(await today(stage, 1))}.`);
      expect(words).not.toContain('left out');
    }
    await stop('reviewed', 3);
    for (const words of await prints()) {
      expect(words).not.toContain('Third of three.');
      expect(words).toContain(LEFT_OUT);
      expect(words).toContain('Second of three.');
    }
  });
});

describe('the handout of a routine', () => {
  it('says what shows now, to the patient and to a carer, who is not told the name', async () => {
    const { body } = await stage.as('ann').get('/routine').expect(200);
    const own = wordsOfAll(await handout('ann', '/routine/handout'));
    const theirs = wordsOfAll(await handout('cara', '/routine/handout?logWeeks=0'));
    expect(body.items.length).toBeGreaterThan(0);
    for (const { name, doseSentence, steps } of body.items as {
      name: string;
      doseSentence: string;
      steps: string[];
    }[]) {
      for (const text of [name, doseSentence, ...steps]) {
        expect(own).toContain(text);
        expect(theirs).toContain(text);
      }
    }
    expect(own).toContain('For A. A.');
    expect(theirs).not.toContain('For A');
    expect(theirs).not.toContain('What you did');
  });

  it('is refused where nothing shows', async () => {
    const { body } = await stage.as('dot').get('/routine/handout').expect(409);
    expect(body.code).toBe('handout.nothing_shows');
  });

  it('leaves a row for a carer, and none for the patient', async () => {
    const rows = await stage.owner<{ actor_role: string }>(
      `select actor_role from portal.audit_entry where subject_type = 'handout.printShown'`,
    );
    expect(rows.map((row) => row.actor_role)).toEqual(['app_carer']);
  });

  it('is not for staff, and takes no link and no more than eight weeks', async () => {
    await stage.as('rivera').get('/routine/handout').expect(403);
    await stage.as('ann').get('/routine/handout?logWeeks=9').expect(400);
    await stage.as('ann').get('/routine/handout?withLink=true').expect(400);
  });
});

describe('the pictures of a handout', () => {
  let first: Stage;
  beforeAll(async () => {
    first = stage;
    stage = await openStage();
  });
  afterAll(async () => {
    await stage.close();
    stage = first;
  });

  /** Issues and confirms a plan of one item that shows these pictures. */
  async function advise(...pictureIds: string[]) {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const written = await draft(stage, 'rivera', episodeId, [item({ pictureIds })]);
    await issue(stage, 'rivera', written, { reviewOn: await today(stage, 14) }).expect(200);
    await stage.as('ben').post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
    return { id: written.id, path: `/prescriptions/${written.id}/handout?logWeeks=0` };
  }
  const picture = (name: string, said: Record<string, unknown> = {}) =>
    film(stage, 'rivera', 'picture', clip(name), said);
  const fileOf = async (id: string): Promise<string> => {
    const [row] = await stage.owner<{ key: string }>(
      'select storage_key as key from portal.media where id = $1',
      [id],
    );
    return `${MEDIA_FOLDER}/kept/${row!.key}`;
  };
  const sizesOn = async (who: 'rivera' | 'ben', path: string) =>
    (await handout(who, path)).pages
      .slice(2)
      .flatMap(({ images }) => images.map(({ width, height }) => [width, height]));
  /** No plan of another test is on the patient's paper. */
  const withdrawAll = async () => {
    const live = await stage.owner<{ id: string }>(
      `select id from portal.prescription where patient_id = $1 and standing = 'issued'`,
      [people.ben.id],
    );
    for (const { id } of live) await transit(stage, 'rivera', id, 'withdrawal', { because: 'Enough.' });
  };
  afterEach(withdrawAll);

  it.each(['small.png', 'small.jpg', 'place.jpg'])('are those of the plan: %s', async (name) => {
    const { path } = await advise(await picture(name));
    const staffs = await sizesOn('rivera', path);
    expect(staffs).toHaveLength(1);
    expect(await sizesOn('ben', '/routine/handout?logWeeks=0')).toEqual(staffs);
  });

  it('are the first of each exercise that can be printed, as WebP cannot', async () => {
    const webp = await picture('small.webp');
    const { path } = await advise(webp);
    expect(await sizesOn('rivera', path)).toEqual([]);
    await withdrawAll();
    const both = await advise(webp, await picture('small.png'));
    expect(await sizesOn('rivera', both.path)).toHaveLength(1);
    expect(await sizesOn('ben', '/routine/handout?logWeeks=0')).toHaveLength(1);
  });

  it('are not those that were made for somebody else, whatever a plan names', async () => {
    const id = await picture('small.png');
    const { path } = await advise(id);
    expect(await sizesOn('rivera', path)).toHaveLength(1);
    await stage.owner('alter table portal.media disable trigger user');
    await stage.owner('update portal.media set patient_id = $1 where id = $2', [people.ann.id, id]);
    await stage.owner('alter table portal.media enable trigger user');
    expect(await sizesOn('rivera', path)).toEqual([]);
    expect(await sizesOn('ben', '/routine/handout?logWeeks=0')).toEqual([]);
  });

  it.each<[string, (file: string) => Promise<unknown>]>([
    ['missing', (file) => rm(file)],
    ['cut off', (file) => truncate(file, 60)],
    ['another one', (file) => writeFile(file, clip('small.jpg'))],
    ['empty', (file) => truncate(file, 0)],
  ])('are left out where the file is %s, and the paper is made', async (_, harm) => {
    const id = await picture('small.png');
    const { path } = await advise(id);
    await harm(await fileOf(id));
    expect(await sizesOn('rivera', path)).toEqual([]);
    const paper = await handout('ben', '/routine/handout?logWeeks=0');
    expect(wordsOfAll(paper)).toContain('It eases your back.');
  });

  it('are on no paper once the advice is withdrawn', async () => {
    const { id, path } = await advise(await picture('small.png'));
    expect(await sizesOn('ben', '/routine/handout?logWeeks=0')).toHaveLength(1);
    await transit(stage, 'rivera', id, 'withdrawal', { because: 'Changed my mind.' });
    await stage.as('rivera').get(path).expect(409);
    await stage.as('ben').get('/routine/handout').expect(409);
  });
});
