/** Which column of the table a fault of the API's body is about, and the fault in the table's words. Pure. */
import { COLUMNS, type Column } from './template-csv';

const OTHERWISE: Record<string, Column> = {
  name: 'template',
  exerciseId: 'exercise',
  count: 'sets',
  timeSeconds: 'seconds',
  distanceMetres: 'metres',
  restAfterSet: 'restSeconds',
  load: 'kg',
};

/** null: it is about the whole row, or the whole template. */
export function columnOf(pointer: string, detail: string): { field: Column | null; detail: string } {
  const names = pointer.split('/').reverse();
  const name = names.find((one) => OTHERWISE[one] || COLUMNS.includes(one as Column));
  if (name === undefined) return { field: null, detail };
  const field = OTHERWISE[name] ?? (name as Column);
  return { field, detail: detail.startsWith(name) ? field + detail.slice(name.length) : detail };
}
