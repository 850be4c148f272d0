import { CreatePeople20261122100000 } from './20261122100000-create-people';
import { CreateLibrary20261122100100 } from './20261122100100-create-library';
import { CreateAdvice20261122100200 } from './20261122100200-create-advice';
import { CreateTrace20261122100300 } from './20261122100300-create-trace';

/** The history of the tables, oldest first. Named here once, so that dist and the tests run the same. */
export const migrationsInOrder = [
  CreatePeople20261122100000,
  CreateLibrary20261122100100,
  CreateAdvice20261122100200,
  CreateTrace20261122100300,
];
