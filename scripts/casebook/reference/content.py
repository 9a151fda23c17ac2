"""Files of an example, from their description in its data file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from PIL import ExifTags, Image


@dataclass(frozen=True, slots=True)
class Hole:
    """Stand for a file of `size` bytes of nothing."""

    size: int


@dataclass(frozen=True, slots=True)
class SymbolicLink:
    """Stand for a link to another file."""

    target: str


@dataclass(frozen=True, slots=True)
class Described:
    """Stand for a file that is made of its description when somebody wants its bytes."""

    given: str | Mapping[str, Any]


Content = bytes | Hole | SymbolicLink

_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SLIDES: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
_TYPES: Final = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/{main}" ContentType="'
    'application/vnd.openxmlformats-officedocument.{type}.main+xml"/></Types>'
)
_MAIN_TYPES: Final = {
    "word": "wordprocessingml.document",
    "ppt": "presentationml.presentation",
}


FROM_ROOT: Final = "../../../"
"""Leads from the folder of the base case to the folder that holds `contributions/` and `docs/`."""
COMPILATION: Final = f"{FROM_ROOT}docs/compilations/feedback-that-pupils-use.md"
"""Where the compilation of the base case lies, as seen from the base case."""


@cache
def base_compilation() -> bytes:
    """Return a valid compilation of the base case."""
    return Path(__file__).with_name("compilation.md").read_bytes()


@cache
def base_case() -> Mapping[str, bytes]:
    """Return the files of the valid case by name."""
    folder = Path(__file__).with_name("base")
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def content_of(given: str | Mapping[str, Any]) -> Content:
    """Make one file: from its text, or from what its first key names.

    `size` (bytes of nothing), `link` (its target), `start-of` and `copy` (a file of the base case,
    cut short, or with words replaced), `compilation` (the compilation of the base case, with words
    replaced), `hex` (bytes), `photograph` (what a camera wrote into it),
    `word` and `slides` (parts of the package beside those that it must have), `sound` (its
    minutes), `video` and `picture` (width, height, `count`), `pdf` (`versions`). `behind` adds
    words behind the end of any of them.
    """
    if isinstance(given, str):
        return given.encode("utf-8")
    name, value = next(iter(given.items()))
    made = _MAKERS[name](value, given)
    return (
        made + given["behind"].encode() if isinstance(made, bytes) and "behind" in given else made
    )


def _copied(name: str, given: Mapping[str, Any]) -> bytes:
    content = base_case()[name]
    for old, new in given.get("replace", {}).items():
        content = content.replace(old.encode(), new.encode())
    return content


def _compiled(replaced: Mapping[Any, Any]) -> bytes:
    content = base_compilation()
    for old, new in replaced.items():
        content = content.replace(str(old).encode(), str(new).encode())
    return content


def _photograph(written: Mapping[str, str]) -> bytes:
    exif = Image.Exif()
    if "place" in written:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitudeRef] = written["place"]
    if "photographer" in written:
        exif[ExifTags.Base.Artist] = written["photographer"]
    data = io.BytesIO()
    Image.new("RGB", (64, 48), "#eff4f1").save(data, "JPEG", exif=exif)
    return data.getvalue()


def _picture(size: Mapping[str, int], _: object) -> bytes:
    """Make a PNG of one colour, which moves where it has a `count` of pictures."""
    tones = range(size.get("count", 1))
    first, *others = (Image.new("P", (size["width"], size["height"]), tone) for tone in tones)
    data = io.BytesIO()
    first.save(data, "PNG", save_all=bool(others), append_images=others)
    return data.getvalue()


def _pdf(given: Mapping[str, int], _: object) -> bytes:
    """Make a PDF of one empty page, with `versions` of it one behind the other."""
    objects = (
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj",
    )
    data, before = "%PDF-1.4\n", ""
    for _version in range(given["versions"]):
        places = ""
        for one in objects:
            places += f"{len(data):010} 00000 n \n"
            data += f"{one}\n"
        table = f"xref\n0 4\n0000000000 65535 f \n{places}trailer<</Size 4/Root 1 0 R{before}>>"
        before = f"/Prev {len(data)}"
        data += f"{table}\nstartxref\n{before[6:]}\n%%EOF\n"
    return data.encode()


def _package(main: str, text: str, parts: Mapping[str, str | int]) -> bytes:
    """Make an Office file of the fewest parts, and of `parts`: texts, or sizes of empty ones.

    What is named like the properties belongs to the file, all else to its main part.
    """
    folder, base = main.split("/")
    whole: dict[str, str | int] = {
        "[Content_Types].xml": _TYPES.format(main=main, type=_MAIN_TYPES[folder]),
        "_rels/.rels": _references("", [main, *(n for n in parts if n.startswith("docProps/"))]),
        main: text,
        f"{folder}/_rels/{base}.rels": _references(
            f"{folder}/", [n for n in parts if n.startswith(f"{folder}/") and "/_rels/" not in n]
        ),
        **parts,
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in whole.items():
            archive.writestr(name, bytes(content) if isinstance(content, int) else content)
    return data.getvalue()


def _references(folder: str, parts: Sequence[str]) -> str:
    """List parts, each as what its name says that it is: `comments.xml`, `oleObject1.bin`."""
    entries = []
    for number, part in enumerate(parts, start=1):
        stem = part.rpartition("/")[2].partition(".")[0].rstrip("0123456789")
        kind = {"document": "officeDocument", "presentation": "officeDocument"}.get(stem, stem)
        kind = "core-properties" if stem == "core" else kind
        target = part.removeprefix(folder)
        entries.append(f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>')
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(entries)}</Relationships>'


def _sound(length: Mapping[str, int], _: object) -> bytes:
    """Make a recording of silence, in frames of a fiftieth of a second or so (ISO 13818-3)."""
    frame, seconds_each = b"\xff\xf3\x10\xc4" + bytes(22), 576 / 22_050
    return frame * round(length["minutes"] * 60 / seconds_each)


def _video(size: Mapping[str, int], _: object) -> bytes:
    import av  # noqa: PLC0415 - FFmpeg is 100 MB

    data = io.BytesIO()
    with av.open(data, "w", format="mp4", options={"fflags": "+bitexact"}) as target:
        stream = target.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = size["width"], size["height"], "yuv420p"
        frame = av.VideoFrame(stream.width, stream.height, "yuv420p")
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        target.mux([*stream.encode(frame), *stream.encode(None)])
    return data.getvalue()


_DOCUMENT: Final = f'<w:document xmlns:w="{_WORD}"/>'
_PRESENTATION: Final = f'<p:presentation xmlns:p="{_SLIDES}"/>'
_MAKERS: Final[Mapping[str, Callable[[Any, Mapping[str, Any]], Content]]] = {
    "compilation": lambda replaced, _: _compiled(replaced),
    "copy": _copied,
    "hex": lambda digits, _: bytes.fromhex(digits),
    "link": lambda target, _: SymbolicLink(target),
    "pdf": _pdf,
    "picture": _picture,
    "photograph": lambda written, _: _photograph(written),
    "sound": _sound,
    "video": _video,
    "size": lambda size, _: Hole(size),
    "slides": lambda parts, _: _package("ppt/presentation.xml", _PRESENTATION, parts),
    "start-of": lambda name, _: base_case()[name][:100],
    "word": lambda parts, _: _package("word/document.xml", _DOCUMENT, parts),
}
