"""What a file may carry that its contributor does not see, and files that cannot be read."""

from __future__ import annotations

from casebook.diagnostics import DiagnosticKind
from casebook.language import Localized

LOCATION_INSIDE = DiagnosticKind(
    "location-inside",
    "error",
    Localized(
        '"{name}" carries the place where it was taken, to within a few metres',
        "「{name}」內含拍攝地點，可準確至數米之內",
    ),
    Localized(
        "run: casebook fix {path}; or send it anew from the telephone without the place (iPhone: "
        "Share › Options › Location off; Android: open the details and remove the location)",
        "執行：casebook fix {path}；或在手機上去除地點後重新傳送（iPhone：分享 › 選項 › "
        "關閉「位置」；Android：開啟詳細資料並移除位置）",
    ),
)
CAMERA_DATA = DiagnosticKind(
    "camera-data",
    "error",
    Localized(
        '"{name}" carries what nobody sees in it: {what}', "「{name}」內含看不見的資料：{what}"
    ),
    Localized(
        "run: casebook fix {path}; or on Windows: right-click › Properties › Details › Remove "
        "Properties and Personal Information",
        "執行：casebook fix {path}；或在 Windows 按右鍵 › 內容 › 詳細資料 › 移除檔案屬性和個人資訊",
    ),
)
NAMES_INSIDE = DiagnosticKind(
    "names-inside",
    "warning",
    Localized(
        'the properties of "{name}" name a person: {what}; the site leaves it out, but the '
        "repository keeps it for ever",
        "「{name}」的屬性記有人名：{what}；網站不會刊登，但儲存庫會永遠保留",
    ),
    Localized("{help}; or run: casebook fix {path}", "{help}；或執行：casebook fix {path}"),
)
COMMENTS_INSIDE = DiagnosticKind(
    "comments-inside",
    "error",
    Localized('"{name}" still has comments: {what}', "「{name}」仍有註解：{what}"),
    Localized("{help}", "{help}"),
)
TRACKED_CHANGES = DiagnosticKind(
    "tracked-changes",
    "error",
    Localized(
        '"{name}" still has tracked changes: everyone could read what was deleted, and by whom',
        "「{name}」仍有追蹤修訂：人人可讀到刪去了甚麼、由誰刪去",
    ),
    Localized("{help}", "{help}"),
)
ACTIVE_CONTENT = DiagnosticKind(
    "active-content",
    "error",
    Localized(
        '"{name}" holds a program that may start when it is opened: {what}',
        "「{name}」內含開啟時可能執行的程式：{what}",
    ),
    Localized("{help}", "{help}"),
)
EMBEDDED_FILE = DiagnosticKind(
    "embedded-file",
    "error",
    Localized(
        '"{name}" holds another file, which nobody has looked into: {what}',
        "「{name}」內藏另一個未經檢查的檔案：{what}",
    ),
    Localized("{help}", "{help}"),
)
OUTSIDE_REFERENCE = DiagnosticKind(
    "outside-reference",
    "error",
    Localized(
        '"{name}" fetches something from elsewhere when it is opened: {what}',
        "「{name}」開啟時會從別處取用資料：{what}",
    ),
    Localized("{help}", "{help}"),
)
EARLIER_VERSIONS = DiagnosticKind(
    "earlier-versions",
    "warning",
    Localized(
        '"{name}" keeps its earlier versions: what was deleted can still be read; the site leaves '
        "them out, but the repository keeps them for ever",
        "「{name}」保留了較早的版本，已刪去的內容仍可讀到；網站不會刊登，但儲存庫會永遠保留",
    ),
    Localized(
        "in Acrobat: File › Save As (not Save); or run: casebook fix {path}",
        "在 Acrobat：檔案 › 另存新檔（不要選「儲存」）；或執行：casebook fix {path}",
    ),
)
LINK_INSIDE = DiagnosticKind(
    "link-inside",
    "error",
    Localized(
        'a link in "{name}" may not be published: {what}',
        "「{name}」內有連結不能刊登：{what}",
    ),
    Localized("{help}", "{help}"),
)
IRREGULAR_FILE = DiagnosticKind(
    "irregular-file",
    "error",
    Localized(
        '"{name}" is built as no program builds such a file: {what}',
        "「{name}」的構造異常，並非一般軟件所製：{what}",
    ),
    Localized(
        "open it in the program that it is for, save it under a new name (File › Save As), and "
        "put that copy here",
        "用相應的軟件開啟，另存為新檔案（檔案 › 另存新檔），再把該副本放在這裏",
    ),
)
HIDDEN_PAGES = DiagnosticKind(
    "hidden-pages",
    "warning",
    Localized(
        'whoever takes "{name}" away can also read {what}',
        "取用「{name}」的人亦可讀到{what}",
    ),
    Localized(
        "leave it if it is meant for other teachers; otherwise, File › Info › Inspect Document "
        "removes it",
        "如屬給其他教師參考，可以保留；否則以「檔案 › 資訊 › 檢查文件」移除",
    ),
)
ENCRYPTED_FILE = DiagnosticKind(
    "encrypted-file",
    "error",
    Localized(
        '"{name}" is protected with a password, so it cannot be read or checked',
        "「{name}」設有密碼保護，無法閱讀或檢查",
    ),
    Localized("{help}", "{help}"),
)
DAMAGED_FILE = DiagnosticKind(
    "damaged-file",
    "error",
    Localized(
        'the {type} file "{name}" cannot be opened: it is damaged, or was cut short on its way',
        "無法開啟 {type} 檔案「{name}」：已損壞，或傳送時不完整",
    ),
    Localized(
        "open the original, save it again, and put that copy here",
        "開啟原來的檔案，重新存檔，再把該副本放在這裏",
    ),
)
BROKEN_PICTURE = DiagnosticKind(
    "broken-picture",
    "error",
    Localized(
        'the picture "{name}" cannot be opened: it is damaged',
        "圖片「{name}」無法開啟：已損壞",
    ),
    Localized(
        "open the original in a picture program and save it again as JPEG or PNG",
        "用圖片軟件開啟原圖，重新存為 JPEG 或 PNG",
    ),
)
PICTURE_TOO_LARGE = DiagnosticKind(
    "picture-too-large",
    "error",
    Localized(
        'the picture "{name}" has {size} pixels; the limit is {limit} megapixels and '
        "{side} pixels a side",
        "圖片「{name}」有 {size} 像素；上限為 {limit} 百萬像素，每邊 {side} 像素",
    ),
    Localized(
        "make it smaller in a picture program and save it again; a page shows 1,320 pixels at most",
        "用圖片軟件縮小並重新存檔；頁面最多顯示 1,320 像素",
    ),
)
MOVING_PICTURE = DiagnosticKind(
    "moving-picture",
    "error",
    Localized(
        '"{name}" holds {count} pictures, of which a page would show one',
        "「{name}」內有 {count} 幅圖片，頁面只會顯示一幅",
    ),
    Localized(
        "save the one that matters as JPEG or PNG, or make a video of them (MP4)",
        "把所需的一幅另存為 JPEG 或 PNG，或製成影片（MP4）",
    ),
)
VIDEO_TOO_LARGE = DiagnosticKind(
    "video-too-large",
    "error",
    Localized(
        'the video "{name}" is {size} pixels wide or high; the limit is {limit}',
        "影片「{name}」的闊度或高度為 {size} 像素，上限為 {limit}",
    ),
    Localized(
        "export it anew in 720p or 1080p, or upload it to a video service and write a link",
        "以 720p 或 1080p 重新匯出；或上載至影片網站，再寫連結",
    ),
)
RECORDING_TOO_LONG = DiagnosticKind(
    "recording-too-long",
    "error",
    Localized(
        '"{name}" lasts longer than {limit} minutes, which is the limit',
        "「{name}」超過 {limit} 分鐘的上限",
    ),
    Localized(
        "keep the part that shows what the text tells, or upload it to a video service and write "
        "a link",
        "只保留與正文有關的部分；或上載至影片網站，再寫連結",
    ),
)
TWO_FILES_IN_ONE = DiagnosticKind(
    "two-files-in-one",
    "error",
    Localized(
        '"{name}" is a {type} file and holds {what} as well',
        "「{name}」是 {type} 檔案，同時又含有{what}",
    ),
    Localized(
        "open it in the program that it is for, save it under a new name, and put that copy here",
        "用相應的軟件開啟，另存為新檔案，再把該副本放在這裏",
    ),
)
UNPACKS_TOO_LARGE = DiagnosticKind(
    "unpacks-too-large",
    "error",
    Localized(
        '"{name}" grows to {size} when it is opened; the limit is {limit}',
        "「{name}」開啟後會增至 {size}，上限為 {limit}",
    ),
    Localized(
        "compress its pictures (Picture Format › Compress Pictures) or split the file",
        "壓縮當中的圖片（圖片格式 › 壓縮圖片），或把檔案分拆",
    ),
)
UNCONVERTED_FILE = DiagnosticKind(
    "unconverted-file",
    "error",
    Localized(
        '"{name}" is {what}, and is not published as it is',
        "「{name}」是 {what}，不能直接刊登",
    ),
    Localized("{help}", "{help}"),
)
GIT_LFS_POINTER = DiagnosticKind(
    "git-lfs-pointer",
    "error",
    Localized(
        'what lies here is not "{name}" but a note of Git LFS that says where it is',
        "這裏的不是「{name}」本身，而是 Git LFS 指向它的記錄",
    ),
    Localized(
        "run: git lfs pull; or, where there is no Git LFS, put the file itself here again",
        "執行：git lfs pull；如沒有 Git LFS，請重新放入檔案本身",
    ),
)
FORMULA_INSIDE = DiagnosticKind(
    "formula-inside",
    "error",
    Localized(
        'this cell begins with "{sign}", so a spreadsheet takes it for a formula: {cell}',
        "此儲存格以「{sign}」開首，試算表會視為公式：{cell}",
    ),
    Localized(
        'begin it with a letter, a digit or a quotation mark: write "minus 5 marks", "(−) text" '
        "or the result itself; a plain number such as -5 may stay",
        "以文字、數字或引號開首：寫「減五分」、「（−）文字」或直接寫結果；純數字（如 -5）可以保留",
    ),
)
UNSEEN_CHARACTER = DiagnosticKind(
    "unseen-character",
    "error",
    Localized(
        "here stands the character {code} ({name}): nobody sees it, or only one font shows it",
        "這裏有字元 {code}（{name}），看不見，或只有某個字型才能顯示",
    ),
    Localized(
        "delete the words around it and type them again, then save",
        "刪去前後的文字並重新輸入，然後存檔",
    ),
)
NOT_A_TABLE = DiagnosticKind(
    "not-a-table",
    "error",
    Localized('"{name}" is no table of plain text: {what}', "「{name}」不是純文字表格：{what}"),
    Localized(
        "save the table again from Excel: File › Save As › CSV UTF-8 (Comma delimited)",
        "用 Excel 重新存檔：檔案 › 另存新檔 › CSV UTF-8（逗號分隔）",
    ),
)
