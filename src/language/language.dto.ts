import { DOSE_SENTENCE_MAX } from '../dosage/bounds';
import { Choice, Flag, Id, Instant, ListOf, Part, Text, Texts, Whole } from '../http/fields';
import type { Step } from './language.repository';
import { type Language, LANGUAGE_NAMES, LANGUAGES, TRANSLATED, type Translated } from './languages';
import { formsOf, type Message } from './message';
import { partsServed, type Reviewed, TEXT_STATES, type TextState } from './review';
import { TEXT_PARTS, type TextPart } from './texts';

const COUNT = { min: 0, max: 10_000 };
const FORMS = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;
const TEXT_ID = { max: 100, example: 'sign.CES-2' };
const SAID = { max: 1000, example: 'bolą cię plecy i czujesz drętwienie' };

class LanguagePartDto {
  @Choice(TEXT_PARTS) part: TextPart;
  @Whole({ ...COUNT, example: 61 }) texts: number;
  @Whole({ ...COUNT, example: 12 }) approved: number;
  @Flag({ example: false, about: 'Patients read it: every text of the part is approved.' }) isServed: boolean;
}

export class LanguageDto {
  @Choice(TRANSLATED) code: Translated;
  @Text({ max: 40, example: 'Polish' }) name: string;
  @Text({ max: 40, example: 'Polski' }) ownName: string;
  @Flag({ example: true }) isOffered: boolean;
  @Whole({ ...COUNT, example: 434 }) texts: number;
  @Whole({ ...COUNT, example: 12 }) approved: number;
  @Whole({ ...COUNT, example: 420, about: 'Machine drafts, which nobody reviewed.' }) drafts: number;
  @Whole({ ...COUNT, example: 1, about: 'The clinic’s own, not approved yet.' }) ownWordings: number;
  @Whole({ ...COUNT, example: 1, about: 'Their English changed since; they cannot be approved.' })
  outdated: number;
  @ListOf(() => LanguagePartDto) parts: LanguagePartDto[];
}

class FormDto {
  @Choice(FORMS) form: (typeof FORMS)[number];
  @Text(SAID) text: string;
}

/** A text, or one for each plural form that its language has. */
class WordingDto {
  @Text({ ...SAID, nullable: true, about: 'null: it has forms.' }) text: string | null;
  @ListOf(() => FormDto, { example: [], about: 'By how many there are; {n} is the number.' })
  forms: FormDto[];
}

class ApprovalDto {
  @Id() approvedBy: string;
  @Instant() approvedAt: string;
  @Text({ max: 200, example: 'Anna Nowak, sworn translator' }) comparedBy: string;
}

export class TranslatedTextDto {
  @Text(TEXT_ID) id: string;
  @Choice(TEXT_PARTS) part: TextPart;
  @Part(() => WordingDto) english: WordingDto;
  @Part(() => WordingDto, { nullable: true }) translation: WordingDto | null;
  @Flag({ example: false, about: 'The clinic’s own wording, not the draft of the software.' }) isOwn: boolean;
  @Choice(TEXT_STATES, {
    about:
      'machine_draft: nobody who speaks the language reviewed it; it needs review before it is approved.',
  })
  state: TextState;
  @Part(() => ApprovalDto, {
    nullable: true,
    about: 'The last one; it counts while the state says approved.',
  })
  approval: ApprovalDto | null;
}

export class DoseExampleDto {
  @Text({ max: DOSE_SENTENCE_MAX, example: 'Do 3 sets of 10. Once a day, every day.' }) english: string;
  @Text({ max: 2 * DOSE_SENTENCE_MAX, example: 'Zrób 3 serie po 10. Raz dziennie, codziennie.' })
  translation: string;
}

export class TextsQuery {
  @Choice(TEXT_STATES, { optional: true, example: 'machine_draft' }) state?: TextState;
  @Choice(TEXT_PARTS, { optional: true, example: 'safety' }) part?: TextPart;
}

