import { parseArgs } from 'node:util';
import { fromWhereTheyStand, runCommand, say } from '../backup/operator-command';
import { mediaSettings } from '../config';
import { withOwner } from '../db/owner-access';
import { linkBase, SecretLinks } from '../identity/secret';
import { storeOf } from '../media/store/store-of';
import { checkExport } from './check-export';
import { findClinic } from './export-clinic';
import { importClinic, type ImportedClinic } from './import-clinic';
import { movingTables } from './moving-tables';

/**
 * `npm run import-clinic -- <folder>`: as the operator, into another database than that of the export. It founds the clinic, or
 * takes one that was founded and in which nobody has been. Ends with 0 when all of it is there; with 1 and a sentence when
 * nothing is.
 */
const USAGE = `Set PUBLIC_URL to where people reach the portal by https, and name the export:
  npm run import-clinic -- /exports/north                          it founds the clinic
  npm run import-clinic -- /exports/north --into 'North Clinic'    a clinic that was founded, and is empty

Without OWNER_DATABASE_URL it goes into the embedded database (PORTAL_DATA_DIR). MEDIA_DIR or MEDIA_S3_… must be as the server
has them. Other clinics stay as they are; what they write meanwhile waits until this is done.
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { into: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  if (values.help) return say(USAGE.trimEnd());
  const [named, more] = positionals;
  const base = linkBase(process.env.PUBLIC_URL ?? '');
  if (!named || more !== undefined || !base) throw new Error(USAGE);
  const folder = fromWhereTheyStand(named);
  const store = await storeOf(mediaSettings(process.env));
  const said = await withOwner(process.env, say, async (owner) => {
    const tables = await movingTables(owner);
    const into = values.into === undefined ? null : (await findClinic(owner, values.into)).id;
    const checked = await checkExport(folder, tables);
    const { clinic, files, media } = checked.manifest;
    const imported = await importClinic(owner, { checked, tables, into, store, out: process.stdout });
    const rows = files.reduce((sum, file) => sum + file.rows, 0).toLocaleString('en-GB');
    return [
      `${clinic} is here, as ${imported.clinicId}: ${rows} lines, equal to the export, and ${checked.media.length} files of media.`,
      ...(media.absent.length > 0
        ? [`Of ${media.absent.length} videos and pictures the bytes were not in it.`]
        : []),
      'No mail is sent of what happened before. Patients need new links, and staff are invited by an admin.',
      invitations(imported, new SecretLinks(base)),
    ].join('\n');
  });
  say(said);
}

function invitations({ admins }: ImportedClinic, links: SecretLinks): string {
  if (admins.length === 0)
    return 'Nobody who works there today is an admin without an account: nobody was invited.';
  const handed = admins.map(
    ({ name, email, secret }) => `${name}, ${email}:\n${links.forInvitation(secret)}`,
  );
  return `Hand each admin their own link; it is good for seven days and shown only now.\n${handed.join('\n')}`;
}

runCommand(main, 'Nothing was imported');
