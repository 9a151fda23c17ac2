"""Every combination of facts has the verdict that the rules of the domain give it.

The table of verdicts below is written from the rules (Copyright Ordinance, Personal Data (Privacy)
Ordinance, the EDB's General Information and Points to Note), not from the code: it knows no check.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Any, Final

import pytest
from PIL import Image

from casebook.pipeline import Checked, check_folder
from tests.rights.cases import Case, school

TODAY: Final = date(2026, 8, 31)

PUBLISHED, REFUSED, KEPT, OFF = "published", "refused", "kept", "off the site"
"""A file is on the site; the build refuses it; it stays with the schools; it has left the site."""

STAGES: Final = ("kg", "ks1", "ks2", "ks3", "ks4")
SECONDARY: Final = {"ks3", "ks4"}
SCOPES: Final = ("professional-discussion", "school-network", "public-website", "compilation")
WIDE_ENOUGH: Final = {"public-website", "compilation"}


@dataclass(frozen=True)
class Trial:
    """Hold one case with what is to come of it."""

    name: str
    case: Case
    expected: str
    files: Mapping[str, bytes] = field(default_factory=dict)


def people(stage: str, consent: str, scope: str, until: str | None) -> str:
    """A guardian decides up to P6; from S1 the pupil as well; the scope must reach the public."""
    if consent == "guardians" and stage in SECONDARY:
        return REFUSED
    if scope not in WIDE_ENOUGH:
        return REFUSED
    return OFF if until == "2026-08-30" else PUBLISHED


def pictures_of_people() -> Iterator[Trial]:
    for type_, stage, consent, scope, until in product(
        ("photograph", "video-clip"),
        STAGES,
        ("guardians", "both", "adults"),
        SCOPES,
        (None, "2026-08-31", "2026-08-30"),
    ):
        given = {"consent": consent, "scope": scope, "obtained": "2025-03-02"}
        given |= {"expires": until} if until else {}
        yield Trial(
            f"{type_} {stage} {consent} {scope} {until}",
            Case(stage, materials=[material(type_, people=given)]),
            people(stage, consent, scope, until),
        )


def pupils_work() -> Iterator[Trial]:
    """A pupil owns the work: without the pupil's license no page may show it."""
    for stage, giver, scope, until in product(
        STAGES, ("guardian", "pupil-and-guardian"), SCOPES, (None, "2026-08-30")
    ):
        given = {"given-by": giver, "scope": scope, "obtained": "2025-03-02"}
        given |= {"expires": until} if until else {}
        consent = "guardians" if giver == "guardian" else "both"
        yield Trial(
            f"student-work {stage} {giver} {scope} {until}",
            Case(stage, materials=[material("student-work", **{"pupil-license": given})]),
            people(stage, consent, scope, until),
        )
    for stage in STAGES:
        case = Case(stage, materials=[material("student-work")])
        yield Trial(f"student-work {stage} without a license", case, REFUSED)


def unstated() -> Iterator[Trial]:
    """What is collected for professional discussion is not published unless the case says so."""
    collected = ("photograph", "video-clip", "teacher-reflection", "student-work")
    shared = ("worksheet", "lesson-plan", "rubric", "slides", "survey-data")
    for type_, stage in product((*collected, *shared), STAGES):
        entry = material(type_)
        del entry["use"], entry["file"]
        # A record without a file: of a shared kind it promises a file that is not there.
        expected = KEPT if type_ in collected else REFUSED
        yield Trial(f"{type_} {stage} record", Case(stage, materials=[entry]), expected)
        entry = material(type_)
        del entry["use"]
        expected = REFUSED if type_ in collected else PUBLISHED
        yield Trial(f"{type_} {stage} file", Case(stage, materials=[entry]), expected)
        kept = material(type_, use="discussion-only")
        yield Trial(f"{type_} {stage} kept file", Case(stage, materials=[kept]), REFUSED)
    for type_, stage in product(("photograph", "video-clip"), STAGES):
        nobody = Case(stage, materials=[material(type_, people="none")])
        yield Trial(f"{type_} {stage} nobody", nobody, PUBLISHED)
        silent = Case(stage, materials=[material(type_)])
        yield Trial(f"{type_} {stage} silent", silent, REFUSED)


