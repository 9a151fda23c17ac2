// Runs in the head, before the page is drawn: the reader's theme, and what Material's bundle
// expects to find. From a file, so that `script-src 'self'` is enough.
"use strict";

const scope = new URL(document.currentScript.dataset.base, location);
const key = (name) => `${scope.pathname}.${name}`;

window.__md_scope = scope;
window.__md_hash = (text) => [...text].reduce((sum, c) => ((sum << 5) - sum + c.charCodeAt(0)) | 0, 0);
window.__md_get = (name, storage = localStorage) => JSON.parse(storage.getItem(key(name)));
window.__md_set = (name, value, storage = localStorage) => {
  try {
    storage.setItem(key(name), JSON.stringify(value));
  } catch {
    // Storage is full or forbidden: the choice lasts for this page.
  }
};

const html = document.documentElement;
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (html.dataset.theme ?? (systemIsDark.matches ? "dark" : "light")) === "dark";

try {
  const chosen = window.__md_get("theme");
  if (chosen === "dark" || chosen === "light") html.dataset.theme = chosen;
} catch {
  // No storage: the system decides.
}

function setUpTheme() {
  const buttons = document.querySelectorAll("[data-cb-theme]");
  const show = () => buttons.forEach((button) => button.setAttribute("aria-pressed", isDark()));
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", () => {
      html.dataset.theme = isDark() ? "light" : "dark";
      window.__md_set("theme", html.dataset.theme);
      show();
    });
  }
  systemIsDark.addEventListener("change", show);
  show();
}

// A table or a line of code that is wider than its column scrolls: by keyboard as well.
function setUpScrolling() {
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
}

// The foot of a printed page names the owners: a page margin can read a variable of the root.
function setUpPrintFoot() {
  const foot = document.querySelector("[data-cb-print-foot]");
  if (foot) html.style.setProperty("--cb-print-foot", JSON.stringify(foot.dataset.cbPrintFoot));
}

document.addEventListener("DOMContentLoaded", () => {
  setUpTheme();
  setUpPrintFoot();
  setTimeout(setUpScrolling);
});
