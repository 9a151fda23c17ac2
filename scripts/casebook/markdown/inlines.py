"""The parts of a line: emphasis, code, links, pictures, references to footnotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final
from urllib.parse import quote, unquote

from casebook.addresses import Fault, fault_of, is_insecure
from casebook.diagnostics import DiagnosticKind
from casebook.language import Localized
from casebook.markdown.elements import elements_in
from casebook.markdown.headings import anchor_in_link
from casebook.markdown.lost import check_marks
from casebook.markdown.nodes import Node, NodeKind
from casebook.markdown.reading import Reading, shortened
from casebook.markdown.rendering import escape
from casebook.markdown.targets import INSECURE_LINK, UNSAFE_LINK
from casebook.markdown.values import Link, Picture

HTML_IN_TEXT = DiagnosticKind(
    "html-in-text",
    "error",
    Localized(
        "{element} is HTML, which Casebook does not put on a page",
        "{element} 是 HTML，本系統不會放上網頁",
    ),
    Localized(
        "delete it and use Markdown (**bold**, [words](address), an empty line); "
        "to show it as typed, put it between backticks: `{element}`",
        "刪去它，改用 Markdown（**粗體**、[文字](網址)、空行）；"
        "如要原樣顯示，用反引號括住：`{element}`",
    ),
)
EMPTY_LINK_TEXT = DiagnosticKind(
    "empty-link-text",
    "error",
    Localized(
        'the link to "{target}" has no words, so nobody can see or hear it',
        "連到「{target}」的連結沒有文字，讀者看不見也聽不到",
    ),
    Localized(
        "type between the square brackets what the reader finds there: [rubric]({target})",
        "在方括號內寫明內容，例如 [評量準則]({target})",
    ),
)
REMOTE_PICTURE = DiagnosticKind(
    "remote-picture",
    "error",
    Localized(
        'the picture "{target}" is not in the folder of the case: it can change or vanish, '
        "and its owner sees every reader",
        "圖片「{target}」不在案例的資料夾內：它可被更換或移除，其擁有人亦得知每位讀者",
    ),
    Localized(
        "save the picture into the folder, register it under materials and write: ![{alt}]({edit})",
        "把圖片存到資料夾，在 materials 登記，再寫：![{alt}]({edit})",
    ),
)
MISSING_ALT_TEXT = DiagnosticKind(
    "missing-alt-text",
    "error",
    Localized(
        'the picture "{target}" has no description, '
        "so people who cannot see it learn nothing of it",
        "圖片「{target}」沒有文字描述，看不見的讀者無從得知內容",
    ),
    Localized(
        "type between the square brackets what the picture shows: "
        "![Two pupils mark a draft]({target})",
        "在方括號內寫出圖片的內容，例如 ![兩名學生批改草稿]({target})",
    ),
)
_FILE_NAME: Final = re.compile(
    r"[^\s/]*\.(?:png|jpe?g|gif|webp|svg|heic|bmp|tiff?|avif)", re.IGNORECASE
)
_GENERIC_NAME: Final = re.compile(
    r"(?:img|dsc|image|picture|photo|圖片?|照片|相片)?[\s_-]*\d*", re.IGNORECASE
)
_BARE_ADDRESS: Final = re.compile(
    r"(?<![A-Za-z0-9_/@.-])https://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d+)?"
    r"(?:[/?#][A-Za-z0-9/?#%&=+~_.,:;@!$*'()-]*)?"
)
_TAGS: Final[Mapping[NodeKind, str]] = {"emphasis": "em", "strong": "strong", "struck": "del"}


def compose_inlines(reading: Reading, nodes: Iterable[Node], *, linked: bool = False) -> None:
    """Write `nodes`; within a link (`linked`) nothing else can be one."""
    for node in nodes:
        _COMPOSERS[node.kind](reading, node, linked)


def _text(reading: Reading, node: Node, linked: bool) -> None:
    if "]" in node.text:
        check_marks(reading, node)
    if linked or "https://" not in node.text:
        reading.write_text(node.text)
        return
    end = 0
    for match in _BARE_ADDRESS.finditer(node.text):
        address = match[0].rstrip(".,:;!?'*_~")
        if address.endswith(")") and address.count("(") < address.count(")"):
            address = address.rstrip(")")
        if fault_of(address):
            continue
        reading.write_text(node.text[end : match.start()])
        link = Link(address, reading.place_of(node, address))
        reading.links.append(link)
        reading.write(link)
        reading.write_text(address)
        reading.write("</a>")
        end = match.start() + len(address)
    reading.write_text(node.text[end:])


def _code(reading: Reading, node: Node, _: bool) -> None:
    reading.write(f"<code>{escape(node.text)}</code>")


def _soft_break(reading: Reading, node: Node, _: bool) -> None:
    if not reading.breaks_chinese(node):
        reading.write("\n")


def _hard_break(reading: Reading, _node: Node, _linked: bool) -> None:
    reading.write("<br>\n")


def _emphasis(reading: Reading, node: Node, linked: bool) -> None:
    tag = _TAGS[node.kind]
    reading.write(f"<{tag}>")
    compose_inlines(reading, node.children, linked=linked)
    reading.write(f"</{tag}>")


def _link(reading: Reading, node: Node, linked: bool) -> None:
    mark = "<" if reading.line(node.line).startswith("<", node.column - 1) else "["
    place = reading.place_of(node, mark)
    target = node.text.strip(" ")
    shown = shortened(target)
    if not node.words() and not any(part.kind == "picture" for part in node.walk()):
        reading.report(EMPTY_LINK_TEXT, place, target=shown)
    fault = None
    if is_insecure(target):
        reading.report(INSECURE_LINK, place, target=shown, edit="https" + shown[4:])
    elif fault := fault_of(target) or _fault_of_nothing(target):
        reading.report(UNSAFE_LINK, place, target=shown, reason=fault[0], edit=fault[1])
    if linked or fault:
        compose_inlines(reading, node.children, linked=True)
        return
    link = Link(_settled(target), place)
    reading.links.append(link)
    reading.write(link)
    compose_inlines(reading, node.children, linked=True)
    reading.write("</a>")


def _fault_of_nothing(target: str) -> Fault | None:
    """Say that an address is none: a browser would show the same page again."""
    if target not in ("", "#") and not target.startswith("?"):
        return None
    return Localized("has no address to lead to", "沒有指向任何網址"), Localized(
        "type between the round brackets where it leads: [rubric](rubric.docx)",
        "在圓括號內寫明所指的檔案或網址，例如 [評量準則](rubric.docx)",
    )


def _settled(target: str) -> str:
    """Return a relative target without `./`, and with the anchor that its fragment means."""
    if ":" in target.partition("/")[0]:
        return target
    path, sign, fragment = target.removeprefix("./").partition("#")
    leads_to_text = not path or path.endswith(("/", ".md"))
    if fragment and leads_to_text:
        fragment = anchor_in_link(fragment)
    return path + sign + fragment


def _picture(reading: Reading, node: Node, _: bool) -> None:
    place = reading.place_of(node, "![")
    alt = " ".join(node.words().split())
    target = unquote(node.text).strip().removeprefix("./")
    if fault_of(node.text) or ":" in target or target.startswith("/"):
        name = quote(target.rstrip("/").rpartition("/")[2][:40]) or "picture.jpg"
        shown = shortened(alt or target)
        reading.report(REMOTE_PICTURE, place, target=shortened(target), alt=shown, edit=name)
        reading.write_text(alt)
        return
    if not alt or _FILE_NAME.fullmatch(alt) or _GENERIC_NAME.fullmatch(alt):
        reading.report(MISSING_ALT_TEXT, place, target=shortened(target))
    is_caption = any(part.kind == "link" for part in node.walk())
    picture = Picture(target, alt, place, node.title, is_caption)
    reading.pictures.append(picture)
    reading.write(picture)


def _reference(reading: Reading, node: Node, linked: bool) -> None:
    number = reading.footnotes.setdefault(node.text, len(reading.footnotes) + 1)
    if number > len(reading.notes):
        reading.notes.append(node.text)
    reading.references[node.text] += 1
    if linked:
        reading.write(f"<sup>{number}</sup>")
        return
    count = reading.references[node.text]
    own = f"fnref-{number}" if count == 1 else f"fnref-{number}-{count}"
    reading.write(f'<sup><a href="#fn-{number}" id="{own}" role="doc-noteref" aria-label="')
    reading.write(Localized(f"Note {number}", f"註 {number}"))
    reading.write(f'">{number}</a></sup>')


def _html(reading: Reading, node: Node, _: bool) -> None:
    element = next(elements_in(node.text), None)
    if element:
        place = reading.place_of(node, "<")
        reading.report(HTML_IN_TEXT, place, element=shortened(element[1], 40))
    reading.write_text(node.text)


_Composer = Callable[[Reading, Node, bool], None]
_COMPOSERS: Final[Mapping[NodeKind, _Composer]] = {
    "text": _text,
    "code": _code,
    "soft-break": _soft_break,
    "hard-break": _hard_break,
    "emphasis": _emphasis,
    "strong": _emphasis,
    "struck": _emphasis,
    "link": _link,
    "picture": _picture,
    "footnote-reference": _reference,
    "html": _html,
}
