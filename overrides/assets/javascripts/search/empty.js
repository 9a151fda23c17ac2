// What the page says when it has nothing to show: what was asked, and ways on.

import { addressOf } from "./address.js";
import { element } from "./words.js";

const MOST_WORDS = 4;

/** The content of the panel for a state without a full match; `labels` names a filter's value. */
export function emptyPanel(state, found, { say, pieces, labels, page, cases }) {
  const chosen = chosenLabels(state.selection, labels, say);
  const words = say("search.and");
  const filters = chosen.flatMap((label, i) => [
    ...(i > 0 ? [words] : []),
    element("strong", {}, label),
  ]);
  const query = state.query.trim();
  const key = query ? (chosen.length > 0 ? "none-with" : "none") : "none-filters";
  const list = element("ul", {}, ...ways(state, found, { say, pieces, labels, page, chosen }));
  list.append(element("li", {}, element("a", { href: cases }, say("search.browse"))));
  return [element("p", { class: "cb-search__lead" }, ...pieces(`search.${key}`, { query, filters })), list];
}

function chosenLabels(selection, labels, say) {
  return Array.from(selection, ([facet, values]) =>
    Array.from(values, (value) => labels(facet, value)).join(say("search.or")),
  );
}

function* ways(state, found, { say, pieces, labels, page, chosen }) {
  const link = (changes, ...content) =>
    element("a", { href: addressOf({ ...state, ...changes }, page) }, ...content);
  const alone = wordsAlone(found);
  if (alone.length > 0) {
    const words = alone.flatMap(({ text, count }, i) => [
      ...(i > 0 ? [say("search.and")] : []),
      link({ query: text }, text),
      ` (${count})`,
    ]);
    yield element("li", {}, ...pieces("search.instead", { words }));
  }
  for (const [facet, values] of state.selection) {
    for (const value of values) {
      const selection = without(state.selection, facet, value);
      const count = found.withSelection(selection);
      if (count > 0) {
        const label = labels(facet, value);
        yield element("li", {}, link({ selection }, say("search.remove-filter", { label, count })));
      }
    }
  }
  const count = state.query.trim() ? found.ofSelection() : 0;
  if (state.selection.size > 0 && count > 0) {
    const filters = chosen.join(say("search.and"));
    yield element("li", {}, link({ query: "" }, say("search.see-all", { filters, count })));
  }
}

/** The words of the query that some case has, where it had several. */
function wordsAlone(found) {
  if (found.parts.length < 2) return [];
  return found.parts
    .filter((part) => !part.stop)
    .map((part) => ({ text: part.words?.[0] ?? part.text, count: found.alone(part) }))
    .filter(({ count }) => count > 0)
    .slice(0, MOST_WORDS);
}

/** The selection with one value less. */
export function without(selection, facet, value) {
  const rest = new Map(selection);
  const values = new Set(rest.get(facet));
  values.delete(value);
  if (values.size > 0) rest.set(facet, values);
  else rest.delete(facet);
  return rest;
}
