// The words of the interface, which the page carries in its own language.

/** Read the words from the page; `say(key, values)` fills the `{names}` of one. */
export function wordsOf(page) {
  const words = JSON.parse(page.getElementById("search-words").textContent);
  const numbers = new Intl.NumberFormat(page.documentElement.lang || "en");

  const number = (value) => numbers.format(value);

  /**
   * A text in pieces: strings, and values as given, so that one may be an element or several;
   * `counted` makes what stands for a number.
   */
  function pieces(key, values = {}, counted = number) {
    const shown = (value) => (typeof value === "number" ? counted(value) : value);
    const one = values.count === 1 && Object.hasOwn(words, `${key}.one`);
    return words[one ? `${key}.one` : key]
      .split(/\{([a-z]+)\}/)
      .flatMap((piece, i) => (i % 2 ? shown(values[piece]) : piece));
  }

  return {
    say: (key, values) => pieces(key, values).join(""),
    pieces,
    number,
  };
}

/** An element with its content: text and elements in order. */
export function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...content);
  return made;
}
