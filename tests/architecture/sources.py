"""The project's own files, as the architecture tests read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("accounts", "services", "attendance")
PACKAGES = ("asn_wfh", *APPS)
# Other people's files, and what no person writes by hand.
FOREIGN = ("static/vendor/", "tests/browser/vendor/")


@cache
def modules() -> tuple[Path, ...]:
    """Every module of the portal's packages, relative to the project's root, sorted."""
    found = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return tuple(sorted(path.relative_to(ROOT) for path in found))


@cache
def tree(module: Path) -> ast.Module:
    """The syntax tree of a module given relative to the root."""
    return ast.parse((ROOT / module).read_text(encoding="utf-8"), filename=str(module))


def is_migration(module: Path) -> bool:
    """Whether the module is a migration."""
    return "migrations" in module.parts


def functions(node: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions and methods below `node`, at any depth."""
    for child in ast.walk(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child


@cache
def project_files() -> tuple[Path, ...]:
    """Every file of the project, relative to the root; not what tools and runs leave there."""
    found = []
    for folder, below, names in ROOT.walk():
        at = folder.relative_to(ROOT)
        below[:] = [name for name in below if not _is_left_by_a_tool(at, name)]
        found += [at / name for name in names if name != ".env"]
    return tuple(sorted(found))


def _is_left_by_a_tool(at: Path, name: str) -> bool:
    if name.startswith("."):
        return name != ".ci"
    return name in {"__pycache__", "node_modules", "test-results"} or (
        at / name == Path("benchmarks/results")
    )


def texts() -> Iterator[tuple[Path, str]]:
    """Our own text files and what stands in them."""
    for path in project_files():
        if path.as_posix().startswith(FOREIGN):
            continue
        try:
            yield path, (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # fonts and pictures


def templates() -> Iterator[tuple[Path, str]]:
    """Every template and its text."""
    for path in sorted((ROOT / "templates").rglob("*.html")):
        yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
