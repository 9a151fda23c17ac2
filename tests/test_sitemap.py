"""Search engines are told of every page that they may offer, in lists as long as they read."""

from __future__ import annotations

import gzip
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from casebook.sitemap import sitemap_files

URL = "https://casebook.example/"
PLACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def listed(data: bytes) -> tuple[str, list[str | None]]:
    root: Element = fromstring(data)
    return root.tag.removeprefix(PLACE), [one.text for one in root.iter(f"{PLACE}loc")]


def test_one_list_names_every_page_in_order() -> None:
    files = dict(sitemap_files(["cases/", "", "about/"], URL))
    assert listed(files["sitemap.xml"]) == ("urlset", [URL, f"{URL}about/", f"{URL}cases/"])
    assert gzip.decompress(files["sitemap.xml.gz"]) == files["sitemap.xml"]
    assert len(files) == 2


def test_more_pages_than_a_list_may_have_come_in_several() -> None:
    files = dict(sitemap_files([f"{number}/" for number in range(5)], URL, most=2))
    kind, lists = listed(files["sitemap.xml"])
    assert kind == "sitemapindex"
    names = [str(one).removeprefix(URL) for one in lists]
    assert names == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    pages = [page for name in names for page in listed(files[name])[1]]
    assert pages == [f"{URL}{number}/" for number in range(5)]


def test_a_site_without_pages_has_an_empty_list() -> None:
    assert listed(dict(sitemap_files([], URL))["sitemap.xml"]) == ("urlset", [])
