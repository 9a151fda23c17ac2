"""A list as machines read it: what it holds, in order, and the rights of each picture on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from casebook.language import HTML_LANG
from casebook.pages.edition import Edition
from casebook.pages.linked_data import embedded, picture_rights
from casebook.pages.material_view import MaterialCard
from casebook.pages.views import CaseCard


def linked_list(
    path: str,
    name: str,
    edition: Edition,
    *,
    cases: Iterable[CaseCard] = (),
    materials: Iterable[MaterialCard] = (),
) -> str:
    """Return the JSON-LD of a page that lists cases or materials."""
    found = [*(_case(card, edition) for card in cases), *_materials(materials, edition)]
    items = [
        {"@type": "ListItem", "position": number, **entry}
        for number, entry in enumerate(found, start=1)
    ]
    return embedded(
        {
            "@context": "https://schema.org",
            "@type": "CollectionPage",
            "@id": edition.site.url + edition.href(path),
            "name": name,
            "inLanguage": HTML_LANG[edition.language],
            "mainEntity": {
                "@type": "ItemList",
                "numberOfItems": len(items),
                "itemListElement": items,
            },
        }
    )


def _case(card: CaseCard, edition: Edition) -> dict[str, Any]:
    return {"name": card.title, "url": edition.site.url + card.href}


def _materials(cards: Iterable[MaterialCard], edition: Edition) -> Iterator[dict[str, Any]]:
    for card in cards:
        if card.href is None:
            continue
        address = edition.site.url + card.href
        if card.preview is None:
            yield {"name": card.title, "url": address}
            continue
        picture = {
            "@type": "ImageObject",
            "name": card.title,
            "description": card.alt,
            # Google knows a picture by the address that the page loads.
            "contentUrl": edition.site.url + card.preview.src,
            "url": address,
            **picture_rights(card.rights, edition),
        }
        yield {"item": {key: value for key, value in picture.items() if value}}
