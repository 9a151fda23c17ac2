"""The front matter of a case study and of its translations, field by field.

These models are the only description of a field: errors, the JSON Schema and the reference page
all come from them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from casebook.schema.materials import Material, TranslatedMaterial
from casebook.schema.rights import Copyright, MachineMade, ThirdPartyWork, Withdrawn
from casebook.schema.schools import Contributor, Curriculum, Evidence, School, Support
from casebook.schema.types import Line, Record, SchoolYear, Slug, Term, Title, field

__all__ = ["Metadata", "Translation", "Translator"]


class Metadata(Record):
    """Hold all facts of a case study: the front matter of `index.md`."""

    title: Title = field(
        "The title, up to 120 characters.",
        "標題（不多於 120 字）。",
        example="Peer feedback that pupils act on",
    )
    language: Literal["en", "zh-Hant"] = field(
        "The language of the text in `index.md`.", "`index.md` 的語文。", example="en"
    )
    summary: Line = field(
        "What was done and found, up to 300 characters; shown in lists and results.",
        "做了甚麼、有何成效（不多於 300 字），在列表和搜尋結果顯示。",
        example="Three schools built a shared rubric with their pupils.",
        max_length=300,
    )
    evidence: Evidence | None = field(
        "What was looked at and what was found, for the label on the page.",
        "成效依據：看了甚麼、發現甚麼。",
        example="{basis: 182 drafts of 91 pupils, found: Suggestions acted on rose to 62%}",
        default=None,
    )
    school_year: SchoolYear = field(
        "The school year of the service; equals the folder's.",
        "支援服務的學年，須與資料夾相同。",
        example="2024/25",
    )
    support: Support = field(
        "The support service.", "支援服務。", example="{mode: learning-communities}"
    )
    community: Slug | None = field(
        "The learning community; required with `mode: learning-communities`.",
        "學習社群的代號；`mode: learning-communities` 時必須填寫。",
        example="writing-in-ks2",
        default=None,
    )
    schools: tuple[School, ...] = field(
        "The schools that made the case; the copyright notice names all, in this order.",
        "參與的學校；版權聲明按此次序列出。",
        example="[{id: lakeview-ps, …}]",
        min_length=1,
    )
    contributors: tuple[Contributor, ...] = field(
        "The adults to be credited, by role.",
        "須署名的成人及其角色。",
        example="[{name: Curriculum leader, role: coordinator, school: lakeview-ps}]",
        default=(),
    )
    curriculum: Curriculum = field(
        "Its place in the curriculum.", "課程資料。", example="{key-stages: [ks2]}"
    )
    keywords: tuple[Line, ...] = field(
        "Words that a teacher might search for.",
        "老師可能用來搜尋的詞語。",
        example="[peer feedback, rubric]",
        default=(),
    )
    copyright: Copyright = field("The copyright.", "版權。", example="{owner: joint, year: 2025}")
    materials: tuple[Material, ...] = field(
        "The files beside `index.md`, and records of material that stays with the schools.",
        "與 `index.md` 放在一起的檔案，以及由學校保存的材料的紀錄。",
        example="[{file: rubric.docx, type: rubric, title: Rubric, use: publish}]",
        default=(),
    )
    third_party: tuple[ThirdPartyWork, ...] = field(
        "Works of others inside the case.",
        "案例中他人的作品。",
        example="[{work: …, in: text, owner: …, basis: quotation, source: …}]",
        default=(),
    )
    ai: MachineMade | None = field(
        "If a machine wrote part of the text: the tool, and who used it.",
        "正文如有部分由人工智能撰寫：工具及使用者。",
        example="{tool: A language model, by: Curriculum leader}",
        default=None,
    )
    status: Annotated[str, Term("statuses")] = field(
        "`draft`, `published` or `withdrawn`.",
        "`draft`（草稿）、`published`（發布）或 `withdrawn`（撤回）。",
        example="published",
    )
    withdrawn: Withdrawn | None = field(
        "Required with `status: withdrawn`.",
        "`status: withdrawn` 時必須填寫。",
        example="{date: 2026-03-03}",
        default=None,
    )


class Translator(Record):
    """Credit a translation, and say whether a machine helped."""

    name: Line = field("Who translated or checked it.", "翻譯或審閱者。", example="Mr Ho, Bayside")
    machine: Literal["true", "false"] = field(
        "`true` if a machine made the first version.",
        "初稿如由機器翻譯，寫 `true`。",
        example="false",
    )

    @property
    def by_machine(self) -> bool:
        """Tell whether a machine made the first version."""
        return self.machine == "true"


class Translation(Record):
    """Hold the words of a translation; facts stand once, in `index.md`."""

    title: Title = field("The title, translated.", "標題的譯文。", example="讓學生學會回應")
    summary: Line = field(
        "The summary, translated.",
        "摘要的譯文。",
        example="三校與學生共同訂定評量準則。",
        max_length=300,
    )
    evidence: Evidence | None = field(
        "The evidence, translated.",
        "成效依據的譯文。",
        example="{basis: 182 份草稿, found: 採納建議由 31% 升至 62%}",
        default=None,
    )
    materials: tuple[TranslatedMaterial, ...] = field(
        "Titles and alternative texts of materials, translated.",
        "材料標題和內容描述的譯文。",
        example="[{file: rubric.docx, title: 同儕互評準則}]",
        default=(),
    )
    translator: Translator | None = field(
        "Who translated it.", "譯者。", example="{name: Mr Ho, machine: true}", default=None
    )
