"""The front matter of a compilation: which parts of which cases it puts together, and who did."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from casebook.schema.types import Date, FileName, Line, OneLine, Record, Title, field

Paragraph = Annotated[str, OneLine, Field(max_length=1200)]


def _extent(value: object) -> str:
    return "(all)" if value == "all" else "(list)"


Sections = Annotated[
    Annotated[Literal["all"], Tag("(all)")] | Annotated[tuple[Line, ...], Tag("(list)")],
    Discriminator(_extent),
]
"""The parentheses keep Pydantic's tags apart from the names of fields in an error's place."""


class Part(Record):
    """Choose what one case gives to a compilation."""

    case: Line = field(
        "The case it comes from: its school year and short name, as in its address.",
        "出自哪個案例：學年及代號，與網址相同。",
        example="2024-25/peer-feedback-in-writing",
    )
    introduction: Paragraph | None = field(
        "Your own words before this part, up to 1,200 characters.",
        "編者在這部分之前的導言，不多於 1,200 字。",
        example="Two classes at Lakeview began with one question.",
        default=None,
    )
    sections: Sections | None = field(
        "The headings whose sections are shown, in the order you want; or `all` for the whole "
        "text. Leave it out where only materials are shown.",
        "要刊登的各節標題，按你想要的次序；`all` 即全文。只刊登材料時不寫此欄。",
        example="[What we did, What changed]",
        default=None,
    )
    materials: tuple[FileName, ...] = field(
        "The files of the case that are offered here, by their names.",
        "在這裏提供的案例檔案，寫檔案名稱。",
        example="[rubric.docx]",
        default=(),
    )

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the chosen headings; none where the whole text was chosen, or no text."""
        return () if self.sections is None or self.sections == "all" else self.sections


class CompilationMetadata(Record):
    """Hold all facts of a compilation: the front matter of its page in one language."""

    title: Title = field(
        "The title, up to 120 characters.",
        "標題（不多於 120 字）。",
        example="Feedback that pupils use",
    )
    summary: Line = field(
        "What it brings together and for whom, up to 300 characters; shown in lists and results.",
        "匯集甚麼、給誰看（不多於 300 字），在列表和搜尋結果顯示。",
        example="How three schools taught pupils to answer comments, with the sheets they used.",
    )
    compiled: Date = field("The date on which it was compiled.", "匯編日期。", example="2026-10-30")
    editor: Line = field(
        "Who compiled it: a section or a person, as they are to be credited.",
        "編者：組別或個人，按署名方式書寫。",
        example="School-based Curriculum Development Section",
    )
    modified: Paragraph = field(
        "What was changed in compiling, in a sentence that readers see.",
        "匯編時作了甚麼改動；讀者會看到這句話。",
        example="Sections are chosen from each case and keep their words.",
    )
    parts: tuple[Part, ...] = field(
        "The parts, in the order of the page.",
        "各部分，按頁面次序。",
        example="[{case: 2024-25/peer-feedback-in-writing, sections: all}]",
        min_length=1,
    )
