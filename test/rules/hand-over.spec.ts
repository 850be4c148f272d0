/** What may be handed over, and what comes back when it is taken back. */
import fc from 'fast-check';
import {
  type Asked,
  type Belonging,
  handOverFaults,
  movesBack,
  movesTo,
  notTakenBackBecause,
  takeBackUntil,
} from '../../src/hand-over/hand-over-rules';

const ASKED: Asked = { fromId: 'kaya', toId: 'lind', patientIds: ['ann'], reason: 'leaving' };

it.each<[string, Partial<Asked>, string[]]>([
  ['named patients', {}, []],
  ['all', { patientIds: undefined, all: true }, []],
  ['all, and said to name nobody', { patientIds: null, all: true }, []],
  ['neither', { patientIds: undefined }, ['/patientIds']],
  ['neither, said out loud', { patientIds: null }, ['/patientIds']],
  ['both', { all: true }, ['/patientIds']],
  ['all of nobody', { patientIds: undefined, all: true, fromId: null }, ['/fromId']],
  ['named patients of whoever has them', { fromId: null }, []],
  ['to oneself', { toId: 'kaya' }, ['/toId']],
  ['another reason', { reason: 'other' }, ['/note']],
  ['another reason, said', { reason: 'other', note: 'Shares a house with her.' }, []],
])('%s', (_, change, pointers) => {
  expect(handOverFaults({ ...ASKED, ...change }).map(({ pointer }) => pointer)).toEqual(pointers);
});

describe('of named patients', () => {
  const patients: Belonging[] = [
    { id: 'ann', responsibleId: 'kaya' },
    { id: 'ben', responsibleId: 'lind' },
    { id: 'dot', responsibleId: null },
  ];

  it('those of the one who hands over go, and others are named', () => {
    expect(movesTo(patients, { fromId: 'kaya', toId: 'lind' })).toEqual({
      moves: [{ patientId: 'ann', fromId: 'kaya', toId: 'lind' }],
      notTheirs: ['ben', 'dot'],
    });
  });

  it('all go where nobody says whose they are, but for those who are there', () => {
    expect(movesTo(patients, { fromId: null, toId: 'lind' })).toEqual({
      moves: [
        { patientId: 'ann', fromId: 'kaya', toId: 'lind' },
        { patientId: 'dot', fromId: null, toId: 'lind' },
      ],
      notTheirs: [],
    });
  });
});

describe('taking back', () => {
  const at = new Date('2026-11-26T10:00:00Z');
  const made = { at, takesBack: null, takenBackBy: null };
  const later = (ms: number) => new Date(at.getTime() + 24 * 3_600_000 + ms);

  it('is for 24 hours, to the moment', () => {
    expect(takeBackUntil(made)).toEqual(later(0));
    expect(notTakenBackBecause(made, later(0))).toBeNull();
    expect(notTakenBackBecause(made, later(1))).toBe('hand_over.too_late');
  });

  it('is once, and not of a taking back', () => {
    for (const one of [
      { ...made, takenBackBy: 'another' },
      { ...made, takesBack: 'another' },
    ]) {
      expect(takeBackUntil(one)).toBeNull();
      expect(notTakenBackBecause(one, at)).toBe('hand_over.taken_back_already');
    }
  });

  it('gives everybody back to whom they had, and leaves alone whoever was moved on since', () => {
    const whose = fc.constantFrom('kaya', 'lind', 'solo', null);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ id: fc.uuid(), responsibleId: whose }), { selector: ({ id }) => id }),
        fc.array(fc.nat()),
        (patients, movedOn) => {
          const { moves } = movesTo(patients, { fromId: null, toId: 'lind' });
          const gone = new Set(movedOn.map((n) => moves[n % (moves.length || 1)]?.patientId));
          const now = patients.map((one) => ({
            id: one.id,
            responsibleId: gone.has(one.id) ? 'osei' : 'lind',
          }));
          const back = movesBack(moves, now);
          const after = new Map<string, string | null>(
            now.map(({ id, responsibleId }) => [id, responsibleId]),
          );
          for (const { patientId, toId } of back) after.set(patientId, toId);
          for (const { id, responsibleId } of patients)
            expect(after.get(id)).toBe(gone.has(id) ? 'osei' : responsibleId);
        },
      ),
    );
  });
});
