"""How a PDF is put right: by making it again, or by printing it into a new one."""

from __future__ import annotations

from typing import Final

from casebook.language import Localized

EXPORT: Final = Localized(
    "make the PDF again from its source: Save As › PDF › Options, and untick Document properties",
    "從原稿重新製作 PDF：另存新檔 › PDF › 選項，取消「文件屬性」",
)
PRINT: Final = Localized(
    "print it into a new PDF (Print › Microsoft Print to PDF, or Save as PDF)",
    "列印成新的 PDF（列印 › Microsoft Print to PDF，或另存為 PDF）",
)
DELETE_REMARKS: Final = Localized(
    "delete the remarks, or print it into a new PDF with Comments & Forms: Document",
    "刪去註解；或列印成新的 PDF，「註解和表單」選「文件」",
)
NO_ATTACHMENTS: Final = Localized(
    "register what is attached as a material of its own, and print this into a new PDF",
    "把附件另行登記為材料，並把本檔列印成新的 PDF",
)
CHANGE_LINK: Final = Localized(
    "change the link in the source to a public page that begins with https:// and make the PDF "
    "again; in Acrobat: Edit › Link, delete it; or print it into a new PDF, which has no links",
    "在原稿把連結改為以 https:// 開首的公開網頁，再重新製作 PDF；在 Acrobat：編輯 › 連結，"
    "將之刪去；或列印成沒有連結的新 PDF",
)
