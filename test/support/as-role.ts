/**
 * Lets a test become one of the database's roles, past the application: then row-level security and grants alone
 * decide what it reaches. Each scene is one transaction that is rolled back, so that no case sees another's rows.
 */
import { Client, type QueryResult } from 'pg';
import type { Person } from './cast';
import { freshDatabase } from './database';

export type DbRole =
  'app_visitor' | 'app_patient' | 'app_carer' | 'app_clinician' | 'app_desk' | 'app_admin' | 'app_worker';
/** Who asks; `patientId` is of whom a carer looks after. */
type Somebody = Pick<Person, 'id' | 'clinicId' | 'sessionId'> & { patientId?: string | null };
type Values = unknown[];

/** The SQLSTATE of what a grant or a policy refuses. */
export const DENIED = '42501';

export interface Scene {
  /** As the superuser: policies are asleep; triggers, foreign keys and checks are awake. */
  arrange<Row = Record<string, unknown>>(sql: string, values?: Values): Promise<Row[]>;
  /** As `arrange`, with triggers and foreign keys asleep too: for states that they would never let come about. */
  force<Row = Record<string, unknown>>(sql: string, values?: Values): Promise<Row[]>;
  /** Moves the one clock that SQL asks, until the scene ends. */
  setClock(at: string): Promise<void>;
  /** Somebody in one of their roles, at their own clinic; null is a person who has not said who they are. */
  as(role: DbRole, person: Somebody | null): Asking;
  /** Takes back what `work` changed, so that a scene may try one thing after the other. */
  undone<T>(work: () => Promise<T>): Promise<T>;
}

export interface Asking {
  query<Row = Record<string, unknown>>(sql: string, values?: Values): Promise<Row[]>;
  /** What would happen: the rows, or the SQLSTATE of the refusal. Nothing of it stays. */
  attempt<Row = Record<string, unknown>>(sql: string, values?: Values): Promise<Outcome<Row>>;
  /** As `attempt`, with triggers and foreign keys asleep: so that grants and policies alone can refuse. */
  attemptPastTriggers<Row = Record<string, unknown>>(sql: string, values?: Values): Promise<Outcome<Row>>;
}

/** `count` is the number of rows that were read or written, also where none is returned. */
export type Outcome<Row> =
  { rows: Row[]; count: number; refused?: undefined } | { rows?: undefined; count: 0; refused: string };

/** Set by test/mutants: the scenes play in a database that is lent to them, and each begins by weakening it. */
export const MUTANT_VARIABLE = 'PORTAL_TEST_MUTANT';
export interface Lent {
  superuserUrl: string;
  mutation: string;
}

export interface RoleDatabase {
  inScene<T>(work: (scene: Scene) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A database of its own, as a superuser who steps down. Open one for each file and close it. */
export async function openRoles(): Promise<RoleDatabase> {
  const lent = JSON.parse(process.env[MUTANT_VARIABLE] ?? 'null') as Lent | null;
  const own = lent ? null : await freshDatabase();
  const superuser = new Client({ connectionString: (lent ?? own)!.superuserUrl });
  await superuser.connect();
  return {
    inScene: async (work) => {
      await superuser.query('begin');
      try {
        if (lent) await superuser.query(lent.mutation);
        return await work(sceneOn(superuser));
      } finally {
        await superuser.query('rollback');
      }
    },
    close: async () => {
      await superuser.end();
      await own?.drop();
    },
  };
}

function sceneOn(superuser: Client): Scene {
  const arrange = async <Row>(sql: string, values: Values = []) =>
    (await superuser.query(sql, values)).rows as Row[];
  const asleep = (yes: boolean) =>
    superuser.query(`set local session_replication_role = ${yes ? 'replica' : 'origin'}`);
  const undone = async <T>(work: () => Promise<T>): Promise<T> => {
    await superuser.query('savepoint try');
    try {
      return await work();
    } finally {
      // the role and what is asleep go back too
      await superuser.query('rollback to savepoint try');
      await superuser.query('release savepoint try');
    }
  };
  return {
    arrange,
    undone,
    force: async <Row>(sql: string, values: Values = []) => {
      await asleep(true);
      const rows = await arrange<Row>(sql, values);
      await asleep(false);
      return rows;
    },
    setClock: async (at) => {
      const clock = `timestamptz '${new Date(at).toISOString()}'`;
      await arrange(`create or replace function portal.portal_now() returns timestamptz language sql stable
        set search_path = '' as $$ select ${clock} $$`);
    },
    as: (role, person) => askingOn(superuser, role, person, undone, asleep),
  };
}

const patientOf = (role: DbRole, person: Somebody | null): string =>
  (role === 'app_patient' ? person?.id : role === 'app_carer' ? person?.patientId : null) ?? '';

function askingOn(
  superuser: Client,
  role: DbRole,
  person: Somebody | null,
  undone: Scene['undone'],
  asleep: (yes: boolean) => Promise<QueryResult>,
): Asking {
  const ask = async (sql: string, values: Values): Promise<QueryResult> => {
    await superuser.query(
      `select set_config('role', $1, true), set_config('app.actor_id', $2, true),
         set_config('app.clinic_id', $3, true), set_config('app.session_id', $4, true),
         set_config('app.patient_id', $5, true)`,
      [role, person?.id ?? '', person?.clinicId ?? '', person?.sessionId ?? '', patientOf(role, person)],
    );
    const result = await superuser.query(sql, values);
    await superuser.query('reset role');
    return result;
  };
  const attempt = <Row>(sql: string, values: Values = []) =>
    undone(async (): Promise<Outcome<Row>> => {
      try {
        const { rows, rowCount } = await ask(sql, values);
        return { rows: rows as Row[], count: rowCount ?? 0 };
      } catch (thrown) {
        return { refused: String((thrown as { code?: string }).code), count: 0 };
      }
    });
  return {
    query: async <Row>(sql: string, values: Values = []) => (await ask(sql, values)).rows as Row[],
    attempt,
    attemptPastTriggers: (sql, values) =>
      undone(async () => {
        await asleep(true);
        return attempt(sql, values);
      }),
  };
}
