"""What is recalled of a site is what was remembered, whether all of it was written or few names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from struct import Struct
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.cache import Cache, key_of
from casebook.publish.previous import Made, Part, Previous, Seen
from casebook.publish.record import Sight, recalled, remember
from casebook.trees import Looks, Tree, look_at

NAMES = [f"{folder}page-{number}.html" for folder in ("", "cases/") for number in range(30)]
CHANGES = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 3), max_size=4)
"""For some names another content; zero for none."""
STEPS = st.lists(st.tuples(CHANGES, st.booleans()), min_size=2, max_size=6)
"""Sites one after the other, each with word whether it lies where the tree lay that was ready."""


def looks(mark: int, place: int) -> Looks:
    return Struct("<QQqQQ").pack(0, mark, mark, 1, place)


def published(folder: Path, contents: dict[str, int], places: tuple[int, int]) -> Previous:
    there = {name: mark for name, mark in contents.items() if mark}
    digests = {name: f"{mark:064x}" for name, mark in there.items()}
    here, ready = places
    mark = sum(there.values())
    return Previous(
        folder,
        Made({name: digest[::-1] for name, digest in digests.items()}, digests),
        Tree(
            {name: looks(mark, 9) for name, mark in there.items()},
            {"": looks(mark, here), "cases": looks(0, here)},
        ),
        {"": looks(mark + 1, ready), "cases": looks(1, ready)},
        frozenset({("index.html", f"at-{mark}")}),
        {name: (digest, f"outline-{contents[name]}") for name, digest in digests.items()},
        f"outline-{mark}",
    )


@settings(deadline=None)
@given(STEPS)
def test_what_is_recalled_is_what_was_remembered(steps: list[tuple[dict[str, int], bool]]) -> None:
    with TemporaryDirectory() as place:
        folder, cache = Path(place, "site"), Cache(Path(place, "cache"))
        contents, places = dict.fromkeys(NAMES, 1), (1, 2)
        before = None
        for changes, exchanged in steps:
            contents |= changes
            places = places[::-1] if exchanged else places
            now = published(folder, contents, places)
            stamp = remember(now, cache, before)
            before = recalled(folder, cache)
            assert before == now
            assert before.record
            assert before.record.stamp == stamp


def test_after_an_edit_few_names_are_written(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    contents = dict.fromkeys(NAMES, 1)
    cache = Cache(tmp_path / "cache")
    remember(published(folder, contents, (1, 2)), cache)
    before = recalled(folder, cache)
    remember(published(folder, contents | {NAMES[0]: 2}, (2, 1)), cache, before)
    after = recalled(folder, cache)
    assert before.record
    assert after.record
    assert after.record.whole == before.record.whole
    assert {len(names) for names in after.record.since.values()} == {1, 2}


OUT = "../../precious"
ALTERED: dict[str, Callable[[Previous], Previous]] = {
    "a file": lambda site: replace(site, tree=_with_file(site.tree)),
    "a folder": lambda site: replace(
        site, tree=replace(site.tree, folders={**site.tree.folders, OUT: looks(1, 9)})
    ),
    "a folder of the tree that is ready": lambda site: replace(
        site, ready={**site.ready, OUT: looks(1, 9)}
    ),
    "what a file was made from": lambda site: replace(
        site, made=replace(site.made, keys={**site.made.keys, OUT: "a" * 64})
    ),
    "a digest": lambda site: replace(
        site, made=replace(site.made, digests={**site.made.digests, OUT: "a" * 64})
    ),
    "how a file looks": lambda site: replace(
        site, tree=replace(site.tree, files={**site.tree.files, NAMES[0]: b"short"})
    ),
}


def _with_file(tree: Tree) -> Tree:
    return replace(tree, files={**tree.files, OUT: looks(1, 9)})


@pytest.mark.parametrize("exchanged", [False, True])
@pytest.mark.parametrize("part", ALTERED)
def test_an_altered_list_of_changes_leads_out_of_no_site(
    tmp_path: Path, part: str, *, exchanged: bool
) -> None:
    """By the names in it files are linked and removed, and folders get their permissions."""
    folder, cache = tmp_path / "site", Cache(tmp_path / "cache")
    contents = dict.fromkeys(NAMES, 1)
    remember(published(folder, contents, (1, 2)), cache)
    before = recalled(folder, cache)
    now = published(folder, contents, (2, 1) if exchanged else (1, 2))
    remember(now, cache, before)
    assert recalled(folder, cache) == now
    remember(ALTERED[part](now), cache, before)
    assert recalled(folder, cache) == Previous(folder)


@pytest.mark.parametrize("lost", ["", "null", "{}", "[]"])
def test_without_its_changes_nothing_is_known_of_a_site(tmp_path: Path, lost: str) -> None:
    folder, cache = tmp_path / "site", Cache(tmp_path / "cache")
    remember(published(folder, dict.fromkeys(NAMES, 1), (1, 2)), cache)
    before = recalled(folder, cache)
    assert before.record
    cache.put(key_of("published site since", before.record.whole), lost.encode())
    assert recalled(folder, cache) == Previous(folder)


def test_who_was_told_how_a_site_stood_looks_where_it_lies_alone(tmp_path: Path) -> None:
    """Another build would have put another folder there; what else happens since is not seen."""
    folder, kept = tmp_path / "site", tmp_path / "cache"
    folder.mkdir()
    page = folder / "index.html"
    page.write_text("published")
    cache = Cache(kept)
    stamp = remember(Previous(folder, Made(), look_at(folder)), cache)
    cache.close()
    sight = Sight(folder, kept)
    told = {part: sight(part) for part in Part}
    assert len([*kept.iterdir()]) == 1  # no log of the database: it was let go of
    assert told == {Part.SITE: Seen(stamp, stands=True), Part.READY: Seen(stamp, stands=False)}
    known = replace(recalled(folder, cache), seen=lambda part: told[Part(part)])
    page.write_text("changed")
    assert known.stands()
    assert not recalled(folder, cache).stands()
    assert not replace(known, seen=lambda _: Seen("another", stands=True)).stands()
    folder.rename(tmp_path / "old")
    folder.mkdir()
    page.write_text("published")
    assert not known.stands()


def test_of_a_tree_that_was_begun_with_only_what_somebody_saw_change_is_looked_at(
    tmp_path: Path,
) -> None:
    """The folders that another process found as they were are not looked at again."""
    folder, kept, begun = tmp_path / "site", tmp_path / "cache", tmp_path / "begun"
    for place in (folder, begun):
        (place / "one").mkdir(parents=True)
        (place / "two").mkdir()
    cache = Cache(kept)
    ready = look_at(begun).folders
    remember(Previous(folder, Made(), look_at(folder), ready), cache)
    cache.close()
    (begun / "two/page.html").write_text("new")
    known, seen = recalled(folder, cache), Sight(folder, kept)(begun)
    assert seen.others == {"two"}
    (begun / "one/page.html").write_text("later")
    assert replace(known, seen=lambda _: seen).begun(begun).files.keys() == {"two/page.html"}
    everything = {"one/page.html", "two/page.html"}
    assert known.begun(begun).files.keys() == everything
    of_another = replace(seen, stamp="another")
    assert replace(known, seen=lambda _: of_another).begun(begun).files.keys() == everything
