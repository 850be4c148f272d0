/**
 * The server looks at its database before it serves anybody, and refuses what would open the gate: a login that sees
 * every row, a table without row-level security, a schema of another version.
 */
import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { appConnection } from '../../src/db/data-source';
import { verifyDatabase } from '../../src/db/verify';
import { asSuperuser, freshDatabase, type TestDatabase } from '../support/database';

describe('the server starts', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  async function verifiedAs(url: string): Promise<void> {
    const dataSource = await new DataSource(appConnection(url, 1)).initialize();
    await verifyDatabase(dataSource).finally(() => dataSource.destroy());
  }

  it('as the login of the app, on a database of its version', async () => {
    await expect(verifiedAs(database.appUrl)).resolves.toBeUndefined();
  });

  it('not as the superuser', async () => {
    await expect(verifiedAs(database.superuserUrl)).rejects.toThrow('sees every row');
  });

  it('not as the owner of the tables', async () => {
    await expect(verifiedAs(database.ownerUrl)).rejects.toThrow('owner of the tables');
  });

  it.each([
    ['a member of the owner', 'in role portal_owner', 'owner of the tables'],
    ['a member of the owner that inherits nothing', 'noinherit in role portal_owner', 'owner of the tables'],
    ['a login that passes policies', 'bypassrls', 'sees every row'],
  ])('not as %s', async (_who, attributes, fault) => {
    const login = `test_${randomBytes(4).toString('hex')}`;
    const url = Object.assign(new URL(database.superuserUrl), { username: login, password: 'secret' }).href;
    await asSuperuser(database.superuserUrl, [
      `create role ${login} login ${attributes} password 'secret'`,
      `grant connect on database ${new URL(url).pathname.slice(1)} to ${login}`,
    ]);
    try {
      await expect(verifiedAs(url)).rejects.toThrow(fault);
    } finally {
      await asSuperuser(database.superuserUrl, [`drop owned by ${login}`, `drop role ${login}`]);
    }
  });

  it.each([
    [
      'where a table lacks row-level security',
      'alter table portal.video_consent disable row level security',
      'open to everybody: video_consent',
    ],
    [
      'where a migration is missing',
      `delete from history.migration where id = (select max(id) from history.migration)`,
    ],
    ['where rights are of another version', `update history.always set hash = 'another'`],
    ['where nothing was migrated', 'drop schema portal cascade'],
  ])('not %s', async (_where, fault, words = 'not at the version') => {
    const faulty = await freshDatabase();
    await asSuperuser(faulty.superuserUrl, [fault]);
    await expect(verifiedAs(faulty.appUrl)).rejects.toThrow(words);
    await faulty.drop();
  });
});
