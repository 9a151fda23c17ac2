from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from casebook.cache import Cache, formed, key_of

KEY = key_of("test", "one")
OTHER = key_of("test", "two")
FILE = "kept-1.sqlite"


def kept(folder: Path, **values: bytes) -> None:
    cache = Cache(folder)
    for name, value in values.items():
        cache.put(key_of("test", name), value)
    cache.close()


def raw(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_gives_back_in_another_build_what_was_kept(tmp_path: Path) -> None:
    kept(tmp_path, one=b"made")
    assert Cache(tmp_path).get(KEY) == b"made"


def test_makes_a_thing_once(tmp_path: Path) -> None:
    count = iter((b"first", b"second"))
    for _ in range(2):
        cache = Cache(tmp_path)
        assert cache.made(KEY, lambda: next(count)) == b"first"
        cache.close()


def test_keeps_the_inputs_of_a_key_apart() -> None:
    assert key_of("a", "b", "c") != key_of("a", "bc") != key_of("ab", "c")


def test_gives_back_many_in_their_order(tmp_path: Path) -> None:
    names = [str(number) for number in range(450)]
    kept(tmp_path, **{name: name.encode() for name in names if name != "7"})
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute("UPDATE kept SET value = x'00' WHERE key = ?", (key_of("test", "449"),))
    database.close()
    cache = Cache(tmp_path)
    cache.put(key_of("test", "7"), b"waits")
    found = list(cache.several([key_of("test", name) for name in reversed(names)]))
    assert found == [None, *(b"waits" if n == "7" else n.encode() for n in names[-2::-1])]
    cache.close(whole=True)
    assert len(noted(tmp_path)) == 449


def test_keeps_nothing_without_a_folder() -> None:
    cache = Cache()
    cache.put(KEY, b"made")
    assert cache.get(KEY) is None


@pytest.mark.parametrize("column", ["value", "digest"])
def test_makes_again_what_was_altered(tmp_path: Path, column: str) -> None:
    kept(tmp_path, one=b"made", two=b"else")
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute(f"UPDATE kept SET {column} = x'00' WHERE key = ?", (KEY,))
    database.close()
    cache = Cache(tmp_path)
    assert cache.get(KEY) is None
    assert cache.made(KEY, lambda: b"again") == b"again"
    assert cache.get(OTHER) == b"else"
    cache.close()


def test_never_gives_one_entry_for_another(tmp_path: Path) -> None:
    kept(tmp_path, one=b"made", two=b"else")
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute(
            "UPDATE kept SET (digest, value) = (SELECT digest, value FROM kept WHERE key = ?) "
            "WHERE key = ?",
            (OTHER, KEY),
        )
    database.close()
    cache = Cache(tmp_path)
    assert cache.get(KEY) is None
    cache.close()


@pytest.mark.parametrize("size", [0, 10, 100, 5_000, 20_000])
def test_goes_on_without_a_database_that_was_torn(tmp_path: Path, size: int) -> None:
    kept(tmp_path, one=b"made" * 10_000)
    whole = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(whole[:size])
    for _ in range(2):
        cache = Cache(tmp_path)
        assert cache.made(KEY, lambda: b"again") == b"again"
        cache.close()


def test_goes_on_without_a_database_that_is_something_else(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"words of somebody\n" * 1000)
    kept(tmp_path, one=b"made")
    kept(tmp_path, one=b"made")
    assert Cache(tmp_path).get(KEY) == b"made"


def test_goes_on_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "cache")
    assert cache.made(KEY, lambda: b"made") == b"made"
    cache.close()


def test_drops_the_longest_unused_above_the_limit(tmp_path: Path) -> None:
    kept(tmp_path, one=b"1" * 100, two=b"2" * 100)
    cache = Cache(tmp_path, limit=150)
    assert cache.get(KEY)
    cache.close()
    cache = Cache(tmp_path)
    assert cache.get(KEY) == b"1" * 100
    assert cache.get(OTHER) is None
    cache.close()


def noted(folder: Path) -> dict[bytes, int]:
    with sqlite3.connect(folder / FILE) as database:
        rows = database.execute("SELECT key, used FROM kept").fetchall()
    database.close()
    return dict(rows)


