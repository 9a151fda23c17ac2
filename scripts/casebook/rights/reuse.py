"""The rights of every file of the site as REUSE has them, with the text of each license.

The record covers the whole site (REUSE 3.3): what comes from a case, line by line as the ledger
has it; what holds words of many cases, under the rights of all of them; and the frame around them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from casebook.language import Localized
from casebook.rights.entries import Entry
from casebook.rights.ledger import RESERVED, ledger_error
from casebook.rights.license_texts import license_text
from casebook.rights.licenses import is_file_name
from casebook.settings import Site


@dataclass(frozen=True, slots=True)
class Group:
    """Hold paths of equal rights; a later group overrides an earlier one."""

    paths: tuple[str, ...]
    notices: tuple[str, ...]
    license: str
    """An SPDX expression."""


_OTHERS: Final = (
    Group(
        ("assets/stylesheets/main.*",),
        ("Copyright (c) 2016-2025 Martin Donath <martin.donath@squidfunk.com>",),
        "MIT",
    ),
    Group(
        ("assets/javascripts/vendor/snowball/*",),
        ("Copyright (c) 2001, Dr Martin Porter", "Copyright (c) 2004,2005, Richard Boulton"),
        "BSD-3-Clause",
    ),
)
"""What in the frame is not the publisher's: Material's styles, Snowball's stemmer."""

_NO_NAME: Final = Localized(
    "no file can be named after this license: {name}", "不能以這個授權條款命名檔案：{name}"
)
_NO_TEXT: Final = Localized(
    "nothing says what this license is: {name}", "沒有資料說明這個授權條款：{name}"
)
_REFERENCES: Final[Mapping[str, str]] = {
    "LicenseRef-All-Rights-Reserved": (
        "All rights reserved. Ask the owners before you copy or adapt it.\n"
        "保留一切權利。複製或改編前，請先徵求擁有人同意。\n"
    ),
    "LicenseRef-Pupils-Work": (
        "A pupil made this and owns it. It is shown with the license of the pupil, given with the "
        "guardian where the law asks for it. No license on the case covers it.\n"
        "此作品由學生創作，版權屬學生，經同意刊登；案例的任何授權均不包括此作品。\n"
    ),
    "LicenseRef-By-Permission": (
        "It contains a work of others, shown by their permission, which is theirs to give.\n"
        "當中有他人的作品，經擁有人准許刊登；使用須另行徵求其同意。\n"
    ),
    "LicenseRef-Quotation": (
        "It quotes a work of others with its source (Copyright Ordinance, Cap. 528, section 39).\n"
        "當中引用他人的作品並註明出處（《版權條例》第 39 條）。\n"
    ),
    "LicenseRef-Copyright-Expired": (
        "It contains a work whose copyright has expired in Hong Kong, though not everywhere.\n"
        "當中有版權在香港已屆滿的作品；在其他地方可能仍受保護。\n"
    ),
}


def reuse_groups(
    lines: Iterable[tuple[str, Entry]], lists: Sequence[str], site: Site, today: date
) -> tuple[Group, ...]:
    """Return everything on the site, by equal rights; what many cases share has those of all.

    `lines` are the paths that come from cases, each with what the ledger says of it.
    """
    publisher = f"© {today.year} {site.settings.publisher.name.en}"
    found: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for path, entry in lines:
        found.setdefault((entry.notices, entry.license), []).append(path)
    notices = dict.fromkeys((publisher, *(one for texts, _ in found for one in texts)))
    expressions = dict.fromkeys(license_ for _, license_ in found)
    licenses = dict.fromkeys((RESERVED, *(name for one in expressions for name in _names(one))))
    return (
        Group(("**",), (publisher,), RESERVED),
        *_OTHERS,
        Group(tuple(sorted(lists)), tuple(notices), " AND ".join(licenses)),
        *(Group(tuple(paths), *rights) for rights, paths in found.items()),
    )


def render_reuse(groups: Sequence[Group]) -> str:
    """Return the groups as REUSE.toml."""
    parts = ["version = 1\n"]
    parts += [
        "\n[[annotations]]\n"
        f"path = {_toml(group.paths)}\n"
        'precedence = "override"\n'
        f"SPDX-FileCopyrightText = {_toml(group.notices)}\n"
        f"SPDX-License-Identifier = {_toml(group.license)}\n"
        for group in groups
    ]
    return "".join(parts)


def license_files(
    addresses: Mapping[str, str], groups: Iterable[Group]
) -> Iterator[tuple[str, str]]:
    """Yield a file of `LICENSES/` for each license that a group names.

    `addresses` say where the text of a license is that is not one of SPDX.
    Raises `LedgerError` where a name would lead out of that folder, or has no text.
    """
    expressions = {group.license for group in groups}
    for name in sorted({name for one in expressions for name in _names(one)}):
        if not is_file_name(name):
            raise ledger_error([_NO_NAME.format(name=repr(name))])
        text = _REFERENCES.get(name) or license_text(name)
        if text is None and (address := addresses.get(name)):
            text = f"{name}\nThe text of this license: {address}\n"
        if text is None:
            raise ledger_error([_NO_TEXT.format(name=repr(name))])
        yield f"LICENSES/{name}.txt", text


def _names(expression: str) -> list[str]:
    return expression.split(" AND ")


_JSON: Final = json.JSONEncoder(ensure_ascii=False)


def _toml(value: str | Sequence[str]) -> str:
    # A JSON string is a TOML basic string but for DEL, which JSON leaves as it is.
    if isinstance(value, str):
        return _JSON.encode(value).replace("\x7f", "\\u007f")
    return "[" + ", ".join(_toml(one) for one in value) + "]"
