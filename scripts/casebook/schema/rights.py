"""Rights facts: who owns the case, what others own inside it, and who agreed to be seen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Tag

from casebook.schema.types import Date, Line, Place, Record, Slug, Term, Year, field


class License(Record):
    """Record the license that every owner granted to the public."""

    id: Line = field(
        "The SPDX identifier of the license.",
        "授權條款的 SPDX 代號。",
        example="CC-BY-NC-SA-4.0",
        max_length=100,
    )
    granted_by: tuple[Slug, ...] = field(
        "Everyone who granted it: `edb` and every school's id, or `qef` alone.",
        "所有同意授權的版權擁有人：`edb` 和每所學校的代號，或只寫 `qef`。",
        example="[qef]",
        min_length=1,
    )


class Copyright(Record):
    """State who owns the copyright of the case."""

    owner: Annotated[str, Term("owners")] | None = field(
        "`joint` (the EDB and the schools) or `qef`. It follows from `support`; stated so that "
        "you see it.",
        "`joint`（教育局及學校共同擁有）或 `qef`（優質教育基金）。"
        "由 `support` 決定，寫出來讓你看見。",
        example="joint",
        default=None,
    )
    year: Year = field("The year of the copyright notice.", "版權年份。", example="2025")
    license: License | None = field(
        "A license to the public, only if every owner granted it. It cannot be taken back from "
        "those who have a copy, even if the case is withdrawn. Without it, readers ask first.",
        "對公眾的授權；須所有擁有人同意。即使案例其後撤回，也不能向已有副本的人收回。"
        "不寫即須先徵求同意。",
        example="{id: CC-BY-NC-SA-4.0, granted-by: [qef]}",
        default=None,
    )


class Consent(Record):
    """Record the consent of the people who can be recognised."""

    consent: Annotated[str, Term("consent")] = field(
        "Who consented: `guardians` (up to P6), `both` pupil and guardian (from S1), or `adults`.",
        "誰人同意：`guardians`（監護人，至小六）、`both`（學生及監護人，中一起）"
        "或 `adults`（只有成人）。",
        example="guardians",
    )
    scope: Annotated[str, Term("scopes")] = field(
        "How widely they agreed to be shown.", "同意公開的範圍。", example="public-website"
    )
    obtained: Date = field("The date of the consent.", "取得同意的日期。", example="2025-03-02")
    expires: Date | None = field(
        "The date on which it ends, if it does.",
        "同意的有效期（如有）。",
        example="2027-08-31",
        default=None,
    )


class PupilLicense(Record):
    """Record the license of the pupil who made a work; the pupil owns it."""

    given_by: Literal["guardian", "pupil-and-guardian"] = field(
        "`guardian` (up to P6) or `pupil-and-guardian` (from S1).",
        "`guardian`（監護人，至小六）或 `pupil-and-guardian`（學生及監護人，中一起）。",
        example="guardian",
    )
    scope: Annotated[str, Term("scopes")] = field(
        "How widely the work may be shown.", "可公開的範圍。", example="public-website"
    )
    obtained: Date = field("The date it was given.", "取得授權的日期。", example="2025-03-02")
    expires: Date | None = field(
        "The date on which it ends, if it does.",
        "授權的有效期（如有）。",
        example="2027-08-31",
        default=None,
    )


class MachineMade(Record):
    """Say which tool made something, and who used it."""

    tool: Line = field("The tool.", "所用的工具。", example="An image generator, version 2")
    by: Line = field("Who used it.", "使用者。", example="Curriculum leader, Lakeview")


class ThirdPartyWork(Record):
    """Declare one work of others that the case contains, and why it may stand there."""

    work: Line = field("What it is.", "是甚麼作品。", example="Extract from “The Lighthouse”")
    in_: Place = field(
        "Where it stands: a registered file, or `text`.",
        "在哪裏：已登記的檔案名稱，或 `text`（正文）。",
        example="rubric.docx",
        alias="in",
    )
    owner: Line = field("Who owns it.", "版權擁有人。", example="Northgate Press")
    basis: Line = field(
        "Why it may be shown: `permission`, `license`, `quotation` or `expired`.",
        "可以刊登的依據：`permission`（已獲准許）、`license`（有授權條款）、`quotation`（引用）或 "
        "`expired`（版權已屆滿）。",
        example="permission",
    )
    extent: Literal["part", "whole"] = field(
        "Whether a part or the whole of it is shown.",
        "刊登部分（part）還是全部（whole）。",
        example="part",
        default="part",
    )
    evidence: Line | None = field(
        "With `permission`: the letter or message that gives it.",
        "依據為 `permission` 時：准許的信件或訊息。",
        example="letter of 2025-02-11",
        default=None,
    )
    expires: Date | None = field(
        "With `permission`: the date on which it ends.",
        "依據為 `permission` 時：准許的有效期。",
        example="2027-08-31",
        default=None,
    )
    license: Line | None = field(
        "With `license`: its SPDX identifier.",
        "依據為 `license` 時：SPDX 代號。",
        example="CC-BY-4.0",
        default=None,
        max_length=100,
    )
    license_url: Line | None = field(
        "The address of a license that SPDX does not list.",
        "SPDX 沒有收錄的授權條款的網址。",
        example="https://license.example/terms",
        default=None,
    )
    source: Line | None = field(
        "With `quotation`: title, page and year of the source.",
        "依據為 `quotation` 時：出處的書名、頁碼和年份。",
        example="The Lighthouse, p. 12 (2011)",
        default=None,
    )
    died: Year | None = field(
        "With `expired`: the year in which the author died.",
        "依據為 `expired` 時：作者逝世的年份。",
        example="1936",
        default=None,
    )
    published: Year | None = field(
        "With `expired` and an unknown author: the year of publication.",
        "依據為 `expired` 而作者不詳時：出版年份。",
        example="1921",
        default=None,
    )


def _shape(value: object) -> str:
    return "(none)" if isinstance(value, str) else "(consent)"


People = Annotated[
    Annotated[Literal["none"], Tag("(none)")] | Annotated[Consent, Tag("(consent)")],
    Discriminator(_shape),
]
"""The parentheses keep Pydantic's tags apart from the names of fields in an error's place."""


class Withdrawn(Record):
    """Say when a case was withdrawn."""

    date: Date = field("The date of withdrawal.", "撤回日期。", example="2026-03-03")
    reason: Line | None = field(
        "A reason that the public may read.",
        "可以公開的理由。",
        example="One of the schools asked for it.",
        default=None,
    )
