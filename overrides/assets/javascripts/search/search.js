// From a query to ranked case numbers.

import { partsOf, withCharacters, withWords } from "./query.js";
import { rank } from "./rank.js";
import { completions, corrections, isCorrectable } from "./spelling.js";

/** Compressed bytes of postings that one query may load. */
const BUDGET = 90_000;

/**
 * Look a query up.
 *
 * Returns `full` and `near`, case numbers with the best first; `tokens`, what to highlight, with
 * how telling each is; `parts`, what the query was read as; and the `postings` of their tokens.
 */
export async function search(query, store, signal) {
  const read = affordable(partsOf(query, store.mapped), store);
  const postings = await store.postings(tokensOf(read), signal);
  const parts = await Promise.all(
    read.map((part, i) => {
      const typing = i === read.length - 1 && !/\s$/.test(query);
      return supplied(part, postings, store, typing, signal);
    }),
  );
  const more = tokensOf(parts).filter((token) => !postings.has(token));
  for (const [token, list] of await store.postings(more, signal)) postings.set(token, list);
  const { full, near, weights } = rank(parts, postings, store.collection);
  return { full, near, parts, postings, tokens: highlighted(parts, weights) };
}

/** Load the postings of what was typed so far, so that a search finds them there. */
export function foresee(query, store, signal) {
  return store.postings(tokensOf(affordable(partsOf(query, store.mapped), store)), signal);
}

function tokensOf(parts) {
  return [...new Set(parts.flatMap((part) => [...part.tokens.keys()]))];
}

/** Replace a part that no case has. */
async function supplied(part, postings, store, typing, signal) {
  if ([...part.tokens.keys()].some((token) => postings.has(token))) return part;
  if (part.run) return part.run.length > 1 ? withCharacters(part) : part;
  const list = await store.words(part.word[0], signal);
  const completed = typing && part.word.length > 1 ? completions(part.word, list) : [];
  if (completed.length > 0) return withWords(part, completed, "completed");
  const corrected = isCorrectable(part.word) ? corrections(part.word, list) : [];
  return corrected.length > 0 ? withWords(part, corrected, "corrected") : part;
}

/** Leave out the commonest tokens of a query that would load too much. */
function affordable(parts, store) {
  const costs = new Map(tokensOf(parts).map((token) => [token, store.cost(token)]));
  let total = [...costs.values()].reduce((sum, cost) => sum + cost, 0);
  const dropped = new Set();
  for (const [token, cost] of [...costs].sort((a, b) => b[1] - a[1])) {
    if (total <= BUDGET) break;
    dropped.add(token);
    total -= cost;
  }
  if (dropped.size === 0) return parts;
  const kept = (token) => !dropped.has(token);
  return parts
    .map((part) => ({
      ...part,
      tokens: new Map([...part.tokens].filter(([token]) => kept(token))),
      needs: part.needs.map((need) => need.filter(kept)).filter((need) => need.length > 0),
    }))
    .filter((part) => part.tokens.size > 0);
}

/** Stop words are marked only where a query has nothing else. */
function highlighted(parts, weights) {
  const telling = parts.filter((part) => !part.stop);
  const tokens = new Map();
  for (const part of telling.length > 0 ? telling : parts) {
    for (const token of part.tokens.keys()) {
      if (weights.has(token)) tokens.set(token, weights.get(token));
    }
  }
  return tokens;
}
