/** What a table of patients is read into, whatever somebody's spreadsheet makes of it. */
import fc from 'fast-check';
import { AppError } from '../../src/http/errors';
import { COLUMNS, DATE_FORMATS, type DateFormat, readPatientCsv } from '../../src/patient/import/patient-csv';
import { tableOf } from '../support/patient-table';

const dayIn = (dateOfBirth: string, format: DateFormat) => {
  const [row] = readPatientCsv(tableOf([{ name: 'x', dateOfBirth }]), format);
  return row!.faults.length > 0 ? null : row!.cells.dateOfBirth;
};

it.each<[string, string | null, string | null]>([
  ['1981-04-03', '1981-04-03', '1981-04-03'],
  ['03/04/1981', null, '1981-04-03'],
  ['3/4/1981', null, '1981-04-03'],
  ['25/12/1981', null, '1981-12-25'],
  // an American Christmas: no day that exists, as the one who reads the days will say
  ['12/25/1981', null, '1981-25-12'],
  ['03/04/81', null, null],
  ['1981/04/03', null, null],
  ['03-04-1981', null, null],
  ['1981-4-3', null, null],
  ['29768', null, null],
  ['1981-04-03T00:00', null, null],
])('%s', (cell, iso, british) => {
  expect(DATE_FORMATS.map((format) => dayIn(cell, format))).toEqual([iso, british]);
});

it('every cell comes out as it went in, however it is separated and quoted', () => {
  // what a spreadsheet's cell may hold; its ends are trimmed
  const cell = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll('\0', '').trim());
  const table = fc.array(fc.record({ name: cell, email: cell, address: cell }), { maxLength: 8 });
  const how = fc.record({
    delimiter: fc.constantFrom(',', ';'),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    bom: fc.boolean(),
    columns: fc.shuffledSubarray([...COLUMNS], { minLength: COLUMNS.length }),
  });
  fc.assert(
    fc.property(table, how, (people, written) => {
      const filled = people.map((one) => ({ ...one, dateOfBirth: '1980-01-01' }));
      const rows = readPatientCsv(tableOf(filled, written), 'YYYY-MM-DD');
      expect(rows.map(({ row }) => row)).toEqual(people.map((_, n) => n + 2));
      expect(rows.map(({ cells }) => cells)).toEqual(
        filled.map((one) => Object.fromEntries(Object.entries(one).filter(([, text]) => text !== ''))),
      );
    }),
  );
});

it('any text is a table, or is refused as none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.boolean(), (text, hasHeader) => {
      try {
        const rows = readPatientCsv(hasHeader ? `name,dateOfBirth\n${text}` : text, 'DD/MM/YYYY');
        expect(rows.length).toBeLessThanOrEqual(text.length);
      } catch (fault) {
        expect((fault as AppError).code).toBe('patient.import_unreadable');
      }
    }),
    { numRuns: 500 },
  );
});
