/** Whether a clinic offers a language: asked wherever somebody chooses one. */
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import type { Language } from './languages';

/** Of the asker's own clinic; English is always among them. */
export async function readOffered(tx: Tx): Promise<Language[]> {
  const [clinic] = await tx.query<{ languages: Language[] }>(
    'select languages from portal.clinic where id = $1',
    [tx.actor.clinicId],
  );
  return (clinic as { languages: Language[] }).languages;
}

/** Throws language.not_offered. */
export async function assertOffered(tx: Tx, language: Language): Promise<void> {
  if (!(await readOffered(tx)).includes(language)) throw new AppError('language.not_offered');
}
