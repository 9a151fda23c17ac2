// Where the words of a query stand in a text as written, and the piece of it that shows most.

import { bigramsOf, stem, unitsOf } from "./tokens.js";

const WIDTH = 190;
const BEFORE = 50;
const WIDE = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]|[\ud840-\udbff]/;
const BREAK = /[\s\u3000-\u3002\uff0c\uff1a\uff1b\uff01\uff1f]/;

/**
 * Find the places of `tokens` in `text`: `{start, end, token}` in its UTF-16 units, in order.
 *
 * `mapped` is the folding that keeps track of where each character came from.
 */
export function marksOf(text, tokens, mapped) {
  const { folded, begins, ends } = mapped(text);
  const marks = [];
  const mark = (token, from, length) => {
    if (tokens.has(token)) {
      marks.push({ start: begins[from], end: ends[from + length - 1], token });
    }
  };
  for (const { word, run, at } of unitsOf(folded)) {
    if (word) mark(stem(word), at, word.length);
    else markRun(run, at, mark);
  }
  return marks;
}

function markRun(run, at, mark) {
  const pairs = bigramsOf(run);
  let from = at;
  run.forEach((character, i) => {
    mark(character, from, character.length);
    if (i < pairs.length) mark(pairs[i], from, pairs[i].length);
    from += character.length;
  });
}

/**
 * Choose the part of `text` with the most telling tokens.
 *
 * `tokens` says how telling each is. Returns `{start, end, worth}`; without a mark, the beginning.
 */
export function windowOf(text, marks, tokens) {
  let best = { from: 0, worth: 0 };
  marks.forEach((first, i) => {
    const limit = advance(text, first.start, WIDTH - BEFORE);
    const seen = new Set();
    for (let j = i; j < marks.length && marks[j].end <= limit; j += 1) seen.add(marks[j].token);
    const worth = [...seen].reduce((sum, token) => sum + tokens.get(token), 0);
    if (worth > best.worth) best = { from: first.start, worth };
  });
  // Near the end of a text there is less to show after the mark, so more before it.
  const after = Math.min(WIDTH, widthOf(text.slice(best.from, best.from + WIDTH)));
  const start = best.worth > 0 ? beginning(text, best.from, Math.max(BEFORE, WIDTH - after)) : 0;
  const end = ending(text, advance(text, start, WIDTH));
  return { start, end: start + text.slice(start, end).trimEnd().length, worth: best.worth };
}

/** The index after as much text as fits in `width` columns. */
function advance(text, start, width) {
  let index = start;
  let left = width;
  while (index < text.length && left > 0) {
    const character = String.fromCodePoint(text.codePointAt(index));
    left -= widthOf(character);
    index += character.length;
  }
  return index;
}

/** Columns that a text takes: Han has two. */
function widthOf(text) {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

/** Go back from a mark to where a word or, in Chinese, a clause begins, within `reach` columns. */
function beginning(text, from, reach) {
  let index = from;
  let start = from;
  for (let left = reach; index > 0 && left > 0; ) {
    index = before(text, index);
    const character = String.fromCodePoint(text.codePointAt(index));
    left -= widthOf(character);
    if (index === 0) return 0;
    if (BREAK.test(character)) start = index + character.length;
  }
  // Han has no spaces: without a break in reach, any character may begin the excerpt.
  return start < from || isLatin(text, index) ? start : index;
}

/** Do not end inside an English word. */
function ending(text, index) {
  if (index >= text.length || !isLatin(text, index) || !isLatin(text, index - 1)) return index;
  let end = index;
  while (end > index - 24 && end > 0 && isLatin(text, end - 1)) end -= 1;
  return isLatin(text, end - 1) ? index : end;
}

function before(text, index) {
  const low = text.charCodeAt(index - 1);
  return index > 1 && low >= 0xdc00 && low <= 0xdfff ? index - 2 : index - 1;
}

function isLatin(text, index) {
  return /[\p{Script=Latin}\d'’]/u.test(text[index] ?? "");
}

/**
 * Cut a stretch of text into `{text, marked}` pieces.
 *
 * Marks that touch, or have only space between them, become one.
 */
export function piecesOf(text, marks, start = 0, end = text.length) {
  const pieces = [];
  let at = start;
  for (const range of merged(text, marks)) {
    const from = Math.max(range.start, start);
    const to = Math.min(range.end, end);
    if (from >= to) continue;
    if (from > at) pieces.push({ text: text.slice(at, from), marked: false });
    pieces.push({ text: text.slice(from, to), marked: true });
    at = to;
  }
  if (at < end) pieces.push({ text: text.slice(at, end), marked: false });
  return pieces;
}

function merged(text, marks) {
  const ranges = [];
  for (const { start, end } of marks) {
    const last = ranges.at(-1);
    if (last && (start <= last.end || !text.slice(last.end, start).trim())) {
      last.end = Math.max(last.end, end);
    } else {
      ranges.push({ start, end });
    }
  }
  return ranges;
}
