// Tokens of folded text, as scripts/casebook/search/tokens.py cuts them.

import { EnglishStemmer } from "../vendor/snowball/english-stemmer.js";

const HAN = "\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{323af}";
const UNIT = new RegExp(`[a-z0-9]+(?:'[a-z]+)?|[${HAN}]+`, "gu");

const stemmer = new EnglishStemmer();
const stems = new Map();

/** The English stem of a folded word; it may be empty. */
export function stem(word) {
  let stemmed = stems.get(word);
  if (stemmed === undefined) {
    stemmed = stemmer.stemWord(word);
    stems.set(word, stemmed);
  }
  return stemmed;
}

/**
 * The units of folded text: `{word, at}` for a Latin word, without what follows its apostrophe,
 * `{run, at}` with its characters for a run of Han.
 */
export function unitsOf(folded) {
  return Array.from(folded.matchAll(UNIT), ({ 0: text, index }) =>
    text[0] <= "z"
      ? { word: text.split("'", 1)[0], at: index }
      : { run: Array.from(text), at: index },
  );
}

/** The overlapping pairs of a run's characters. */
export function bigramsOf(run) {
  return run.slice(1).map((character, i) => run[i] + character);
}
