/** What a file of exercises is read into: each kind of row that is sound, and each that is not, with its reason. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFreeExerciseDb } from '../../src/exercise/import/free-exercise-db';
import { MOST_ROWS, type Reading } from '../../src/exercise/import/imported-draft';
import { COLUMNS, readOwnCsv } from '../../src/exercise/import/own-csv';

const SUPPORT = join(__dirname, '..', 'support', 'free-exercise-db');
const TEMPLATE = join(__dirname, '..', '..', 'docs', 'exercise-template.csv');

const excerpt = JSON.parse(readFileSync(join(SUPPORT, 'excerpt.json'), 'utf8')) as Record<string, unknown>[];
const entry = (id: string) => excerpt.find((one) => one.id === id)!;
const reasons = ({ faults }: Reading) => faults.map(({ reason }) => reason);

describe('an entry of free-exercise-db', () => {
  it('becomes a draft that says what it says, and nothing more', () => {
    expect(readFreeExerciseDb([entry('Cat_Stretch')])).toEqual({
      origin: 'free-exercise-db',
      licence: 'Unlicense',
      read: 1,
      faults: [],
      drafts: [
        {
          originId: 'Cat_Stretch',
          name: 'Cat Stretch',
          summary: 'From free-exercise-db: stretching, beginner, static; equipment not said.',
          pillar: 'stretch',
          muscles: ['lower back', 'middle back', 'traps'],
          equipment: [],
          position: null,
          steps: [
            'Position yourself on the floor on your hands and knees.',
            'Pull your belly in and round your spine, lower back, shoulders, and neck, letting your head drop.',
            'Hold for 15 seconds.',
          ],
          mistakes: [],
          traits: [],
        },
      ],
    });
  });

  it.each([
    ['stretching', 'stretch'],
    ['strength', 'strengthen'],
    ['powerlifting', 'strengthen'],
    ['olympic weightlifting', 'strengthen'],
    ['strongman', 'strengthen'],
    ['plyometrics', null],
    ['cardio', null],
  ])('of the category %s is of the kind %s', (category, pillar) => {
    const [draft] = readFreeExerciseDb([{ ...entry('Goblet_Squat'), category }]).drafts;
    expect(draft).toMatchObject({ pillar, position: null, traits: [] });
  });

  it.each([
    ['body only', [], 'From free-exercise-db: strength, beginner, compound, push.'],
    ['kettlebells', ['kettlebells'], 'From free-exercise-db: strength, beginner, compound, push.'],
    ['other', ['other'], 'From free-exercise-db: strength, beginner, compound, push.'],
    [null, [], 'From free-exercise-db: strength, beginner, compound, push; equipment not said.'],
  ])('with the equipment %j needs %j', (equipment, needed, summary) => {
    const [draft] = readFreeExerciseDb([{ ...entry('Goblet_Squat'), equipment }]).drafts;
    expect(draft).toMatchObject({ equipment: needed, summary });
  });

  it('names a muscle once, the one that does most first', () => {
    const muscles = { primaryMuscles: ['glutes', 'calves'], secondaryMuscles: ['calves', 'lats'] };
    const [draft] = readFreeExerciseDb([{ ...entry('Goblet_Squat'), ...muscles }]).drafts;
    expect(draft!.muscles).toEqual(['glutes', 'calves', 'lats']);
  });

  it('may come without instructions, as five of the data set do', () => {
    expect(readFreeExerciseDb([entry('Side_Bridge')]).drafts[0]!.steps).toEqual([]);
  });

  it('has its long paragraphs parted at the ends of sentences, without a word lost', () => {
    for (const id of ['Clean', 'Log_Lift']) {
      const instructions = entry(id).instructions as string[];
      const { steps } = readFreeExerciseDb([entry(id)]).drafts[0]!;
      expect(Math.max(...instructions.map((one) => one.length))).toBeGreaterThan(500);
      expect(Math.max(...steps.map((step) => step.length))).toBeLessThanOrEqual(500);
      expect(steps.filter((step) => !/[.!?)]$/.test(step))).toEqual([]);
      expect(steps.join(' ')).toBe(instructions.filter(Boolean).join(' '));
    }
  });

  const sentence = (length: number) => `${'x'.repeat(length - 1)}.`;
  it.each<[string, object, string]>([
    ['no id', { id: undefined }, 'id is missing.'],
    ['an empty id', { id: '' }, 'id is missing.'],
    ['an id of other signs', { id: 'a b' }, 'id may hold letters, digits, _ and - only.'],
    ['a long id', { id: 'x'.repeat(121) }, 'id has 121 characters; there may be 120.'],
    ['no name', { name: undefined }, 'name is missing.'],
    ['a blank name', { name: ' \n' }, 'name is missing.'],
    ['a number for a name', { name: 5 }, 'name is not a text.'],
    ['a long name', { name: 'x'.repeat(121) }, 'name has 121 characters; there may be 120.'],
    ['a name of half a sign', { name: 'x\ud83d' }, 'name holds characters that cannot be stored.'],
    ['a name with NUL', { name: 'x\0' }, 'name holds characters that cannot be stored.'],
    ['another category', { category: 'yoga' }, 'category is "yoga", which the data set does not know.'],
    [
      'a category of every object',
      { category: 'toString' },
      'category is "toString", which the data set does not know.',
    ],
    ['no category', { category: undefined }, 'category is missing.'],
    ['another level', { level: 'easy' }, 'level is "easy", which the data set does not know.'],
    ['another mechanic', { mechanic: 'both' }, 'mechanic is "both", which the data set does not know.'],
    ['another force', { force: 'twist' }, 'force is "twist", which the data set does not know.'],
    ['a number for equipment', { equipment: 5 }, 'equipment is not a text.'],
    ['one muscle instead of a list', { primaryMuscles: 'glutes' }, 'primaryMuscles is not a list of texts.'],
    ['a blank muscle', { secondaryMuscles: [' '] }, 'entry 2 of muscles is missing.'],
    ['one instruction instead of a list', { instructions: 'Stand.' }, 'instructions is not a list of texts.'],
    [
      'a number among the instructions',
      { instructions: ['Stand.', 5] },
      'instructions is not a list of texts.',
    ],
    [
      'a long sentence',
      { instructions: [sentence(501)] },
      'entry 1 of steps has 501 characters; there may be 500.',
    ],
    ['many steps', { instructions: Array(21).fill('Stand.') }, 'steps has 21 entries; there may be 20.'],
    [
      'two faults',
      { name: 5, level: 'easy' },
      'name is not a text. level is "easy", which the data set does not know.',
    ],
  ])('is refused with %s', (_, change, reason) => {
    const broken = {
      ...entry('Goblet_Squat'),
      secondaryMuscles: ['calves', 'hamstrings'],
      primaryMuscles: ['quadriceps'],
      ...change,
    };
    expect(reasons(readFreeExerciseDb([broken]))).toEqual([reason]);
  });

  it('may be as long as the bounds', () => {
    const longest = { name: 'x'.repeat(120), instructions: Array(20).fill(sentence(500)) };
    expect(readFreeExerciseDb([{ ...entry('Goblet_Squat'), ...longest }]).faults).toEqual([]);
  });

  it.each([[null], ['text'], [5], [[]]])('is refused when it is %j', (value) => {
    expect(readFreeExerciseDb([value]).faults).toEqual([
      { row: 1, id: null, reason: 'it is not an object.' },
    ]);
  });

  it('is named by its place and id, and the rest goes on', () => {
    const { read, drafts, faults } = readFreeExerciseDb([...excerpt, entry('Clean')]);
    expect([read, drafts.length]).toEqual([14, 12]);
    expect(faults).toEqual([
      { row: 13, id: 'Power_Clean', reason: 'steps has 24 entries; there may be 20.' },
      { row: 14, id: 'Clean', reason: 'id is that of row 11.' },
    ]);
  });

  it('comes with at most 4,999 others', () => {
    expect(readFreeExerciseDb(Array(MOST_ROWS).fill(null)).faults).toHaveLength(MOST_ROWS);
    expect(() => readFreeExerciseDb(Array(MOST_ROWS + 1).fill(null))).toThrow('at most 5000 exercises');
  });
});

describe('a table of a clinic’s own', () => {
  const row = (change: Partial<Record<(typeof COLUMNS)[number], string>>) => {
    const sound = { id: 'K-1', name: 'Heel raise', summary: 'A heel raise.', ...change } as Record<
      string,
      string
    >;
    return `${COLUMNS}\n${COLUMNS.map((column) => sound[column] ?? '').join(',')}\n`;
  };

  it('has a template with every column and an example', () => {
    const template = readFileSync(TEMPLATE, 'utf8');
    expect(template.split('\n')[0]).toBe(COLUMNS.join(','));
    expect(readOwnCsv(template)).toEqual({
      origin: 'own-csv',
      licence: 'Own work of the clinic',
      read: 1,
      faults: [],
      drafts: [
        {
          originId: 'K-001',
          name: 'Towel heel raise',
          summary: 'A heel raise with a towel under the toes.',
          pillar: 'strengthen',
          position: 'standing',
          muscles: ['calves'],
          equipment: ['towel', 'wall'],
          steps: [
            'Stand facing a wall, your toes on a rolled towel.',
            'Rise onto your toes.',
            'Come down slowly.',
          ],
          mistakes: ['You lean forward.', 'You bounce.'],
          traits: ['calf_achilles_load'],
        },
      ],
    });
  });

  it('may leave out all but id, name and summary, in any order', () => {
    const [draft] = readOwnCsv('summary,id,name\nA heel raise.,K-1,Heel raise\n').drafts;
    expect(draft).toMatchObject({
      originId: 'K-1',
      name: 'Heel raise',
      pillar: null,
      position: null,
      steps: [],
    });
  });

  it('is read as spreadsheets write it: a byte order mark, CRLF, quotes, blank rows, spaces around', () => {
    const text =
      '\ufeffID, Name ,summary\r\n\r\nK-1,"Heel ""raise"", both",A raise.\r\n,,\r\nK-2, Curl ,12" curl\r\nK-3,,x';
    const { read, drafts, faults } = readOwnCsv(text);
    expect(drafts.map(({ name, summary }) => [name, summary])).toEqual([
      ['Heel "raise", both', 'A raise.'],
      ['Curl', '12" curl'],
    ]);
    expect([read, faults]).toEqual([3, [{ row: 6, id: 'K-3', reason: 'name is missing.' }]]);
  });

  it.each([
    ['no id', { id: '' }, 'id is missing.'],
    ['no summary', { summary: '' }, 'summary is missing.'],
    ['a long summary', { summary: 'x'.repeat(501) }, 'summary has 501 characters; there may be 500.'],
    ['a long muscle', { muscles: 'x'.repeat(61) }, 'entry 1 of muscles has 61 characters; there may be 60.'],
    ['many steps', { steps: Array(21).fill('Stand.').join('|') }, 'steps has 21 entries; there may be 20.'],
    [
      'a long step',
      { steps: `Stand.|${'x'.repeat(501)}` },
      'entry 2 of steps has 501 characters; there may be 500.',
    ],
    [
      'another kind',
      { pillar: 'yoga' },
      'pillar has "yoga"; it may be mobilise, stretch, strengthen, balance, run_drill.',
    ],
    ['a trait twice', { traits: 'supine|supine' }, 'traits names one twice.'],
  ])('has a fault in a row with %s', (_, change, reason) => {
    expect(reasons(readOwnCsv(row(change)))).toEqual([reason]);
  });

  it('has a fault in a row of unknown words, and says which there are', () => {
    const [reason] = reasons(readOwnCsv(row({ position: 'hanging', traits: 'supine|jumping' })));
    expect(reason).toMatch(
      /^position has "hanging"; it may be supine, .* traits has "jumping"; it may be lumbar_/,
    );
  });

  it('has a fault in a row of more or fewer cells than columns, and in an id that stands twice', () => {
    const text = 'id,name,summary\nK-1,a,b,c\nK-2,a\nK-3,a,b\nK-3,a,b';
    expect(readOwnCsv(text).faults).toEqual([
      { row: 2, id: 'K-1', reason: 'it has 4 cells where the first row has 3.' },
      { row: 3, id: 'K-2', reason: 'it has 2 cells where the first row has 3.' },
      { row: 5, id: 'K-3', reason: 'id is that of row 4.' },
    ]);
  });

  it.each([
    ['nothing', '', 'The first row names no column "id".'],
    [
      'another column',
      'id,name,summary,video',
      'The first row names a column "video"; it may name id, name,',
    ],
    ['semicolons', 'id;name;summary', 'separated by commas.'],
    ['a column twice', 'id,name,summary,name', 'The first row names the column "name" twice.'],
    ['no names', 'id,summary', 'The first row names no column "name".'],
    [
      'an open quotation mark',
      'id,name,summary\nK-1,a,b\nK-2,"a,b\nK-3,a,b',
      'After row 2 the rows cannot be told apart',
    ],
  ])('is refused as a whole with %s', (_, text, sentence) => {
    expect(() => readOwnCsv(text)).toThrow(sentence);
  });
});