@pytest.mark.parametrize(("hours", "is_noted"), [(1, False), (23, False), (25, True)])
@pytest.mark.parametrize("whole", [False, True])
def test_notes_a_use_once_a_day(tmp_path: Path, hours: int, *, is_noted: bool, whole: bool) -> None:
    kept(tmp_path, one=b"1", two=b"2")
    before = min(noted(tmp_path).values()) - hours * 3_600_000_000_000
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute("UPDATE kept SET used = ?", (before,))
    database.close()
    cache = Cache(tmp_path)
    assert cache.get(KEY)
    cache.close(whole=whole)
    after = noted(tmp_path)
    assert (after.pop(KEY) > before) == is_noted
    assert after == ({} if whole else {OTHER: before})


def test_leaves_no_trace_of_what_a_whole_build_did_not_use(tmp_path: Path) -> None:
    kept(tmp_path, one=b"stays", two=b"the name of a pupil")
    assert b"the name of a pupil" in raw(tmp_path)
    cache = Cache(tmp_path)
    cache.get(KEY)
    cache.close(whole=True)
    assert b"the name of a pupil" not in raw(tmp_path)
    assert Cache(tmp_path).get(KEY) == b"stays"


def test_leaves_what_another_site_keeps_in_the_same_folder(tmp_path: Path) -> None:
    for scope in ("ours", "theirs"):
        cache = Cache(tmp_path, scope)
        cache.put(key_of("test", scope), b"made")
        cache.close()
    cache = Cache(tmp_path, "ours")
    cache.put(KEY, b"new")
    cache.close(whole=True)
    assert Cache(tmp_path).get(key_of("test", "ours")) is None
    assert Cache(tmp_path).get(key_of("test", "theirs")) == b"made"


def test_two_builds_keep_things_at_once(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from casebook.cache import Cache, key_of\n"
        "cache = Cache(Path(sys.argv[1]))\n"
        "for n in range(300):\n"
        "    cache.made(key_of('test', str(n)), lambda: str(n).encode() * 50); cache.flush()\n"
        "cache.close()\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, tmp_path], stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    for process in running:
        assert process.communicate()[1] == b""
        assert process.returncode == 0
    cache = Cache(tmp_path)
    assert all(cache.get(key_of("test", str(n))) == str(n).encode() * 50 for n in range(300))
    cache.close()


def test_a_build_that_is_killed_leaves_what_it_had_written(tmp_path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from casebook.cache import Cache, key_of\n"
        "cache = Cache(Path(sys.argv[1]))\n"
        "cache.put(key_of('test', 'one'), b'made'); cache.flush()\n"
        "cache.put(key_of('test', 'two'), b'lost'); os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", program, tmp_path], check=False)
    cache = Cache(tmp_path)
    assert cache.get(KEY) == b"made"
    assert cache.get(OTHER) is None
    cache.close()


@pytest.mark.parametrize(
    "order",
    [
        "CREATE TRIGGER t AFTER INSERT ON kept BEGIN DELETE FROM kept; END",
        "CREATE VIEW v AS SELECT randomblob(1000000000) FROM kept",
        "ALTER TABLE kept RENAME TO other",
        "CREATE INDEX other ON kept (hex(value))",
        "DROP INDEX kept_by_use; CREATE INDEX kept_by_use ON kept (hex(value))",
    ],
)
def test_goes_on_without_a_database_that_holds_more_than_values(tmp_path: Path, order: str) -> None:
    kept(tmp_path, one=b"made")
    with sqlite3.connect(tmp_path / FILE) as database:
        database.executescript(order)
    assert Cache(tmp_path).get(KEY) is None
    kept(tmp_path, one=b"made")
    assert Cache(tmp_path).get(KEY) == b"made"


def test_tells_whether_anything_that_is_thrown_away_was_used(tmp_path: Path) -> None:
    kept(tmp_path, one=b"made")
    assert not Cache(tmp_path).discard()
    kept(tmp_path, one=b"made")
    cache = Cache(tmp_path)
    cache.get(KEY)
    assert cache.discard()
    assert Cache(tmp_path).get(KEY) is None


@pytest.mark.parametrize("value", [b"", b"null", b"[[]]", b"[" * 100_000])
def test_a_value_of_another_form_is_none(value: bytes) -> None:
    def read(data: bytes) -> str:
        return str(json.loads(data)["text"])

    assert formed(read, value) is None
    assert formed(read, b'{"text": "made"}') == "made"
