"""Where a link may lead: pages on the open web by https, e-mail, files and cases beside it."""

from __future__ import annotations

import ipaddress
import posixpath
import re
import unicodedata
from typing import Final
from urllib.parse import unquote, urlsplit

from casebook.language import Localized

_WORDS_ONLY: Final = Localized(
    "write the words without a link, or link to a page that begins with https://",
    "只寫文字、不加連結，或改為以 https:// 開首的網頁",
)
_FILE_HELP: Final = Localized(
    "put the file into the folder of the case and write its name alone: [rubric](rubric.docx)",
    "把檔案放進個案的資料夾，只寫檔名，例如 [評量準則](rubric.docx)",
)
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SUBJECT: Final = re.compile(r"(?i)^(mailto:[^?]*)\?subject=[^&?#\x00-\x1f]*$")
MAX_HOST: Final = 253
_MAILBOX: Final = re.compile(r"mailto:[\w.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.IGNORECASE)
_HOST: Final = re.compile(r"[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)+\.?")
_INSIDE: Final = re.compile(r"(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp)$")

Fault = tuple[Localized, Localized]
"""Why a target is refused, and what to do instead."""


def names_page(path: str) -> bool:
    """Tell whether a path that is no file of a case was meant for a page.

    Files lie beside the text: an address with a folder in it means some page.
    """
    return "/" in path or posixpath.splitext(path)[1] in ("", ".md", ".html")


def fault_of(target: str) -> Fault | None:
    """Say why `target`, its entities already decoded, may not be linked to; None if it may.

    Browsers drop control characters and take a backslash for a slash (WHATWG URL), so that both
    are refused wherever they stand.
    """
    decoded = unquote(target)
    scheme = _SCHEME.match(_without_controls(decoded))
    if scheme and len(scheme[1]) > 1:
        return _scheme_fault(target, scheme[1].lower())
    if scheme or "\\" in decoded:
        return Localized(
            "names a place on one computer or network", "指向某部電腦或內部網絡的位置"
        ), _FILE_HELP
    if decoded.startswith("/"):
        return Localized(
            "begins with / and does not say where it leads", "以 / 開首，不知指向何處"
        ), (
            Localized(
                "write a full address (https://…), or ../other-case/ for another case",
                "寫完整網址（https://…）；如指另一個案，寫 ../other-case/",
            )
        )
    return _character_fault(decoded)


def is_insecure(target: str) -> bool:
    """Tell whether `target` is a page that would be allowed if it began with https://."""
    return target[:7].lower() == "http://" and fault_of("https://" + target[7:]) is None


def _scheme_fault(target: str, scheme: str) -> Fault | None:
    if scheme == "mailto":
        if _MAILBOX.fullmatch(target):
            return None
        return Localized("is not one plain e-mail address", "不是一個單純的電郵地址"), Localized(
            "write one address and nothing after it: mailto:office@school.edu.hk",
            "只寫一個地址，後面不加其他內容：mailto:office@school.edu.hk",
        )
    if scheme != "https":
        if scheme == "file":
            reason = Localized("opens a file on the reader's computer", "會開啟讀者電腦內的檔案")
            return reason, _FILE_HELP
        reason = Localized(
            f'begins with "{scheme}:", which is no page that every browser opens safely',
            f"以「{scheme}:」開首，並非所有瀏覽器都能安全開啟的網頁",
        )
        return reason, _WORDS_ONLY
    return _host_fault(target) or _character_fault(unquote(target))


def _character_fault(decoded: str) -> Fault | None:
    if decoded != _without_controls(decoded) or decoded != decoded.strip() or "\\" in decoded:
        return Localized(
            "has a line break, control character or backslash in it",
            "含有換行、控制字元或反斜線",
        ), Localized("type the address again, without spaces", "重新輸入網址，不要有空格")
    return None


def _host_fault(target: str) -> Fault | None:
    try:
        parts = urlsplit(target)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    host = unicodedata.normalize("NFKC", unquote(parts.hostname or "")).replace("。", ".").lower()
    if "@" in parts.netloc:
        return Localized("carries a user name or password", "附帶用戶名稱或密碼"), Localized(
            "delete everything from https:// to @", "刪去 https:// 與 @ 之間的內容"
        )
    if not target.lower().startswith("https://") or port == 0 or not 0 < len(host) <= MAX_HOST:
        return Localized("is not a complete address", "不是完整的網址"), _WORDS_ONLY
    if _is_inside(host):
        return Localized(
            "leads into an internal network, where readers cannot go",
            "指向內部網絡，讀者無法前往",
        ), _WORDS_ONLY
    if not _HOST.fullmatch(host):
        return Localized("is not a complete address", "不是完整的網址"), _WORDS_ONLY
    return None


def _is_inside(host: str) -> bool:
    host = host.rstrip(".")
    last = host.rpartition(".")[2]
    if last.isdigit() or last.startswith("0x") or ":" in host:
        try:
            return not ipaddress.ip_address(host).is_global
        except ValueError:
            return True  # 127.1, 0x7f000001: browsers read them as addresses
    return "." not in host or _INSIDE.search(host) is not None


def _without_controls(text: str) -> str:
    if text.isprintable():
        return text.lstrip()
    kept = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Zl", "Zp"))
    return kept.lstrip()


def fault_in_document(target: str) -> Localized | None:
    """Say why a document may not link to `target`: it has no folder, and http:// is a warning's.

    An empty target, or one that begins with #, stays inside the document.
    """
    target = target.strip()
    if not target or target.startswith("#"):
        return None
    if target[:7].lower() == "http://":
        target = f"https://{target[7:]}"
    target = _SUBJECT.sub(r"\1", target)
    fault = fault_of(target)
    if fault is None and not _SCHEME.match(target):
        return Localized("is a file that readers do not have", "是讀者沒有的檔案")
    return fault[0] if fault else None
