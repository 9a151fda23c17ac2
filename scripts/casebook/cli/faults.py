"""A fault of Casebook or of this computer, told in one sentence."""

from __future__ import annotations

import sys
from typing import Final

from casebook.characters import visible
from casebook.cli.status import FAULT, USAGE
from casebook.faults import case_of, debugging, described
from casebook.language import Language, Localized

_WORDS: Final = Localized(
    "casebook: Casebook itself failed{place}: {error}\n"
    "casebook: nothing was changed; report this line, and what CASEBOOK_DEBUG=1 adds to it, to "
    "those who look after Casebook here\n",
    "casebook：本系統出錯{place}：{error}\n"
    "casebook：沒有改動任何內容；請把以上訊息，連同設定 CASEBOOK_DEBUG=1 後的訊息，"
    "交給負責本系統的人員\n",
)
SCANNED: Final = Localized(
    "casebook: nothing was published: {count} things must not be on a site. No case is to blame, "
    "but Casebook, its theme or a hand-written page; report these lines to those who look after "
    "Casebook here",
    "casebook：沒有發布：網站有 {count} 處不應出現的內容。問題不在案例，"
    "而在本系統、佈景或手寫頁面；請把以上各行交給負責本系統的人員",
)
"""What is said after the faults of a finished site."""
_AT: Final = Localized(" at {case}", "（{case}）")


def told(error: Exception, language: Language) -> int:
    """Print what a person is told of `error`, and return the exit status.

    Where a traceback is wanted, `error` is raised again.
    """
    if debugging():
        raise error
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        sys.stderr.write(visible(f"casebook: {place}{error.strerror or error}\n"))
        return USAGE
    case = case_of(error)
    place = _AT.format(case=case).in_(language) if case else ""
    words = _WORDS.format(place=place, error=described(error))
    sys.stderr.write(visible(words.in_(language), keep="\n"))
    return FAULT
