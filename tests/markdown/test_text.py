"""A text turns into the HTML of a page, its words for the search, and its links and pictures."""

from __future__ import annotations

import pickle
from collections.abc import Mapping

import pytest

from casebook.language import Language
from casebook.markdown import (
    Heading,
    PublishedPicture,
    Text,
    anchor_in_link,
    read_text,
    render,
    sanitizer,
)


def text_of(source: str) -> Text:
    text = read_text(source, path="case/index.md").text
    assert text is not None
    return text


def html_of(
    source: str,
    *,
    language: Language = "en",
    pictures: Mapping[str, PublishedPicture] | None = None,
    links: Mapping[str, str | None] | None = None,
    base: str = "",
) -> str:
    html = render(
        text_of(source), language=language, pictures=pictures or {}, links=links, base=base
    )
    return html.strip()


def targets_of(source: str) -> list[str]:
    return [link.target for link in text_of(source).links]


def test_counts_lines_from_the_first_line_of_the_body() -> None:
    (found,) = read_text("\n\na <b>", path="2024-25/x/index.md", first_line=40).diagnostics
    assert (found.location.path, found.location.line, found.location.column) == (
        "2024-25/x/index.md",
        42,
        3,
    )


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_counts_lines_of_every_system(end: str) -> None:
    (found,) = read_text(f"a{end}{end}b <b>", path="x").diagnostics
    assert found.location.line == 3


def test_sorts_what_it_found_by_place() -> None:
    found = read_text("# A\n\n<b>\n\n[x](ftp://a.b)\n\n[c]: d\n", path="x").diagnostics
    assert [d.location.line for d in found] == [1, 3, 5, 7]


def test_shows_a_word_between_angle_brackets_as_typed() -> None:
    assert html_of("<commit-id> and `<b>` and <你的名字>") == (
        "<p>&lt;commit-id&gt; and <code>&lt;b&gt;</code> and &lt;你的名字&gt;</p>"
    )
    assert html_of("<your-school>\nis *ours*") == ("<p>&lt;your-school&gt;\nis <em>ours</em></p>")


def test_never_puts_refused_html_on_a_page() -> None:
    read = read_text("<script>alert(1)</script>\n\na <img src=x onerror=alert(1)>", path="x")
    assert read.text is not None
    html = render(read.text, language="en", pictures={})
    assert "<script" not in html
    assert "<img" not in html


def test_never_puts_a_refused_link_on_a_page() -> None:
    assert html_of("[words](javascript:alert(1))") == "<p>words</p>"


def test_reads_emphasis_beside_chinese_punctuation() -> None:
    assert html_of("第一**重點。**後文") == "<p>第一<strong>重點。</strong>後文</p>"


def test_puts_no_space_between_lines_of_chinese() -> None:
    assert html_of("第一行\n第二行") == "<p>第一行第二行</p>"
    assert html_of("> 第一行**重點**\n> `code` 行") == (
        "<blockquote>\n<p>第一行<strong>重點</strong>\n<code>code</code> 行</p>\n</blockquote>"
    )
    assert html_of("first line\nsecond") == "<p>first line\nsecond</p>"
    assert text_of("第一行\n第二行\n\nfirst\nsecond").plain == "第一行第二行\nfirst second"


def test_strikes_out_only_what_two_signs_enclose() -> None:
    assert html_of("10~15 and 3~5, ~~gone~~") == "<p>10~15 and 3~5, <del>gone</del></p>"
    assert text_of("10~15 and 3~5").plain == "10~15 and 3~5"


def test_gives_headings_anchors_of_their_own() -> None:
    text = text_of("## What we *did*!\n\n### 我們的問題：怎樣做？\n\n## What we did\n\n## ？\n")
    assert text.headings == (
        Heading(2, "What we did!", "s-what-we-did"),
        Heading(3, "我們的問題：怎樣做？", "s-我們的問題怎樣做"),
        Heading(2, "What we did", "s-what-we-did-2"),
        Heading(2, "？", "s-section"),
    )
    assert '<h2 id="s-what-we-did">What we <em>did</em>!</h2>' in render(
        text, language="en", pictures={}
    )


def test_never_gives_an_anchor_twice() -> None:
    text = text_of("## A\n\n## A 2\n\n## A\n\n## A 2\n")
    anchors = [heading.anchor for heading in text.headings]
    assert len(set(anchors)) == 4


@pytest.mark.parametrize(
    ("fragment", "anchor"),
    [
        ("what-we-did", "s-what-we-did"),
        ("What we did!", "s-what-we-did"),
        ("s-what-we-did", "s-what-we-did"),
        ("%E6%88%91%E5%80%91", "s-我們"),
    ],
)
def test_knows_which_heading_a_fragment_means(fragment: str, anchor: str) -> None:
    assert anchor_in_link(fragment) == anchor


def test_leads_a_link_within_the_text_to_its_heading() -> None:
    assert html_of("[see](#Results)\n\n## Results").startswith(
        '<p><a href="#s-results">see</a></p>'
    )


def test_keeps_every_link_with_its_place() -> None:
    text = text_of("字 [a](./rubric.docx) [b](../other/#What-We-Did)\n[c](plan.pdf#page=2)")
    assert [(link.target, link.location.line, link.location.column) for link in text.links] == [
        ("rubric.docx", 1, 3),
        ("../other/#s-what-we-did", 1, 22),
        ("plan.pdf#page=2", 2, 1),
    ]


