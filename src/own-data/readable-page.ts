/**
 * The patient's own data as a page to read and to print: headings, lists and tables, in the colour of their clinic, and nothing
 * that runs or loads. Every word that anybody wrote is escaped. Pure.
 */
import type { Numbers } from '../clinic/emergency-numbers';
import type { OwnDataDto } from './own-data.dto';
import { dayInWords, inWords, momentInWords, questionOf, sentence, spaced } from './own-words';
import type { RecordDto } from './record-request.dto';

/** What a browser may do with the page: show it. */
export const PAGE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Where the clinic is. */
export interface ClinicPlace {
  /** IANA name. */
  timeZone: string;
  /** For the words of what the patient was asked. */
  numbers: Numbers;
}

/** How the page of a clinic looks. */
export interface PageLook {
  /** As #rrggbb; it can be read on white. */
  accent: string;
  /** As a data URI; null: none. */
  picture: string | null;
}

/** The only style of the page, by its sum allowed and no other. */
export const styleOf = ({ accent }: PageLook): string =>
  `h1,h2{color:${accent}}header img{max-width:12em;max-height:4em}`;

type Value = string | number | boolean | null | undefined | object;

const LISTS: [key: keyof OwnDataDto, title: string, about: string][] = [
  ['plans', 'Your plans', 'Each plan that your clinic gave you, and how it stands.'],
  ['advice', 'What was advised to you', 'This tells of the past too. Do only what your plan shows today.'],
  [
    'diary',
    'What you told us you did',
    'Each line is as you sent it. What you put right later has a line of its own.',
  ],
  ['notKept', 'What hurt and could not be kept', 'It did not fit into your diary, but we told your clinic.'],
  ['checkIns', 'What you answered', 'Before you began we asked whether any of this was new, or worse.'],
  ['stops', 'What was stopped', 'Exercises that you were asked not to do for a while.'],
  ['confirmations', 'Who said that this was advised', ''],
  ['videoConsents', 'Videos from other websites', 'What you said yes to, and what you took back.'],
  ['devices', 'Where you are or were signed in', ''],
  ['carers', 'People who look after you', ''],
  ['mails', 'Mails that we sent to you', 'What kind of mail, to whom, and when.'],
  ['recordRequests', 'When you asked for your full record', ''],
  ['whoLooked', 'Who looked at your record', 'Newest first. Your own visits are not listed.'],
];

/** Which exercise it is of; what the patient no longer sees has no name here. */
const NO_LONGER_LISTED = 'One that is no longer listed';

export function readablePage(data: OwnDataDto, place: ClinicPlace, look: PageLook): string {
  const names = new Map(data.advice.map(({ id, name }) => [id, name]));
  const named = <Row extends { itemId: string | null }>(row: Row): object =>
    row.itemId ? { exercise: names.get(row.itemId) ?? NO_LONGER_LISTED, ...row } : row;
  const told = { ...data, diary: data.diary.map(named), stops: data.stops.map(named) };
  const made = `Made on ${momentInWords(data.madeAt, place.timeZone)} for ${data.me.name}.`;
  return pageOf('Your data', `${made} ${timesOf(place)}`, look, [
    section('About you', '', fieldsOf(data.me, place)),
    section('Your clinic', '', fieldsOf(data.clinic, place)),
    ...LISTS.map(([key, title, about]) => section(title, about, listOf(told[key] as object[], place))),
  ]);
}

/** The record that a clinician released, in the same form. */
export function readableRecord(record: RecordDto, place: ClinicPlace, look: PageLook): string {
  const released = `${record.clinic} gave it on ${momentInWords(record.releasedAt, place.timeZone)}.`;
  const diary = record.diary && listOf(record.diary, place);
  return pageOf('Your full record', `${released} ${timesOf(place)}`, look, [
    section('About you', record.about, fieldsOf(record.patient, place)),
    section('Notes', 'Oldest first.', listOf(record.notes, place)),
    ...(diary === null ? [] : [section('Your diary', 'Each line is as you sent it.', diary)]),
  ]);
}

const timesOf = ({ timeZone }: ClinicPlace): string =>
  `Days and times are those of your clinic (${timeZone}).`;

