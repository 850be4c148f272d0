/**
 * The patient's own data as a page to read and to print: headings, lists and tables, and nothing that runs, loads or looks
 * different by itself. Every word that anybody wrote is escaped. Pure.
 */
import type { OwnDataDto } from './own-data.dto';
import type { RecordDto } from './record-request.dto';

/** What a browser may do with the page: show it. */
export const PAGE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

type Value = string | number | boolean | null | undefined | object;

const LISTS: [key: keyof OwnDataDto, title: string, about: string][] = [
  ['plans', 'Your plans', 'Each plan that your clinic gave you, and how it stands.'],
  ['advice', 'What was advised to you', 'This tells of the past too. Do only what your plan shows today.'],
  [
    'diary',
    'What you told us you did',
    'Each line is as you sent it. What you put right later has a line of its own.',
  ],
  ['checkIns', 'What you answered', 'What we asked you before you began, and what you said.'],
  ['stops', 'What was stopped', 'Exercises that you were asked not to do for a while.'],
  ['confirmations', 'Who said that this was advised', ''],
  ['videoConsents', 'Videos from other websites', 'What you said yes to, and what you took back.'],
  ['devices', 'Where you are or were signed in', ''],
  ['carers', 'People who look after you', ''],
  ['mails', 'Mails that we sent to you', 'What kind of mail, to whom, and when.'],
  ['recordRequests', 'When you asked for your full record', ''],
  ['whoLooked', 'Who looked at your record', 'Newest first. Your own visits are not listed.'],
];

export const readablePage = (data: OwnDataDto): string =>
  pageOf('Your data', `Made on ${data.madeAt} for ${data.me.name}. All times are UTC.`, [
    section('About you', '', fieldsOf(data.me)),
    section('Your clinic', '', fieldsOf(data.clinic)),
    ...LISTS.map(([key, title, about]) => section(title, about, listOf(data[key] as object[]))),
  ]);

/** The record that a clinician released, in the same form. */
export const readableRecord = (record: RecordDto): string =>
  pageOf('Your full record', `${record.clinic} gave it on ${record.releasedAt}. All times are UTC.`, [
    section('About you', record.about, fieldsOf(record.patient)),
    section('Notes', 'Oldest first.', listOf(record.notes)),
    ...(record.diary ? [section('Your diary', 'Each line is as you sent it.', listOf(record.diary))] : []),
  ]);

/** `about` is escaped here; the sections are made of what was. */
function pageOf(title: string, about: string, sections: readonly string[]): string {
  return [
    '<!doctype html>',
    `<html lang="en-GB"><head><meta charset="utf-8"><title>${title}</title>`,
    '<meta name="viewport" content="width=device-width"></head><body><main>',
    `<h1>${title}</h1><p>${escaped(about)}</p>`,
    ...sections,
    '</main></body></html>',
  ].join('\n');
}

function section(title: string, about: string, body: string): string {
  const under = about === '' ? '' : `<p>${escaped(about)}</p>`;
  return `<section><h2>${escaped(title)}</h2>${under}${body}</section>`;
}

const listOf = (rows: object[]): string =>
  rows.length === 0
    ? '<p>Nothing.</p>'
    : `<ol>${rows.map((row) => `<li>${fieldsOf(row)}</li>`).join('\n')}</ol>`;

/** What is not there is left out, and so are ids, which tell a reader nothing. */
function fieldsOf(row: object): string {
  const fields = Object.entries(row).filter(
    ([name, value]) => value !== null && value !== undefined && !/(^id|Id)$/.test(name),
  );
  return `<dl>${fields.map(([name, value]) => `<dt>${escaped(wordsOf(name))}</dt><dd>${shown(value)}</dd>`).join('')}</dl>`;
}

function shown(value: Value): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return 'none';
    return `<ul>${value.map((one: Value) => `<li>${shown(one)}</li>`).join('')}</ul>`;
  }
  if (typeof value === 'object' && value !== null) return fieldsOf(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return escaped(String(value));
}

/** "doseSentence" as "Dose sentence"; a code such as CES-2 stays as it is. */
function wordsOf(name: string): string {
  if (!/^[a-z]+([A-Z][a-z]+)*$/.test(name)) return name;
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] as string);
