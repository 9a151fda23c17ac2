"""Hold what makes two commands enough on a bare machine, today and in a year."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distributions, packages_distributions
from pathlib import Path
from typing import Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from playwright.sync_api import Browser, Page

from tests.conftest import Axe, Serve, watch

ROOT: Final = Path(__file__).parent.parent
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK: Final = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LOCKED: Final = [
    Requirement(entry.split("\\")[0].strip())
    for entry in LOCK.splitlines()
    if entry and entry[0].isalnum()
]
RUN: Final = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
EXTRA: Final = [
    Requirement(line)
    for lines in PROJECT["project"]["optional-dependencies"].values()
    for line in lines
]
DEVELOPMENT: Final = [Requirement(line) for line in PROJECT["dependency-groups"]["dev"]]
REGISTRIES: Final = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
    )
)
TOOLS_OF_A_BARE_MACHINE: Final = ("bash", "dirname", "id")


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=environment or None,
    )


def names(requirements: list[Requirement]) -> set[str]:
    return {canonicalize_name(requirement.name) for requirement in requirements}


@pytest.fixture
def bare_path(tmp_path: Path) -> str:
    """Give a search path with next to nothing on it, for anyone, root or not."""
    for tool in TOOLS_OF_A_BARE_MACHINE:
        found = shutil.which(tool)
        assert found
        (tmp_path / tool).symlink_to(found)
    return str(tmp_path)


def test_every_locked_package_has_its_hashes() -> None:
    entries = re.split(r"\n(?=[a-z])", LOCK.strip())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_every_dependency_has_a_ceiling() -> None:
    operators = {
        str(requirement): {specifier.operator for specifier in requirement.specifier}
        for requirement in RUN + EXTRA + DEVELOPMENT
    }
    assert [name for name, used in operators.items() if not used & {"<", "=="}] == []


def test_the_lock_keeps_to_the_declared_versions() -> None:
    faults = [
        f"{wanted} is not what requirements.lock holds: run `make lock`"
        for wanted in RUN + EXTRA + DEVELOPMENT
        if not any(
            canonicalize_name(locked.name) == canonicalize_name(wanted.name)
            and wanted.specifier.contains(str(locked.specifier).removeprefix("=="))
            for locked in LOCKED
        )
    ]
    assert faults == []


def test_the_environment_holds_what_is_locked_and_nothing_else() -> None:
    here = [requirement for requirement in LOCKED if not _left_out(requirement)]
    wanted = {
        canonicalize_name(requirement.name): str(requirement.specifier)[2:] for requirement in here
    }
    installed = {
        canonicalize_name(found.name): found.version
        for found in distributions()
        if Path(str(found.locate_file(""))).is_relative_to(sys.prefix)
    }
    for own in ("pip", "casebook"):
        installed.pop(canonicalize_name(own), None)
    assert installed == wanted, "remove .venv/ and run `make install`"


def _left_out(requirement: Requirement) -> bool:
    return requirement.marker is not None and not requirement.marker.evaluate()


def test_what_is_imported_is_declared() -> None:
    scripts = {name for path in (ROOT / "scripts").rglob("*.py") for name in _imported(path)}
    tests = {name for path in (ROOT / "tests").rglob("*.py") for name in _imported(path)}
    assert _undeclared(scripts, names(RUN + EXTRA)) == set()
    assert _undeclared(tests, names(RUN + DEVELOPMENT)) == set()


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def _undeclared(modules: set[str], declared: set[str]) -> set[str]:
    providers = packages_distributions()
    ours = {"casebook", "tests", "build", "hooks"}
    return {
        module
        for module in modules - ours - sys.stdlib_module_names
        if not declared & {canonicalize_name(name) for name in providers.get(module, [])}
    }


def test_no_file_names_the_host_of_a_package_registry() -> None:
    hosts = [f"-e{host}" for host in REGISTRIES]
    found = run("git", "grep", "--untracked", "--line-number", "--fixed-strings", "-I", *hosts)
    assert (found.returncode, found.stdout + found.stderr) == (1, "")


def test_installing_again_does_nothing() -> None:
    assert run("make", "--question", ".venv/installed").returncode == 0, "run `make install`"


def test_the_console_script_is_in_the_environment() -> None:
    assert Path(sys.executable).with_name("casebook").is_file()


@pytest.mark.parametrize("script", [".ci/run", ".ci/prepare"])
def test_a_script_of_the_set_up_can_be_run(script: str) -> None:
    assert (ROOT / script).stat().st_mode & 0o111 == 0o111
    assert run("bash", "-n", script).stderr == ""


def test_says_what_is_missing_for_the_browser_tests(bare_path: str) -> None:
    prepared = run("bash", ".ci/prepare", "chromium", PATH=bare_path)
    assert prepared.returncode == 1
    assert prepared.stderr == (
        "casebook: this machine needs what Debian calls: "
        "chromium libatomic1 fontconfig fonts-noto-cjk\n"
        "casebook: install them with this system's own installer, "
        "then run the same command again\n"
    )


def test_says_that_a_named_chromium_is_not_there() -> None:
    prepared = run("bash", ".ci/prepare", "chromium", PATH="/usr/bin:/bin", CHROMIUM="/no/such")
    assert prepared.returncode == 1
    assert prepared.stderr == "casebook: CHROMIUM names no program: /no/such\n"


def test_chromium_is_watched_for_requests_to_other_hosts(
    browser: Browser, serve: Serve, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(
        '<!doctype html><link rel="icon" href="data:,"><img src="http://example.org/a.png">'
        "<script>setTimeout(() => { throw new Error('left uncaught') })</script>",
        encoding="utf-8",
    )
    faults: list[str] = []
    context = browser.new_context()
    watch(context, faults)
    opened = context.new_page()
    opened.goto(serve(tmp_path))
    opened.wait_for_timeout(100)
    context.close()
    assert sorted(faults) == [
        "a page asked another host for something: http://example.org/a.png",
        "a script failed: left uncaught",
    ]


def test_axe_finds_a_picture_without_its_text(
    page: Page, serve: Serve, axe: Axe, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(
        '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>A page</title>'
        '<main><h1>A page</h1><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></main>',
        encoding="utf-8",
    )
    page.goto(serve(tmp_path))
    assert [finding.split(": ")[1] for finding in axe(page)] == ["image-alt (critical)"]


def test_a_missing_page_gets_the_page_of_the_site(page: Page, serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "404.html").write_text("<!doctype html><h1>Not here</h1>", encoding="utf-8")
    answer = page.goto(f"{serve(tmp_path)}/nowhere/")
    assert answer
    assert (answer.status, page.inner_text("h1")) == (404, "Not here")
