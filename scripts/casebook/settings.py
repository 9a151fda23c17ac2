"""What the publisher decides: the `extra.casebook` part of `mkdocs.yml`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from casebook.cache import Cache
from casebook.language import Language, Localized
from casebook.limits import DEFAULTS, Limits
from casebook.listings import Listings
from casebook.schema.types import kebab
from casebook.workers import DEFAULT_PLACE, Ahead, ClusterError, Workers

DEFAULT_SOON_DAYS: Final = 60


class SettingsError(Exception):
    """The settings file cannot be read; the message says where and why."""


class Setting(BaseModel):
    """Be the base of every group of settings."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=kebab)


class Words(Setting):
    """Hold one wording in both languages."""

    en: str
    zh_Hant: str

    @property
    def localized(self) -> Localized:
        """Return the wording as a text in each language."""
        return Localized(self.en, self.zh_Hant)


class OwnerWords(Setting):
    """Hold the wordings of the rights statement for one kind of owner."""

    name: Words
    """The institution as named in a sentence; under joint ownership the schools follow it."""
    notice: Words
    """The copyright notice: `{year}` and `{owners}`."""
    licensed_notice: Words
    """The same where the owners gave a license: they do not reserve every right."""
    reservation: Words
    """Who may compile and modify the material, for what."""


class CompilationWords(Setting):
    """Hold the wordings of the rights statement of a compilation."""

    notice: Words
    """The copyright notice: `{year}` and `{owners}`, each of their own parts."""
    may: Words
    """What a reader may do."""
    short: Words
    part: Words
    """One part: `{number}`, `{title}`, and its own `{statement}`."""
    compiled: Words
    """Who compiled it, and whose the choice and the introductions are: `{editor}`, `{publisher}`,
    `{year}`."""
    modified: Words
    """What was changed: `{modified}`."""


class RightsWords(Setting):
    """Hold every wording of rights: the publisher edits it, the code does not know it."""

    ends_soon_days: int = DEFAULT_SOON_DAYS
    """How many days before its end a consent or permission is warned of."""
    joint: OwnerWords
    qef: OwnerWords
    compilation: CompilationWords
    ask_first: Words
    licensed: Words
    excluded: Words
    """What a license does not cover: `{works}`."""
    permission: Words
    """How to ask for permission: `{contact}`."""
    third_party: Words
    """A work of others by permission: `{work}`, `{owner}`."""
    third_party_licensed: Words
    """The same under a license: `{license}` as well."""
    third_party_quoted: Words
    """The same as a quotation: `{source}` as well."""
    third_party_expired: Words
    """The same where the copyright has expired."""
    pupil_name: Words
    """A pupil as an owner: never by name."""
    pupil_notice: Words
    """The notice of a pupil's work: `{year}`."""
    pupil_work: Words
    pupils_inside: Words
    """Works of pupils that stand in a case: `{works}`."""
    people_shown: Words
    """What a license does not reach: people who agreed to be shown here."""
    on_request: Words
    discussion_only: Words
    ask_first_short: Words
    licensed_short: Words
    licensed_noncommercial_short: Words
    licensed_unchanged_short: Words
    licensed_noncommercial_unchanged_short: Words
    on_request_short: Words
    discussion_only_short: Words


class Publisher(Setting):
    """Name the publisher and where to write to."""

    name: Words
    contact: str
    """An e-mail address for permission, take-down and privacy."""


