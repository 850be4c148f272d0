import { fromWhereTheyStand, runCommand, say } from '../backup/operator-command';
import { mediaSettings } from '../config';
import { withOwner } from '../db/owner-access';
import { storeOf } from '../media/store/store-of';
import { inMegabytes } from '../backup/progress';
import { exportClinic, findClinic } from './export-clinic';
import type { ExportManifest } from './export-manifest';

/**
 * `npm run export-clinic -- <clinic> <folder>`: as the operator, of the database of OWNER_DATABASE_URL or else of the embedded one,
 * whether the server runs or not. Ends with 0 when the export is complete; with 1 and a sentence when there is none.
 */
const USAGE = `Name the clinic, by its name or id, and the folder that becomes the export; there must be none of that name yet:
  npm run export-clinic -- 'North Clinic' /exports/north

It holds all of that clinic, its patients' records among it, and is not encrypted: keep it where only you can read it.
Without OWNER_DATABASE_URL it is taken of the embedded database (PORTAL_DATA_DIR), whether the server runs or not.
MEDIA_DIR or MEDIA_S3_… must be as the server has them.
`;

async function main(): Promise<void> {
  const [clinicNamed, folder, more] = process.argv.slice(2);
  if (clinicNamed === '--help' || clinicNamed === '-h') return say(USAGE.trimEnd());
  if (!clinicNamed || !folder || more !== undefined) throw new Error(USAGE);
  const to = fromWhereTheyStand(folder);
  const store = await storeOf(mediaSettings(process.env));
  const manifest = await withOwner(process.env, say, async (owner) =>
    exportClinic(owner, { clinic: await findClinic(owner, clinicNamed), to, store, out: process.stdout }),
  );
  say(report(to, manifest));
}

function report(to: string, { clinic, files, media, exportedAt }: ExportManifest): string {
  const rows = files.reduce((sum, file) => sum + file.rows, 0).toLocaleString('en-GB');
  return [
    `${to}: ${rows} lines in ${files.length} files of ${clinic}, as of ${exportedAt}.`,
    `${media.files} files of media (${inMegabytes(media.bytes)}).`,
    ...(media.absent.length > 0
      ? [`${media.absent.length} videos and pictures are missing or damaged where the server keeps them.`]
      : []),
    'Links, passwords, sessions and mails that wait are not in it. What everything means is in its README.md.',
    'The clinic goes on here as it was: what is changed from now on does not move.',
  ].join('\n');
}

runCommand(main, 'Nothing was exported');
