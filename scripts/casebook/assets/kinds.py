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
    Localized(
        "in Word: Review › Accept › Accept All Changes and Stop Tracking, then save",
        "在 Word：校閱 › 接受 › 接受所有變更並停止追蹤，然後存檔",
    ),
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
UNPACKS_TOO_LARGE = DiagnosticKind(
    "unpacks-too-large",
    "error",
    Localized(
        '"{name}" grows to {size} MB when it is opened, too much to look through',
        "「{name}」開啟後會增至 {size} MB，大得無法檢查",
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
        '"{name}" is {what}, which many computers cannot open',
        "「{name}」是 {what}，許多電腦無法開啟",
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
