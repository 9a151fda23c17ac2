"""The files that a case shares, and records of those that stay with the schools."""

from __future__ import annotations

from typing import Annotated, Literal, cast

from casebook.schema.rights import Consent, MachineMade, People, PupilLicense
from casebook.schema.types import FileName, Line, Record, Term, Title, field
from casebook.vocabularies import vocabulary

Use = Literal["publish", "on-request", "discussion-only"]


class Material(Record):
    """Describe one file that the case shares, or keeps for professional discussion."""

    file: FileName | None = field(
        "The name of the file beside `index.md`. Leave it out for material that stays with the "
        "schools.",
        "與 `index.md` 放在一起的檔案名稱。由學校保存的材料不寫此欄。",
        example="rubric.docx",
        default=None,
    )
    type: Annotated[str, Term("material-types")] = field(
        "What kind of material it is.", "材料種類。", example="worksheet"
    )
    title: Title = field(
        "Its title, up to 120 characters.",
        "標題（不多於 120 字）。",
        example="Rubric for peer feedback",
    )
    alt: Line | None = field(
        "What a picture or video shows, for people who cannot see it.",
        "圖片或影片的內容描述，供看不見的讀者使用。",
        example="Two pupils mark a draft with coloured pencils",
        default=None,
        max_length=500,
    )
    stated_use: Annotated[str, Term("uses")] | None = field(
        "`publish`, `on-request` or `discussion-only`. Photographs, video clips, teachers' "
        "reflection and student work are `discussion-only` unless you write `publish`.",
        "`publish`（公開）、`on-request`（索取）或 `discussion-only`（只供專業討論）。相片、影片、"
        "教師反思和學生作品不寫 `publish` 即只供專業討論。",
        example="publish",
        default=None,
        alias="use",
    )
    people: People | None = field(
        "Who can be recognised in a photograph, film or recording, or in a photograph inside a "
        "document: `none`, or their consent.",
        "相片、影片、錄音或文件內的相片中可辨認的人：`none`（沒有），或他們的同意。",
        example="{consent: guardians, scope: public-website, obtained: 2025-03-02}",
        default=None,
    )
    pupil_license: PupilLicense | None = field(
        "For published student work: the license of the pupil, who owns it.",
        "公開學生作品時：學生（版權擁有人）的授權。",
        example="{given-by: guardian, scope: public-website, obtained: 2025-03-02}",
        default=None,
    )
    ai: MachineMade | None = field(
        "If a machine made it: the tool, and who used it.",
        "如由人工智能製作：工具及使用者。",
        example="{tool: An image generator, by: Curriculum leader}",
        default=None,
    )

    @property
    def collected_for_discussion(self) -> bool:
        """Tell whether it is of a kind collected for professional discussion only."""
        term = vocabulary("material-types").get(self.type)
        return bool(term and term.collected_for_discussion)

    @property
    def consent(self) -> Consent | None:
        """Return what the people to be seen agreed to; None where nobody can be recognised."""
        return None if self.people == "none" else self.people

    @property
    def use(self) -> Use:
        """Return what may be done with it: what is not proven publishable stays unpublished."""
        if self.stated_use:
            return cast(Use, self.stated_use)
        return "discussion-only" if self.collected_for_discussion else "publish"


class TranslatedMaterial(Record):
    """Give the words of one material in the language of a translation."""

    file: FileName = field(
        "The file, as in `index.md`.", "檔案名稱，與 `index.md` 相同。", example="rubric.docx"
    )
    title: Title | None = field(
        "Its title in this language.", "譯名。", example="同儕互評準則", default=None
    )
    alt: Line | None = field(
        "Its alternative text in this language.",
        "內容描述的譯文。",
        example="兩名學生用顏色筆批改草稿",
        default=None,
        max_length=500,
    )
