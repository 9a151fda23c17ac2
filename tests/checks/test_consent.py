"""A published photograph or video clip says who is in it, and that they agreed."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.checks.conftest import Found

PEOPLE = "people: none"
SECONDARY = {
    "level: [primary]": "level: [secondary]",
    "key-stages: [ks2]": "key-stages: [ks3]",
    "levels: [p4, p5]": "levels: [s1]",
}


def consent(who: str, scope: str = "public-website") -> dict[str, str]:
    return {PEOPLE: f"people: {{consent: {who}, scope: {scope}, obtained: 2025-03-02}}"}


@pytest.mark.parametrize("who", ["guardians", "both", "adults"])
@pytest.mark.parametrize("scope", ["public-website", "compilation"])
def test_accepts_any_consent_that_is_wide_enough_in_primary(
    found: Found, who: str, scope: str
) -> None:
    assert found(consent(who, scope)) == []


def test_refuses_a_photograph_that_says_nothing_of_people(found: Found) -> None:
    assert found({"    people: none\n": ""}) == [
        (
            'index.md:35:11 error[missing-people] the photograph "wall.png" is to be published and '
            "is, or holds, what may be a photograph, film or recording, but nothing says who can "
            "be recognised in it"
        )
    ]


def test_asks_nothing_of_a_drawing(found: Found) -> None:
    assert found({"    people: none\n": "", "type: photograph": "type: illustration"}) == []


def test_says_in_the_readers_language_what_the_material_is(found: Found) -> None:
    (message,) = found({"    people: none\n": ""}, language="zh-Hant")
    assert "「wall.png」（學習活動相片）" in message


def entry(file: str, kind: str) -> dict[str, str]:
    line = f"  - {{file: {file}, type: {kind}, title: A class, alt: A class, use: publish}}"
    return {"materials:\n": f"materials:\n{line}\n"}


def picture(kind: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (64, 48), "#eff4f1").save(data, kind)
    return data.getvalue()


@pytest.mark.parametrize("name", ["class.jpg", "class.webp"])
@pytest.mark.parametrize("kind", ["worksheet", "illustration", "poster", "other"])
def test_asks_who_is_in_a_photograph_called_something_else(
    found: Found, name: str, kind: str
) -> None:
    content = picture("JPEG" if name.endswith("jpg") else "WEBP")
    (message,) = found(entry(name, kind), files={name: content})
    assert message.startswith("index.md:31:12 error[missing-people] ")


@pytest.mark.parametrize("who", ["both", "adults"])
def test_accepts_pupils_who_were_asked_in_secondary(found: Found, who: str) -> None:
    assert found({**SECONDARY, **consent(who)}) == []


@pytest.mark.parametrize(
    "changes",
    [
        SECONDARY,
        {"level: [primary]": "level: [secondary]", "levels: [p4, p5]": "levels: []"},
        {"key-stages: [ks2]": "key-stages: [ks2, ks4]"},
        {
            "level: [primary]": "level: [primary, secondary]",
            "key-stages: [ks2]": "key-stages: [ks2, ks3]",
            "levels: [p4, p5]": "levels: [p6, s1]",
        },
    ],
)
def test_refuses_guardians_alone_from_s1(found: Found, changes: dict[str, str]) -> None:
    assert found({**changes, **consent("guardians")}) == [
        (
            'index.md:39:23 error[pupil-not-asked] "guardians" is not enough: '
            "from S1 a pupil decides together with the guardian"
        )
    ]


@pytest.mark.parametrize("scope", ["professional-discussion", "school-network"])
def test_refuses_an_agreement_to_less_than_a_public_page(found: Found, scope: str) -> None:
    assert found(consent("guardians", scope)) == [
        (
            "index.md:39:41 error[narrower-scope] "
            f'it is to be published, but the agreement covers "{scope}" only'
        )
    ]


def test_asks_nothing_of_a_photograph_on_request(found: Found) -> None:
    changes = {
        "    people: none\n    use: publish": "    use: on-request",
        "![Four strips of paper on a wall, each with one question](wall.png)": "On a wall.",
    }
    messages = found(changes)
    assert all(message.startswith("index.zh-Hant.md:20:1 ") for message in messages)
