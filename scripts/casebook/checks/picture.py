"""A picture in the text is not there, may not be shown, or has no alternative text."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.checks.context import Context
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.language import Localized
from casebook.markdown import Picture

MISSING = DiagnosticKind(
    "missing-picture",
    "error",
    Localized(
        'the text shows the picture "{target}", which is not in the folder',
        "正文用了圖片「{target}」，但資料夾內沒有",
    ),
    Localized("{help}", "{help}"),
)
CAPTION_ALONE = DiagnosticKind(
    "caption-alone",
    "warning",
    Localized(
        'the picture "{target}" is not in the folder; its words, which hold a link and so are a '
        "caption, are shown without it",
        "資料夾內沒有圖片「{target}」；其文字含有連結，屬圖片說明，將單獨刊登",
    ),
    Localized(
        "put the picture into the folder and register it, or write the words as a paragraph",
        "把圖片放進資料夾並登記，或把文字寫成段落",
    ),
)
UNPUBLISHED = DiagnosticKind(
    "unpublished-picture",
    "error",
    Localized(
        'the text shows "{target}", which is not a material to be published',
        "正文用了「{target}」，但它不是要公開的材料",
    ),
    Localized(
        "take the picture out of the text, or write use: publish at its entry if everyone agreed",
        "從正文刪去圖片；如各方同意公開，在其登記寫 use: publish",
    ),
)
NO_ALT = DiagnosticKind(
    "missing-alt",
    "error",
    Localized(
        'the picture or video "{file}" has no alternative text, so people who cannot see it '
        "learn nothing of it",
        "圖片或影片「{file}」沒有內容描述，看不見的讀者無從得知內容",
    ),
    Localized(
        "add below it a line like: alt: Two pupils mark a draft with coloured pencils",
        "在下面加一行，例如 alt: 兩名學生用顏色筆批改草稿",
    ),
)
NO_PICTURE = DiagnosticKind(
    "not-a-picture",
    "error",
    Localized(
        'the text shows "{target}" as a picture, but it is {type}',
        "正文以圖片方式顯示「{target}」，但它是 {type} 檔案",
    ),
    Localized("write a link to it instead: [{words}]({target})", "改為連結：[{words}]({target})"),
)
KINDS = (MISSING, CAPTION_ALONE, UNPUBLISHED, NO_PICTURE, NO_ALT)


def check(case: Contribution, context: Context) -> Iterator[Diagnostic]:
    """Look up every picture of every text, and the alternative text of every material."""
    del context
    for text in case.texts.values():
        for picture in text.text.pictures:
            yield from _picture(case, picture)
    for index, material in enumerate(case.metadata.materials):
        facts = case.files.get(material.file or "")
        if facts and facts.type.kind in ("image", "video") and not material.alt:
            yield NO_ALT.at(case.value("materials", index, "file"), file=facts.name)


def _picture(case: Contribution, picture: Picture) -> Iterator[Diagnostic]:
    """Say why a picture cannot be shown.

    A file that nobody registered, that cannot be read, or that must not be here at all, is
    reported as that alone.
    """
    name = picture.target.removeprefix("./")
    facts = case.files.get(name)
    if name not in {*case.files, *case.unread, *(m.file for m in case.metadata.materials)}:
        if picture.is_caption:
            yield CAPTION_ALONE.at(picture.location, target=name)
        else:
            yield _missing(case, name, picture.location)
    elif name in {m.file for m in case.metadata.materials if m.use == "on-request"}:
        yield UNPUBLISHED.at(picture.location, target=name)
    elif facts and facts.type.kind != "image":
        words = picture.alt or name
        yield NO_PICTURE.at(picture.location, target=name, type=facts.type.name, words=words)


def _missing(case: Contribution, name: str, place: Location) -> Diagnostic:
    pictures = [file for file, facts in case.files.items() if facts.type.kind == "image"]
    similar = next((file for file in pictures if file.casefold() == name.casefold()), None)
    if similar or pictures:
        shown = similar or ", ".join(pictures)
        help_ = Localized(f"write the name as it is: {shown}", f"按原名書寫：{shown}")
    else:
        help_ = Localized(
            "put the picture into the folder and register it under materials with type: "
            "illustration",
            "把圖片放進資料夾，並在 materials 登記，type 寫 illustration",
        )
    return MISSING.at(place, target=name, help=help_)
