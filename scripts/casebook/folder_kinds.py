"""The kinds of diagnostic that a folder of files can give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Final

from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.language import Localized
from casebook.schema.types import MAX_FILE_NAME, is_file_name

NO_CONTRIBUTIONS = DiagnosticKind(
    "no-contributions",
    "error",
    Localized('there is no folder "{folder}"', "找不到資料夾「{folder}」"),
    Localized(
        "give the folder of case studies with --contributions FOLDER",
        "用 --contributions 資料夾 指明案例的位置",
    ),
)
STRAY_FILE = DiagnosticKind(
    "stray-file",
    "error",
    Localized('"{name}" does not belong here', "「{name}」不應放在這裏"),
    Localized(
        "delete it, or move it into the folder of its case, contributions/2024-25/short-name/, "
        "with a name that does not begin with a full stop",
        "刪去它，或移到所屬案例的資料夾 contributions/2024-25/代號/，名稱不可以句點開首",
    ),
)
LEFT_BY_COMPUTER = DiagnosticKind(
    "left-by-computer",
    "error",
    Localized(
        '"{name}" is no part of the case: the computer made it by itself',
        "「{name}」不屬於案例，是電腦自行產生的",
    ),
    Localized(
        "delete it; you may have to let hidden files be shown (Windows: View › Hidden items; "
        "Mac: Command-Shift-full stop)",
        "刪去它；或須先顯示隱藏檔（Windows：檢視 › 隱藏的項目；Mac：Command-Shift-句號）",
    ),
)
INVALID_FOLDER_NAME = DiagnosticKind(
    "invalid-folder-name",
    "error",
    Localized(
        'the folder name "{name}" cannot be an address: small letters, digits and single '
        "hyphens, up to 60",
        "資料夾名稱「{name}」不能用作網址：只可用小寫英文字母、數字和連字號，不多於 60 個",
    ),
    Localized(
        "rename the folder, for example to peer-feedback-in-writing",
        "把資料夾改名，例如 peer-feedback-in-writing",
    ),
)
MISSING_TEXT = DiagnosticKind(
    "missing-text",
    "error",
    Localized('the folder "{folder}" has no index.md', "資料夾「{folder}」內沒有 index.md"),
    Localized("{help}", "{help}"),
)
UNKNOWN_TEXT = DiagnosticKind(
    "unknown-text",
    "error",
    Localized(
        '"{name}" is neither the text of the case nor a translation of it',
        "「{name}」既不是案例正文，也不是譯文",
    ),
    Localized(
        "name a translation index.en.md or index.zh-Hant.md; delete the file if it is neither",
        "譯文應命名為 index.en.md 或 index.zh-Hant.md；如兩者皆非，請刪去",
    ),
)
TRANSLATION_OF_ITSELF = DiagnosticKind(
    "translation-of-itself",
    "error",
    Localized(
        "index.md is already in {language}, so this file cannot be its translation",
        "index.md 已是 {language}，這個檔案不可能是它的譯文",
    ),
    Localized(
        'correct "language" in index.md, or rename this file to the other language',
        "更正 index.md 的 language，或把這個檔案改為另一種語文的名稱",
    ),
)
NOT_A_FILE = DiagnosticKind(
    "not-a-file",
    "error",
    Localized(
        '"{name}" is not an ordinary file (it is a folder, or a link to something else)',
        "「{name}」不是普通檔案（是資料夾，或連往別處的連結）",
    ),
    Localized(
        "put the file itself beside index.md, and delete this",
        "把檔案本身放在 index.md 旁邊，並刪去這個",
    ),
)
SAME_NAME = DiagnosticKind(
    "same-name",
    "error",
    Localized(
        '"{name}" and "{twin}" differ only in capital letters, or look the same; on many computers '
        "they are one file",
        "「{name}」和「{twin}」只有大小寫之別，或看來一樣，在許多電腦上會是同一個檔案",
    ),
    Localized("rename one of them", "把其中一個改名"),
)
FILE_OF_TEXT_TOO_LARGE = DiagnosticKind(
    "text-file-too-large",
    "error",
    Localized(
        "the file has {size} bytes; the limit is {limit}", "檔案有 {size} 位元組，上限為 {limit}"
    ),
    Localized(
        "divide it into two cases, or move long tables into a file to take away",
        "分成兩個案例，或把長表格改為可下載的檔案",
    ),
)
TOO_MANY_FILES = DiagnosticKind(
    "too-many-files",
    "error",
    Localized(
        "the folder has {count} files; the limit is {limit}",
        "資料夾內有 {count} 個檔案，上限為 {limit} 個",
    ),
    Localized(
        "keep what another school would use, and put several pictures into one document",
        "只保留其他學校用得着的檔案，並把多張圖片合成一份文件",
    ),
)
MORE_OF_THE_SAME = DiagnosticKind(
    "more-of-the-same",
    "error",
    Localized(
        "from here on, more places in this file have the same fault: {id}",
        "由這裏起，這個檔案還有多處同樣的毛病：{id}",
    ),
    Localized(
        "put right those that are listed, then check again",
        "先改正已列出的，再檢查一次",
    ),
)
REGISTERED_TWICE = DiagnosticKind(
    "registered-twice",
    "error",
    Localized('the file "{name}" is registered twice', "檔案「{name}」登記了兩次"),
    Localized("keep one of the two entries", "只留其中一項登記"),
)
MISSING_FILE = DiagnosticKind(
    "missing-file",
    "error",
    Localized('there is no file "{name}" beside index.md', "index.md 旁邊沒有檔案「{name}」"),
    Localized("{help}", "{help}"),
)
UNUSABLE_NAME = DiagnosticKind(
    "unusable-name",
    "error",
    Localized(
        '"{name}" is not a file name that works on every computer',
        "「{name}」不是在所有電腦都適用的檔案名稱",
    ),
    Localized(
        "rename the file to letters, digits and hyphens, up to {limit} with its ending, "
        "for example {example}",
        "改名為英文字母、數字和連字號，連副檔名不多於 {limit} 個，例如 {example}",
    ),
)
UNREGISTERED_FILE = DiagnosticKind(
    "unregistered-file",
    "error",
    Localized(
        'the file "{name}" is not registered, so nobody has said what it is and who may have it',
        "檔案「{name}」沒有登記，未說明是甚麼、誰可取用",
    ),
    Localized("{help}", "{help}"),
)
UNKNOWN_MATERIAL = DiagnosticKind(
    "unknown-material",
    "error",
    Localized(
        'the translation names the material "{name}", which index.md does not register',
        "譯文提及材料「{name}」，但 index.md 沒有登記",
    ),
    Localized(
        "write the file name as in index.md, or delete the entry",
        "按 index.md 書寫檔案名稱，或刪去這一項",
    ),
)

_ENTRIES: Final[Mapping[str, str]] = {
    **dict.fromkeys((".jpg", ".jpeg", ".webp"), "photograph, title: …, alt: …, people: none"),
    ".png": "illustration, title: …, alt: …",
    ".mp4": "video-clip, title: …, alt: …, people: none",
    ".mp3": "audio, title: …",
    ".pptx": "slides, title: …",
}
"""What to register a file as, by how its name ends."""


_OF_COMPUTER: Final = re.compile(
    r"\.DS_Store|__MACOSX|\._.*|~\$.*|Thumbs\.db|ehthumbs\.db|desktop\.ini", re.IGNORECASE
)
"""What macOS, Windows and Word leave in folders."""


_MEANT_AS_TEXT: Final = {"index.md", "index.md.txt", "index.markdown", "index.txt"}
_PLAIN: Final = re.compile(r"[a-z0-9]+")


def stray(place: Location, name: str) -> Diagnostic:
    """Say that a file or folder does not belong where it lies, or that the computer made it."""
    if is_of_computer(name):
        return LEFT_BY_COMPUTER.at(place, name=name)
    return STRAY_FILE.at(place, name=name)


def missing_text(place: Location, folder: str, names: Iterable[str]) -> Diagnostic:
    """Say that a folder has no text, or that Windows hid how the text's name ends."""
    hidden = next((name for name in names if name.lower() in _MEANT_AS_TEXT), None)
    if hidden and hidden.lower() == "index.md":
        help_ = Localized(
            f"there is {hidden}: rename it to index.md, in small letters",
            f"資料夾內有 {hidden}：改名為 index.md（小寫）",
        )
    elif hidden:
        help_ = Localized(
            f"there is {hidden}: rename it to index.md (to see how names end on Windows: Explorer "
            "› View › File name extensions)",
            f"資料夾內有 {hidden}：改名為 index.md（在 Windows 顯示副檔名：檔案總管 › 檢視 › "
            "副檔名）",
        )
    else:
        help_ = Localized(
            "name the text of the case index.md, or run: casebook new",
            "把案例的文字檔命名為 index.md，或執行：casebook new",
        )
    return MISSING_TEXT.at(place, folder=folder, help=help_)


