"""The kinds of diagnostic that a compilation can give."""

from __future__ import annotations

from typing import Final

from casebook.diagnostics import DiagnosticKind
from casebook.language import Localized

INVALID_NAME: Final = DiagnosticKind(
    "compilation-name",
    "error",
    Localized(
        'the file name "{name}" cannot be an address: small letters, digits and single hyphens, '
        "up to 60, then .md",
        "檔案名稱「{name}」不能用作網址：只可用小寫英文字母、數字和連字號，不多於 60 個，"
        "然後是 .md",
    ),
    Localized(
        "rename the file, for example to feedback-that-pupils-use.md",
        "把檔案改名，例如 feedback-that-pupils-use.md",
    ),
)
UNKNOWN_SOURCE: Final = DiagnosticKind(
    "unknown-source",
    "error",
    Localized('there is no case "{case}"', "沒有案例「{case}」"),
    Localized("{help}", "{help}"),
)
DRAFT_SOURCE: Final = DiagnosticKind(
    "draft-source",
    "error",
    Localized(
        'the case "{case}" is a draft: nobody can read it yet',
        "案例「{case}」仍是草稿，讀者未能看到",
    ),
    Localized(
        "delete this part, or wait until the case has status: published",
        "刪去這部分；或待案例改為 status: published",
    ),
)
WITHDRAWN_SOURCE: Final = DiagnosticKind(
    "withdrawn-source",
    "error",
    Localized(
        'the case "{case}" was withdrawn on {date}; compilations that it affects: {pages}',
        "案例「{case}」已於 {date} 撤回；受影響的匯編：{pages}",
    ),
    Localized("delete this part from each of them", "從各匯編刪去這部分"),
)
ENDED_SOURCE: Final = DiagnosticKind(
    "ended-source",
    "warning",
    Localized(
        'the case "{case}" is off the site since {date}: a notice stands in place of this part; '
        "compilations that it affects: {pages}",
        "案例「{case}」已於 {date} 撤下，這部分現以通知代替；受影響的匯編：{pages}",
    ),
    Localized(
        "delete this part from each of them; or have the permission in the case renewed",
        "從各匯編刪去這部分；或更新案例所需的准許",
    ),
)
CHOSEN_TWICE: Final = DiagnosticKind(
    "chosen-twice",
    "error",
    Localized('"{name}" is chosen twice', "「{name}」選了兩次"),
    Localized("keep one of the two", "只留其中一項"),
)
EMPTY_PART: Final = DiagnosticKind(
    "empty-part",
    "error",
    Localized('nothing of the case "{case}" is chosen', "沒有選取案例「{case}」的任何內容"),
    Localized(
        "add sections: all, or the headings you want, for example sections: [{heading}]; or "
        "materials: with file names",
        "加上 sections: all，或你想要的標題，例如 sections: [{heading}]；"
        "或在 materials: 寫檔案名稱",
    ),
)
UNKNOWN_SECTION: Final = DiagnosticKind(
    "unknown-section",
    "error",
    Localized(
        'the text of "{case}" that is shown here has no heading "{heading}"',
        "在這裏刊登的案例「{case}」正文沒有標題「{heading}」",
    ),
    Localized("{help}", "{help}"),
)
UNKNOWN_CHOICE: Final = DiagnosticKind(
    "unknown-chosen-material",
    "error",
    Localized(
        'the case "{case}" has no published material "{name}"',
        "案例「{case}」沒有公開的材料「{name}」",
    ),
    Localized("{help}", "{help}"),
)
EXPIRED_CHOICE: Final = DiagnosticKind(
    "expired-chosen-material",
    "warning",
    Localized(
        '"{name}" is left out: the agreement to show it has ended',
        "「{name}」已略去：公開的同意已屆滿",
    ),
    Localized(
        "delete it here; or have the agreement renewed in the case", "從這裏刪去；或在案例更新同意"
    ),
)
NARROWER_SCOPE: Final = DiagnosticKind(
    "agreed-to-less",
    "error",
    Localized(
        '"{title}" would be shown in a compilation, but at {place} the agreement covers '
        '"{scope}" only',
        "「{title}」會在匯編刊登，但 {place} 的同意範圍只是「{scope}」",
    ),
    Localized(
        "ask again, and write scope: compilation with the new date at {place}; or leave it out: "
        "{way}",
        "重新徵求同意，在 {place} 寫 scope: compilation 及新日期；或略去它：{way}",
    ),
)
CUT_WORK: Final = DiagnosticKind(
    "cut-work-of-others",
    "error",
    Localized(
        '"{work}" in the text of the case is under {license}: it may be shown, but not changed, '
        "and sections alone may cut it",
        "案例正文的「{work}」採用 {license} 授權：可以刊登，不可改動；只選部分章節可能會截去它",
    ),
    Localized(
        "write sections: all, so that it stands as in the case; or choose materials alone",
        "改為 sections: all，保持案例原貌；或只選取材料",
    ),
)
PERMISSION: Final = DiagnosticKind(
    "permission-for-case",
    "warning",
    Localized(
        '"{work}" stands here by a permission that was given for the case ({evidence})',
        "「{work}」憑案例取得的准許（{evidence}）刊登",
    ),
    Localized(
        "read whether it covers a compilation; if not, ask {owner}, or leave the work out",
        "請核對該准許是否包括匯編；如不包括，請徵求{owner}准許，或略去該作品",
    ),
)
DIFFERENT: Final = DiagnosticKind(
    "editions-differ",
    "error",
    Localized(
        "the two languages of this compilation do not agree in {what}: {other} has {theirs}",
        "這份匯編兩種語文的{what}不一致：{other} 是 {theirs}",
    ),
    Localized("make both the same", "把兩者改為一致"),
)
PICTURE: Final = DiagnosticKind(
    "picture-in-introduction",
    "error",
    Localized(
        'an introduction shows no pictures of its own: "{target}"',
        "導言不可加入圖片：「{target}」",
    ),
    Localized(
        "delete it; to show a picture of a case, choose its section, or its file under materials",
        "刪去它；如要刊登案例的圖片，請選取所屬章節，或在 materials 選取其檔案",
    ),
)
LINK: Final = DiagnosticKind(
    "link-in-introduction",
    "error",
    Localized(
        'the link leads to "{target}", which is no case of this site',
        "連結指向「{target}」，但它不是本網站的案例",
    ),
    Localized(
        "write an address that begins with https://, or that of a case: "
        "../../cases/2024-25/short-name/",
        "寫以 https:// 開首的網址，或案例的地址：../../cases/2024-25/代號/",
    ),
)
