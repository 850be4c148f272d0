/** The reason of a deletion says nothing by which the patient could be found again. */
import { namesPatient } from '../../src/record/names-patient';

const JOSE = {
  name: 'José María de Brún',
  email: 'jm@home.example',
  phone: '07700 900123',
  identifiers: [{ value: 'C-4711' }, { value: '88' }],
};

it.each([
  ['Its time was over.', false],
  ['Jose asked for it.', true],
  ['JOSÉ asked for it.', true],
  ['Mrs Brun.', true],
  ['A case of de novo pain.', false],
  ['Mail to JM@home.example came back.', true],
  ['Rang 07700900123.', true],
  ['Rang 07700-900-123.', true],
  ['Card C-4711.', true],
  ['Room 88.', true],
  ['In 1988.', false],
  ['Maríanne.', false],
])('%s: %s', (text, names) => {
  expect(namesPatient(text, JOSE)).toBe(names);
});

it('is asked of somebody of whom little is known', () => {
  const bo = { name: 'Bo Li', email: null, phone: null, identifiers: [] };
  expect(namesPatient('Bo  Li was here.', bo)).toBe(true);
  expect(namesPatient('Bo was here.', bo)).toBe(false);
  expect(namesPatient('', bo)).toBe(false);
});
