// BM25F with a bonus for titles and headings: one pass over the postings of a query.

import { readPostings, valueAt } from "./coding.js";

const IMPACT = 16;
const TITLE = 2;
const HEADING = 1;
const NEAR = 0.3;
const ABSENT = 0.5;
const NEEDS_A_WORD = 32;

/** How telling a token is that `frequency` of `cases` have. */
export function idf(frequency, cases) {
  return Math.log(1 + (cases - frequency + 0.5) / (frequency + 0.5));
}

/**
 * Rank the cases that have any token of `parts`.
 *
 * `postings` maps a token to its list, where it has one. Returns `full` and `near`, each an array
 * of case numbers with the best first, and what each token's `idf` is.
 */
export function rank(parts, postings, collection) {
  const tokens = mergedTokens(parts);
  const needs = parts.flatMap((part) => part.needs);
  const tally = new Tally(collection.cases, Math.ceil(needs.length / NEEDS_A_WORD));
  let all = 0;
  const weights = new Map();
  for (const [token, weight] of tokens) {
    const list = postings.get(token);
    if (list === undefined) {
      all += ABSENT * idf(0, collection.cases) * weight;
      continue;
    }
    const satisfied = needs.flatMap((need, i) => (need.includes(token) ? [i] : []));
    const telling = idf(countOf(list, collection), collection.cases) * weight;
    weights.set(token, telling);
    all += telling;
    readPostings(list, collection.starts, (number, impact, where) =>
      tally.add(number, telling, impact, where, token, satisfied),
    );
  }
  return { ...sorted(tally, all, needs.length, collection), weights };
}

function mergedTokens(parts) {
  const tokens = new Map();
  for (const part of parts) {
    for (const [token, weight] of part.tokens) {
      tokens.set(token, Math.max(weight, tokens.get(token) ?? 0));
    }
  }
  return tokens;
}

function countOf(list, { starts }) {
  let count = 0;
  readPostings(list, starts, () => {
    count += 1;
  });
  return count;
}

class Tally {
  constructor(cases, words) {
    this.score = new Float64Array(cases);
    this.matched = new Float64Array(cases);
    this.inTitle = new Float64Array(cases);
    this.inHeading = new Float64Array(cases);
    this.latinTitle = new Uint16Array(cases);
    this.wholeTitle = new Uint16Array(cases);
    this.needs = Array.from({ length: words }, () => new Int32Array(cases));
  }

  add(number, telling, impact, where, token, satisfied) {
    this.score[number] += (telling * impact) / IMPACT;
    this.matched[number] += telling;
    if (where === HEADING) this.inHeading[number] += telling;
    if (where === TITLE) {
      this.inTitle[number] += telling;
      this.wholeTitle[number] += 1;
      if (token[0] <= "z") this.latinTitle[number] += 1;
    }
    for (const need of satisfied) {
      this.needs[(need / NEEDS_A_WORD) | 0][number] |= 1 << need % NEEDS_A_WORD;
    }
  }

  /** Whether a case has all of so many needs. */
  isFull(number, needs) {
    for (let i = 0; i < needs; i += 1) {
      if (!(this.needs[(i / NEEDS_A_WORD) | 0][number] & (1 << i % NEEDS_A_WORD))) return false;
    }
    return true;
  }

  /** How much of the title the query repeats; a title in English has no Han tokens to match. */
  titleShare(number, { titles }) {
    const english = valueAt(titles, 2 * number);
    const chinese = valueAt(titles, 2 * number + 1);
    return Math.min(
      1,
      Math.max(
        english && (chinese ? this.latinTitle : this.wholeTitle)[number] / english,
        chinese && this.wholeTitle[number] / chinese,
      ),
    );
  }
}

function sorted(tally, all, needs, collection) {
  const full = [];
  const near = [];
  const scores = new Float64Array(collection.cases);
  const unseen = idf(0, collection.cases);
  for (let number = 0; number < collection.cases; number += 1) {
    const matched = tally.matched[number];
    if (matched > 0) {
      const title = tally.inTitle[number] / all;
      const heading = tally.inHeading[number] / all;
      scores[number] =
        0.2 * tally.score[number] * (1 + 2 * title ** 2 + 0.4 * heading) +
        unseen * title * tally.titleShare(number, collection);
      if (tally.isFull(number, needs)) full.push(number);
      else if (matched / all >= NEAR) near.push(number);
    }
  }
  const best = (a, b) => scores[b] - scores[a] || b - a;
  return { full: full.sort(best), near: near.sort(best) };
}
