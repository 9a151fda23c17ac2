"""The table of what is kept: values read, written and tidied in one database.

A value is held against its digest, which is taken together with its key.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from hashlib import sha256
from typing import Final

_DAY: Final = 86_400_000_000_000
"""In nanoseconds: a use is noted again no sooner, since to write costs far more than to look."""

Key = bytes


def read(database: sqlite3.Connection, keys: Sequence[Key]) -> dict[Key, bytes]:
    """Return the values that are whole, and drop the others."""
    asked = f"SELECT key, digest, value FROM kept WHERE key IN ({','.join('?' * len(keys))})"  # noqa: S608 - question marks alone
    values: dict[Key, bytes] = {}
    for key, digest, value in database.execute(asked, keys).fetchall():
        if isinstance(value, bytes) and digest == _seal(key, value):
            values[key] = value
        else:
            database.execute("DELETE FROM kept WHERE key = ?", (key,))
    return values


def write(database: sqlite3.Connection, values: Mapping[Key, tuple[str, bytes]]) -> None:
    """Write values, each with its scope, all of them or none."""
    now = time.time_ns()
    rows = (
        (key, _seal(key, value), scope, now, len(value), value)
        for key, (scope, value) in values.items()
    )
    with _transaction(database):
        database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?)", rows)


def tidy(database: sqlite3.Connection, used: Set[Key], scopes: Sequence[str], limit: int) -> None:
    """Note what was used; drop what was not of these `scopes`, and the oldest above `limit`."""
    now = time.time_ns()
    with _transaction(database):
        if not scopes:
            _note(database, used, now, now - _DAY)
        else:
            # To look at all keys and uses costs less than to ask for each that was used.
            rows = database.execute("SELECT key FROM kept").fetchall()
            drop = f"DELETE FROM kept WHERE key = ? AND scope IN ({','.join('?' * len(scopes))})"  # noqa: S608 - question marks alone
            database.executemany(drop, ((key, *scopes) for (key,) in rows if key not in used))
            old = database.execute("SELECT key FROM kept WHERE used < ?", (now - _DAY,)).fetchall()
            _note(database, {key for (key,) in old if key in used}, now, now)
        if _size(database) > limit:
            # Only now the order within a day matters.
            _note(database, used, now, now)
            oldest = (
                "DELETE FROM kept WHERE key IN (SELECT key FROM (SELECT key, "
                "sum(size) OVER (ORDER BY used DESC, key) AS kept_so_far FROM kept) "
                "WHERE kept_so_far > ?)"
            )
            database.execute(oldest, (limit,))
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _note(database: sqlite3.Connection, used: Set[Key], now: int, before: int) -> None:
    """Note a use of values whose last was noted before `before`."""
    note = "UPDATE kept SET used = ? WHERE key = ? AND used < ?"
    database.executemany(note, ((now, key, before) for key in used))


def _size(database: sqlite3.Connection) -> int:
    """Return the bytes of all pages that hold something: values take no more."""
    (size,) = database.execute(
        "SELECT (page_count - freelist_count) * page_size "
        "FROM pragma_page_count, pragma_freelist_count, pragma_page_size"
    ).fetchone()
    return int(size)


@contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _seal(key: Key, value: bytes) -> bytes:
    """Return the digest of a value together with its key: no entry can stand in for another."""
    seal = sha256(key)
    seal.update(value)
    return seal.digest()
