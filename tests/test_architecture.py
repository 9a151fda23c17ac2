"""Hold the shape of the package: what may import what, and how long its parts may grow."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

FLOORS: Final = (
    {"kept"},
    {
        "language",
        "policy",
        "limits",
        "staging",
        "cache",
        "workers",
        "dates",
        "regular",
        "trees",
        "listings",
    },
    {"characters", "contents"},
    {"diagnostics", "digests"},
    {"source", "vocabularies", "locale", "addresses"},
    {"front_matter", "markdown", "assets", "search"},
    {"schema"},
    {"settings", "contribution", "folder_kinds", "authoring", "mending"},
    {"compilation", "said"},
    {"loader", "rights", "importing", "faults"},
    {"collection", "checks"},
    {"compiling", "examining"},
    {"pipeline"},
    {"catalogue", "quarantine", "reference", "sitemap"},
    {"pages"},
    {"publish", "verification", "renderers", "bench", "documents", "theme"},
    {"framing"},
    {"assembly"},
    {"rewording"},
    {"cli"},
    {"build", "hooks"},
)
MAX_MODULE_LINES: Final = 300
MAX_FUNCTION_LINES: Final = 45

SCRIPTS: Final = Path(__file__).parent.parent / "scripts"
MODULES: Final = {
    path: ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(SCRIPTS.rglob("*.py"))
    if path != SCRIPTS / "casebook" / "__init__.py"
}
FLOOR_OF: Final = {unit: number for number, units in enumerate(FLOORS) for unit in units}


def unit_of(path: Path) -> str:
    """Name the part that a module belongs to: `casebook/pages/case.py` belongs to `pages`."""
    parts = path.relative_to(SCRIPTS).with_suffix("").parts
    return parts[1] if parts[0] == "casebook" else parts[0]


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """List every import with its line, those inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "casebook":
            yield from ((node.lineno, f"casebook.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or "."


def report(faults: list[str]) -> None:
    assert not faults, "\n" + "\n".join(faults)


def test_every_module_has_its_floor() -> None:
    units = {unit_of(path) for path in MODULES}
    report(
        [
            f"{unit} stands on no floor: add it to FLOORS, above all that it imports"
            for unit in sorted(units - FLOOR_OF.keys())
        ]
    )


def test_imports_go_downwards_only() -> None:
    faults = []
    for path, tree in MODULES.items():
        importer = unit_of(path)
        for line, name in imports(tree):
            imported = name.split(".")[1] if name.startswith("casebook.") else importer
            if imported != importer and FLOOR_OF.get(imported, -1) >= FLOOR_OF.get(importer, 99):
                faults.append(
                    f"{path.relative_to(SCRIPTS)}:{line}: {importer} imports {imported}, "
                    f"which stands beside or above it"
                )
    report(faults)


def test_mkdocs_is_imported_by_the_hook_alone() -> None:
    report(
        [
            f"{path.relative_to(SCRIPTS)}:{line}: imports {name}; only hooks.py knows MkDocs"
            for path, tree in MODULES.items()
            for line, name in imports(tree)
            if name.split(".")[0] in {"mkdocs", "material"} and unit_of(path) != "hooks"
        ]
    )


def test_the_command_line_and_the_hook_alone_write_to_the_terminal() -> None:
    report(
        [
            f"{path.relative_to(SCRIPTS)}:{node.lineno}: writes to the terminal; return the text"
            for path, tree in MODULES.items()
            if unit_of(path) not in {"cli", "hooks"}
            for node in ast.walk(tree)
            if isinstance(node, ast.Name | ast.Attribute)
            and ast.unparse(node) in {"print", "sys.stdout", "sys.stderr"}
        ]
    )


def test_modules_stay_short() -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    report(
        [
            f"{path.relative_to(SCRIPTS)} has {lines} lines; {MAX_MODULE_LINES} is the limit"
            for path, lines in sizes.items()
            if lines > MAX_MODULE_LINES
        ]
    )


def test_functions_stay_short() -> None:
    report(
        [
            f"{path.relative_to(SCRIPTS)}:{node.lineno}: {node.name} has {lines} lines; "
            f"{MAX_FUNCTION_LINES} is the limit"
            for path, tree in MODULES.items()
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION_LINES
        ]
    )
