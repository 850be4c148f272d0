/** How the people of a clinic are found: page by page, by words, by filters. */
import { people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';

const { rivera, kaya } = people;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const names = (body: { items: { name: string }[] }) => body.items.map((one) => one.name);

it('pages by name without losing or repeating anybody', async () => {
  const seen: string[] = [];
  for (let path = '/patients?limit=2'; path;) {
    const { body }: { body: { items: { name: string }[]; nextCursor: string | null } } = await stage
      .as('dale')
      .get(path)
      .expect(200);
    seen.push(...names(body));
    path = body.nextCursor ? `/patients?limit=2&cursor=${body.nextCursor}` : '';
  }
  expect(seen).toEqual(['Ann Allen', 'Ben Brook', 'Dot Drew']);
});

it('pages past the longest name in the widest letters', async () => {
  for (let n = 1; n <= 2; n++) {
    await stage
      .as('sadie')
      .post('/patients')
      .send({ name: '長'.repeat(200), dateOfBirth: '1970-01-01' })
      .expect(201);
  }
  const page = (cursor?: string) =>
    stage.as('sadie').get('/patients').query({ limit: 2, cursor }).expect(200);
  const { body: first } = await page();
  const { body: last } = await page(first.nextCursor);
  expect([first.items.length, last.items.length, last.nextCursor]).toEqual([2, 1, null]);
});

it('filters by status and by the clinician responsible', async () => {
  const found = async (query: object) =>
    names((await stage.as('dale').get('/patients').query(query).expect(200)).body);
  expect(await found({ status: 'discharged' })).toEqual(['Dot Drew']);
  expect(await found({ status: 'current' })).toEqual(['Ann Allen', 'Ben Brook']);
  expect(await found({ responsibleId: kaya.id })).toEqual([]);
  expect(await found({ responsibleId: rivera.id, q: 'dot' })).toEqual(['Dot Drew']);
});

it.each([
  ['half an identifier', { externalSystem: 'emr' }],
  ['a filter that does not exist', { dateOfBirth: '1961-04-12' }],
  ['a cursor of another list', { cursor: Buffer.from('["x"]').toString('base64url') }],
  ['a cursor with a forged id', { cursor: Buffer.from('["Ann","x"]').toString('base64url') }],
  ['a status that does not exist', { status: 'dead' }],
])('refuses %s', async (_, query) => {
  const { body } = await stage.as('dale').get('/patients').query(query).expect(400);
  expect(body.code).toBe('request.invalid');
});

describe('by words', () => {
  const LONG = 'Wolfeschlegelsteinhausenbergerdorff';
  const OTHER = 'ymphonicquartzjackdawvexingbuzkmfoxglovetipjudohymnpxylvkwpqgzrdmuty';
  beforeAll(async () => {
    await stage
      .as('dale')
      .post('/patients')
      .send({ name: 'Zoë Åkesson', dateOfBirth: '1970-01-01' })
      .expect(201);
    await stage
      .as('dale')
      .post('/patients')
      .send({ name: `Eva ${LONG}`, dateOfBirth: '1970-01-01' })
      .expect(201);
  });

  it.each([
    ['allen ann', ['Ann Allen']],
    ['Broook', ['Ben Brook']],
    ['borok', ['Ben Brook']],
    ['akesson', ['Zoë Åkesson']],
    ['ZOË ÅKESON', ['Zoë Åkesson']],
    ['ann brook', []],
    // a word counts by its first thirty letters, and there are no more than six
    [`${LONG.slice(0, 30)}${OTHER}`, [`Eva ${LONG}`]],
    ['a al all alle allen ann nobody', ['Ann Allen']],
    ['a al all alle allen nobody', []],
    ['%', []],
    ['_nn', []],
  ])('finds by the words %s', async (q, expected) => {
    const { body } = await stage.as('dale').get('/patients').query({ q }).expect(200);
    expect(names(body)).toEqual(expected);
  });

  it('forgives slips only when nobody bears the words as typed', async () => {
    const own = await openStage();
    try {
      for (const name of ['Bea Bloom', 'Desk Made']) {
        await own.as('dale').post('/patients').send({ name, dateOfBirth: '1980-01-01' }).expect(201);
      }
      const find = async (words: string) => {
        const { body } = await own.as('dale').get(`/patients?q=${words}`).expect(200);
        return body.items.map((one: { name: string }) => one.name);
      };
      expect(await find('ben')).toEqual(['Ben Brook']);
      expect(await find('bne')).toContain('Ben Brook');
    } finally {
      await own.close();
    }
  });

  it('saves a patient back as read, although the one responsible has left', async () => {
    const own = await openStage();
    try {
      await own.owner(`update portal.staff set active_to = current_date - 1 where id = $1`, [
        people.rivera.id,
      ]);
      const read = await own.as('dale').get(`/patients/${people.ben.id}`).expect(200);
      await own
        .as('dale')
        .patch(`/patients/${people.ben.id}`)
        .set('if-match', read.headers.etag as string)
        .send({ phone: '07700 900222', responsibleId: read.body.responsibleId })
        .expect(200);
    } finally {
      await own.close();
    }
  });
});
