"""Examined cases taken from the cache; those that changed are examined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from casebook.cache import Cache, Key, key_of
from casebook.digests import Digests
from casebook.examining import Examined, Terms, shown
from casebook.examining.apart import Digested, examined, recorded
from casebook.examining.record import read
from casebook.loader import case_id
from casebook.workers import Workers


class Shelf:
    """Examine folders, each once for as long as it stays as it is."""

    def __init__(
        self, contributions: Path, terms: Terms, cache: Cache, workers: Workers | None = None
    ) -> None:
        """Read nothing yet; without `workers` this process is to read everything itself."""
        self._terms = terms
        self._workers = workers
        self._cache = cache
        context = terms.context
        self._said_of = f"{context.today} {context.soon_days} {terms.limits.model_dump_json()}"
        largest = max(terms.limits.file, terms.limits.text_file)
        self._digests = Digests(cache, contributions, largest, terms.limits.files)
        self._digest: dict[Path, str | None] = {}

    def digest(self, folders: Iterable[Path], *, whole: bool) -> None:
        """Look at folders, each of which may then be examined; `whole` if these are all."""
        self._digest.update((folder, self._digests.of(folder)) for folder in folders)
        self._digests.remember(whole=whole)

    def key(self, folders: Iterable[Path]) -> Key | None:
        """Return a key of several folders; None where one of them cannot be read."""
        digests = [self._digest[folder] for folder in folders]
        known = [digest for digest in digests if digest]
        return key_of("cases", *known, self._said_of) if len(known) == len(digests) else None

    def examined(self, folders: Sequence[Path]) -> list[Examined]:
        """Return what each folder says, in their order."""
        digests = {folder: self._digest[folder] for folder in folders}
        found = {folder: self._kept(folder, digest) for folder, digest in digests.items()}
        changed = [(folder, digests[folder]) for folder, one in found.items() if one is None]
        for (folder, digest), one in zip(changed, self._examined(changed), strict=True):
            found[folder] = one if isinstance(one, Examined) else self._keep(one, folder, digest)
        return [one for one in found.values() if one]

    def _examined(self, changed: Sequence[Digested]) -> Iterator[bytes | Examined]:
        if self._workers is None:
            return (recorded(one, self._terms) for one in changed)
        # No worker holds what was opened here.
        self._cache.release()
        return examined(changed, self._terms, self._workers)

    def _kept(self, folder: Path, digest: str | None) -> Examined | None:
        data = self._cache.get(self._key(folder, digest)) if digest else None
        return read(data, folder, case_id(folder)) if data else None

    def _keep(self, record: bytes, folder: Path, digest: str | None) -> Examined:
        one = read(record, folder, case_id(folder))
        if one is None:
            raise ValueError(f"what was written of {folder} cannot be read")
        if digest:
            self._cache.put(self._key(folder, digest), record)
        return one

    def _key(self, folder: Path, digest: str) -> Key:
        return key_of("case", digest, shown(folder).path, self._said_of)
