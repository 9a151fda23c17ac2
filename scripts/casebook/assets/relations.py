"""The kinds of reference between parts of an Office file: what is published, left out, refused.

The last word of a relationship's type (ECMA-376, part 1; MS-OFFCRYPTO, MS-OI29500 and the
extensions that Office writes). A kind that stands nowhere here is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from casebook.language import Localized

KEPT: Final = frozenset(
    {
        # every program
        "officeDocument", "theme", "themeOverride", "image", "chart", "chartEx", "chartStyle",
        "chartColorStyle", "chartUserShapes", "diagramData", "diagramLayout", "diagramColors",
        "diagramQuickStyle", "diagramDrawing", "vmlDrawing", "styles", "hyperlink", "package",
        "media", "video", "audio",
        # Word
        "settings", "fontTable", "webSettings", "stylesWithEffects", "stylesWithtEffects",
        "numbering", "header", "footer", "footnotes", "endnotes", "glossaryDocument",
        # PowerPoint
        "slide", "slideLayout", "slideMaster", "notesSlide", "notesMaster", "handoutMaster",
        "presProps", "viewProps", "tableStyles", "tags",
        # Excel
        "worksheet", "chartsheet", "sharedStrings", "calcChain", "drawing", "table",
        "tableSingleCells", "xmlMaps", "pivotTable", "pivotCacheDefinition", "pivotCacheRecords",
        "sheetMetadata", "slicer", "slicerCache", "timeline", "timelineCache", "ctrlProp",
        "rdRichValue", "rdRichValueStructure", "rdRichValueTypes", "rdArray", "richStyles",
        "rdSupportingPropertyBag", "rdSupportingPropertyBagStructure", "FeaturePropertyBag",
    }
)  # fmt: skip
LEFT_OUT: Final = frozenset(
    {
        "core-properties", "extended-properties", "extendedProperties", "custom-properties",
        "metadata", "thumbnail", "customXml", "customXmlProps", "printerSettings",
        "classificationlabels", "people", "person", "commentAuthors", "authors", "revisionInfo",
        "changesInfo", "comments", "commentsExtended", "commentsIds", "commentsExtensible",
        "threadedComment", "font", "keyMapCustomizations", "origin", "signature", "certificate",
        "workbookmetadata", "coreProperties", "documenttasks", "customProperty",
    }
)  # fmt: skip
"""Properties, lists of those who wrote or commented (comments themselves are refused), settings
of a printer, fonts, signatures that hold for the file as it was sent in alone."""
PROGRAMS: Final = frozenset(
    {
        "vbaProject", "vbaProjectSignature", "vbaProjectSignatureAgile", "vbaProjectSignatureV3",
        "wordVbaData", "xlMacrosheet", "xlIntlMacrosheet", "dialogsheet", "control",
        "activeXControlBinary", "extensibility", "attachedToolbars", "customUI",
        "userCustomization", "webextension", "webextensiontaskpanes", "taskpanes",
    }
)  # fmt: skip
ELSEWHERE: Final = frozenset(
    {
        "attachedTemplate", "externalLink", "externalLinkPath", "xlExternalLinkPath",
        "xlPathMissing", "xlStartup", "xlAlternateStartup", "xlLibrary", "connections",
        "queryTable", "mailMergeSource", "mailMergeHeaderSource", "mailMergeRecipientData",
        "subDocument", "frame", "transform", "powerPivotData", "customData", "dataModel",
        "webPublishItems",
    }
)  # fmt: skip
CHANGES: Final = frozenset({"revisionHeaders", "revisionLog", "usernames"})
OBJECTS: Final[Mapping[str, Localized]] = {
    "oleObject": Localized("an embedded object", "內嵌物件"),
    "package": Localized("an embedded document", "內嵌文件"),
    "aFChunk": Localized("a document to be merged in", "待合併的文件"),
    "hdphoto": Localized("a picture with artistic effects", "套用美術效果的圖片"),
}
CHARTS: Final = ("chart", "chartEx")
BINARY: Final = ("image", "media", "video", "audio", "package")
"""Kinds whose parts are no XML, or a picture."""


def is_kept(kind: str, part: str) -> bool:
    """Tell whether what is referred to in this way is published."""
    return kind in KEPT or (kind == "customXml" and is_ink(part))


def is_ink(part: str) -> bool:
    """Tell whether a part is handwriting, which is shown: its type is that of other XML data."""
    return "/ink/" in part
