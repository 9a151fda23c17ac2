"""The reference page of the front matter: made from the models, which alone describe a field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from casebook.language import Language
from casebook.locale import say
from casebook.pages.markup import code, code_block, page_head, prose, said
from casebook.reference.content import base_case, base_compilation
from casebook.schema import Metadata, Translation
from casebook.schema.compilation import CompilationMetadata
from casebook.schema.types import Record, Term
from casebook.vocabularies import VocabularyName, vocabulary


@dataclass(frozen=True, slots=True)
class Group:
    """Name one group of fields by the fields that lead to it."""

    path: tuple[str, ...]
    model: type[Record]

    @property
    def anchor(self) -> str:
        """Return the address of its heading."""
        return "-".join(self.path)

    @property
    def heading(self) -> str:
        """Return its name as an author would look for it."""
        return ".".join(self.path)


@cache
def fields_page(language: Language) -> str:
    """Return the page that explains every field, with a complete example at its top."""
    case, translation = Group(("case",), Metadata), Group(("translation",), Translation)
    groups = {group.model: group for group in [case, *_groups_in(Metadata, ())]}
    parts = [
        *page_head("fields", language),
        f"## {say(language, 'reference.fields.example')} {{#example}}\n",
        f"<p>{said(language, 'reference.fields.example-intro')}</p>\n",
        _front_matter("index.md", language),
        f"## {say(language, 'reference.fields.case')} {{#case}}\n",
        _list(case, groups, language),
    ]
    for group in list(groups.values())[1:]:
        parts += [f"## {group.heading} {{#{group.anchor}}}\n", _list(group, groups, language)]
    parts += [
        f"## {say(language, 'reference.fields.translation')} {{#translation}}\n",
        f"<p>{said(language, 'reference.fields.translation-intro')}</p>\n",
        _front_matter("index.zh-Hant.md", language),
    ]
    words = [g for g in _groups_in(Translation, ("translation",)) if g.model not in groups]
    groups.update({group.model: group for group in words})
    parts.append(_list(translation, groups, language))
    for group in words:
        parts += [f"### {group.heading} {{#{group.anchor}}}\n", _list(group, groups, language)]
    used = [name for group in groups.values() for name in _vocabularies(group.model)]
    parts += [
        f"## {say(language, 'reference.terms')} {{#terms}}\n",
        f"<p>{said(language, 'reference.terms.intro')}</p>\n",
        *(_terms(name, language) for name in dict.fromkeys(used)),
    ]
    return "\n".join(parts)


@cache
def compilation_page(language: Language) -> str:
    """Return the page that tells an editor how to make a compilation, with every field."""
    whole = Group(("compilation",), CompilationMetadata)
    groups = {group.model: group for group in [whole, *_groups_in(CompilationMetadata, ())]}
    text = base_compilation().decode("utf-8")
    parts = [
        *page_head("compilations", language),
        say(language, "reference.compilations.how") + "\n",
        f"## {say(language, 'reference.fields.example')} {{#example}}\n",
        code_block(text.rstrip(), language) + "\n",
        say(language, "reference.compilations.rules") + "\n",
        f"## {say(language, 'reference.compilations.fields')} {{#compilation}}\n",
        _list(whole, groups, language),
    ]
    for group in list(groups.values())[1:]:
        parts += [f"## {group.heading} {{#{group.anchor}}}\n", _list(group, groups, language)]
    return "\n".join(parts)


def _front_matter(name: str, language: Language) -> str:
    text = base_case()[name].decode("utf-8")
    end = text.index("\n---\n", 4) + 4
    return code_block(text[:end], language) + "\n"


def _groups_in(model: type[Record], path: tuple[str, ...]) -> Iterator[Group]:
    """List the groups of fields inside `model`, each below the field that holds it."""
    for name, field in model.model_fields.items():
        for inner in _records_in(field.annotation):
            own = (*path, field.alias or name)
            yield Group(own, inner)
            yield from _groups_in(inner, own)


def _list(group: Group, groups: dict[type[Record], Group], language: Language) -> str:
    """Return the fields of a group as a list of terms, which a telephone can show as well."""
    items = (
        item
        for name, field in group.model.model_fields.items()
        for item in _items(field.alias or name, field, group, groups, language)
    )
    return "\n".join(["<dl>", *items, "</dl>"]) + "\n"


def _items(
    name: str,
    field: FieldInfo,
    group: Group,
    groups: dict[type[Record], Group],
    language: Language,
) -> Iterator[str]:
    extra = field.json_schema_extra
    assert isinstance(extra, dict)
    description = field.description if language == "en" else extra[f"x-description-{language}"]
    between = " " if language == "en" else ""
    meaning = between.join([prose(str(description)), *_hints(field, groups, language)])
    required = said(language, f"reference.fields.{'yes' if field.is_required() else 'no'}")
    path = () if group.model is Metadata else group.path
    anchor = "-".join(("field", *path, name))
    example = said(
        language, "reference.fields.for-example", example=code(f"{name}: {extra['x-example']}")
    )
    yield f'<dt id="{anchor}">{code(name)} {required}</dt>'
    yield f"<dd>{meaning}</dd>"
    yield f"<dd>{example}</dd>"


def _hints(
    field: FieldInfo, groups: dict[type[Record], Group], language: Language
) -> Iterator[str]:
    """Say what else the type of a field tells: its terms, its choices, the fields inside it."""
    several = get_origin(field.annotation) is tuple
    for name in dict.fromkeys(_terms_in(field)):
        link = f'<a href="#terms-{name}">{code(name)}</a>'
        key = "reference.fields.terms-list" if several else "reference.fields.terms"
        yield said(language, key, link=link)
    if choices := tuple(_choices_in(field.annotation)):
        written = ", ".join(code(choice) for choice in choices)
        yield said(language, "reference.fields.choices", choices=written)
    for model in _records_in(field.annotation):
        inner = groups[model]
        link = f'<a href="#{inner.anchor}">{code(inner.heading)}</a>'
        yield said(language, "reference.fields.group", link=link)


def _terms(name: VocabularyName, language: Language) -> str:
    heads = ("write", "en", "zh-Hant")
    head = "".join(
        f'<th scope="col">{said(language, f"reference.terms.{key}")}</th>' for key in heads
    )
    rows = []
    for term in vocabulary(name).terms:
        notes = ""
        if term.valid_to:
            current = vocabulary(name).current(term.id)
            replaced = current is not None and current.id != term.id
            key = "reference.terms.until" if replaced else "reference.terms.ended"
            values = {"year": term.valid_to, "term": code(current.id if current else "")}
            notes = " " + said(language, key, **values)
        en, zh_hant = prose(term.label.en), prose(term.label.zh_hant)
        rows.append(
            f'<tr><th scope="row">{code(term.id)}{notes}</th><td lang="en">{en}</td>'
            f'<td lang="zh-Hant-HK">{zh_hant}</td></tr>'
        )
    table = "\n".join(["<table>", f"<thead><tr>{head}</tr></thead>", "<tbody>", *rows, "</tbody>"])
    return f"### {name} {{#terms-{name}}}\n\n{table}\n</table>\n"


def _vocabularies(model: type[Record]) -> Iterator[VocabularyName]:
    for field in model.model_fields.values():
        yield from _terms_in(field)


def _parts(annotation: object) -> Iterator[object]:
    """Yield every type and every piece of metadata inside a type."""
    yield annotation
    for argument in get_args(annotation):
        yield from _parts(argument)


def _terms_in(field: FieldInfo) -> Iterator[VocabularyName]:
    for part in (*field.metadata, *_parts(field.annotation)):
        if isinstance(part, Term):
            yield part.vocabulary


def _records_in(annotation: object) -> Iterator[type[Record]]:
    for part in _parts(annotation):
        if isinstance(part, type) and issubclass(part, Record):
            yield part


def _choices_in(annotation: object) -> Sequence[str]:
    literals = [part for part in _parts(annotation) if get_origin(part) is Literal]
    return [str(choice) for literal in literals for choice in get_args(literal)]
