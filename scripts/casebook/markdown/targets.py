"""What is said of a link that may not be made."""

from __future__ import annotations

from casebook.diagnostics import DiagnosticKind
from casebook.language import Localized

UNSAFE_LINK = DiagnosticKind(
    "unsafe-link",
    "error",
    Localized('the link to "{target}" {reason}', "連結「{target}」{reason}"),
    Localized("{edit}", "{edit}"),
)
INSECURE_LINK = DiagnosticKind(
    "insecure-link",
    "warning",
    Localized(
        'the link "{target}" begins with http://, which anyone on the way can change',
        "連結「{target}」以 http:// 開首，內容可在途中遭人更改",
    ),
    Localized(
        "type https:// in place of http:// and try it: {edit} "
        "(if the site has no https, leave the link as it is)",
        "把 http:// 改為 https:// 並試試能否打開：{edit}（如該網站不支援 https，可保留原狀）",
    ),
)