def works_of_others() -> Iterator[Trial]:
    """Four grounds, each with its proof; an exception for teaching is none on a public page."""
    grounds: tuple[tuple[dict[str, Any], str], ...] = (
        ({"basis": "permission", "evidence": "letter of 2025-02-11"}, PUBLISHED),
        ({"basis": "permission"}, REFUSED),
        ({"basis": "permission", "evidence": "a letter", "expires": "2026-08-31"}, PUBLISHED),
        ({"basis": "permission", "evidence": "a letter", "expires": "2026-08-30"}, OFF),
        ({"basis": "license", "license": "CC-BY-4.0"}, PUBLISHED),
        ({"basis": "license"}, REFUSED),
        ({"basis": "license", "license": "CC-BY"}, REFUSED),
        ({"basis": "license", "license": "LicenseRef-Own"}, REFUSED),
        ({"basis": "quotation", "source": "p. 12 (2011)"}, PUBLISHED),
        ({"basis": "quotation", "source": "p. 12 (2011)", "extent": "whole"}, REFUSED),
        ({"basis": "quotation"}, REFUSED),
        # Protected to the end of the fiftieth year: of 1975 until 2025, of 1976 until 2026.
        ({"basis": "expired", "died": 1975}, PUBLISHED),
        ({"basis": "expired", "died": 1976}, REFUSED),
        ({"basis": "expired", "published": 1975}, PUBLISHED),
        ({"basis": "expired", "published": 1976}, REFUSED),
        ({"basis": "expired"}, REFUSED),
        *(
            ({"basis": basis}, REFUSED)
            for basis in ("education", "teaching", "fair-dealing", "41a", "section 44", "own work")
        ),
    )
    for (ground, expected), place, stage in product(grounds, ("text", "m.csv"), ("ks2", "ks4")):
        work = {"work": "Four lines", "in": place, "owner": "Northgate Press"} | ground
        case = Case(stage, materials=[material("worksheet")], third_party=[work])
        yield Trial(f"{ground} in {place} {stage}", case, expected)


def licenses() -> Iterator[Trial]:
    """Every owner must grant it; what stands in the text must allow it."""
    givers = {
        ("edb", "lakeview-ps"): {"joint"},
        ("lakeview-ps",): set[str](),
        ("edb",): set[str](),
        ("qef",): {"qef"},
        ("edb", "lakeview-ps", "qef"): set[str](),
    }
    modes = (
        "on-site-support",
        "learning-communities",
        "university-school-partnership",
        "professional-development-schools",
        "kindergarten-on-site",
    )
    programmes = (None, "qef-thematic-network", "centres-of-excellence")
    for mode, programme, stated, (granted, owners) in product(
        modes, programmes, ("joint", "qef", None), givers.items()
    ):
        owner = "qef" if programme == "qef-thematic-network" else "joint"
        license_ = {"id": "CC-BY-4.0", "granted-by": list(granted)}
        rights = {"license": license_} | ({"owner": stated} if stated else {})
        agreed = owner in owners and stated in (owner, None)
        case = Case("ks2", mode, programme, copyright=rights, materials=[material("worksheet")])
        yield Trial(
            f"{mode} {programme} {stated} {granted}", case, PUBLISHED if agreed else REFUSED
        )


def license_pairs() -> Iterator[Trial]:
    """In a text: no ND where the case may be adapted, no NC where it may be sold, SA alike only."""
    families = ("BY", "BY-SA", "BY-NC", "BY-NC-SA", "BY-ND", "BY-NC-ND")
    for inside, own, place in product(families, (None, *families), ("text", "m.csv")):
        if place != "text" or ("SA" in inside and inside == own):
            allowed = True
        elif "SA" in inside:
            allowed = False
        else:
            sold = own is not None and "NC" not in own and "NC" in inside
            adapted = own is not None and "ND" not in own and "ND" in inside
            allowed = not sold and not adapted
        rights = {}
        if own:
            granted = ["edb", "lakeview-ps"]
            rights = {"license": {"id": f"CC-{own}-4.0", "granted-by": granted}}
        work = {"work": "A poem", "in": place, "owner": "A poet", "basis": "license"}
        work |= {"license": f"CC-{inside}-4.0"}
        case = Case("ks2", copyright=rights, materials=[material("worksheet")], third_party=[work])
        expected = PUBLISHED if allowed else REFUSED
        yield Trial(f"{inside} in {place} of {own}", case, expected)


def photograph() -> bytes:
    """Return a picture unlike any other: equal bytes would have to have equal rights."""
    output = io.BytesIO()
    Image.effect_noise((64, 64), 60).convert("RGB").save(output, "JPEG")
    return output.getvalue()


def photographs_by_any_name() -> Iterator[Trial]:
    """What a camera makes may show people, whatever it is registered as: somebody must look."""
    types = ("illustration", "poster", "worksheet", "slides", "other", "survey-data", "rubric")
    consents = {
        None: REFUSED,
        "none": PUBLISHED,
        "guardians": PUBLISHED,
        "both": PUBLISHED,
        "adults": PUBLISHED,
    }
    for type_, (given, expected), stage in product(types, consents.items(), STAGES):
        entry = material(type_, file="m.jpg", alt="A class")
        if given == "none":
            entry["people"] = "none"
        elif given:
            agreed = {"consent": given, "scope": "public-website", "obtained": "2025-03-02"}
            entry["people"] = agreed
        alone = given == "guardians" and stage in SECONDARY
        yield Trial(
            f"{type_} as JPEG {given} {stage}",
            Case(stage, materials=[entry]),
            REFUSED if alone else expected,
            {"m.jpg": photograph()},
        )


