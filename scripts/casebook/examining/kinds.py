"""What is said of a case that was not read to the end, or of a file that was not made anew."""

from __future__ import annotations

from casebook.diagnostics import DiagnosticKind
from casebook.language import Localized

TOOK_TOO_LONG = DiagnosticKind(
    "took-too-long",
    "error",
    Localized(
        "reading this case took the processor more than {seconds} s, the limit, and was stopped",
        "讀取這個案例所用的處理器時間超過上限 {seconds} 秒，已經中止",
    ),
    Localized(
        "take its files out one by one until it is read; make the last one smaller, split it, or "
        "save it anew; the publisher sets the limit `seconds` in mkdocs.yml",
        "逐一取出檔案，直至可以讀取；然後把最後取出的檔案縮小、分拆或重新儲存；"
        "上限是 mkdocs.yml 的 `seconds`，由發布者設定",
    ),
)
TOOK_TOO_MUCH_MEMORY = DiagnosticKind(
    "took-too-much-memory",
    "error",
    Localized(
        "reading this case took more than {size} of memory, the limit, and was stopped",
        "讀取這個案例所用的記憶體超過上限 {size}，已經中止",
    ),
    Localized(
        "take its files out one by one until it is read; make the last one smaller, split it, or "
        "save it anew; the publisher sets the limit `memory` in mkdocs.yml",
        "逐一取出檔案，直至可以讀取；然後把最後取出的檔案縮小、分拆或重新儲存；"
        "上限是 mkdocs.yml 的 `memory`，由發布者設定",
    ),
)
STOPPED_READING = DiagnosticKind(
    "stopped-reading",
    "error",
    Localized(
        "nothing came of reading this case for {seconds} s, and it was stopped",
        "讀取這個案例 {seconds} 秒仍沒有結果，已經中止",
    ),
    Localized(
        "check again; if it is stopped again, copy its files to another disk and check them there",
        "再檢查一次；如果仍然中止，把檔案複製到另一個磁碟，再在那裏檢查",
    ),
)
CANNOT_BE_MADE = DiagnosticKind(
    "cannot-be-made",
    "error",
    Localized(
        "it can be read, but not made anew for readers: {why}",
        "可以讀取，但無法重新製作給讀者：{why}",
    ),
    Localized(
        "save the original anew, smaller or simpler, or delete it with its entry; the publisher "
        "sets the limits `seconds` and `memory` in mkdocs.yml",
        "把原檔重新儲存，縮小或簡化，或連同登記一併刪去；上限是 mkdocs.yml 的 `seconds` 和 "
        "`memory`，由發布者設定",
    ),
)
