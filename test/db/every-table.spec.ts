/**
 * What the gate leans on, asked of the catalogue: each question must return nothing, now and for every table, view, policy
 * and function to come. Each is also asked of a fault planted for it, so that none is a question that finds nothing ever.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRoles, type RoleDatabase } from '../support/as-role';

const GATE = readFileSync(join(__dirname, '../../migrations/always/2-only-if-advised.sql'), 'utf8');
const GATE_VIEWS = [...GATE.matchAll(/create view portal\.(\w+)/g)].map(([, name]) => name);

/** Extensions bring functions of their own, which read no table. */
const OURS = `p.pronamespace = 'portal'::regnamespace
  and not exists (select from pg_depend e where e.objid = p.oid and e.deptype = 'e')`;
const RELATIONS = `pg_class c where c.relnamespace in ('portal'::regnamespace, 'history'::regnamespace)`;
const LOGINS = `('portal_app', 'portal_worker')`;
/** A login, and every role that it may become. */
const REACHABLE = `with recursive reachable as (
  select oid, rolname as login from pg_roles where rolname in ${LOGINS}
  union select m.roleid, r.login from pg_auth_members m join reachable r on m.member = r.oid)`;

const QUESTIONS: [fault: string, sql: string, planted: string][] = [
  [
    'a table without row-level security',
    `select relname from pg_class where relnamespace = 'portal'::regnamespace and relkind in ('r', 'p')
       and not relrowsecurity`,
    'create table portal.open_door (id uuid primary key)',
  ],
  [
    'a table that blinds its owner, and with them the gate',
    `select relname from pg_class where relnamespace = 'portal'::regnamespace and relforcerowsecurity`,
    'alter table portal.hold force row level security',
  ],
  [
    'a table or view that is not the owner’s',
    `select c.relname from ${RELATIONS} and c.relkind in ('r', 'p', 'v', 'm', 'S')
       and c.relowner <> 'portal_owner'::regrole`,
    'alter view portal.advised_item owner to postgres',
  ],
  [
    'a right on a table, view, column or sequence for a login or for everybody',
    `select c.relname, a.privilege_type from pg_class c,
       lateral (select * from aclexplode(c.relacl) union all
         select x.* from pg_attribute t, aclexplode(t.attacl) x where t.attrelid = c.oid) a
     where c.relnamespace in ('portal'::regnamespace, 'history'::regnamespace)
       and (a.grantee = 0 or a.grantee in (select oid from pg_roles where rolname in ${LOGINS}))`,
    'grant select (id) on portal.patient to public',
  ],
  [
    'a role beside the owner that may truncate, refer to or put triggers on a table',
    `select c.relname, a.privilege_type from pg_class c, aclexplode(c.relacl) a
     where c.relnamespace = 'portal'::regnamespace and a.grantee <> c.relowner
       and a.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')`,
    'grant truncate on portal.hold to app_clinician',
  ],
  [
    'anybody who may change or delete an audit entry',
    `select a.grantee::regrole, a.privilege_type from pg_class c,
       lateral (select * from aclexplode(c.relacl) union all
         select x.* from pg_attribute t, aclexplode(t.attacl) x where t.attrelid = c.oid) a
     where c.oid = 'portal.audit_entry'::regclass and a.grantee <> c.relowner
       and a.privilege_type not in ('SELECT', 'INSERT')`,
    'grant update (action) on portal.audit_entry to app_admin',
  ],
  [
    'something that a login owns, or a role that it may become',
    `${REACHABLE} select r.login, d.classid::regclass, d.objid from reachable r
     join pg_shdepend d on d.refclassid = 'pg_authid'::regclass and d.refobjid = r.oid and d.deptype = 'o'`,
    'create table portal.theirs (); alter table portal.theirs owner to portal_app',
  ],
  [
    'a login that can become somebody who sees everything',
    `${REACHABLE} select login, p.rolname from reachable r join pg_roles p using (oid)
     where p.rolsuper or p.rolbypassrls or p.rolcreaterole or p.rolcreatedb or p.rolreplication
       or p.rolname !~ '^(portal_app|portal_worker|app_(visitor|patient|carer|clinician|desk|admin|worker))$'`,
    'grant portal_owner to portal_worker',
  ],
  [
    'a login that has a right without taking a role',
    `select r.rolname from pg_roles r where r.rolname in ${LOGINS}
       and (r.rolinherit or exists (select from pg_auth_members m where m.member = r.oid and m.inherit_option))`,
    'grant app_desk to portal_app with inherit true',
  ],
  [
    'a view that looks with its owner’s eyes and is not of the gate',
    `select relname from pg_class where relnamespace = 'portal'::regnamespace and relkind in ('v', 'm')
       and not coalesce(reloptions && array['security_invoker=true', 'security_invoker=on'], false)
       and relname <> all (array['${GATE_VIEWS.join(`','`)}'])`,
    'create view portal.all_patients as select * from portal.patient',
  ],
  [
    'a view of the gate through which a function could peep',
    `select relname from pg_class where relnamespace = 'portal'::regnamespace and relkind = 'v'
       and relname = any (array['${GATE_VIEWS.join(`','`)}'])
       and not coalesce(reloptions && array['security_barrier=true', 'security_barrier=on'], false)`,
    'alter view portal.advised_item reset (security_barrier)',
  ],
  [
    'a function that could be led to somebody else’s tables',
    `select p.proname from pg_proc p where ${OURS}
       and not coalesce('search_path=""' = any (p.proconfig), false)`,
    `create function portal.mine() returns int language sql security definer as 'select 1'`,
  ],
  [
    'a function that everybody may call',
    `select p.proname from pg_proc p where ${OURS}
       and (p.proacl is null or exists (select from aclexplode(p.proacl) a where a.grantee = 0))`,
    `create function portal.anybody() returns int language sql set search_path = '' as 'select 1'`,
  ],
  [
    'a policy without a condition',
    `select polname from pg_policy where polqual is null and polwithcheck is null`,
    'create policy open on portal.hold to app_desk',
  ],
  [
    'a policy for everybody',
    `select polname from pg_policy where 0 = any (polroles)`,
    'create policy open on portal.hold using (clinic_id = (select portal.my_clinic()))',
  ],
  [
    'a policy that asks a function for each row anew',
    `select polname from pg_policy,
       lateral (select concat(pg_get_expr(polqual, polrelid), ' ', pg_get_expr(polwithcheck, polrelid)) as says) e
     where says ~ '(?<!SELECT )(portal\\.\\w+|current_setting)\\('`,
    'create policy slow on portal.hold to app_desk using (clinic_id = portal.my_clinic())',
  ],
  [
    'a policy whose question no index answers',
    `select p.polrelid::regclass, p.polname from pg_policy p
     where p.polpermissive and p.polcmd <> 'a' and not exists (
       select from pg_index i join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid
         and d.refobjid = p.polrelid and d.refobjsubid = i.indkey[0]
       where i.indrelid = p.polrelid and i.indpred is null)`,
    `create policy slow on portal.patient to app_desk using (phone = (select portal.me())::text)`,
  ],
  [
    'a table of a clinic that foreign keys could not tie to it',
    `select c.relname from pg_class c where c.relnamespace = 'portal'::regnamespace and c.relkind in ('r', 'p')
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'clinic_id')
       and c.relname <> 'audit_entry'
       and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'u'
         and pg_get_constraintdef(k.oid) = 'UNIQUE (clinic_id, id)')`,
    'create table portal.loose (id uuid primary key, clinic_id uuid not null)',
  ],
  [
    'a revision that stays when the row changes',
    `select a.attrelid::regclass from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'portal'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'revision'
       and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgenabled = 'O'
         and pg_get_triggerdef(t.oid) ~ 'BEFORE UPDATE ON .* FOR EACH ROW EXECUTE FUNCTION portal.next_revision')`,
    'alter table portal.episode disable trigger next_revision',
  ],
];

describe('the catalogue has no', () => {
  let roles: RoleDatabase;
  beforeAll(async () => {
    roles = await openRoles();
  });
  afterAll(() => roles.close());

  it.each(QUESTIONS)('%s', async (_fault, sql, planted) => {
    await roles.inScene(async (scene) => {
      expect(await scene.arrange(sql)).toEqual([]);
      await scene.arrange(planted);
      expect(await scene.arrange(sql)).not.toEqual([]);
    });
  });
});
