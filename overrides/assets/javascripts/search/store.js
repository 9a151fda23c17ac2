// The files of the index: fetched once, given up when nobody waits for them any more.

import { shardOf, valueAt } from "./coding.js";
import { folding } from "./fold.js";
import { askForMeta } from "./meta.js";

const FORMAT = 3;
const SIZE_UNIT = 256;
const LIGHT = 32_000;
const STAMP = 4;

/** The site was published anew: a file that `meta.json` named is gone. */
export class StaleIndex extends Error {}

/** Open the index below `base`, an address that ends with a slash; `asked`: `meta.json` begun. */
export async function openIndex(base, asked = askForMeta(base)) {
  const response = await asked;
  if (!response.ok) throw new Error(`meta.json: ${response.status}`);
  const meta = await response.json();
  if (meta.format !== FORMAT) throw new StaleIndex(`format ${meta.format}, not ${FORMAT}`);
  return new Store(meta, base);
}

class Store {
  #files = new Map();
  #base;
  #meta;

  constructor(meta, base) {
    this.#base = base;
    this.#meta = meta;
    this.shards = meta.shards;
    this.sizes = meta.sizes;
    this.hasLightColumns = meta.facets.size <= LIGHT;
    const { fold, mapped } = folding(meta.fold);
    this.fold = fold;
    this.mapped = mapped;
    this.collection = collectionOf(meta.blocks);
  }

  /** Map each token that the index has to its postings. */
  async postings(tokens, signal) {
    const wanted = Array.from(tokens);
    const shards = await Promise.all(
      wanted.map((token) => this.#shard(shardOf(token, this.shards), signal)),
    );
    return new Map(
      wanted.flatMap((token, i) =>
        Object.hasOwn(shards[i], token) ? [[token, shards[i][token]]] : [],
      ),
    );
  }

  #shard(number, signal) {
    const stamp = this.#meta.stamps.slice(STAMP * number, STAMP * (number + 1));
    return this.#file(`t/${number.toString(16)}.${stamp}.json`, signal);
  }

  /** About how many compressed bytes a token's file has. */
  cost(token) {
    return (valueAt(this.sizes, shardOf(token, this.shards)) + 0.5) * SIZE_UNIT;
  }

  /** The English words of a first letter, with how common each is. */
  async words(letter, signal) {
    if (!Object.hasOwn(this.#meta.words, letter)) return { words: [], common: [] };
    const list = await this.#file(`w/${letter}.${this.#meta.words[letter]}.json`, signal);
    const words = list.words.split(" ");
    return { words, common: words.map((_, i) => valueAt(list.common, i)) };
  }

  /** What the results show of a case: as `meta.json` was made, or as it is by now. */
  display(number, signal) {
    const { starts } = this.collection;
    let block = starts.length - 1;
    while (starts[block] > number) block -= 1;
    const { folder, shown } = this.#meta.blocks[block];
    return this.#file(`d/${folder}/${number - starts[block]}.json?${shown}`, signal);
  }

  /** The columns of the filters. */
  columns(signal) {
    return this.#file(`facets.${this.#meta.facets.stamp}.json`, signal);
  }

  #file(path, signal) {
    let file = this.#files.get(path);
    if (!file) {
      const controller = new AbortController();
      file = { controller, waiting: 0, content: this.#fetch(path, controller.signal) };
      this.#files.set(path, file);
      file.content.then(
        () => (file.done = true),
        () => this.#files.delete(path),
      );
    }
    return this.#wait(path, file, signal);
  }

  /** Several queries may wait for one file; when the last one gives up, the fetch stops. */
  #wait(path, file, signal) {
    if (!signal || file.done) return file.content;
    file.waiting += 1;
    const leave = () => {
      file.waiting -= 1;
      if (file.waiting > 0 || file.done) return;
      this.#files.delete(path);
      file.controller.abort();
    };
    signal.addEventListener("abort", leave, { once: true });
    return file.content.finally(() => signal.removeEventListener("abort", leave));
  }

  async #fetch(path, signal) {
    const response = await fetch(new URL(path, this.#base), { signal });
    if (response.status === 404) throw new StaleIndex(path);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  }
}

function collectionOf(blocks) {
  const starts = [];
  let cases = 0;
  for (const block of blocks) {
    starts.push(cases);
    cases += block.cases;
  }
  return { cases, starts, titles: blocks.map((block) => block.titles).join("") };
}
