// Other words for one that no case has: those it begins, or those it misspells.

const SHORTEST = 4;
const LONG = 8;
const MOST_CORRECTIONS = 3;
const MOST_COMPLETIONS = 6;

/** Whether a word is one that `corrections` can help with. */
export function isCorrectable(word) {
  return word.length >= SHORTEST && /^[a-z]+$/.test(word);
}

/** The nearest words of the same first letter, the most common first; `list` is of that letter. */
export function corrections(word, list) {
  const limit = word.length >= LONG ? 2 : 1;
  let nearest = limit;
  let found = [];
  list.words.forEach((candidate, i) => {
    const distance = editDistance(word, candidate, nearest);
    if (distance > nearest) return;
    if (distance < nearest) found = [];
    nearest = distance;
    found.push({ candidate, common: list.common[i] });
  });
  return mostCommon(found, MOST_CORRECTIONS);
}

/** The most common words that begin with what was typed so far. */
export function completions(beginning, list) {
  const found = list.words
    .map((candidate, i) => ({ candidate, common: list.common[i] }))
    .filter(({ candidate }) => candidate.startsWith(beginning));
  return mostCommon(found, MOST_COMPLETIONS);
}

function mostCommon(found, most) {
  return found
    .sort((a, b) => b.common - a.common || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/**
 * Restricted Damerau–Levenshtein distance: insert, delete, replace, or swap neighbours.
 *
 * Anything above `limit` comes back as `limit + 1`.
 */
export function editDistance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = previous;
    previous = row;
  }
  return Math.min(previous[b.length], limit + 1);
}