def test_leads_relative_links_to_where_the_page_stage_says() -> None:
    source = "[a](a.docx) [b](b.docx) [c](../other/index.md) [d](評分 表.docx) [e](<評 分.docx>)"
    assert html_of(source, links={"a.docx": "../../files/a.docx", "b.docx": None}, base="../") == (
        '<p><a href="../../files/a.docx">a</a> <a>b</a> <a href="../../other/">c</a> '
        '[d](評分 表.docx) <a href="../%E8%A9%95%20%E5%88%86.docx">e</a></p>'
    )


def test_makes_a_bare_address_a_link_and_stops_before_chinese() -> None:
    assert targets_of("見https://example.org/a_b?x=1。後文") == ["https://example.org/a_b?x=1"]
    assert targets_of("(https://example.org/a).") == ["https://example.org/a"]
    assert targets_of("`https://example.org`") == []
    assert targets_of("http://example.org https://10.0.0.1/") == []


def test_shows_a_published_picture_with_its_size() -> None:
    published = {"class photo.jpg": PublishedPicture("class photo.960.webp", 960, 640)}
    html = html_of('![Two "pupils"](class%20photo.jpg) here', pictures=published, base="../")
    assert html == (
        '<p><img src="../class%20photo.960.webp" alt="Two &quot;pupils&quot;"'
        ' width="960" height="640" loading="lazy"> here</p>'
    )


def test_leaves_the_description_of_a_picture_that_is_not_published() -> None:
    assert html_of("![Two pupils](class.jpg)") == (
        '<p><span class="cb-no-picture">Two pupils</span></p>'
    )


def test_sets_the_title_of_a_picture_below_it() -> None:
    published = {"a.jpg": PublishedPicture("a.webp", 9, 6)}
    assert html_of('![Two pupils](a.jpg "After the lesson")', pictures=published) == (
        '<figure class="cb-figure"><img src="a.webp" alt="Two pupils" width="9" height="6" '
        'loading="lazy"><figcaption>After the lesson</figcaption></figure>'
    )


def test_frames_a_table_so_that_it_scrolls_by_keyboard() -> None:
    html = html_of("| 甲 | 乙 | |\n|:-:|--:|--|\n| 1 | 2 | 3 |", language="zh-Hant")
    assert html.startswith(
        '<div class="cb-table" role="region" aria-label="表 1" tabindex="0">\n<table>\n<thead>'
    )
    assert '<th class="cb-center" scope="col">甲</th>' in html
    assert '<td class="cb-right">2</td>' in html
    assert "<td></td>" in html, "a heading without words is no heading (axe: empty-table-header)"


def test_leads_from_a_note_back_to_each_place_that_refers_to_it() -> None:
    html = html_of("a[^x] b[^y] c[^x]\n\n[^y]: Second.\n[^x]: First.")
    assert html.count('href="#fn-1"') == 2
    assert '<li id="fn-1"><p>First.</p>' in html
    for place in ("fnref-1", "fnref-1-2", "fnref-2"):
        assert f'id="{place}"' in html
        assert f'href="#{place}"' in html
    assert 'aria-label="Note 1"' in html
    assert 'aria-label="註 1"' in html_of("a[^x]\n\n[^x]: 甲", language="zh-Hant")


def test_names_an_alert_in_the_language_of_the_text() -> None:
    source = "> [!TIP]\n> Start small."
    assert '<p class="cb-alert-title">Tip</p>' in html_of(source)
    assert '<p class="cb-alert-title">提示</p>' in html_of(source, language="zh-Hant")
    own = html_of("> [!NOTE] For <script>\n> x")
    assert '<p class="cb-alert-title">For &lt;script&gt;</p>' in own


def test_shows_tasks_as_boxes_that_nobody_can_tick() -> None:
    assert html_of("- [ ] plan\n- [x] teach") == (
        "<ul>\n<li>☐ plan\n</li>\n<li>☑ teach\n</li>\n</ul>"
    )


def test_keeps_the_first_number_of_a_list() -> None:
    assert html_of("3. three\n4. four").startswith('<ol start="3">')


def test_names_the_language_of_code_and_nothing_else() -> None:
    assert html_of('```python {onclick="x"}\na < b\n```') == (
        '<pre><code class="language-python" tabindex="0">a &lt; b\n</code></pre>'
    )
    assert "class" not in html_of('```"onclick=alert(1)\na\n```')


def test_gives_the_search_everything_but_the_headings() -> None:
    source = (
        "## Method\n\nWords *and* <T>[^1].\n\n- one\n- two\n\n```\ncode\n```\n\n"
        '| a | b |\n|--|--|\n| 1 | 2 |\n\n![Two pupils](x.jpg "Caption")\n\n[^1]: A note.\n'
    )
    assert text_of(source).plain.split("\n") == [
        *("Words and <T>.", "one", "two", "code", "a b", "1 2", "Two pupils", "Caption"),
        "A note.",
    ]


def test_can_be_sent_to_another_process() -> None:
    text = text_of("## A\n\n[a](a.docx) ![Two pupils](a.jpg) b[^1]\n\n[^1]: c")
    assert pickle.loads(pickle.dumps(text)) == text


def test_finds_html_that_our_own_writer_should_not_have_made() -> None:
    bad = Text(("<p onclick=alert(1)>x</p>",), (), (), (), "")
    assert sanitizer.disagreement(bad) is not None
    assert sanitizer.disagreement(Text(("<p>x</p>",), (), (), (), "")) is None


def test_reads_an_empty_text() -> None:
    assert html_of("") == ""
