"""What was made, kept by what it was made from: deleting it is always safe.

A key names the kind of thing, the code and every input; a value is plain data, held against its
digest when it is read, and never code. What is torn or altered is made again. Two builds may share
a folder: the same key has the same value in both.
"""

from __future__ import annotations

import functools
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeVar

from casebook.kept import Key, read, tidy, write

__all__ = ["DEFAULT_LIMIT", "Cache", "Key", "code_version", "formed", "key_of", "keys_of"]

DEFAULT_LIMIT: Final = 4_000_000_000
"""In bytes of values; what was not used for longest goes first."""
_FORMAT: Final = 1
_FILE: Final = f"kept-{_FORMAT}.sqlite"
_MOST_WAITING: Final = 8_000_000
"""Bytes that wait in memory before they are written: a killed build loses no more."""
_AT_A_TIME: Final = 200
"""Values that are read at a time."""
_BUSY_SECONDS: Final = 30
_SETTINGS: Final = (
    # Of a new database. Most values are longer than a page of the usual 4,096 bytes.
    "PRAGMA page_size = 16384",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    # What is dropped is overwritten: a withdrawn case leaves nothing behind.
    "PRAGMA secure_delete = ON",
    """CREATE TABLE IF NOT EXISTS kept (
        key BLOB PRIMARY KEY, digest BLOB NOT NULL, scope TEXT NOT NULL, used INTEGER NOT NULL,
        size INTEGER NOT NULL, value BLOB NOT NULL)""",
    # What was used long ago is found without a look at every value.
    "CREATE INDEX IF NOT EXISTS kept_by_use ON kept (used)",
)
_ANYTHING_ELSE: Final = (
    "SELECT 1 FROM sqlite_master WHERE name NOT IN ('kept', 'kept_by_use')"
    " AND (type <> 'index' OR name NOT LIKE 'sqlite_autoindex_%')"
    " OR (name = 'kept') <> (type = 'table')"
    " OR name = 'kept_by_use' AND sql <> 'CREATE INDEX kept_by_use ON kept (used)'"
)
"""A view in the place of a table could work without end, and a trigger change what is written."""

Value = TypeVar("Value")


def key_of(kind: str, *inputs: str | bytes) -> Key:
    """Return the key of what this code makes of `inputs`."""
    return keys_of(kind)(*inputs)


def keys_of(kind: str, *shared: str | bytes) -> Callable[..., Key]:
    """Return what gives the key of all inputs that begin with `shared`: they are read once."""
    begun = sha256(code_version())
    begun.update(_measured(kind, *shared))

    def key(*inputs: str | bytes) -> Key:
        whole = begun.copy()
        whole.update(_measured(*inputs))
        return whole.digest()

    return key


def _measured(*inputs: str | bytes) -> bytes:
    """Join inputs, each behind its length, so that no others give the same."""
    parts: list[bytes] = []
    for one in inputs:
        data = one.encode("utf-8", "surrogatepass") if isinstance(one, str) else one
        parts += (len(data).to_bytes(8, "big"), data)
    return b"".join(parts)


@functools.cache
def code_version() -> bytes:
    """Return a digest of our own source, of Python, and of all that is installed, by version."""
    package = Path(__file__).parent
    whole = sha256(f"{_FORMAT} {sys.version}".encode())
    for name, path in _sources(package):
        whole.update(f"\0{name}\0".encode())
        whole.update(sha256(path.read_bytes()).digest())
    for name in sorted(_installed()):
        whole.update(f"\0{name}".encode())
    return whole.digest()


def _sources(folder: Path, inside: str = "") -> Iterator[tuple[str, Path]]:
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry.is_dir(), entry.is_file()) for entry in entries)
    for name, is_folder, is_file in found:
        if is_file:
            yield f"{inside}{name}", folder / name
        elif is_folder and name != "__pycache__":
            yield from _sources(folder / name, f"{inside}{name}/")


def _installed() -> Iterator[str]:
    for folder in set(sys.path):
        with suppress(OSError):
            yield from (path.name for path in Path(folder or ".").glob("*.dist-info"))


def formed(read: Callable[[bytes], Value], data: bytes | None) -> Value | None:
    """Return what `read` makes of a value; None where there is none, or where it has another form.

    A seal shows that a value is whole, and not who wrote it.
    """
    try:
        return None if data is None else read(data)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError):
        return None


