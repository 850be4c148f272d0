/** After the last test file: ends the Postgres of this run, whatever became of the tests. */
export { stopPostgres as default } from './start-postgres';
