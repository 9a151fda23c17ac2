"""Examined cases taken from the cache; those that changed are examined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

from casebook.cache import Cache, Key, keys_of
from casebook.contents import Known
from casebook.contribution import Words
from casebook.digests import Digests
from casebook.examining import Examined, Terms, shown
from casebook.examining.apart import examined, recorded
from casebook.examining.record import AllWords, Record, read, words_in
from casebook.language import Language
from casebook.listings import Listings
from casebook.workers import Workers

_NEAR: Final = 64
"""Cases whose words stay at hand: what shows a case asks for them again and again."""
_FIRST: Final = 200
"""Folders by which it is told whether any is kept of which nobody remembers the digest."""


class Shelf:
    """Examine folders, each once for as long as it stays as it is."""

    def __init__(
        self,
        contributions: Path,
        terms: Terms,
        cache: Cache,
        workers: Workers | None,
        listings: Listings | None = None,
        *,
        whole: bool,
    ) -> None:
        """Read nothing yet; without `workers` this process is to read everything itself.

        It is `whole` where all folders that there are will be examined.
        """
        self._terms = terms
        self._workers = workers
        self._cache = cache
        context = terms.context
        said_of = f"{context.today} {context.soon_days} {terms.limits.model_dump_json()}"
        self._key_of_cases, self._key_of_case = keys_of("cases", said_of), keys_of("case", said_of)
        self._key_of_words = keys_of("words")
        largest, files = terms.limits.largest, terms.limits.files
        self._digests = Digests(cache, contributions, largest, files, listings or Listings())
        self._is_whole = whole
        self._digest: dict[Path, str | None] = {}
        self._near = lru_cache(_NEAR)(self._all_words)

    @property
    def is_new(self) -> bool:
        """Tell whether nothing was examined here before, as far as anybody remembers."""
        return self._digests.is_new

    def digest(self, folder: Path) -> str | None:
        """Return the digest of a folder as it was read, or when it was first asked for."""
        if folder not in self._digest:
            self._digest[folder] = self._digests.of(folder)
        return self._digest[folder]

    def note(self, folder: Path, known: Known | None) -> str | None:
        """Take it that a folder is what somebody read; return its digest."""
        self._digest[folder] = digest = self._digests.note(folder, known)
        return digest

    def key(self, folders: Iterable[Path]) -> Key | None:
        """Return a key of several folders; None where one of them cannot be read."""
        digests = [self.digest(folder) for folder in folders]
        self._digests.remember(whole=self._is_whole)
        known = [digest for digest in digests if digest]
        return self._key_of_cases(*known) if len(known) == len(digests) else None

    def keep(self, folders: Iterable[Path]) -> None:
        """Count what is kept of folders as used, without reading it."""
        digests = ((folder, self.digest(folder)) for folder in folders)
        keys = [self._key(folder, digest) for folder, digest in digests if digest]
        self._cache.keep(keys)
        self._cache.keep(map(self._key_of_words, keys))
        self._digests.remember(whole=self._is_whole)

    def examined(self, folders: Sequence[Path]) -> list[Examined]:
        """Return what each folder says, in their order."""
        found: dict[Path, Examined | None] = dict.fromkeys(folders)
        found.update(self._recalled(folders[:_FIRST]))
        if any(found.values()) or not self.is_new:
            found.update(self._recalled(folders[_FIRST:]))
        changed = [folder for folder, one in found.items() if one is None]
        for folder, one in zip(changed, self._examined(changed), strict=True):
            # Whatever its digest was before: it may have changed since.
            digest = self.note(folder, one.known)
            found[folder] = one if isinstance(one, Examined) else self._keep(one, folder, digest)
        self._digests.remember(whole=self._is_whole)
        return [one for one in found.values() if one]

    def _recalled(self, folders: Sequence[Path]) -> Iterator[tuple[Path, Examined | None]]:
        """Yield what is kept of folders."""
        known = [(folder, digest) for folder in folders if (digest := self.digest(folder))]
        keys = [self._key(*one) for one in known]
        kept = self._cache.several(keys)
        for (folder, digest), key, data in zip(known, keys, kept, strict=True):
            if data is not None:
                self._cache.keep([self._key_of_words(key)])
                words = partial(self._words, folder, digest)
                yield folder, read(data, folder, digest, words)

    def _examined(self, changed: Sequence[Path]) -> Iterator[Record | Examined]:
        if self._workers is None:
            return (recorded(one, self._terms) for one in changed)
        # No worker holds what was opened here.
        self._cache.release()
        return examined(changed, self._terms, self._workers)

    def _keep(self, record: Record, folder: Path, digest: str | None) -> Examined:
        words = partial(_words_in, record.words)
        if digest and self._cache.folder:
            key = self._key(folder, digest)
            self._cache.put(key, record.facts, of_words=True)  # a diagnostic may quote some
            self._cache.put(self._key_of_words(key), record.words, of_words=True)
            words = partial(self._words, folder, digest)
        one = read(record.facts, folder, digest or "", words)
        if one is None:
            raise ValueError(f"what was written of {folder} cannot be read")
        return one

    def _words(self, folder: Path, digest: str, language: Language) -> Words:
        """Return the words of a case that was examined."""
        found = self._near(folder, digest)
        return found[language] if language in found else self._again(folder, digest)[language]

    def _all_words(self, folder: Path, digest: str) -> AllWords:
        found = words_in(self._cache.get(self._key_of_words(self._key(folder, digest))))
        return self._again(folder, digest) if found is None else found

    def _again(self, folder: Path, digest: str) -> AllWords:
        """Examine a folder again whose words are no longer kept; it was read to the end before."""
        record = recorded(folder, self._terms)
        if isinstance(record, Examined) or record.known.digest != digest:
            raise ValueError(f"{folder} changed while it was read")
        found = _read_anew(record.words)
        key = self._key_of_words(self._key(folder, digest))
        self._cache.put(key, record.words, of_words=True)
        return found

    def _key(self, folder: Path, digest: str) -> Key:
        return self._key_of_case(digest, shown(folder).path)


def _words_in(data: bytes, language: Language) -> Words:
    """Return words that are kept in memory, where nothing else keeps them."""
    return _read_anew(data)[language]


def _read_anew(data: bytes) -> AllWords:
    found = words_in(data)
    if found is None:
        raise ValueError("what was written of a text cannot be read")
    return found
