"""Where in Word, PowerPoint and Excel each finding is put right."""

from __future__ import annotations

from typing import Final

from casebook.language import Localized

INSPECT: Final = Localized(
    "in Word, PowerPoint or Excel: File › Info › Check for Issues › Inspect Document › Remove All",
    "在 Word、PowerPoint 或 Excel：檔案 › 資訊 › 查看是否有問題 › 檢查文件 › 全部移除",
)
NO_PASSWORD: Final = Localized(
    "File › Info › Protect Document › Encrypt with Password: delete the password, then save",
    "檔案 › 資訊 › 保護文件 › 以密碼加密：刪去密碼，然後存檔",
)
DELETE_COMMENTS: Final = Localized(
    "delete them: Review › Delete › Delete All Comments, then save",
    "刪去註解：校閱 › 刪除 › 刪除所有註解，然後存檔",
)
ACCEPT_CHANGES: Final = Localized(
    "in Word: Review › Accept › Accept All Changes and Stop Tracking; in Excel: Review › Unshare "
    "Workbook; then save",
    "在 Word：校閱 › 接受 › 接受所有變更並停止追蹤；在 Excel：校閱 › 取消共用活頁簿；然後存檔",
)
NO_MACROS: Final = Localized(
    "delete the add-ins and controls in it, then File › Save As and choose the type without "
    "macros (.docx, .pptx, .xlsx)",
    "刪去當中的增益集和控制項，再以「檔案 › 另存新檔」選不含巨集的類型（.docx、.pptx、.xlsx）",
)
AS_PICTURE: Final = Localized(
    "copy the object, paste it as a picture (Paste Special), delete the object, then save",
    "複製該物件，以「選擇性貼上」貼成圖片，刪去物件，然後存檔",
)
NO_LINKS: Final = Localized(
    "File › Info › Edit Links to Files › Break Link; for a template: Developer › Document "
    "Template, clear the field; in Excel: Data › Queries & Connections, delete them; then save",
    "檔案 › 資訊 › 編輯檔案連結 › 中斷連結；如屬範本：開發人員 › 文件範本，清空欄位；"
    "在 Excel：資料 › 查詢與連線，全部刪除；然後存檔",
)
NO_FIELD: Final = Localized(
    "in Word: click it, press Ctrl+Shift+F9 to keep what it shows as plain text; in Excel: copy "
    "the cell and paste it as a value; in PowerPoint: Insert › Action, choose None; then save",
    "在 Word：點選後按 Ctrl+Shift+F9，只保留所顯示的文字；在 Excel：複製儲存格並貼上為「值」；"
    "在 PowerPoint：插入 › 動作，選「無」；然後存檔",
)
CHANGE_LINK: Final = Localized(
    "right-click it › Edit Hyperlink: type an address of a public page that begins with "
    "https://, or Remove Hyperlink; then save",
    "按右鍵 › 編輯超連結：輸入以 https:// 開首的公開網頁，或移除超連結；然後存檔",
)
SAVE_ANEW: Final = Localized(
    "open it in Word, PowerPoint or Excel, delete what is named here if you find it, and save it "
    "under a new name (File › Save As); if it is still refused, save it as PDF",
    "在 Word、PowerPoint 或 Excel 開啟，刪去上述內容（如找到），再另存為新檔案"
    "（檔案 › 另存新檔）；如仍不獲接受，請存為 PDF",
)
AS_PNG: Final = Localized(
    "select the picture, cut it, paste it with Paste Special › PNG or JPEG, then save",
    "點選圖片並剪下，以「選擇性貼上 › PNG 或 JPEG」貼上，然後存檔",
)
