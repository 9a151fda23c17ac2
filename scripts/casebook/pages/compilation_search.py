"""What the search index is told of a compilation: the editor's words, and what it is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import sha256

from casebook.collection import Collection
from casebook.compilation import Compilation, CompilationText
from casebook.contribution import Contribution
from casebook.language import LANGUAGES, Language
from casebook.pages.compilation import FOLDER, compilation_card
from casebook.pages.edition import Edition
from casebook.pages.search import search_document
from casebook.search.documents import Card, Indexable, SearchDocument, SearchText
from casebook.settings import Site


def indexables(collection: Collection, site: Site) -> Iterator[Indexable]:
    """Yield every case, then every compilation, each with what the index is told of it."""
    cases = {case.id: case for case in collection.cases}
    digests = {id_: case.digest for id_, case in cases.items()}
    yield from indexable_cases(digests, cases.__getitem__, site)
    yield from indexable_compilations(collection, site)


def indexable_compilations(collection: Collection, site: Site) -> Iterator[Indexable]:
    """Yield every compilation."""
    for compilation in collection.compilations:
        document = compilation_document(compilation, site)
        made_from = sha256(repr(document).encode()).hexdigest()
        yield Indexable(FOLDER + compilation.slug, made_from, partial(_same, document))


def indexable_cases(
    digests: Mapping[str, str], case_of: Callable[[str], Contribution], site: Site
) -> Iterator[Indexable]:
    """Yield every case of which there is a digest, or "" where nobody knows it, by its id.

    `case_of` returns the case with an id; few are asked for.
    """
    settings = sha256(site.inputs().encode()).hexdigest()
    for id_, digest in digests.items():
        made_from = f"{settings} {digest}" if digest else ""
        yield Indexable(id_, made_from, partial(_document, id_, case_of, site))


def _document(id_: str, case_of: Callable[[str], Contribution], site: Site) -> SearchDocument:
    return search_document(case_of(id_), site)


def _same(document: SearchDocument) -> SearchDocument:
    return document


def compilation_document(compilation: Compilation, site: Site) -> SearchDocument:
    """Return what the index is told of a compilation.

    The words of its parts are found with their cases: here they would come up twice.
    """
    parts = compilation.text_for(compilation.language).shown
    cases = [search_document(part.case, site) for part in parts]
    return SearchDocument(
        id=FOLDER + compilation.slug,
        language=compilation.language,
        texts={language: _text(text) for language, text in compilation.texts.items()},
        terms=tuple(dict.fromkeys(term for case in cases for term in case.terms)),
        facets=_facets(compilation, [case.facets for case in cases]),
        cards={language: _card(compilation, Edition(site, language)) for language in LANGUAGES},
    )


def _text(text: CompilationText) -> SearchText:
    titles = [part.case.text_for(text.language).title for part in text.shown]
    own = [heading.title for heading in text.text.headings]
    introductions = [part.introduction for part in text.shown if part.introduction]
    return SearchText(
        title=text.metadata.title,
        summary=text.metadata.summary,
        headings=(*own, *titles),
        text="\n".join((text.text.plain, *introductions)),
    )


def _facets(
    compilation: Compilation, of_cases: list[Mapping[str, tuple[str, ...]]]
) -> dict[str, tuple[str, ...]]:
    """Let a compilation be found under whatever one of its cases is found under."""
    united: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for facets in of_cases:
        for name, terms in facets.items():
            united[name].update(dict.fromkeys(terms))
    languages: tuple[Language, ...] = tuple(compilation.texts)
    return {name: tuple(terms) for name, terms in united.items()} | {"language": languages}


def _card(compilation: Compilation, edition: Edition) -> Card:
    card = compilation_card(compilation, edition)
    return Card(
        url=card.link.href,
        level=card.levels,
        area=edition.say("compilation"),
        schools=card.sources,
        year=str(compilation.text_for(edition.language).metadata.compiled.year),
        seal="ask",
        rights=f"{card.rights.short} · {card.rights.notice}",
    )
