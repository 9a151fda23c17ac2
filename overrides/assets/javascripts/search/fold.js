// One form for all the ways to write a character, as scripts/casebook/search/fold.py makes it.

/**
 * Return the folding that `pairs` (source, target, source, target…) describes.
 *
 * `fold(text)` gives the form that is looked up. `mapped(text)` gives it with, for each of its
 * UTF-16 units, where in `text` the character that it came from begins and ends: one character may
 * fold to several (㎡, ﬁ) or to none.
 */
export function folding(pairs) {
  const characters = Array.from(pairs);
  const variants = new Map();
  for (let i = 0; i < characters.length; i += 2) variants.set(characters[i], characters[i + 1]);
  const known = new Map();

  const variant = (character) => variants.get(character) ?? character;

  function foldCharacter(character) {
    let folded = known.get(character);
    if (folded === undefined) {
      const plain = variant(character).normalize("NFKD").toLowerCase();
      folded = Array.from(plain.replace(/\p{M}/gu, ""), variant).join("");
      known.set(character, folded);
    }
    return folded;
  }

  function fold(text) {
    let folded = "";
    for (const character of text) folded += foldCharacter(character);
    return folded;
  }

  function mapped(text) {
    let folded = "";
    const begins = [];
    const ends = [];
    let at = 0;
    for (const character of text) {
      const form = foldCharacter(character);
      for (let i = 0; i < form.length; i += 1) {
        begins.push(at);
        ends.push(at + character.length);
      }
      folded += form;
      at += character.length;
      // An accent that stands alone belongs to the letter before it.
      if (form === "" && ends.length > 0) ends[ends.length - 1] = at;
    }
    return { folded, begins, ends };
  }

  return { fold, mapped };
}
