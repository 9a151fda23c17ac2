// From the state of the page to what it shows: search, filter, sort.

import { Facets } from "./facets.js";
import { rank } from "./rank.js";
import { search } from "./search.js";

/**
 * Find what a state of the page asks for.
 *
 * Returns `full` and `near`, case numbers in the order to show them, and what tells a reader more:
 * `counts()` of the filters' values; `withSelection(selection)`, how many cases other filters would
 * leave; `ofSelection()`, how many the filters alone; `alone(part)`, how many one word of the query.
 */
export async function find({ query, selection, sort }, store, signal) {
  const asked = query.trim() !== "";
  const [found, facets] = await Promise.all([
    asked ? search(query, store, signal) : everything(store.collection),
    selection.size > 0 ? facetsOf(store, signal) : undefined,
  ]);
  const filtered = (numbers, chosen = selection) =>
    facets ? facets.filter(numbers, chosen).passing : numbers;
  const order = asked && sort === "newest" ? newestFirst(store.collection) : (numbers) => numbers;
  // Filters count what the reader looks at: near matches only where there is nothing better.
  const base = found.full.length > 0 ? found.full : found.near;
  return {
    full: order(filtered(found.full)),
    near: order(filtered(found.near)),
    parts: found.parts,
    tokens: found.tokens,
    counts: async () => (await facetsOf(store, signal)).filter(base, selection).counts,
    withSelection: (chosen) => filtered(base, chosen).length,
    ofSelection: () => filtered(everything(store.collection).full).length,
    alone: (part) => filtered(rank([part], found.postings, store.collection).full).length,
  };
}

/** Every case, the newest year first and each year in the order of its folders. */
function everything({ cases, starts }) {
  const full = starts
    .flatMap((start, block) => [{ start, end: starts[block + 1] ?? cases }])
    .reverse()
    .flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i));
  return { full, near: [], parts: [], tokens: new Map() };
}

function newestFirst({ starts }) {
  const blockOf = (number) => starts.findLastIndex((start) => start <= number);
  return (numbers) =>
    numbers
      .map((number) => ({ number, block: blockOf(number) }))
      .sort((a, b) => b.block - a.block)
      .map(({ number }) => number);
}

const opened = new WeakMap();

async function facetsOf(store, signal) {
  const columns = await store.columns(signal);
  if (!opened.has(columns)) opened.set(columns, new Facets(columns, store.collection.cases));
  return opened.get(columns);
}
