import { migrate } from './migrate';

/** `npm run migrate`: as the owner, who is nobody else's login. */
async function main(): Promise<void> {
  const ownerUrl = process.env.OWNER_DATABASE_URL;
  if (!ownerUrl) throw new Error('Set OWNER_DATABASE_URL: migrations run as the owner of the database.');
  await migrate(ownerUrl);
  process.stdout.write('The database is at the version of this software.\n');
}

main().catch((fault: unknown) => {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exitCode = 1;
});
