// Filters over the columns of facet values: one character a case (scripts/casebook/search/columns.py).

import { ALPHABET_SIZE, valueAt } from "./coding.js";

/** The filters of the collection, read from `facets.json`. */
export class Facets {
  #columns = new Map();

  constructor(columns, cases) {
    for (const [facet, column] of Object.entries(columns)) {
      this.#columns.set(facet, { ...column, codes: codesOf(column, cases) });
    }
  }

  /**
   * Keep the cases that have, for each facet chosen, one of its values.
   *
   * `selection` maps a facet to a set of values. Returns the numbers that pass, in order, and
   * `counts`: for each value, how many would pass with it, the rest of its facet left aside.
   */
  filter(numbers, selection) {
    const chosen = this.#chosen(selection);
    const tallies = new Map();
    for (const [facet, { sets }] of this.#columns) tallies.set(facet, new Uint32Array(sets.length));
    const passing = [];
    for (const number of numbers) {
      const failing = chosen.filter(({ codes, allowed }) => !codes || !allowed[codes[number]]);
      if (failing.length === 0) passing.push(number);
      if (failing.length > 1) continue;
      for (const [facet, { codes }] of this.#columns) {
        if (failing.length === 0 || failing[0].facet === facet) {
          tallies.get(facet)[codes[number]] += 1;
        }
      }
    }
    return { passing, counts: this.#counts(tallies) };
  }

  #chosen(selection) {
    return Array.from(selection, ([facet, values]) => {
      const column = this.#columns.get(facet);
      const allowed = column?.sets.map((set) => set.some((i) => values.has(column.values[i])));
      return { facet, codes: column?.codes, allowed };
    });
  }

  #counts(tallies) {
    const counts = new Map();
    for (const [facet, { sets, values }] of this.#columns) {
      const ofValues = new Map(values.map((value) => [value, 0]));
      sets.forEach((set, rank) => {
        for (const i of set) {
          ofValues.set(values[i], ofValues.get(values[i]) + tallies.get(facet)[rank]);
        }
      });
      counts.set(facet, ofValues);
    }
    return counts;
  }
}

function codesOf({ cases: text, width }, cases) {
  return Uint16Array.from({ length: cases }, (_, number) =>
    width === 1
      ? valueAt(text, number)
      : valueAt(text, 2 * number) * ALPHABET_SIZE + valueAt(text, 2 * number + 1),
  );
}