/** `about` is escaped here; the sections are made of what was. */
function pageOf(title: string, about: string, look: PageLook, sections: readonly string[]): string {
  return [
    '<!doctype html>',
    `<html lang="en-GB"><head><meta charset="utf-8"><title>${title}</title>`,
    `<meta name="viewport" content="width=device-width"><style>${styleOf(look)}</style></head><body>`,
    ...(look.picture === null ? [] : [`<header><img alt="" src="${escaped(look.picture)}"></header>`]),
    '<main>',
    `<h1>${title}</h1><p>${escaped(about)}</p>`,
    ...sections,
    '</main></body></html>',
  ].join('\n');
}

function section(title: string, about: string, body: string): string {
  const under = about === '' ? '' : `<p>${escaped(about)}</p>`;
  return `<section><h2>${escaped(title)}</h2>${under}${body}</section>`;
}

const listOf = (rows: object[], place: ClinicPlace): string =>
  rows.length === 0
    ? '<p>Nothing.</p>'
    : `<ol>${rows.map((row) => `<li>${fieldsOf(row, place)}</li>`).join('\n')}</ol>`;

/** What is not there is left out, and so are ids, which tell a reader nothing. */
function fieldsOf(row: object, place: ClinicPlace): string {
  const fields = Object.entries(row).filter(
    ([name, value]) => value !== null && value !== undefined && !/(^id|Id)$/.test(name),
  );
  const lines = fields.map(([name, value]) => {
    const what = name in NAMES ? (NAMES[name] as string) : sentence(spaced(name));
    return `<dt>${escaped(what)}</dt><dd>${shown(name, value as Value, place)}</dd>`;
  });
  return `<dl>${lines.join('')}</dl>`;
}

const NAMES: Record<string, string> = {
  at: 'When',
  kind: 'What',
  day: 'Counted for',
  corrects: 'Instead of what you told before',
  codes: 'About',
  liftedAt: 'Over since',
  until: 'Until',
  howMuch: 'How much of it you did, 0 to 10',
  pain: 'Pain, 0 to 10',
  effort: 'Effort, 0 to 10',
  onBadDay: 'On a bad day',
  byCarer: 'Written by somebody who looks after you',
  receivedAt: 'Came to us',
  refusedBecause: 'Why it could not be kept',
  dose: 'Which of its sessions',
};

function shown(name: string, value: Value, place: ClinicPlace): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return 'none';
    return `<ul>${value.map((one: Value) => `<li>${shown(name, one, place)}</li>`).join('')}</ul>`;
  }
  // the entry's id tells a reader nothing
  if (name === 'corrects') return 'yes';
  if (name === 'answers') return answersOf(value as Record<string, string>, place);
  if (typeof value === 'object' && value !== null) return fieldsOf(value, place);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (name === 'dose') return String((value as number) + 1);
  return escaped(typeof value === 'string' ? textOf(name, value, place) : String(value));
}

function answersOf(answers: Record<string, string>, { numbers }: ClinicPlace): string {
  const lines = Object.entries(answers).map(
    ([code, answer]) =>
      `<dt>${escaped(questionOf(code, numbers))}</dt><dd>${escaped(inWords('answer', answer))}</dd>`,
  );
  return `<dl>${lines.join('')}</dl>`;
}

/** Those that hold a code; all else is what somebody wrote, or a day or a moment, and is no code even if it looks like one. */
const CODED = new Set([
  ...[
    'kind',
    'pillar',
    'spread',
    'notDoneBecause',
    'refusedBecause',
    'because',
    'provider',
    'by',
    'who',
    'role',
    'access',
    'what',
    'preferredLanguage',
  ],
]);
const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

function textOf(name: string, value: string, place: ClinicPlace): string {
  if (/(^at|At|^since)$/.test(name) && MOMENT.test(value)) return momentInWords(value, place.timeZone);
  if (/^(day|from|until|dateOfBirth|\w+On|adviceUntil)$/.test(name) && DAY.test(value))
    return dayInWords(value);
  if (name === 'codes') return questionOf(value, place.numbers);
  return CODED.has(name) || name === 'until' ? inWords(name, value) : value;
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
