// Filters over the values of cases, as scripts/casebook/search/columns.py writes them.

import { readNumbers } from "./coding.js";

/** The filters of the collection, read from `facets.json`. */
export class Facets {
  #columns = new Map();

  constructor(columns, cases) {
    for (const group of columns.groups) {
      const codes = codesOf(group.cases, cases);
      const sets = setsOf(group.sets, group.facets.length);
      group.facets.forEach((facet, i) => {
        this.#columns.set(facet, { values: columns.values[facet], sets: sets[i], codes });
      });
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

/** The place of each case's set in the list of sets. */
function codesOf(text, cases) {
  const codes = new Uint32Array(cases);
  let number = 0;
  readNumbers(text, (place) => {
    codes[number] = place;
    number += 1;
  });
  return codes;
}

/** The sets of each facet of a group: as many for each, in the order of their places. */
function setsOf(text, facets) {
  const sets = Array.from({ length: facets }, () => []);
  let facet = 0;
  let set = [];
  readNumbers(text, (place) => {
    if (place >= 0) {
      set.push(place);
      return;
    }
    sets[facet].push(set);
    set = [];
    facet = (facet + 1) % facets;
  });
  return sets;
}
