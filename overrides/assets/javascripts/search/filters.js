// The filters: checkboxes with live counts, chips of what is chosen, a sheet on phones.

import { without } from "./empty.js";
import { element } from "./words.js";

// Material's own border between a phone's layout and the rest.
const NARROW = "(max-width: 59.984375em)";

/**
 * The filters of the page; `onChange` is called when the reader chose others, `onTurn` when the
 * reader turns to them, so that there are counts.
 */
export class Filters {
  #words;
  #onChange;
  #onTurn;
  #narrow = matchMedia(NARROW);
  #form = document.getElementById("search-filters");
  #aside = document.getElementById("search-aside");
  #dialog = document.getElementById("search-dialog");
  #open = document.getElementById("search-open");
  #touched = false;
  #chips = document.getElementById("search-chips");
  #clear = document.getElementById("search-clear");

  constructor(words, { onChange, onTurn }) {
    this.#words = words;
    this.#onChange = onChange;
    this.#onTurn = onTurn;
    this.#form.addEventListener("change", onChange);
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#form.addEventListener("click", (event) => this.#unfold(event.target));
    this.#clear.addEventListener("click", () => this.#choose(new Map()));
    for (const sign of ["pointerenter", "focusin"]) {
      this.#form.addEventListener(sign, () => this.#touch());
    }
    this.#prepareDialog();
    this.#place();
    this.#narrow.addEventListener("change", () => this.#place());
  }

  /** The facets that there are. */
  get facets() {
    return Array.from(this.#form.querySelectorAll("[data-facet]"), (group) => group.dataset.facet);
  }

  /** Whether to load counts: where they are heavy, only for a reader who turns to the filters. */
  wantCounts(light) {
    return this.#dialog.open || (!this.#narrow.matches && (light || this.#touched));
  }

  #touch() {
    if (this.#touched) return;
    this.#touched = true;
    this.#onTurn();
  }

  /** What is chosen: facet → values. */
  get selection() {
    const selection = new Map();
    for (const { name, value } of this.#form.querySelectorAll("input:checked")) {
      selection.set(name, (selection.get(name) ?? new Set()).add(value));
    }
    return selection;
  }

  set selection(selection) {
    for (const input of this.#inputs()) {
      input.checked = selection.get(input.name)?.has(input.value) ?? false;
    }
    this.#showChosen();
  }

  /** What a value is called. */
  label(facet, value) {
    const inputs = this.#form.querySelectorAll(`input[name="${CSS.escape(facet)}"]`);
    const input = Array.from(inputs).find((one) => one.value === value);
    return input?.closest("label").querySelector(".cb-filter__label").textContent ?? value;
  }

  /** Show how many results there are now. */
  showTotal(count) {
    this.#showChosen();
    this.#dialog.querySelector("[data-show]").textContent = this.#words.say("search.show", {
      count,
    });
  }

  /** Show how many cases each value leads to; a value that leads to none cannot be chosen. */
  showCounts(counts) {
    for (const input of this.#inputs()) {
      const count = counts.get(input.name)?.get(input.value) ?? 0;
      input.disabled = count === 0 && !input.checked;
      const row = input.closest("label");
      row.classList.toggle("cb-filter__row--none", input.disabled);
      row.querySelector(".cb-filter__count").textContent = this.#words.number(count);
    }
  }

  #inputs() {
    return this.#form.querySelectorAll("input[type=checkbox]");
  }

  #choose(selection) {
    this.selection = selection;
    this.#onChange();
  }

  #showChosen() {
    const { selection } = this;
    const chosen = Array.from(selection, ([facet, values]) =>
      Array.from(values, (value) => ({ facet, value, label: this.label(facet, value) })),
    ).flat();
    this.#chips.replaceChildren(...chosen.map((one) => this.#chip(one)));
    this.#chips.hidden = chosen.length === 0;
    this.#clear.hidden = chosen.length === 0;
    this.#dialog.querySelector("[data-clear]").disabled = chosen.length === 0;
    const key = chosen.length > 0 ? "search.filters-chosen" : "search.filters";
    this.#open.querySelector("span").textContent = this.#words.say(key, { count: chosen.length });
    for (const row of this.#form.querySelectorAll("[data-folded]")) {
      const unfolded = row.closest("fieldset").querySelector("[aria-expanded=true]");
      row.hidden = !unfolded && !row.querySelector("input").checked;
    }
  }

  #chip({ facet, value, label }) {
    const name = this.#words.say("search.remove", { label });
    const chip = element("button", { type: "button", class: "cb-search__chip", "aria-label": name });
    chip.append(label, element("span", { "aria-hidden": "true" }, "×"));
    chip.addEventListener("click", () => {
      this.#choose(without(this.selection, facet, value));
      // The chip is gone: the next one, or the list of results, is where the reader was.
      (this.#chips.querySelector("button") ?? document.getElementById("search-query")).focus();
    });
    return element("li", {}, chip);
  }

  #unfold(button) {
    if (!button.matches?.("[data-unfold]")) return;
    const unfold = button.getAttribute("aria-expanded") === "false";
    const other = button.dataset.other ?? this.#words.say("search.fewer");
    button.dataset.other = button.textContent;
    button.textContent = other;
    button.setAttribute("aria-expanded", String(unfold));
    this.#showChosen();
    if (unfold) button.closest("fieldset").querySelector("[data-folded] input:enabled")?.focus();
  }

  #prepareDialog() {
    this.#open.addEventListener("click", () => {
      this.#dialog.showModal();
      this.#onTurn();
    });
    for (const button of this.#dialog.querySelectorAll("[data-close]")) {
      button.addEventListener("click", () => this.#dialog.close());
    }
    this.#dialog.querySelector("[data-clear]").addEventListener("click", () =>
      this.#choose(new Map()),
    );
    this.#dialog.addEventListener("click", (event) => {
      if (event.target === this.#dialog) this.#dialog.close();
    });
  }

  /** One form, beside the results or in the sheet. */
  #place() {
    const narrow = this.#narrow.matches;
    if (!narrow && this.#dialog.open) this.#dialog.close();
    (narrow ? this.#dialog.querySelector("[data-slot]") : this.#aside).append(this.#form);
    this.#onTurn();
  }
}
