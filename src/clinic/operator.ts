import { Client } from 'pg';
import { linkBase, SecretLinks } from '../identity/secret';

/**
 * What the commands share of whoever runs this software: they work as the owner of the database, past every policy, and
 * hand out links. Nothing that serves requests comes here.
 */
export async function asOperator(
  command: string,
  usage: string,
  work: (owner: Client, links: SecretLinks) => Promise<string>,
): Promise<void> {
  try {
    const { OWNER_DATABASE_URL: ownerUrl, PUBLIC_URL: publicUrl = '' } = process.env;
    const base = linkBase(publicUrl);
    if (!ownerUrl || !base) throw new Error(usage);
    const owner = new Client({ connectionString: ownerUrl, application_name: `portal-${command}` });
    await owner.connect();
    try {
      process.stdout.write(`${await work(owner, new SecretLinks(base))}\n`);
    } finally {
      await owner.end();
    }
  } catch (fault) {
    process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
    process.exitCode = 1;
  }
}
