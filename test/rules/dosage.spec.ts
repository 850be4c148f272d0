/** What makes a dose impossible. */
import { checkDosage, type Dosage, DOSAGE_BOUNDS } from '../../src/dosage/dosage';

const TEN: Dosage = { sets: 3, reps: 10, perDay: 1, perWeek: 3, side: 'not_applicable' };

describe('checkDosage', () => {
  const bounds = Object.entries(DOSAGE_BOUNDS).map(([field, { min, max }]) => [field, min, max] as const);
  const room: Record<string, Partial<Dosage>> = {
    reps: {},
    repsMax: { reps: 0.5 },
    distanceMetres: { reps: undefined },
    holdSeconds: { reps: undefined },
  };

  it.each(bounds)('%s: %i and %i are possible, one beyond is not', (field, min, max) => {
    const faultsAt = (value: number) =>
      checkDosage({ ...TEN, ...room[field], [field]: value }).filter(
        (fault) => fault.pointer === `/${field}` && fault.code !== 'dosage.contradictory',
      );
    expect([min, max].flatMap(faultsAt)).toEqual([]);
    expect([min - 1, max + 1].flatMap(faultsAt).map((fault) => fault.code)).toEqual([
      'dosage.out_of_range',
      'dosage.out_of_range',
    ]);
    expect(faultsAt(min + 0.5).map((fault) => fault.code)).toEqual(['dosage.not_a_whole_number']);
    expect(faultsAt(NaN).map((fault) => fault.code)).toEqual(['dosage.not_a_whole_number']);
  });

  it('has the bounds that the clinic asked for', () => {
    expect(Object.fromEntries(bounds.map(([field, min, max]) => [field, [min, max]]))).toEqual({
      sets: [1, 20],
      reps: [1, 100],
      repsMax: [1, 100],
      holdSeconds: [1, 600],
      distanceMetres: [1, 5000],
      restSeconds: [0, 900],
      perDay: [1, 12],
      perWeek: [1, 7],
      effortRpe: [0, 10],
    });
  });

  const BARE: Dosage = { sets: 1, perDay: 1, perWeek: 7, side: 'not_applicable' };
  it.each<[string, unknown, string[]]>([
    ['reps alone', { ...BARE, reps: 1 }, []],
    ['a hold alone', { ...BARE, holdSeconds: 20 }, []],
    ['a distance alone', { ...BARE, distanceMetres: 20 }, []],
    ['nothing to do', BARE, ['/reps dosage.missing']],
    [
      'nothing at all',
      {},
      ['/sets', '/perDay', '/perWeek', '/side', '/reps'].map((p) => `${p} dosage.missing`),
    ],
    ['a range', { ...BARE, reps: 8, repsMax: 9 }, []],
    ['a range of one number', { ...BARE, reps: 8, repsMax: 8 }, ['/repsMax dosage.contradictory']],
    ['a range upside down', { ...BARE, reps: 8, repsMax: 7 }, ['/repsMax dosage.contradictory']],
    ['only an upper end', { ...BARE, holdSeconds: 5, repsMax: 7 }, ['/repsMax dosage.contradictory']],
    ['steps', { ...BARE, reps: 10, repUnit: 'step' }, []],
    ['steps without a number', { ...BARE, holdSeconds: 5, repUnit: 'step' }, ['/repUnit', '/holdSeconds']],
    ['steps and metres', { ...BARE, reps: 9, repUnit: 'step', distanceMetres: 9 }, ['/distanceMetres']],
    ['hold and metres', { ...BARE, holdSeconds: 9, distanceMetres: 9 }, ['/distanceMetres']],
    ['rest with one set', { ...BARE, reps: 5, restSeconds: 30 }, ['/restSeconds']],
    ['rest with two sets', { ...BARE, sets: 2, reps: 5, restSeconds: 0 }, []],
    ['swapping sides once', { ...BARE, reps: 1, side: 'alternate' }, ['/side']],
    ['swapping sides twice', { ...BARE, reps: 2, side: 'alternate' }, []],
    ['swapping sides over a distance', { ...BARE, distanceMetres: 20, side: 'alternate' }, []],
    ['an unknown side', { ...BARE, reps: 5, side: 'both' }, ['/side dosage.unknown_value']],
    ['an unknown tempo', { ...BARE, reps: 5, tempo: 'fast' }, ['/tempo dosage.unknown_value']],
    ['a misspelt field', { ...BARE, reps: 5, hold_s: 20 }, ['/hold_s dosage.unknown_field']],
    ['text for a number', { ...BARE, reps: '10' }, ['/reps dosage.not_a_whole_number']],
    ['null for a number', { ...BARE, reps: null }, ['/reps dosage.not_a_whole_number']],
  ])('%s', (_, dosage, expected) => {
    const found = checkDosage(dosage as Dosage).map((fault) => `${fault.pointer} ${fault.code}`);
    expect(found).toEqual(
      expected.map((fault) => (fault.includes(' ') ? fault : `${fault} dosage.contradictory`)),
    );
  });
});