class Settings(Setting):
    """Hold all settings of Casebook."""

    publisher: Publisher
    rights: RightsWords
    limits: Limits = DEFAULTS
    communities: dict[str, Words] = {}
    """Names of learning communities by slug."""
    examples: dict[str, tuple[str, ...]] = {}
    """Example searches for the home page, by language."""

    def community_name(self, slug: str, language: Language) -> str:
        """Return the community's name; until the publisher gives one, its slug in words."""
        if words := self.communities.get(slug):
            return words.localized.in_(language)
        return slug.replace("-", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Site:
    """Hold the settings together with what MkDocs itself is told."""

    root: Path
    """The folder of the configuration file."""
    name: str
    url: str
    contributions: Path
    docs: Path
    """The hand-written pages, and the compilations among them."""
    theme: Path
    """Our own templates, scripts and styles."""
    hooks: tuple[Path, ...]
    """What MkDocs runs of ours."""
    has_plugins: bool
    """Whether MkDocs runs plugins, which may read anything."""
    looks: str
    """What `mkdocs.yml` tells the templates, as JSON: `theme`, `extra` and `extra_css`."""
    settings: Settings
    cache: Cache = field(default_factory=Cache, compare=False)
    workers: Workers = field(default_factory=Workers.local, compare=False)
    """Where contributions are read: never in this process."""
    listings: Listings = field(default_factory=Listings, compare=False)
    """How folders looked when they were first looked at."""
    ahead: Ahead = field(default_factory=Ahead, compare=False)
    """What another process finds out meanwhile."""

    def inputs(self) -> str:
        """Return all of it that the site can show."""
        told = (self.name, self.url, self.looks, self.contributions.name, self.settings)
        return repr(told)


class _Loader(yaml.CSafeLoader):
    """Read `mkdocs.yml` without MkDocs: other tools' tags are of no interest here."""


def _ignored(loader: yaml.Loader, suffix: str, node: yaml.Node) -> None:
    del loader, suffix, node


_Loader.add_multi_constructor("!", _ignored)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _ignored)


def load_site(
    config: Path,
    contributions: Path | None = None,
    cache: Path | None = None,
    executor: str = DEFAULT_PLACE,
) -> Site:
    """Read the configuration file; what is made is kept in the folder `cache`, if there is one.

    Raises `SettingsError` when it is absent, is not YAML or lacks a setting, or where there is no
    such `executor`.
    """
    try:
        values: dict[str, Any] = yaml.load(config.read_bytes(), Loader=_Loader)  # noqa: S506
        own = values["extra"]["casebook"]
        settings = Settings.model_validate(own)
    except OSError as error:
        raise SettingsError(f"{config}: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise SettingsError(f"{config}: {error}") from error
    except (KeyError, TypeError) as error:
        raise SettingsError(f"{config}: it has no extra.casebook group") from error
    except ValidationError as error:
        lines = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise SettingsError(
            "\n".join(f"{config}: extra.casebook.{line}" for line in lines)
        ) from error
    root = config.resolve().parent
    folder = contributions.resolve() if contributions else root / "contributions"
    return Site(
        root,
        values.get("site_name", "Casebook"),
        values.get("site_url", ""),
        folder,
        root / str(values.get("docs_dir", "docs")),
        root / str(_theme(values).get("custom_dir", "overrides")),
        tuple(root / str(hook) for hook in values.get("hooks") or ()),
        bool(values.get("plugins")),
        _looks(values),
        settings,
        Cache(cache, scope=str(folder)),
        _workers(executor),
    )


def _theme(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what is said of the theme, which may be nothing but its name."""
    theme = values.get("theme")
    return theme if isinstance(theme, dict) else {"name": theme}


def _looks(values: Mapping[str, Any]) -> str:
    """Return what templates may ask of the configuration, with MkDocs' word where it is silent."""
    usual: dict[str, Any] = {"language": "en", "favicon": "assets/images/favicon.png", "icon": {}}
    extra = {key: value for key, value in values["extra"].items() if key != "casebook"}
    told = {
        "site_url": values.get("site_url", ""),
        "theme": {**usual, **_theme(values)},
        "extra": extra,
        "extra_css": values.get("extra_css") or [],
        "plugins": {},
    }
    return json.dumps(told, default=str, sort_keys=True)


def _workers(executor: str) -> Workers:
    try:
        return Workers.at(executor)
    except (ValueError, ClusterError) as error:
        raise SettingsError(f"--executor: {error}") from error
