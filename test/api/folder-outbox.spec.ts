/** Without a mail server: a folder of mails that any mail program opens. */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { FolderOutbox } from '../../src/mail/folder-outbox';
import { people } from '../support/cast';
import { openStage } from '../support/stage';

it('writes each mail once, readable by its owner only, however often it goes', async () => {
  const above = await mkdtemp(join(tmpdir(), 'portal-outbox-'));
  const folder = join(above, 'outbox');
  const stage = await openStage(undefined, { outbox: new FolderOutbox(folder, 'portal@mail.example') });
  try {
    const [posted] = await stage.owner<{ id: string }>(
      `select set_config('app.clinic_id', $1, false),
         portal.post_mail('email_changed', 'ann@home.example', null, null, null, '{}', null, null) as id`,
      [people.ann.clinicId],
    );
    await stage.work();
    await stage.owner('update portal.mail set sent_at = null where id = $1', [posted!.id]);
    await stage.work();
    expect(await readdir(folder)).toEqual([`${posted?.id}.eml`]);
    const file = join(folder, `${posted?.id}.eml`);
    expect((await stat(file)).mode & 0o077).toBe(0);
    const mail = await simpleParser(await readFile(file));
    expect(mail.subject).toBe('Your address was changed');
    expect(mail.messageId).toBe(`<${posted?.id}@mail.example>`);
    expect([mail.to].flat()[0]?.text).toBe('ann@home.example');
  } finally {
    await stage.close();
    await rm(above, { recursive: true });
  }
});
