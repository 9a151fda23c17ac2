// Keys: "/" leads to the box, arrows lead from the box through the results and back.

/** Listen for the keys of the search page. */
export function listenForKeys(box, results) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !isTyping(event.target)) {
      event.preventDefault();
      box.focus();
      box.select();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      step(event, box, results);
    }
  });
}

function isTyping(target) {
  return target.closest("input:not([type=checkbox]), select, textarea, [contenteditable], dialog");
}

function step(event, box, results) {
  const links = Array.from(results.querySelectorAll("[data-search-result] [data-hit=title]"));
  const stops = [box, ...links.filter((link) => link.offsetParent)];
  const at = stops.indexOf(event.target);
  const next = at < 0 ? undefined : stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
