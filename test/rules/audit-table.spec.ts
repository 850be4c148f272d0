/** The trail as a table: nothing in it is run by a spreadsheet, and every cell comes back as it was. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { cellOf, entryLine, headLine } from '../../src/audit/audit-table';

it.each([
  ['patient.read', 'patient.read'],
  ['', ''],
  ['=1+1', "'=1+1"],
  ['+44', "'+44"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', `"'\t=1"`],
  ['\r=1', `"'\r=1"`],
  ['a,b', '"a,b"'],
  ['a;b', '"a;b"'],
  ['say "no"', '"say ""no"""'],
  ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ['a-b', 'a-b'],
])('%j is written as %j', (value, cell) => {
  expect(cellOf(value)).toBe(cell);
});

const ENTRY = {
  id: '7',
  at: '2026-11-23T10:00:00.000Z',
  actorRole: 'clinician',
  actorId: null,
  action: 'record.read',
  subjectType: 'patient.read',
  subjectIds: ['a', 'b'],
  patientIds: [],
  requestId: null,
};

it('has a line for each entry, its ids in one cell', () => {
  expect(headLine() + entryLine(ENTRY)).toBe(
    'id,at,actorRole,actorId,action,subjectType,subjectIds,patientIds,requestId\r\n' +
      '7,2026-11-23T10:00:00.000Z,clinician,,record.read,patient.read,a b,,\r\n',
  );
});

it('is read back cell by cell, whatever somebody managed to write into one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (subjectType) => {
      const [row] = parse(entryLine({ ...ENTRY, subjectType }), { relax_column_count: false }) as [string[]];
      expect(row).toHaveLength(9);
      expect([subjectType, `'${subjectType}`]).toContain(row[5]);
      expect(row[5]).not.toMatch(/^[=+\-@\t\r\n]/);
    }),
  );
});
