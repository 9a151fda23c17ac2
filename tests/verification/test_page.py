"""Each rule finds what it is for, at its line, and nothing in a page that is as it should be."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casebook.policy import POLICY
from casebook.verification import read_page

SOUND = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>A page</title><link rel="canonical" href="https://casebook.example/">
<link rel="stylesheet" href="a.css"><script src="a.js"></script>
<script type="application/ld+json">{{"a": 1}}</script></head>
<body><p data-rights-statement>Ours</p>
<!-- <p onclick="never read"> -->
<template><p id="twice">x</p></template><p id="twice">
<a href="https://elsewhere.example/">there</a> <a href="mailto:a@b.example">write</a>
<img src="a.png" srcset="a.webp 480w, b.webp 960w" alt=""></p>
HERE
</body></html>
"""
LINE = SOUND.split("\n").index("HERE") + 1


def found(html: str) -> list[tuple[str, int]]:
    faults = read_page(html.encode(), "index.html").faults
    return [(fault.rule, fault.line) for fault in faults]


def test_nothing_is_wrong_with_a_sound_page() -> None:
    facts = read_page(SOUND.encode(), "index.html")
    assert facts.faults == ()
    assert facts.targets == {
        *("a.css", "a.js", "a.png", "a.webp", "b.webp"),
        *("https://elsewhere.example/", "mailto:a@b.example"),
    }
    assert facts.ids == {"twice"}


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<script>alert(1)</script>", "inline-code"),
        ("<script type=module>alert(1)</script>", "inline-code"),
        ("<script type='application/json'>{</script>", "data-block"),
        ("<template><p><script>alert(1)</script></template>", "inline-code"),
        ("<style>p{}</style>", "unknown-element"),
        ("<p style='color:red'>", "inline-style"),
        ("<p onclick=a()>", "handler"),
        ("<p x OnPointerEnter='a()'>", "handler"),
        ("<svg><path onload=a() /></svg>", "handler"),
        ("<template><template><p onclick=a()></template></template>", "handler"),
        ("<noscript><p onclick=a()></noscript>", "handler"),
        ("<iframe src='a.html'></iframe>", "unknown-element"),
        ("<object data='a.pdf'></object>", "unknown-element"),
        ("<svg><foreignObject></foreignObject></svg>", "unknown-element"),
        ("<svg><animate attributeName=href /></svg>", "unknown-element"),
        ("<math><mtext></mtext></math>", "unknown-element"),
        ("<base href='/'>", "unknown-element"),
        ("<x-y></x-y>", "unknown-element"),
        ("<img src='https://elsewhere.example/a.png' alt=''>", "other-host"),
        ("<img src='//elsewhere.example/a.png' alt=''>", "other-host"),
        ("<img src='/\\elsewhere.example/a.png' alt=''>", "other-host"),
        ("<img srcset='a.png 1x, https://elsewhere.example/b.png 2x' alt=''>", "other-host"),
        ("<img src='data:image/png;base64,AAAA' alt=''>", "other-host"),
        ("<link rel='stylesheet canonical' href='https://elsewhere.example/a.css'>", "other-host"),
        ("<form action='https://elsewhere.example/'></form>", "other-host"),
        ("<button formaction='https://elsewhere.example/'></button>", "other-host"),
        ("<video poster='https://elsewhere.example/'></video>", "other-host"),
        ("<svg><use xlink:href='https://elsewhere.example/a.svg#a'/></svg>", "other-host"),
        ("<a href='javascript:a()'>x</a>", "unsafe-address"),
        ("<a href='java&#10;script:a()'>x</a>", "unsafe-address"),
        ("<a href='&#1; JavaScript:a()'>x</a>", "unsafe-address"),
        ("<a href='data:text/html,x'>x</a>", "unsafe-address"),
        ("<a href='file:///etc/passwd'>x</a>", "unsafe-address"),
        ("<a href='https://user:word@elsewhere.example/'>x</a>", "unsafe-address"),
        ("<a href='//elsewhere.example/'>x</a>", "unsafe-address"),
        ("<a href='\\\\server\\share'>x</a>", "unsafe-address"),
        ("<a href='a' ping='https://elsewhere.example/'>x</a>", "unsafe-address"),
        ("<meta http-equiv=refresh content='0;url=https://elsewhere.example/'>", "policy"),
        ("<p id='twice'>", "same-id"),
    ],
)
def test_finds_what_must_not_be_there_at_its_line(html: str, rule: str) -> None:
    assert (rule, LINE) in found(SOUND.replace("HERE", html))


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (' lang="en"', "", "language"),
        ('lang="en"', 'lang="xx"', "language"),
        ("<title>A page</title>", "", "language"),
        (" data-rights-statement", "", "rights-statement"),
        ("script-src 'self'", "script-src 'self' 'unsafe-inline'", "policy"),
        ('http-equiv="Content-Security-Policy"', 'name="Content-Security-Policy"', "policy"),
        ('<meta charset="utf-8">', '<script src="early.js"></script>', "policy"),
    ],
)
def test_finds_what_a_page_lacks(old: str, new: str, rule: str) -> None:
    assert old in SOUND
    assert rule in dict(found(SOUND.replace(old, new)))


@given(st.binary(max_size=300))
def test_reads_whatever_there_is(html: bytes) -> None:
    assert read_page(html, "index.html").faults


PIECES = [
    *(
        "<p>",
        "</p>",
        "<P ID=a>",
        "<a href='x'>",
        '<a href="x">',
        "<a href=x onclick=y>",
        "<b x=1 x=2>",
    ),
    *(
        "<a <b=1>",
        '<i x"=1>',
        "<i =x=1>",
        "<i title='>'>",
        '<i title="<p onclick=z>">',
        "<a<b>",
        "<x-y>",
    ),
    *(
        "<script>a<b</script>",
        "<script src=a></script>",
        "<script type=application/json>{</script>",
    ),
    *("<script type=application/json>1</script>", "<script type=application/json><p>", "</script>"),
    *(
        "<style><p onclick=a></style>",
        "<textarea><p>",
        "</textarea>",
        "<xmp><a>",
        "</xmp>",
        "<title>",
    ),
    *(
        "<template>",
        "<template><p id=b></template>",
        "</template>",
        "<noscript><p>",
        "<svg>",
        "</svg>",
    ),
    *(
        "<svg><use xlink:href='//a.example'/>",
        "<use xlink:href='//a.example'>",
        "<table><td>",
        "<tr>",
    ),
    *(
        "<![CDATA[<p>]]>",
        "<?php <p> ?>",
        "<!doctype a>",
        "<plaintext>",
        "<math>",
        "&lt;p id=c&gt;",
        "\0",
    ),
    *(
        "<body id=d>",
        "<html lang=en>",
        "<select><option>",
        "<button onclick=a>",
        "<frameset>",
        "<form>",
    ),
]


@given(st.lists(st.sampled_from(PIECES)))
@example(["<script type=application/json><p>"])
@example(["<script type=application/json>1</script>", "<script type=application/json>{</script>"])
@example(["<script type=application/json>1<2</script>", "<script type=application/json>1</script>"])
@example(["<style><p onclick=a></style>"])
@example(["<template><p id=b></template>"])
def test_reads_elements_as_the_parser_understood_them(pieces: list[str]) -> None:
    html = "".join(pieces)
    # With a comment in its body, not before it, elements are asked for names and values one by one.
    asked = read_page(f"<p><!-- -->{html}".encode(), "index.html")
    assert read_page(f"<p>{html}".encode(), "index.html") == asked