def pupils_of_secondary_schools() -> Iterator[Trial]:
    """A secondary school has no pupils below S1, whatever key stage the case names."""
    for levels, type_ in product(
        (["secondary"], ["primary", "secondary"], ["special"]), ("photograph", "student-work")
    ):
        alone = levels == ["secondary"]
        given = {"scope": "public-website", "obtained": "2025-03-02"}
        agreed = (
            {"people": given | {"consent": "guardians"}}
            if type_ == "photograph"
            else {"pupil-license": given | {"given-by": "guardian"}}
        )
        schools = [school("secondary") | {"level": levels}]
        case = Case("ks2", schools=schools, materials=[material(type_, **agreed)])
        yield Trial(f"{type_} of {levels} in ks2", case, REFUSED if alone else PUBLISHED)


def works_in_licensed_cases() -> Iterator[Trial]:
    """A license is for everyone: what stands in the text by permission to this site bars it."""
    grounds: tuple[dict[str, Any], ...] = (
        {"basis": "permission", "evidence": "a letter"},
        {"basis": "quotation", "source": "p. 12 (2011)"},
        {"basis": "expired", "died": 1936},
    )
    families = ("CC0-1.0", "CC-BY-4.0", "CC-BY-NC-SA-4.0", "CC-PDM-1.0", "MIT", "LicenseRef-Own")
    for ground, place, own in product(grounds, ("text", "m.csv"), families):
        rights = {"license": {"id": own, "granted-by": ["edb", "lakeview-ps"]}}
        work = {"work": "Four lines", "in": place, "owner": "Northgate Press"} | ground
        case = Case("ks2", copyright=rights, materials=[material("worksheet")], third_party=[work])
        is_license = own.startswith(("CC0", "CC-BY"))
        barred = ground["basis"] == "permission" and place == "text"
        yield Trial(
            f"{ground} in {place} under {own}",
            case,
            PUBLISHED if is_license and not barred else REFUSED,
        )


def uses_of_licensed_cases() -> Iterator[Trial]:
    """Who may have everything need not ask for one file; what is kept is no part of the license."""
    given = {"given-by": "guardian", "scope": "public-website", "obtained": "2025-03-02"}
    agreed = {"consent": "guardians", "scope": "public-website", "obtained": "2025-03-02"}
    rights = {"license": {"id": "CC-BY-4.0", "granted-by": ["edb", "lakeview-ps"]}}
    entries: tuple[tuple[str, dict[str, Any], str], ...] = (
        ("worksheet", {"use": "on-request"}, REFUSED),
        ("worksheet", {"use": "publish"}, PUBLISHED),
        ("student-work", {"use": "publish", "pupil-license": given}, PUBLISHED),
        ("student-work", {"use": "publish"}, REFUSED),
        ("photograph", {"use": "publish", "people": agreed}, PUBLISHED),
        ("photograph", {"use": "publish"}, REFUSED),
    )
    for type_, facts, expected in entries:
        case = Case("ks2", copyright=rights, materials=[material(type_, **facts)])
        yield Trial(f"{type_} {facts} in a licensed case", case, expected)


def material(type_: str, **facts: Any) -> dict[str, Any]:  # noqa: ANN401 - as in YAML
    return {"file": "m.csv", "type": type_, "title": "A material", "use": "publish"} | facts


TRIALS: Final = (
    *pictures_of_people(),
    *pupils_work(),
    *unstated(),
    *works_of_others(),
    *licenses(),
    *license_pairs(),
    *photographs_by_any_name(),
    *pupils_of_secondary_schools(),
    *works_in_licensed_cases(),
    *uses_of_licensed_cases(),
)


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    folder = tmp_path_factory.mktemp("matrix") / "contributions"
    for number, trial in enumerate(TRIALS):
        trial.case.write(folder / "2024-25" / f"case-{number}", trial.files)
    return check_folder(folder, TODAY)


def verdicts(checked: Checked) -> dict[str, str]:
    """Tell what came of every case from what a build would do with it."""
    refused = {
        one.location.path.split("/")[2] for one in checked.diagnostics if one.severity == "error"
    }
    shown = {case.slug: case for case in checked.collection.cases}
    found = {}
    for number in range(len(TRIALS)):
        slug = f"case-{number}"
        warned = {one.id for one in checked.diagnostics if f"/{slug}/" in one.location.path} & {
            "expired-material",
            "expired-case",
        }
        if slug in refused:
            found[slug] = REFUSED
        elif warned:
            case = shown.get(slug)
            assert case is None or not case.published_materials
            found[slug] = OFF
        else:
            found[slug] = PUBLISHED if shown[slug].published_materials else KEPT
    return found


def test_there_are_hundreds_of_combinations() -> None:
    assert len(TRIALS) > 900


def test_every_combination_has_the_verdict_of_the_rules(checked: Checked) -> None:
    found = verdicts(checked)
    differ = [
        f"{trial.name}: {trial.expected} by the rules, {found[f'case-{number}']} by the build"
        for number, trial in enumerate(TRIALS)
        if found[f"case-{number}"] != trial.expected
    ]
    assert differ == []
