"""Cases written for the tests of rights: front matter from facts, and folders from cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

SCHOOLS: Final = {
    "primary": ("lakeview-ps", "Lakeview Primary School", "湖景小學"),
    "secondary": ("ferry-lane-ss", "Ferry Lane Secondary School", "渡輪里中學"),
    "kindergarten": ("little-oak-kg", "Little Oak Kindergarten", "小橡樹幼稚園"),
}
LEVEL_OF: Final = {"kg": "kindergarten", "ks1": "primary", "ks2": "primary"}


def school(level: str) -> dict[str, Any]:
    """Return the entry of a school of one level."""
    id_, en, zh_hant = SCHOOLS[level]
    name = {"en": en, "zh-Hant": zh_hant}
    return {"id": id_, "name": name, "level": [level], "district": "sha-tin"}


@dataclass
class Case:
    """Describe a case by what its rights depend on."""

    stage: str = "ks2"
    mode: str = "on-site-support"
    programme: str | None = None
    schools: list[dict[str, Any]] | None = None
    copyright: dict[str, Any] = field(default_factory=dict)
    materials: list[dict[str, Any]] = field(default_factory=list)
    third_party: list[dict[str, Any]] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)
    text: str = "## What we did\n\nWe tried it.\n"

    def front_matter(self) -> dict[str, Any]:
        """Return the fields as an author writes them."""
        level = LEVEL_OF.get(self.stage, "secondary")
        support: dict[str, Any] = {"mode": self.mode}
        if self.programme:
            support["programme"] = self.programme
        if self.programme == "qef-thematic-network":
            support["network"] = "Reading in the digital age"
        curriculum: dict[str, Any] = {"key-stages": [self.stage]}
        area = "learning-areas" if self.stage == "kg" else "key-learning-areas"
        curriculum[area] = ["language" if self.stage == "kg" else "english-language-education"]
        fields: dict[str, Any] = {
            "title": "A case",
            "language": "en",
            "summary": "A case, in short.",
            "school-year": "2024/25",
            "support": support,
            "schools": self.schools or [school(level)],
            "curriculum": curriculum,
            "copyright": {"year": 2025} | self.copyright,
            "materials": self.materials,
            "third-party": self.third_party,
            "status": "published",
        }
        if self.mode == "learning-communities":
            fields["community"] = "writing-in-primary"
        return {name: value for name, value in (fields | self.more).items() if value != []}

    def write(self, folder: Path, files: Mapping[str, bytes] | None = None) -> Path:
        """Write the case into `folder`, with a small file for every material that names one.

        The file is unlike any other: the same bytes would have to have equal rights.
        """

        def own(name: str) -> bytes:
            return f"a,b\n{folder.name},{name}\n".encode()

        folder.mkdir(parents=True)
        front = yaml.safe_dump(self.front_matter(), allow_unicode=True, sort_keys=False)
        (folder / "index.md").write_text(f"---\n{front}---\n\n{self.text}", encoding="utf-8")
        for material in self.materials:
            if name := material.get("file"):
                (folder / name).write_bytes((files or {}).get(name, own(name)))
        return folder
