// A query as tokens with weights, and what a case must have to be a full match.

import { bigramsOf, stem, unitsOf } from "./tokens.js";

const STOP_WORDS = new Set(
  (
    "a about after all also am an and any are as at be because been before being but by can could " +
    "did do does doing for from had has have having he her here him his how i if in into is it its " +
    "me more most my no not of on or our out over own same she should so some such than that the " +
    "their them then there these they this those to too under up us very was we were what when " +
    "where which while who whom why will with would you your"
  ).split(" "),
);
const STOP_WEIGHT = 0.15;

// Folded: 裏 is 里, 與 is 与.
const PARTICLES = new Set("的之与和及或在是了里地得于而把被嘅咗喺系");
const PARTICLE_WEIGHT = 0.3;
const LONG_RUN = 3;

const CHARACTER_WEIGHT = 0.35;
const OTHER_WORD_WEIGHT = 0.8;

/**
 * Read a query; `mapped` is the folding that keeps track of where each character came from.
 *
 * Every unit becomes a part: `tokens` maps each token to its weight, `needs` lists what a full
 * match must satisfy, each need as the tokens of which one is enough; `text` is what was typed.
 */
export function partsOf(query, mapped) {
  const { folded, begins, ends } = mapped(query);
  return unitsOf(folded)
    .map(({ word, run, at }) => {
      const last = at + (word ?? run.join("")).length - 1;
      const text = query.slice(begins[at], ends[last]);
      return { text, ...(run ? runPart(run) : wordPart(word)) };
    })
    .filter((part) => part.tokens.size > 0);
}

function wordPart(word) {
  const stemmed = stem(word);
  const stop = STOP_WORDS.has(word);
  const tokens = new Map(stemmed ? [[stemmed, stop ? STOP_WEIGHT : 1]] : []);
  return { word, stop, tokens, needs: stop ? [] : [[stemmed]] };
}

function runPart(run) {
  if (run.length === 1) return { run, tokens: new Map([[run[0], 1]]), needs: [[run[0]]] };
  const bigrams = bigramsOf(run);
  const weight = (i) =>
    PARTICLES.has(run[i]) || PARTICLES.has(run[i + 1]) ? PARTICLE_WEIGHT : 1;
  const tokens = new Map(bigrams.map((bigram, i) => [bigram, weight(i)]));
  const needs = run
    .map((character, i) => ({ character, around: bigrams.slice(Math.max(0, i - 1), i + 1) }))
    .filter(({ character }) => run.length < LONG_RUN || !PARTICLES.has(character))
    .map(({ around }) => around);
  return { run, tokens, needs };
}

/** The part with other words in place of one that no case has. */
export function withWords(part, words, how) {
  const weight = OTHER_WORD_WEIGHT / Math.sqrt(words.length);
  const tokens = new Map(words.map((word) => [stem(word), weight]));
  return { ...part, tokens, needs: [[...tokens.keys()]], words, how };
}

/** The part by single characters, for a run none of whose pairs exists: never a full match. */
export function withCharacters(part) {
  const tokens = new Map(part.tokens);
  for (const character of part.run) {
    if (!PARTICLES.has(character)) tokens.set(character, CHARACTER_WEIGHT);
  }
  return { ...part, tokens, needs: part.needs };
}
