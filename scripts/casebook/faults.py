"""What is said where Casebook itself fails, or the computer does: never a traceback.

`CASEBOOK_DEBUG=1` lets the traceback through, for whoever mends Casebook.
"""

from __future__ import annotations

import os
import traceback
from pathlib import Path
from typing import Final

from casebook.characters import visible
from casebook.contribution import Contribution
from casebook.diagnostics import Diagnostic, DiagnosticKind, Location
from casebook.language import Localized
from casebook.regular import FileChangedError

INTERNAL_ERROR = DiagnosticKind(
    "internal-error",
    "error",
    Localized(
        "Casebook itself failed on this case, and the case need not be wrong: {error}",
        "本系統處理這個案例時出錯，案例本身未必有問題：{error}",
    ),
    Localized(
        "send this message and the case to those who look after Casebook here",
        "把這個訊息和案例交給負責本系統的人員",
    ),
)
CANNOT_BE_READ = DiagnosticKind(
    "cannot-be-read",
    "error",
    Localized("this computer cannot read it: {reason}", "這部電腦無法讀取：{reason}"),
    Localized(
        "open it yourself; if you cannot either, ask for the right to read it, or copy it anew",
        "先自行開啟；如果也打不開，請取得讀取權限，或重新複製一份",
    ),
)
CHANGED_MEANWHILE = DiagnosticKind(
    "changed-meanwhile",
    "error",
    Localized("it changed while it was read", "在讀取期間有改動"),
    Localized(
        "check again when no other program writes into the folder (a copy or a synchronisation "
        "may still be under way)",
        "請待沒有其他程式寫入資料夾（複製或同步可能仍在進行），再檢查一次",
    ),
)
_PACKAGE: Final = str(Path(__file__).parent)
_LONGEST: Final = 200
"""Characters of an error that are shown: it may quote a whole text."""


def debugging() -> bool:
    """Tell whether a traceback is wanted."""
    return bool(os.environ.get("CASEBOOK_DEBUG"))


def fault_in(folder: Path, error: Exception) -> Diagnostic:
    """Return what is said of the case in `folder`, which could not be read or checked."""
    root = folder.parent.parent.parent
    if isinstance(error, OSError):
        file = Path(os.fsdecode(error.filename)) if error.filename else folder
        place = file if file.is_relative_to(folder) else folder
        if isinstance(error, FileChangedError | FileNotFoundError):
            return CHANGED_MEANWHILE.at(Location(place.relative_to(root).as_posix()))
        reason = error.strerror or str(error)
        return CANNOT_BE_READ.at(Location(place.relative_to(root).as_posix()), reason=reason)
    return INTERNAL_ERROR.at(Location(folder.relative_to(root).as_posix()), error=described(error))


def described(error: BaseException) -> str:
    """Return an error in one line, with the line of ours where it came up."""
    words = " ".join(f"{type(error).__name__}: {error}".split())
    words = visible(words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…")
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if frame.filename.startswith(_PACKAGE)]
    if not ours:
        return words
    return f"{words} ({Path(ours[-1].filename).relative_to(_PACKAGE)}:{ours[-1].lineno})"


def case_of(error: BaseException) -> str | None:
    """Return the path of the case that was at work when an error came up."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    for frame in reversed(frames):
        for value in frame.f_locals.values():
            if isinstance(value, Contribution):
                return value.path
    return None
