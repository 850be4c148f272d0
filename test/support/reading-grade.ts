/**
 * How hard a text for patients is to read: the Flesch-Kincaid grade, with syllables estimated from the spelling. A reading
 * age of 9 to 11 is about grade 4 to 6. It measures length of words and sentences only; five readers judge the rest.
 */
export function readingGrade(text: string): number {
  const sentences = text.split(/[.!?:•\n]+/).filter((sentence) => /[a-z]/i.test(sentence)).length;
  const words = text.match(/[a-z]+(?:['’&][a-z]+)*/gi) ?? [];
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0);
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59;
}

function syllablesIn(word: string): number {
  const spoken = word
    .toLowerCase()
    .replace(/(?:[^laeiouy]e|[^aeiouytd]ed|[^aeiouysxz]es)$/, (end) => end[0]!);
  return Math.max(1, spoken.match(/[aeiouy]{1,2}/g)?.length ?? 1);
}
