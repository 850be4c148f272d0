import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { ClinicService } from '../clinic/clinic.service';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { type Language, TRANSLATED, type Translated } from './languages';
import {
  endOwnWording,
  insertApprovals,
  insertOwnWording,
  lockLanguage,
  openApprovals,
  readStanding,
  readWords,
  revokeApprovals,
  type Step,
} from './language.repository';
import { categoriesOf, type Message } from './message';
import { assertOffered, readOffered } from './offered';
import { faultOfWording, type Reviewed, reviewOf, type TextState } from './review';
import { englishHash } from './text-hash';
import { ENGLISH_TEXTS, type TextPart } from './texts';

/** Which texts are meant: these, or those of a part, or every one. */
export interface Meant {
  textIds?: string[] | null;
  part?: TextPart | null;
  all?: boolean;
}

/**
 * The languages of a clinic: what its patients read in each, and which clinician answers for it. English is the source, and no
 * clinic changes it here. Approving asks nothing of the software's own judgement: it has none of a language.
 */
@Injectable()
export class LanguageService {
  constructor(private readonly clinics: ClinicService) {}

  async list(tx: Tx): Promise<{ code: Translated; isOffered: boolean; reviewed: Reviewed[] }[]> {
    const found = [];
    for (const code of TRANSLATED) found.push(await this.read(tx, code));
    return found;
  }

  async read(
    tx: Tx,
    code: Translated,
  ): Promise<{ code: Translated; isOffered: boolean; reviewed: Reviewed[] }> {
    return {
      code,
      isOffered: (await readOffered(tx)).includes(code),
      reviewed: reviewOf(code, await readStanding(tx, code)),
    };
  }

  /** Each with the approval that stands, which counts only while the state says `approved`. */
  async texts(
    tx: Tx,
    code: Translated,
    { state, part }: { state?: TextState; part?: TextPart },
  ): Promise<{ text: Reviewed; approval: Step | null }[]> {
    const { reviewed } = await this.read(tx, code);
    const approvals = new Map((await openApprovals(tx, code)).map((one) => [one.textId, one]));
    return reviewed
      .filter((one) => (state ?? one.state) === one.state && (part ?? one.part) === one.part)
      .map((text) => ({ text, approval: approvals.get(text.id) ?? null }));
  }

  /**
   * Approving again changes nothing. `comparedBy` says who, of those who read the language, held it beside the English.
   * Throws language.approver_not_entitled and language.texts_outdated.
   */
  async approve(tx: Tx, code: Translated, meant: Meant, comparedBy: string): Promise<void> {
    await this.assertEntitled(tx);
    await lockLanguage(tx, code);
    const { reviewed } = await this.read(tx, code);
    const texts = meantOf(reviewed, meant).filter(({ state }) => state !== 'approved');
    const outdated = texts.filter(({ pair }) => pair === null);
    if (outdated.length > 0) throw new AppError('language.texts_outdated', undefined, outdated.map(faultOf));
    if (texts.length === 0) return;
    const pairs = texts.map(({ id, pair }) => ({ id, pair: pair as string }));
    await revokeApprovals(
      tx,
      code,
      pairs.map(({ id }) => id),
    );
    const ids = await insertApprovals(tx, code, pairs, comparedBy);
    await record(tx, 'language.approved', { type: 'text_approval', ids });
  }

  /** From the next request on their patients read English again. Anybody of the clinicians may. */
  async withdraw(tx: Tx, code: Translated, meant: Meant): Promise<void> {
    await lockLanguage(tx, code);
    const { reviewed } = await this.read(tx, code);
    const ids = await revokeApprovals(
      tx,
      code,
      meantOf(reviewed, meant).map(({ id }) => id),
    );
    if (ids.length > 0) await record(tx, 'language.withdrawn', { type: 'text_approval', ids });
  }

  /** It is not approved by being written. Throws language.approver_not_entitled and request.invalid. */
  async write(tx: Tx, code: Translated, textId: string, says: Message): Promise<void> {
    const english = ENGLISH_TEXTS.get(textId);
    if (!english) throw new AppError('not_found');
    await this.assertEntitled(tx);
    const type = typeof english.says === 'object' && 'ordinal' in english.says ? 'ordinal' : 'cardinal';
    const fault = faultOfWording(english.says, says, categoriesOf(code, type));
    if (fault) {
      throw new AppError('request.invalid', undefined, [{ pointer: '', code: 'wording', detail: fault }]);
    }
    await lockLanguage(tx, code);
    await endOwnWording(tx, code, textId);
    const of = englishHash(textId, english.says);
    const id = await insertOwnWording(tx, code, { textId, of, says });
    await record(tx, 'language.worded', { type: 'own_wording', ids: [id] });
  }

  /** The draft that comes with the software stands again. Throws not_found where there is no own wording. */
  async endWording(tx: Tx, code: Translated, textId: string): Promise<void> {
    await this.assertEntitled(tx);
    await lockLanguage(tx, code);
    const id = await endOwnWording(tx, code, textId);
    if (id === null) throw new AppError('not_found');
    await record(tx, 'language.wording_ended', { type: 'own_wording', ids: [id] });
  }

  /** What the patient would like to read, and what there is to choose from. */
  async ownChoice(tx: Tx): Promise<{ asked: Language; offered: Language[] }> {
    return { asked: (await readWords(tx)).asked, offered: await readOffered(tx) };
  }

  /** Throws language.not_offered. */
  async choose(tx: Tx, language: Language): Promise<void> {
    await assertOffered(tx, language);
    const id = tx.actor.patientId as string;
    const changed = await tx.query(
      'update portal.patient set preferred_language = $2 where id = $1 and preferred_language <> $2 returning id',
      [id, language],
    );
    if (changed.length === 0) return;
    await record(tx, 'patient.language_chosen', { type: 'patient', ids: [id], patientIds: [id] });
  }

  private async assertEntitled(tx: Tx): Promise<void> {
    const { staff, clinic } = await this.clinics.getSelf(tx);
    if (!staff.maySign(tx.today, clinic)) throw new AppError('language.approver_not_entitled');
  }
}

/** Throws request.invalid where it names nothing, several ways at once, or a text that is none. */
function meantOf(reviewed: readonly Reviewed[], { textIds, part, all }: Meant): Reviewed[] {
  const ways = [textIds, part, all].filter(Boolean);
  if (ways.length !== 1) throw invalid('', 'Send one of textIds, part, and all: true.');
  if (!textIds) return reviewed.filter((one) => all === true || one.part === part);
  const known = new Map(reviewed.map((one) => [one.id, one]));
  return [...new Set(textIds)].map((id) => {
    const text = known.get(id);
    if (!text) throw invalid(`/textIds/${textIds.indexOf(id)}`, 'There is no text with this id.');
    return text;
  });
}

const invalid = (pointer: string, detail: string): AppError =>
  new AppError('request.invalid', undefined, [{ pointer, code: 'texts', detail }]);

const faultOf = ({ id }: Reviewed) => ({
  pointer: '/textIds',
  code: 'outdated',
  detail: `${id}: its English changed since it was translated.`,
});
