// Runs in the head, before the page is drawn, so that a chosen theme never flashes. All that the
// frame needs of a script stands here: Material's bundle is not loaded, since most of it serves
// parts that Casebook does not have, and it asks for a sitemap of every language on every page.
"use strict";

const html = document.documentElement;
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
const themeButtons = () => document.querySelectorAll(".cb-theme");
let chosenTheme = null;

try {
  chosenTheme = localStorage.getItem("casebook.theme");
} catch {
  // Storage is forbidden: the system decides.
}

function applyTheme() {
  const isChosen = chosenTheme === "dark" || chosenTheme === "light";
  html.dataset.theme = isChosen ? chosenTheme : systemIsDark.matches ? "dark" : "light";
  for (const button of themeButtons()) {
    button.setAttribute("aria-pressed", html.dataset.theme === "dark");
  }
}

function changeTheme() {
  chosenTheme = html.dataset.theme === "dark" ? "light" : "dark";
  applyTheme();
  try {
    localStorage.setItem("casebook.theme", chosenTheme);
  } catch {
    // The choice lasts for this page.
  }
}

applyTheme();
systemIsDark.addEventListener("change", applyTheme);

function setUpTheme() {
  for (const button of themeButtons()) {
    button.hidden = false;
    button.addEventListener("click", changeTheme);
  }
  applyTheme();
}

// The menu of a phone is a checkbox and its label, which works without a script; with one a button
// takes the label's place, for a keyboard and for Escape.
function setUpMenu() {
  const state = document.getElementById("__drawer");
  const button = document.querySelector(".cb-menu");
  const show = () => button.setAttribute("aria-expanded", state.checked);
  const set = (open) => {
    state.checked = open;
    show();
  };
  show();
  button.hidden = false;
  button.addEventListener("click", () => {
    set(!state.checked);
    if (state.checked) document.querySelector("#menu a").focus();
  });
  state.addEventListener("change", show);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !state.checked) return;
    set(false);
    button.focus();
  });
  addEventListener("pageshow", () => set(false));
}

// The contents beside a text mark the part that is being read.
function setUpContents() {
  const links = new Map();
  for (const link of document.querySelectorAll(".cb-beside :is(p, details) + ul a")) {
    const part = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (part) links.set(part, link);
  }
  const parts = [...links.keys()];
  if (!parts.length) return;
  const mark = () => {
    const read = parts.findLast?.((part) => part.getBoundingClientRect().top < innerHeight / 3);
    for (const [part, link] of links) {
      if (part === read) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -66%" });
  parts.forEach((part) => observer.observe(part));
}

// A table or a line of code that is wider than its column scrolls: by keyboard as well.
function setUpScrolling() {
  for (const box of document.querySelectorAll(".md-typeset table, .md-typeset pre > code")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
}

// The foot of a printed case names the owners: a page margin can read a variable of the root.
function setUpPrintFoot() {
  const notice = document.querySelector("[data-cb-notice]");
  if (!notice) return;
  const address = document.querySelector("link[rel=canonical]")?.href.replace("https://", "") ?? "";
  html.style.setProperty("--cb-print-foot", JSON.stringify(`${notice.textContent} ${address}`));
}

document.addEventListener("DOMContentLoaded", () => {
  setUpTheme();
  setUpMenu();
  setUpContents();
  setUpScrolling();
  setUpPrintFoot();
});
