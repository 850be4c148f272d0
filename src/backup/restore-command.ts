import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { dataFolder, mediaSettings } from '../config';
import { migrate } from '../db/migrate';
import { isAtThisVersion } from '../db/verify';
import type { MediaSettings } from '../media/store/media-store';
import { type CheckedBackup, checkBackup, readSound } from './check-backup';
import { totalOf } from './manifest';
import { holdsMedia, putMedia, takeMediaAway } from './media-files';
import { fromWhereTheyStand, runCommand, say } from './operator-command';
import { type Aftermath, assertNoClinic, restoreRows } from './restore';
import { assertEmptyFolder, makeDataFolder } from './restored-folder';

/**
 * `npm run restore -- --from <backup>`: as the operator, into an empty database or an empty data folder, never over anything. Ends
 * with 0 when all of it is there; with 1 and a sentence when nothing is.
 */
const USAGE = `Name the backup, and where to:
  npm run restore -- --from /backups/2026-11-23 --to .data        an embedded database in a new folder
  OWNER_DATABASE_URL=… npm run restore -- --from /backups/2026-11-23     an empty database of your own

Without --to the folder is PORTAL_DATA_DIR. Media go to the folder that MEDIA_DIR names, or into the data folder.
The software must be of the backup's version. Stop the server first: nothing is put over a clinic that is there.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { from: { type: 'string' }, to: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return say(USAGE.trimEnd());
  if (!values.from) throw new Error(USAGE);
  const { OWNER_DATABASE_URL: ownerUrl, DATABASE_URL: appUrl } = process.env;
  if (ownerUrl && values.to)
    throw new Error('OWNER_DATABASE_URL and --to are both set: restore into one of them.');
  if (appUrl && !ownerUrl) {
    throw new Error('Set OWNER_DATABASE_URL: this is done as the owner of the database, not as the API.');
  }
  const from = fromWhereTheyStand(values.from);
  if (ownerUrl) return intoDatabase(from, ownerUrl);
  await intoFolder(from, values.to ? fromWhereTheyStand(values.to) : dataFolder(process.env));
}

async function intoFolder(from: string, folder: string): Promise<void> {
  const manifest = await readSound(from);
  await assertEmptyFolder(folder);
  await assertNoMedia(mediaSettings({ ...process.env, PORTAL_DATA_DIR: folder }));
  const backup = await checkBackup(from, manifest, process.stdout);
  const aftermath = await makeDataFolder(folder, say, async ({ ownerUrl }, at) => {
    await migrate(ownerUrl);
    // inside the folder that is to be, unless it lies elsewhere
    return fill(ownerUrl, backup, mediaSettings({ ...process.env, PORTAL_DATA_DIR: at }));
  });
  say(report(folder, backup, aftermath));
}

/** A database that was migrated already may be restored into, as long as nobody has begun in it. */
async function intoDatabase(from: string, ownerUrl: string): Promise<void> {
  const media = mediaSettings(process.env);
  const manifest = await readSound(from);
  await assertNoMedia(media);
  const isMade = await withClient(ownerUrl, isMigrated);
  const backup = await checkBackup(from, manifest, process.stdout);
  try {
    await migrate(ownerUrl);
    say(report('The database', backup, await fill(ownerUrl, backup, media)));
  } catch (fault) {
    if (!isMade) await withClient(ownerUrl, takeSchemasAway);
    throw fault;
  }
}

/** False: it holds nothing of ours. Throws where somebody has begun in it, and where it is of another version. */
async function isMigrated(owner: Client): Promise<boolean> {
  const { rowCount } = await owner.query(
    `select from pg_namespace where nspname in ('portal', 'history', 'jobs')`,
  );
  if (!rowCount) return false;
  const query = async (sql: string) => (await owner.query(sql)).rows;
  if (!(await isAtThisVersion({ query } as Parameters<typeof isAtThisVersion>[0]))) {
    throw new Error('The database is not empty and not at the version of this software: name an empty one.');
  }
  await assertNoClinic(owner);
  return true;
}

/** Only where this restore made them. */
async function takeSchemasAway(owner: Client): Promise<void> {
  await owner.query('drop schema if exists portal, history, jobs cascade');
}

async function fill(ownerUrl: string, backup: CheckedBackup, media: MediaSettings): Promise<Aftermath> {
  return withClient(ownerUrl, async (owner) => {
    let isPut = false;
    try {
      const aftermath = await restoreRows(owner, backup, process.stdout, async () => {
        if (!('folder' in media)) return;
        await putMedia(backup.folder, backup.media, media.folder);
        isPut = true;
      });
      // so that the first questions are not answered by guessing
      await owner.query('analyze').catch(() => undefined);
      return aftermath;
    } catch (fault) {
      if (isPut && 'folder' in media) await takeMediaAway(media.folder);
      throw fault;
    }
  });
}

async function assertNoMedia(media: MediaSettings): Promise<void> {
  if ('folder' in media && (await holdsMedia(media.folder))) {
    throw new Error(
      `${media.folder} holds media already: nothing is put among them. Name an empty folder in MEDIA_DIR.`,
    );
  }
}

async function withClient<T>(url: string, work: (owner: Client) => Promise<T>): Promise<T> {
  const owner = new Client({ connectionString: url, application_name: 'portal-restore' });
  // whoever waits for an answer hears of a lost connection anyway
  owner.on('error', () => undefined);
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

function report(where: string, { folder, manifest, media }: CheckedBackup, aftermath: Aftermath): string {
  const { tables, takenAt, media: kept } = manifest;
  const isBucket = 's3' in mediaSettings(process.env);
  return [
    `${where}: ${totalOf(tables, 'rows').toLocaleString('en-GB')} rows of ${tables.length} tables, equal to the backup, as of ${takenAt}.`,
    ...(kept.where === 'bucket'
      ? [
          `Of media nothing was in the backup: ${kept.named} are named, and lie in the bucket if it is still there.`,
        ]
      : isBucket
        ? [
            `${media.length} files of media were not put into the bucket: copy ${folder}/media/ there, under the same names.`,
          ]
        : [`${media.length} files of media.`]),
    `${aftermath.sessionsEnded} sessions were ended: everybody signs in again. Links, passkeys and passwords are as they were.`,
    `${aftermath.mailsDropped} mails that waited then are not sent: they may have gone out since.`,
    `What happened after ${takenAt} is not there: plans that were stopped or changed since, links and accounts that were taken back,`,
    'holds and alerts. Look through them before patients come in.',
  ].join('\n');
}

runCommand(main, 'Nothing was restored');
