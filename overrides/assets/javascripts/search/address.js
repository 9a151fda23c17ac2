// The search in the page's address: q, one parameter a filter, sort.

const SORTS = new Set(["relevance", "newest"]);

/** Read a search from an address; `facets` names the filters that there are. */
export function readAddress(url, facets) {
  const parameters = new URL(url).searchParams;
  const selection = new Map();
  for (const facet of facets) {
    const values = parameters.getAll(facet);
    if (values.length > 0) selection.set(facet, new Set(values));
  }
  const sort = parameters.get("sort");
  return {
    query: parameters.get("q") ?? "",
    selection,
    sort: SORTS.has(sort) ? sort : "relevance",
  };
}

/** The address of a search, from that of the page. */
export function addressOf({ query, selection, sort }, page) {
  const url = new URL(page);
  url.search = "";
  url.hash = "";
  if (query.trim()) url.searchParams.set("q", query.trim());
  for (const [facet, values] of selection) {
    for (const value of values) url.searchParams.append(facet, value);
  }
  if (sort !== "relevance") url.searchParams.set("sort", sort);
  return url.href;
}

/**
 * The browser's history: typing rewrites the entry in hand, a commit leaves that entry as it was
 * last committed and adds one. So "back" goes from search to search, not from letter to letter.
 */
export class History {
  #committed = location.href;

  type(href) {
    history.replaceState(null, "", href);
  }

  commit(href) {
    if (href === this.#committed) {
      history.replaceState(null, "", href);
      return;
    }
    history.replaceState(null, "", this.#committed);
    history.pushState(null, "", href);
    this.#committed = href;
  }

  /** The reader went back or forward to the address in hand. */
  arrive() {
    this.#committed = location.href;
  }
}
