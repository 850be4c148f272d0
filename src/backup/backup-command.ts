import { parseArgs } from 'node:util';
import { mediaSettings } from '../config';
import { withOwner } from '../db/owner-access';
import { expectedVersion } from '../db/migrate';
import { noteInAudit, takeBackup } from './backup';
import { type Manifest, totalOf } from './manifest';
import { fromWhereTheyStand, runCommand, say } from './operator-command';
import { inMegabytes } from './progress';

/**
 * `npm run backup -- --to <folder>`: as the operator, of the database of OWNER_DATABASE_URL or else of the embedded one, whether
 * the server runs or not. Ends with 0 when the backup is complete; with 1 and a sentence when there is none.
 */
const USAGE = `Name the folder that becomes the backup; there must be none of that name yet:
  npm run backup -- --to /backups/2026-11-23

It holds every row of the database and the media folder, and is not encrypted: keep it where only you can read it.
Without OWNER_DATABASE_URL it is taken of the embedded database (PORTAL_DATA_DIR), whether the server runs or not.
MEDIA_DIR or MEDIA_S3_… must be as the server has them; a bucket itself is not copied.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { to: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return say(USAGE.trimEnd());
  if (!values.to) throw new Error(USAGE);
  const to = fromWhereTheyStand(values.to);
  const media = mediaSettings(process.env);
  const manifest = await withOwner(
    process.env,
    say,
    async (owner) => {
      const taken = await takeBackup(owner, { to, media, out: process.stdout });
      await noteInAudit(owner, 'backup.taken').catch((fault: Error) =>
        say(`The backup is complete, but could not be noted in the audit: ${fault.message}.`),
      );
      return taken;
    },
    'as it is',
  );
  say(report(to, manifest));
}

function report(to: string, { tables, media, takenAt, schema }: Manifest): string {
  const rows = totalOf(tables, 'rows').toLocaleString('en-GB');
  return [
    `${to}: ${rows} rows of ${tables.length} tables (${inMegabytes(totalOf(tables, 'bytes'))}) as of ${takenAt}.`,
    media.where === 'bucket'
      ? `The bucket is not included; ${media.named} videos and pictures in it are named.`
      : `${media.files} files of media (${inMegabytes(media.bytes)}).`,
    ...(media.absent > 0
      ? [
          `${media.absent} of ${media.named} videos and pictures are missing or damaged where the server keeps them.`,
        ]
      : []),
    ...(schema.lastMigration === expectedVersion().lastMigration
      ? []
      : [
          `The database is of version ${schema.lastMigration}: restore it with the software of that version.`,
        ]),
  ].join('\n');
}

runCommand(main, 'No backup was taken');
