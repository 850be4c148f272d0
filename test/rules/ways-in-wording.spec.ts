/** What people read who ask to be let in, and who are asked about videos: easy, honest, and telling nothing of others. */
import { WHAT_PROVIDERS_LEARN } from '../../src/consent/what-providers-learn';
import { VIDEO_PROVIDERS } from '../../src/exercise/video-link';
import * as entry from '../../src/patient/entry-wording';
import { readingGrade } from '../support/reading-grade';

const all = [...Object.values(entry), ...Object.values(WHAT_PROVIDERS_LEARN)];

it.each(all.map((one) => [one.id, one] as const))(
  '%s has a source and reads at an age of 9 to 11',
  (_, one) => {
    expect(one.source).not.toBe('');
    expect(one.text).not.toMatch(/\b(safe|safely|never|no data|anonymous|private)\b/i);
    expect(readingGrade(one.text)).toBeLessThan(6);
  },
);

it('gives every text its own id', () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

it.each(VIDEO_PROVIDERS.map((provider) => [provider]))(
  '%s: says what is learned, what may be stored and what is not lost',
  (provider) => {
    const { text } = WHAT_PROVIDERS_LEARN[provider];
    expect(text).toMatch(/internet address/);
    expect(text).toMatch(/video was watched/);
    expect(text).toMatch(/may store cookies/);
    expect(text).toMatch(/say no.*every step in words/);
  },
);

it('names who hosts', () => {
  expect(WHAT_PROVIDERS_LEARN.youtube.text).toMatch(/YouTube.*Google/);
  expect(WHAT_PROVIDERS_LEARN.vimeo.text).toMatch(/Vimeo/);
  expect(WHAT_PROVIDERS_LEARN.file.text).toMatch(/website/);
});

it('does not say whether anybody is known', () => {
  expect(entry.LINK_REQUESTED.text).toMatch(/^If we know you/);
});
