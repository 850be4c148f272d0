import { createLogins } from './logins';

/** `npm run logins`: makes the three logins and the database on a server of your own, once, as its superuser. */
async function main(): Promise<void> {
  const [superuserUrl, owner, app, worker] = [
    'SUPERUSER_DATABASE_URL',
    'OWNER_PASSWORD',
    'APP_PASSWORD',
    'WORKER_PASSWORD',
  ].map((name) => {
    const value = process.env[name];
    if (!value) throw new Error(`Set ${name}.`);
    return value;
  }) as [string, string, string, string];
  await createLogins(superuserUrl, { database: process.env.DATABASE_NAME ?? 'portal', owner, app, worker });
  process.stdout.write(
    'The logins portal_owner, portal_app and portal_worker are there, and their database.\n',
  );
}

main().catch((fault: unknown) => {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exitCode = 1;
});
