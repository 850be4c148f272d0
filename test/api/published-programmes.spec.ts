/**
 * Programmes from the literature, saved as drafts over HTTP, read, sent again as they were read, and read once more: equal,
 * and said in words.
 */
import { people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';
import { type PublishedProgramme, sentencesOf } from '../rules/published-programmes/programme';
import { PROGRAMMES } from '../rules/published-programmes/programmes';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const rivera = () => stage.as('rivera');

async function ownExercise(name: string): Promise<string> {
  const { body, headers } = await rivera()
    .post('/exercises')
    .send({
      name,
      summary: 'From a published programme.',
      pillar: 'strengthen',
      muscles: ['calves'],
      equipment: ['none'],
      position: 'standing',
      steps: ['Do it as you were shown.'],
      mistakes: ['You hurry.'],
      traits: [],
    })
    .expect(201);
  await rivera()
    .post(`/exercises/${body.id}/publication`)
    .set('if-match', headers.etag as string)
    .expect(200);
  return body.id;
}

/** What a clinician sends. */
async function written({ items, phases, groups }: PublishedProgramme) {
  const names = [...new Set(items.map(({ exercise }) => exercise))];
  const ids = new Map<string, string>();
  for (const name of names) ids.set(name, await ownExercise(name));
  return {
    items: items.map(({ exercise, ...item }) => ({
      exerciseId: ids.get(exercise),
      why: 'It is part of the programme.',
      ...item,
    })),
    phases,
    groups,
  };
}

/** Saves it in an episode of its own and answers the draft as it is read then. */
async function readBack(plan: object, title: string) {
  const { body: episode } = await rivera()
    .post(`/patients/${people.ben.id}/episodes`)
    .send({ title: title.slice(0, 80) })
    .expect(201);
  const { body } = await rivera().post(`/episodes/${episode.id}/prescriptions`).send(plan).expect(201);
  const { body: read } = await rivera().get(`/prescriptions/${body.id}`).expect(200);
  return read.draft as Draft;
}

interface Draft {
  items: Record<string, unknown>[];
  phases: unknown[];
  groups: unknown[];
}

const CHOSEN = [
  'exerciseId',
  'dosage',
  'why',
  'variation',
  'level',
  'phase',
  'group',
  'isOptional',
  'isComfort',
  'note',
];

/** Of an answer, what may be sent. */
const choicesIn = ({ items, phases, groups }: Draft) => ({
  items: items.map((item) => Object.fromEntries(CHOSEN.map((field) => [field, item[field]]))),
  phases,
  groups,
});

it.each(PROGRAMMES.map((programme) => [programme.title, programme] as const))(
  '%s: saved, read, sent as it was read, and read again',
  async (title, programme) => {
    const sent = await written(programme);
    const read = await readBack(sent, title);
    expect(read.items.map(({ doseSentence }) => doseSentence)).toEqual(sentencesOf(programme));
    expect(read).toMatchObject(JSON.parse(JSON.stringify(sent)));
    expect(read.items.map(({ dosage }) => dosage)).toEqual(programme.items.map(({ dosage }) => dosage));
    const again = await readBack(choicesIn(read), `${title}, again`);
    expect(choicesIn(again)).toEqual(choicesIn(read));
    expect(again.items.map(({ doseSentence }) => doseSentence)).toEqual(sentencesOf(programme));
  },
);
