// Runs before the rest of the search, so that the index is on its way while that still loads.

const begin = document.getElementById("search-begin");

/** Where the search page says that the index is. */
export const place = begin && new URL(begin.dataset.index, location.href);

let begun = place && askForMeta(place);
// Whoever takes it says what went wrong.
begun?.catch(() => {});

/** Ask for the one file of the index that stays at its address: never an older one than there is. */
export function askForMeta(base) {
  return fetch(new URL("meta.json", base), { cache: "no-cache" });
}

/** What was asked for as the page began: once, since it is old when it is wanted again. */
export function takeBegun() {
  const taken = begun ?? undefined;
  begun = undefined;
  return taken;
}
