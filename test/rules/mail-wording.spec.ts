/** What a mail may say to whoever reads it over a shoulder: nothing of anybody's health, whatever the kind. */
import { MAIL_KINDS } from '../../src/mail/post-mail';
import { MAIL_WORDS, needsLink, wordsOf } from '../../src/mail/wording';
import { forbiddenIn, whatIsOurs } from '../support/forbidden-words';
import { readingGrade } from '../support/reading-grade';

const CLINIC = {
  name: 'Moorgate Back Pain & Spine Clinic',
  phone: '020 7946 0000',
  email: 'desk@backpain.example',
};
const LINK = 'https://portal.example/enter#pain-back-spine_9';

describe.each(MAIL_KINDS)('the mail %s', (kind) => {
  const words = wordsOf(kind, CLINIC, needsLink(kind) ? LINK : null);

  it('names no condition, exercise, treatment or part of the body, but for the clinic’s own name', () => {
    for (const said of [words.subject, words.text, words.html]) {
      expect(forbiddenIn(whatIsOurs(said, CLINIC))).toEqual([]);
    }
    // the clinic is named in the mail, so that the exception is one that is used
    expect(words.text).toContain(CLINIC.name);
    expect(words.subject).not.toContain(CLINIC.name);
  });

  it('says how to call, and where an answer goes', () => {
    expect(words.text).toContain(CLINIC.phone);
    expect(words.text).toContain(CLINIC.email);
  });

  it('says the same in its twin, which loads nothing', () => {
    const plain = (html: string) =>
      html
        .replace(/<head>.*<\/head>/s, '')
        .replace(/<[^>]+>/g, ' ')
        .replaceAll('&amp;', '&')
        .replaceAll('&quot;', '"')
        .replace(/\s+/g, ' ')
        .trim();
    expect(plain(words.html)).toBe(words.text.replace(/\s+/g, ' ').trim());
    expect(words.html).not.toMatch(/<(img|script|link|style|iframe)|url\(|src=/i);
  });

  it('is easy to read, calm, and promises nothing', () => {
    const said = MAIL_WORDS[kind].says.join(' ');
    expect(readingGrade(said)).toBeLessThanOrEqual(6);
    expect(`${words.subject} ${words.text}`).not.toMatch(/!|\bsafe\b|urgent|we watch|monitor/i);
  });

  it('holds a link where its kind brings one', () => {
    expect(words.text.includes(LINK)).toBe(needsLink(kind));
    expect(words.html.includes(LINK)).toBe(needsLink(kind));
  });
});

describe('a clinic’s name in the HTML twin', () => {
  it('cannot become markup', () => {
    const { html } = wordsOf('plan_changed', { ...CLINIC, name: '<b onload="x">&' }, null);
    expect(html).toContain('&lt;b onload=&quot;x&quot;&gt;&amp;');
  });
});

describe('the list of forbidden words', () => {
  it.each([
    'Time for your stretches',
    'Your back pain plan',
    'Sciatica',
    'do 3 sets of 10',
    'Your physiotherapist wrote',
    'your MRI result',
    'Glute bridge',
    'how is your knee',
    'a red flag',
    'your diagnosis',
  ])('would notice: %s', (said) => {
    expect(forbiddenIn(said)).not.toEqual([]);
  });
});
