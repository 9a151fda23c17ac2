// Numbers as text, as scripts/casebook/search/coding.py writes them.

const ALPHABET = Array.from({ length: 0x7f - 0x21 }, (_, i) => String.fromCharCode(0x21 + i))
  .filter((c) => c !== '"' && c !== "\\")
  .join("");
const LETTERS = 48;
const BASE = ALPHABET.length - LETTERS;
const IMPACTS = 16;

const VALUES = new Uint8Array(128);
for (let i = 0; i < ALPHABET.length; i += 1) VALUES[ALPHABET.charCodeAt(i)] = i;

/** What one character stands for. */
export function valueAt(text, index) {
  return VALUES[text.charCodeAt(index)];
}

/**
 * Call `visit(case number, impact, field class)` for every posting of a list.
 *
 * A list joins the years that have the token; each part begins with the digit of its year, and
 * `starts` gives the number of each year's first case.
 */
export function readPostings(list, starts, visit) {
  for (const part of list.split(" ")) {
    let number = starts[valueAt(part, 0) - LETTERS] - 1;
    let gap = 0;
    for (let i = 1; i < part.length; i += 1) {
      const value = valueAt(part, i);
      if (value >= LETTERS) {
        gap = gap * BASE + value - LETTERS;
      } else {
        number += gap + 1;
        gap = 0;
        visit(number, value % IMPACTS, (value / IMPACTS) | 0);
      }
    }
  }
}

/** Call `visit(number)` for every number of a text, and `visit(-1)` for every separator. */
export function readNumbers(text, visit) {
  let rest = 0;
  for (let i = 0; i < text.length; i += 1) {
    const value = valueAt(text, i);
    if (text[i] === " ") {
      visit(-1);
    } else if (value >= LETTERS) {
      rest = rest * BASE + value - LETTERS + 1;
    } else {
      visit(rest * LETTERS + value);
      rest = 0;
    }
  }
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
const UTF8 = new TextEncoder();

/** The number of the file that holds a token: CRC-32 of its UTF-8 bytes. */
export function shardOf(token, shards) {
  let crc = 0xffffffff;
  for (const byte of UTF8.encode(token)) crc = (crc >>> 8) ^ CRC[(crc ^ byte) & 0xff];
  return (crc ^ 0xffffffff) & (shards - 1);
}