export class ApprovalsWithdrawalDto {
  @Texts({
    max: 1000,
    each: 100,
    min: 1,
    optional: true,
    nullable: true,
    example: ['notice'],
    about: 'Or part, or all: send one of the three.',
  })
  textIds?: string[] | null;
  @Choice(TEXT_PARTS, { optional: true, nullable: true, example: null, about: 'All of a part.' })
  part?: TextPart | null;
  @Flag({ optional: true, example: false, about: 'Every text.' }) all?: boolean;
}

export class NewApprovalsDto extends ApprovalsWithdrawalDto {
  @Text({
    max: 200,
    example: 'Anna Nowak, sworn translator',
    about: 'Who, of those who read this language, held each text beside the English.',
  })
  comparedBy: string;
}

export class OwnWordingDto {
  @Text({ ...SAID, optional: true, nullable: true, about: 'Of a text without plurals.' })
  text?: string | null;
  @ListOf(() => FormDto, {
    optional: true,
    nullable: true,
    example: null,
    max: 6,
    about: 'Of one with them: each form that the language has.',
  })
  forms?: FormDto[] | null;
}

export class OwnLanguageDto {
  @Choice(LANGUAGES) language: Language;
}

class OfferedDto {
  @Choice(LANGUAGES) code: Language;
  @Text({ max: 40, example: 'Polski' }) ownName: string;
}

export class OwnLanguageReplyDto {
  @Choice(LANGUAGES) language: Language;
  @ListOf(() => OfferedDto) offered: OfferedDto[];
}

export const toOwnLanguage = ({
  asked,
  offered,
}: {
  asked: Language;
  offered: Language[];
}): OwnLanguageReplyDto => ({
  language: asked,
  offered: offered.map((code) => ({ code, ownName: LANGUAGE_NAMES[code].own })),
});

export function toLanguage(code: Translated, isOffered: boolean, reviewed: Reviewed[]): LanguageDto {
  const { english: name, own: ownName } = LANGUAGE_NAMES[code];
  const served = partsServed(reviewed);
  const count = (state: TextState, of = reviewed) => of.filter((one) => one.state === state).length;
  return {
    ...{ code, name, ownName, isOffered },
    texts: reviewed.length,
    approved: count('approved'),
    drafts: count('machine_draft'),
    ownWordings: count('own_wording'),
    outdated: count('outdated'),
    parts: TEXT_PARTS.map((part) => {
      const own = reviewed.filter((one) => one.part === part);
      const approved = count('approved', own);
      return { part, texts: own.length, approved, isServed: served.includes(part) };
    }),
  };
}

export function toTranslatedText({
  text,
  approval,
}: {
  text: Reviewed;
  approval: Step | null;
}): TranslatedTextDto {
  const { id, part, english, says, isOwn, state } = text;
  return {
    ...{ id, part, isOwn, state },
    english: toWording(english),
    translation: says === null ? null : toWording(says),
    approval: approval && {
      approvedBy: approval.approvedBy,
      approvedAt: approval.approvedAt.toISOString(),
      comparedBy: approval.comparedBy,
    },
  };
}

function toWording(message: Message): WordingDto {
  if (typeof message === 'string') return { text: message, forms: [] };
  const forms = formsOf(message).map(([form, text]) => ({ form: form as FormDto['form'], text }));
  return { text: null, forms };
}

/** As the English is: of a text that counts in a row, its forms are ordinals. Null where neither or both were sent. */
export function messageOf({ text, forms }: OwnWordingDto, english: Message): Message | null {
  if (((text ?? null) === null) === ((forms ?? null) === null)) return null;
  if (!forms) return text as string;
  const all = Object.fromEntries(forms.map((one) => [one.form, one.text])) as { other: string };
  return typeof english === 'object' && 'ordinal' in english ? { ordinal: all } : all;
}
