// One result: a copy of the page's template, filled with what a case shows.

import { marksOf, piecesOf, windowOf } from "./excerpt.js";
import { element } from "./words.js";

const HTML_LANG = { en: "en", "zh-Hant": "zh-Hant-HK" };
const MOST_REASONS = 2;

/**
 * Fill a result.
 *
 * `shown` is the case's file, `context` holds the reader's `language`, the site's `root`, the
 * `template`, `tokens` to highlight, the folding `mapped` and the words.
 */
export function hitOf(shown, context) {
  const { language, root, template } = context;
  const hit = template.content.firstElementChild.cloneNode(true);
  const part = (name) => hit.querySelector(`[data-hit="${name}"]`);
  const card = shown.cards[language];
  const titled = shown.texts[language] ? language : shown.language;
  const title = shown.texts[titled].title;

  const link = part("title");
  link.href = new URL(card.url, root);
  markLanguage(link, titled, language);
  const inTitle = marksOf(title, context.tokens, context.mapped);
  link.append(...marked(title, inTitle));

  part("level").textContent = card.level;
  part("facts").textContent = [card.area, card.schools, card.year].filter(Boolean).join(" · ");
  const found = excerpt(shown, titled, context);
  const excerptPart = part("excerpt");
  markLanguage(excerptPart, found.language, language);
  excerptPart.append(...found.nodes);

  const seen = new Set([...inTitle.map(({ token }) => token), ...found.seen]);
  fillReason(part("reason"), shown.terms, seen, context);
  part(card.seal === "licensed" ? "ask" : "licensed").remove();
  part("rights").textContent = card.rights;
  fillFile(part("file"), card.file, root);
  return hit;
}

function markLanguage(node, language, reader) {
  if (language !== reader) node.lang = HTML_LANG[language];
}

function marked(text, marks, start, end) {
  return piecesOf(text, marks, start, end).map((piece) =>
    piece.marked ? element("mark", {}, piece.text) : piece.text,
  );
}

/** The summary or the text, in whichever language says most of what was asked for. */
function excerpt(shown, preferred, { tokens, mapped }) {
  const languages = [preferred, ...Object.keys(shown.texts).filter((tag) => tag !== preferred)];
  let best;
  for (const language of languages) {
    for (const text of [shown.texts[language].summary, shown.texts[language].text]) {
      const marks = marksOf(text, tokens, mapped);
      const part = windowOf(text, marks, tokens);
      // The beginning of a text is worth nothing more than the summary before it.
      if (!best || part.worth > best.part.worth * 1.001) best = { language, text, marks, part };
    }
  }
  const { start, end } = best.part;
  const nodes = marked(best.text, best.marks, start, end);
  if (start > 0) nodes.unshift("…\u00a0");
  if (end < best.text.length) nodes.push("\u00a0…");
  const inside = best.marks.filter((mark) => mark.start >= start && mark.end <= end);
  return { language: best.language, nodes, seen: inside.map(({ token }) => token) };
}

/** Name the terms by which a case was found whose words the result does not show. */
function fillReason(node, terms, seen, { tokens, mapped, words, lang }) {
  const hidden = new Map([...tokens].filter(([token]) => !seen.has(token)));
  const listed = [];
  for (const { term, marks } of byCoverage(terms, hidden, mapped)) {
    if (listed.length > 0) listed.push(" · ");
    listed.push(element("span", { lang: scriptOf(term, lang) }, ...marked(term, marks)));
  }
  if (listed.length > 0) node.append(...words.pieces("search.reason", { terms: listed }));
  else node.remove();
}

/** The fewest terms that have the hidden tokens: each adds one that those before it lack. */
function byCoverage(terms, hidden, mapped) {
  const covered = new Set();
  return terms
    .map((term) => ({ term, marks: marksOf(term, hidden, mapped) }))
    .filter(({ marks }) => marks.length > 0)
    .sort((a, b) => distinct(b.marks) - distinct(a.marks) || a.term.length - b.term.length)
    .filter(({ marks }) => {
      const before = covered.size;
      for (const { token } of marks) covered.add(token);
      return covered.size > before;
    })
    .slice(0, MOST_REASONS);
}

function distinct(marks) {
  return new Set(marks.map(({ token }) => token)).size;
}

function scriptOf(term, page) {
  const script = /\p{Script=Han}/u.test(term) ? HTML_LANG["zh-Hant"] : "en";
  return script === page ? undefined : script;
}

function fillFile(link, file, root) {
  if (!file) {
    link.remove();
    return;
  }
  link.href = new URL(file.href, root);
  link.textContent = file.label;
}
