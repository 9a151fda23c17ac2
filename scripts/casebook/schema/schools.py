"""Who made the case: the support service, the schools and the people."""

from __future__ import annotations

from typing import Annotated

from casebook.schema.types import Line, Name, Record, SchoolId, Slug, Term, field


class Support(Record):
    """Say how the support service was delivered, and which programme it belonged to."""

    mode: Annotated[str, Term("support-modes")] = field(
        "How the service was delivered.", "支援服務的模式。", example="learning-communities"
    )
    programme: Annotated[str, Term("support-programmes")] | None = field(
        "The programme that paid for it, if any. Only `qef-thematic-network` makes the QEF the "
        "owner.",
        "支援服務所屬的計劃（如有）。只有 `qef-thematic-network` 的版權屬優質教育基金。",
        example="qef-thematic-network",
        default=None,
    )
    network: Line | None = field(
        "The name of the QEF Thematic Network; only with that programme.",
        "優質教育基金主題網絡的名稱；只限該計劃。",
        example="Reading in the digital age",
        default=None,
    )
    service: Line | None = field(
        "The service as the EDB lists it.",
        "教育局服務一覽表上的名稱。",
        example="Curriculum leaders, P6",
        default=None,
    )


class School(Record):
    """Describe one school of the case; the copyright notice names schools in their order."""

    id: SchoolId = field(
        "A short name of your own for the school, the same in all its cases.",
        "學校的代號，同一所學校的所有案例須一致。",
        example="lakeview-ps",
    )
    name: Name = field(
        "The registered name in both languages.",
        "學校註冊的中英文名稱。",
        example="{en: Lakeview Primary School, zh-Hant: 湖景小學}",
    )
    level: tuple[Annotated[str, Term("school-levels")], ...] = field(
        "The kinds of school it is.", "學校類別。", example="[primary]", min_length=1
    )
    district: Annotated[str, Term("districts")] = field(
        "The district.", "所在地區。", example="sha-tin"
    )


class Contributor(Record):
    """Credit one adult by role; never a pupil."""

    name: Line | None = field(
        "The name, or a post, as the person wishes to be credited. Never a pupil.",
        "署名（姓名或職銜），按當事人意願；不可寫學生姓名。",
        example="Curriculum leader",
        default=None,
    )
    role: Annotated[str, Term("contributor-roles")] = field(
        "What the person did.", "參與的角色。", example="coordinator"
    )
    school: Slug | None = field(
        "The id of the person's school.",
        "所屬學校的代號。",
        example="lakeview-ps",
        default=None,
    )


class Evidence(Record):
    """State what was looked at and what was found, for the label on the page."""

    basis: Line = field(
        "What was looked at (up to 120 characters).",
        "看了甚麼（不多於 120 字）。",
        example="182 drafts of 91 pupils, before and after",
        max_length=120,
    )
    found: Line = field(
        "What was found (up to 120 characters).",
        "發現甚麼（不多於 120 字）。",
        example="Suggestions acted on rose from 31% to 62%",
        max_length=120,
    )


class Curriculum(Record):
    """Place the case in the curriculum."""

    key_learning_areas: tuple[Annotated[str, Term("key-learning-areas")], ...] = field(
        "Key learning areas; kindergartens give learning areas instead.",
        "學習領域；幼稚園改寫 learning-areas。",
        example="[english-language-education]",
        default=(),
    )
    learning_areas: tuple[Annotated[str, Term("learning-areas")], ...] = field(
        "Learning areas of the kindergarten curriculum.",
        "幼稚園課程的學習範疇。",
        example="[nature-and-living]",
        default=(),
    )
    key_stages: tuple[Annotated[str, Term("key-stages")], ...] = field(
        "Key stages.", "學習階段。", example="[ks2]", min_length=1
    )
    levels: tuple[Annotated[str, Term("levels")], ...] = field(
        "The levels taught.", "年級。", example="[p4, p5]", default=()
    )
    subjects: tuple[Annotated[str, Term("subjects")], ...] = field(
        "The subjects.", "科目。", example="[english-language]", default=()
    )
    themes: tuple[Annotated[str, Term("themes")], ...] = field(
        "What the case is about beyond its subject.",
        "科目以外的主題。",
        example="[assessment-literacy]",
        default=(),
    )
