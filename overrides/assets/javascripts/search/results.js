// The lists of results: full matches, and near ones under their own heading.

import { hitOf } from "./hit.js";

const FIRST = 10;
const FIRST_NEAR = 3;
const MORE = 10;

/** One list with its "show more" button; `fill(numbers)` loads cases and makes their results. */
export class ResultList {
  #section;
  #list;
  #button;
  #words;
  #numbers = [];
  #context;

  constructor(section, words, onFailure) {
    this.#section = section;
    this.#list = section.querySelector("ol");
    this.#button = section.querySelector("[data-more]");
    this.#words = words;
    this.#button.addEventListener("click", () => this.#showMore().catch(onFailure));
  }

  /** Load the first results without showing them: what is on the page stays until all is there. */
  async prepare(numbers, context, beside = false) {
    const first = numbers.slice(0, beside ? FIRST_NEAR : FIRST);
    const hits = await hitsOf(first, context);
    return () => {
      this.#numbers = numbers;
      this.#context = context;
      this.#list.replaceChildren(...hits);
      this.#section.hidden = numbers.length === 0;
      this.#offerMore();
    };
  }

  clear() {
    this.#list.replaceChildren();
    this.#section.hidden = true;
  }

  async #showMore() {
    const shown = this.#list.childElementCount;
    const context = this.#context;
    const { signal: _, ...unaborted } = context;
    const hits = await hitsOf(this.#numbers.slice(shown, shown + MORE), unaborted);
    if (context !== this.#context) return;
    this.#list.append(...hits);
    this.#offerMore();
    hits[0]?.querySelector("a").focus();
  }

  #offerMore() {
    const left = this.#numbers.length - this.#list.childElementCount;
    this.#button.hidden = left <= 0;
    this.#button.textContent = this.#words.say("search.more", { count: Math.min(left, MORE) });
  }
}

/** Make each result as soon as its case is there, while others are still on their way. */
function hitsOf(numbers, context) {
  return Promise.all(
    numbers.map(async (number) =>
      hitOf(await context.store.display(number, context.signal), context),
    ),
  );
}
