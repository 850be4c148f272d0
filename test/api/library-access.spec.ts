/** Whose library it is: a clinic's clinicians, and nobody else; and what of it a prescription may take. */
import { Door } from '../../src/db/door';
import { ExerciseService } from '../../src/exercise/exercise.service';
import { ownExercise, people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const { north, south } = ownExercise;

let stage: Stage;
let bridge: string;
beforeAll(async () => {
  stage = await openStage();
  [{ id: bridge } = { id: '' }] = await stage.owner<{ id: string }>(
    `select id from portal.exercise where code = 'glute_bridge'`,
  );
});
afterAll(() => stage.close());

describe('who may', () => {
  const calls: [verb: 'get' | 'post' | 'patch', path: string, body?: object][] = [
    ['get', '/exercises/:id'],
    ['patch', '/exercises/:id', { name: 'x' }],
    ['post', '/exercises/:id/publication'],
    ['post', '/exercises/:id/retirement'],
    ['post', '/exercises/:id/copy'],
  ];
  const send = (name: keyof typeof people, [verb, path, body]: (typeof calls)[number], id: string) => {
    const call = stage.as(name)[verb](path.replace(':id', id));
    if (verb !== 'get' && !path.endsWith('copy')) void call.set('if-match', '"1"');
    return body ? call.send(body) : call;
  };

  it.each(calls)('treats another clinic’s exercise as absent: %s %s', async (...call) => {
    const foreign = await send('osei', call, north.id).expect(404);
    const absent = await send('osei', call, NOBODY).expect(404);
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...absent.body, requestId: '' });
  });

  it.each([['get', '/exercises'] as const, ['post', '/exercises', { name: 'x' }] as const, ...calls])(
    'has no library for desk, admin and patient: %s %s',
    async (...call) => {
      for (const name of ['dale', 'adams', 'ann', 'ben'] as const) {
        const { body } = await send(name, call as never, north.id).expect(403);
        expect(body.code).toBe('identity.wrong_role');
      }
    },
  );
});

it('tells the prescription which exercises can be prescribed, with the clinic’s videos', async () => {
  const drafted = (await stage.as('rivera').post(`/exercises/${bridge}/copy`).expect(201)).body.id;
  const { body: copy } = await stage.as('rivera').post(`/exercises/${bridge}/copy`).expect(201);
  const retired = copy.id;
  for (const [into, etag] of [
    ['publication', '"1"'],
    ['retirement', '"2"'],
  ] as const) {
    await stage.as('rivera').post(`/exercises/${retired}/${into}`).set('if-match', etag).expect(200);
  }
  const entering = { allowed: ['clinician'], requestId: 'r', readOnly: true } as const;
  const prescribable = await stage.app
    .get(Door)
    .openTx({ ...entering, sessionId: people.rivera.sessionId }, (tx) =>
      stage.app
        .get(ExerciseService)
        .getPrescribable(tx, [drafted, retired, NOBODY, south.id, north.id, bridge]),
    );
  const found = prescribable.map(({ id, videos }) => ({ id, videos: videos.map((video) => video.id) }));
  expect(found.sort((a, b) => a.id.localeCompare(b.id))).toEqual(
    [
      { id: north.id, videos: [north.videoId] },
      { id: bridge, videos: [] },
    ].sort((a, b) => a.id.localeCompare(b.id)),
  );
});
