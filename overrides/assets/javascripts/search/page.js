// The search page: keeps the box, the filters, the address and the results in step.

import { History, addressOf, readAddress } from "./address.js";
import { emptyPanel } from "./empty.js";
import { Filters } from "./filters.js";
import { find } from "./find.js";
import { listenForKeys } from "./keys.js";
import { place, takeBegun } from "./meta.js";
import { ResultList } from "./results.js";
import { foresee } from "./search.js";
import { StaleIndex, openIndex } from "./store.js";
import { element, wordsOf } from "./words.js";

const PAUSE = 80;
const SLOW = 400;

const byId = (id) => document.getElementById(id);
const root = byId("search");
const box = byId("search-query");
const sort = byId("search-sort");
const status = byId("search-status");
const results = byId("search-results");
const words = wordsOf(document);
const past = new History();
const full = new ResultList(byId("search-full"), words, begin);
const near = new ResultList(byId("search-near"), words, begin);

let index;
let running = new AbortController();
let coming = new AbortController();
let pause;
let slow;
let ready = false;
const filters = new Filters(words, { onChange: commit, onTurn: () => ready && update() });

function state() {
  return { query: box.value, selection: filters.selection, sort: sort.value };
}

function arrive() {
  const { query, selection, sort: order } = readAddress(location.href, filters.facets);
  box.value = query;
  sort.value = order;
  filters.selection = selection;
  past.arrive();
  update();
}

function commit() {
  clearTimeout(pause);
  past.commit(addressOf(state(), location.href));
  update();
}

function typed(event) {
  // What an input method is still composing is nobody's word yet.
  if (event.isComposing) return;
  clearTimeout(pause);
  prepare();
  pause = setTimeout(() => {
    past.type(addressOf(state(), location.href));
    update();
  }, PAUSE);
}

/** Use the pause before a search to load what it begins with; what fails fails again in it. */
function prepare() {
  coming.abort();
  coming = new AbortController();
  const { signal } = coming;
  index?.then((store) => foresee(box.value, store, signal)).catch(() => {});
}

/** Show what the page now asks for; an earlier update that is still under way gives up. */
async function update() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  clearTimeout(slow);
  slow = setTimeout(() => {
    status.textContent = words.say("search.loading");
  }, SLOW);
  results.setAttribute("aria-busy", "true");
  try {
    await show(state(), signal);
  } catch (error) {
    if (!signal.aborted) fail(error);
  }
}

/** The page holds what was asked for. */
function settle() {
  clearTimeout(slow);
  results.removeAttribute("aria-busy");
}

async function show(now, signal, isFirst = true) {
  const { found, draw, light } = await fresh(async (store) => {
    const found = await find(now, store, signal);
    const draw = await drawing(found, store, signal);
    return { found, draw, light: store.hasLightColumns };
  });
  if (signal.aborted) return;
  settle();
  draw();
  describe(now, found);
  root.dataset.shown = now.query;
  // Counts come after the results, which need not wait for them.
  if (!filters.wantCounts(light)) return;
  try {
    filters.showCounts(await found.counts());
  } catch (error) {
    if (signal.aborted) return;
    if (isFirst && error instanceof StaleIndex) {
      index = undefined;
      return show(now, signal, false);
    }
    // Results without counts are better than neither.
    console.warn(error);
  }
}

/** More results cannot be had: of a site that was published anew all are shown anew. */
function begin(error) {
  if (!(error instanceof StaleIndex)) return fail(error);
  index = undefined;
  return update();
}

/** Work with the index; once more with its new version where the site was published anew. */
async function fresh(work) {
  index ??= openIndex(place, takeBegun());
  try {
    return await work(await index);
  } catch (error) {
    if (!(error instanceof StaleIndex)) throw error;
    index = openIndex(place);
    return work(await index);
  }
}

async function drawing(found, store, signal) {
  const context = {
    store,
    signal,
    words,
    tokens: found.tokens,
    mapped: store.mapped,
    language: root.dataset.language,
    lang: document.documentElement.lang,
    root: new URL(root.dataset.root, location.href),
    template: byId("search-hit"),
  };
  const draws = await Promise.all([
    full.prepare(found.full, context),
    near.prepare(found.near, context, found.full.length > 0),
  ]);
  return () => draws.forEach((draw) => draw());
}

function describe(now, found) {
  byId("search-failed").hidden = true;
  const count = found.full.length;
  status.replaceChildren(...summary(now, found));
  byId("search-note").replaceChildren(...notes(found));
  const empty = byId("search-empty");
  empty.hidden = count > 0 || (found.near.length > 0 && now.selection.size === 0);
  const context = { ...words, labels: (facet, value) => filters.label(facet, value) };
  Object.assign(context, { page: location.href, cases: root.dataset.cases });
  empty.replaceChildren(...(empty.hidden ? [] : emptyPanel(now, found, context)));
  filters.showTotal(count || found.near.length);
}

function summary(now, found) {
  const query = now.query.trim();
  const strong = (value) => element("strong", {}, words.number(value));
  const counted = (key, count) => words.pieces(key, { count, query }, strong);
  if (found.full.length === 0 && found.near.length > 0) {
    return counted("search.none-full", found.near.length);
  }
  return counted(query ? "search.count" : "search.browsing", found.full.length);
}

/** Say which words were looked up in place of a misspelt one. */
function notes(found) {
  return found.parts
    .filter(({ how }) => how === "corrected")
    .map(({ text, words: others }) => {
      const named = others.flatMap((other, i) => [
        ...(i > 0 ? [words.say("search.or")] : []),
        element("strong", {}, other),
      ]);
      return element("p", {}, ...words.pieces("search.corrected", { word: text, others: named }));
    });
}

function fail(error) {
  // Whoever looks for the cause finds it; the reader gets a sentence and a way on.
  console.warn(error);
  settle();
  index = undefined;
  full.clear();
  near.clear();
  status.textContent = "";
  byId("search-note").replaceChildren();
  byId("search-empty").hidden = true;
  byId("search-failed").hidden = false;
}

document.querySelector("[data-search-body]").hidden = false;
byId("search-box").addEventListener("submit", (event) => {
  event.preventDefault();
  commit();
});
box.addEventListener("input", typed);
box.addEventListener("compositionend", typed);
sort.addEventListener("change", commit);
byId("search-retry").addEventListener("click", update);
window.addEventListener("popstate", arrive);
listenForKeys(box, results);
arrive();
ready = true;
if (!box.value && filters.selection.size === 0) box.focus();