class Cache:
    """Keep values in `folder`; where that is None, or cannot be written, keep nothing.

    `scope` names whose values they are: a whole build drops those of its own that it did not use.
    Those that hold words of texts are told from the others: some builds read nothing else.
    """

    def __init__(
        self, folder: Path | None = None, scope: str = "", limit: int = DEFAULT_LIMIT
    ) -> None:
        """Open nothing yet."""
        self.folder = folder
        self._scope = scope
        self._of_words = f"{scope}\0words"
        self._limit = limit
        self._database: sqlite3.Connection | None = None
        self._used: set[Key] = set()
        self._waiting: dict[Key, tuple[str, bytes]] = {}
        self._size = 0

    def made(self, key: Key, make: Callable[[], bytes]) -> bytes:
        """Return what is kept under `key`; make and keep it where nothing is."""
        value = self.get(key)
        if value is None:
            value = make()
            self.put(key, value)
        return value

    def get(self, key: Key) -> bytes | None:
        """Return the value under `key`; None where there is none, or none that is whole."""
        return next(self.several([key]))

    def several(self, keys: Sequence[Key]) -> Iterator[bytes | None]:
        """Yield the value under each key: to ask for each alone takes twice as long."""
        for start in range(0, len(keys), _AT_A_TIME):
            some = keys[start : start + _AT_A_TIME]
            found: dict[Key, bytes] = {}
            with self._whatever_happens():
                if database := self._opened():
                    found = read(database, some)
            self._used.update(found)
            yield from (self._unwritten(key) or found.get(key) for key in some)

    def last(self, key: Key) -> bytes | None:
        """Return what `get` does, for the last time: the next build has no need of it."""
        found = self._unwritten(key)
        with self._whatever_happens():
            if found is None and (database := self._opened()):
                return read(database, [key]).get(key)
        return found

    def holds(self, key: Key) -> bool:
        """Tell whether there is a value under `key`, without reading it: that is a use of it."""
        found = key in self._waiting
        with self._whatever_happens():
            if not found and (database := self._opened()):
                asked = database.execute("SELECT 1 FROM kept WHERE key = ?", (key,))
                found = asked.fetchone() is not None
        self._used.update([key] if found else [])
        return found

    def keep(self, keys: Iterable[Key]) -> None:
        """Count values as used that the next build may need, without reading them."""
        self._used.update(keys)

    def put(self, key: Key, value: bytes, *, of_words: bool = False) -> None:
        """Keep a value; it is `of_words` where it may hold what a text says."""
        if self.folder is None:
            return
        self._used.add(key)
        self._waiting[key] = (self._of_words if of_words else self._scope, value)
        self._size += len(value)
        if self._size > _MOST_WAITING:
            self.flush()

    def flush(self) -> None:
        """Write what waits in memory."""
        waiting, self._waiting, self._size = self._waiting, {}, 0
        with self._whatever_happens():
            if waiting and (database := self._opened()):
                write(database, waiting)

    def release(self) -> None:
        """Write what waits and let go of the database, until it is used again."""
        self.flush()
        if self._database:
            self._database.close()
        self._database = None

    def close(self, *, whole: bool = False, words: bool = False) -> None:
        """Write everything, and drop the oldest above the limit.

        After a `whole` build also what it did not use: a case that is off the site, or words that
        were taken out of one, leave nothing behind. After one in which `words` alone may be others,
        what it did not use of words.
        """
        scopes = (self._scope, self._of_words) if whole else (self._of_words,) if words else ()
        self.flush()
        with self._whatever_happens():
            if self._used and (database := self._opened()):
                tidy(database, self._used, scopes, self._limit)
        self.release()
        self._used.clear()

    def discard(self) -> bool:
        """Remove all that is kept, and tell whether any of it was used."""
        was_used = bool(self._used)
        self._used.clear()
        self._waiting, self._size = {}, 0
        with self._whatever_happens():
            self._remove()
        return was_used

    def _unwritten(self, key: Key) -> bytes | None:
        return self._waiting[key][1] if key in self._waiting else None

    def _remove(self) -> None:
        if self._database:
            self._database.close()
        self._database = None
        if self.folder:
            for name in (_FILE, f"{_FILE}-wal", f"{_FILE}-shm"):
                (self.folder / name).unlink(missing_ok=True)

    def _opened(self) -> sqlite3.Connection | None:
        if self._database is None and self.folder:
            self.folder.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(
                self.folder / _FILE, timeout=_BUSY_SECONDS, isolation_level=None
            )
            try:
                for setting in _SETTINGS:
                    database.execute(setting)
                if database.execute(_ANYTHING_ELSE).fetchone():
                    raise sqlite3.DatabaseError("it holds more than what is kept")
            except sqlite3.Error:
                database.close()
                raise
            self._database = database
        return self._database

    @contextmanager
    def _whatever_happens(self) -> Iterator[None]:
        """Go on without what cannot be read or written; a database that is broken is removed."""
        try:
            yield
        except (OSError, sqlite3.OperationalError):
            pass
        except sqlite3.DatabaseError:
            with suppress(OSError):
                self._remove()
