"""What the search index is told of a compilation: the editor's words, and what it is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from hashlib import sha256

from casebook.collection import Collection
from casebook.compilation import Compilation, CompilationText
from casebook.contribution import Contribution
from casebook.language import LANGUAGES, Language
from casebook.pages.compilation import FOLDER, compilation_card
from casebook.pages.edition import Edition
from casebook.pages.search import search_document
from casebook.search.documents import Card, Indexables, SearchDocument, SearchText
from casebook.settings import Site


def indexables(collection: Collection, site: Site) -> Indexables:
    """Return every case, then every compilation, with what the index is told of each."""
    cases = {case.id: case for case in collection.cases}
    digests = {id_: case.digest for id_, case in cases.items()}
    documents = _compilations(collection, site)
    return told(digests, cases.__getitem__, _made_from(documents), documents.__getitem__, site)


def compilations_made_from(collection: Collection, site: Site) -> dict[str, str]:
    """Return what the document of each compilation is made from."""
    return _made_from(_compilations(collection, site))


def told(
    digests: Mapping[str, str],
    case_of: Callable[[str], Contribution],
    compilations: Mapping[str, str],
    document_of: Callable[[str], SearchDocument],
    site: Site,
) -> Indexables:
    """Return what the index is told of cases and compilations, by their ids.

    `digests` are those of cases, "" where nobody knows one; `compilations` say what each is made
    from. `case_of` and `document_of` are asked for few.
    """

    def document(id_: str) -> SearchDocument:
        return document_of(id_) if id_ in compilations else search_document(case_of(id_), site)

    return Indexables({**digests, **compilations}, document, site.inputs())


def _compilations(collection: Collection, site: Site) -> dict[str, SearchDocument]:
    return {FOLDER + one.slug: compilation_document(one, site) for one in collection.compilations}


def _made_from(documents: Mapping[str, SearchDocument]) -> dict[str, str]:
    return {id_: sha256(repr(one).encode()).hexdigest() for id_, one in documents.items()}


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