def is_of_computer(name: str) -> bool:
    """Tell whether a file or folder of this name is one that a computer makes by itself."""
    return bool(_OF_COMPUTER.fullmatch(name))


def unregistered_file(place: Location, name: str) -> Diagnostic:
    """Say that nobody registered a file, and how one of its kind is registered."""
    described = _ENTRIES.get(PurePath(name).suffix.lower(), "worksheet, title: …")
    entry = f"- {{file: {name}, type: {described}, use: publish}}"
    looked = Localized("", "")
    if "people: none" in described:
        looked = Localized(
            " (write people: none only if nobody can be recognised)",
            "（如無人可被辨認才寫 people: none）",
        )
    help_ = Localized(
        f"add to the materials in index.md:  {entry}{looked.en}; or delete the file",
        f"在 index.md 的 materials 加上：  {entry}{looked.zh_hant}；或刪去檔案",
    )
    return UNREGISTERED_FILE.at(place, name=name, help=help_)


def unusable_name(place: Location, name: str) -> Diagnostic:
    """Say that a file cannot be called so, and how it could be."""
    stem, _, ending = name.lower().rpartition(".")
    words = "-".join(_PLAIN.findall(stem))[:40].strip("-")
    example = f"{words}.{ending}"
    if not words or not is_file_name(example):
        example = "rubric-for-feedback.docx"
    return UNUSABLE_NAME.at(place, name=name, example=example, limit=str(MAX_FILE_NAME))


def missing_file(place: Location, name: str, similar: str | None) -> Diagnostic:
    """Say that a registered file is absent, and name the one that was probably meant."""
    if similar:
        help_ = Localized(f"write file: {similar}", f"改為 file: {similar}")
    else:
        help_ = Localized(
            "put the file into the folder, or delete its entry from the materials",
            "把檔案放進資料夾，或刪去 materials 內的登記",
        )
    return MISSING_FILE.at(place, name=name, help=help_)
