// Filters over columns of facet values, as scripts/casebook/search/columns.py writes them.

import { BASE, LETTERS, valueAt } from "./coding.js";

const ESCAPE = BASE - 1;
const NO_VALUE = LETTERS - 1;

/** The filters of the collection, read from `facets.json`. */
export class Facets {
  #columns = new Map();

  constructor(columns, cases) {
    for (const [facet, column] of Object.entries(columns)) {
      this.#columns.set(facet, { values: column.values, ...setsOf(column.cases, cases) });
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

/** The sets of values that cases have, and which of them each case has. */
function setsOf(text, cases) {
  const sets = [];
  const known = new Map();
  const codes = new Uint16Array(cases);
  let at = 0;
  for (let number = 0; number < cases; number += 1) {
    const start = at;
    const set = [];
    for (let more = true; more; at += 1) {
      const name = valueAt(text, at);
      more = name >= LETTERS;
      const rank = more ? name - LETTERS : name;
      if (rank === ESCAPE) set.push(ESCAPE + valueAt(text, (at += 1)));
      else if (rank !== NO_VALUE) set.push(rank);
    }
    const written = text.slice(start, at);
    if (!known.has(written)) known.set(written, sets.push(set) - 1);
    codes[number] = known.get(written);
  }
  return { sets, codes };
}
