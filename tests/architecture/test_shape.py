"""Modules a person can hold in the head, and public names that say what they do."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

from tests.architecture.sources import ROOT, functions, is_migration, modules, tree

MODULE_LINES = 300
FUNCTION_LINES = 40
TABLE_LINES = 60
type Named = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
OWN_MODULES = [module for module in modules() if not is_migration(module)]


def test_no_module_is_longer_than_300_lines() -> None:
    long = {
        str(module): lines
        for module in OWN_MODULES
        if (lines := len((ROOT / module).read_text(encoding="utf-8").splitlines())) > MODULE_LINES
    }
    assert not long


def test_no_function_is_longer_than_40_lines() -> None:
    long = {
        f"{module}:{function.lineno} {function.name}": lines
        for module in OWN_MODULES
        for function in functions(tree(module))
        if (lines := _lines(function)) > FUNCTION_LINES and not _is_table(function)
    }
    assert not long


def _body(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.stmt]:
    """The statements after the docstring."""
    return function.body[1:] if ast.get_docstring(function) else function.body


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = _body(function)
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def _is_table(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether all it does is one `match` that answers per case: a table, read line by line."""
    *before, last = _body(function)
    return (
        isinstance(last, ast.Match)
        and _lines(function) <= TABLE_LINES
        and len(before) <= 2
        and all(len(case.body) <= 2 for case in last.cases)
    )


def test_every_public_name_says_what_it_does() -> None:
    silent = [
        f"{module}:{line} {name}" for module in OWN_MODULES for line, name in _without_words(module)
    ]
    assert not silent


def _without_words(module: Path) -> Iterator[tuple[int, str]]:
    """Public functions, classes and methods of a module that have no docstring."""
    top = tree(module)
    if top.body and ast.get_docstring(top) is None:
        yield 1, "(module)"
    for node in top.body:
        if _is_public(node) and not _says(node):
            yield node.lineno, node.name
        if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
            continue
        for method in node.body:
            if _is_public(method) and method.name not in CALLED_BY_OTHERS and not _says(method):
                yield method.lineno, f"{node.name}.{method.name}"


# What Django, redis' cache and argparse call by these names, they also describe.
CALLED_BY_OTHERS = {
    "Meta", "handle", "add_arguments", "process_view", "handle_no_permission", "to_python",
    "to_url", "get_absolute_url", "clean", "write",
    "add", "get", "set", "touch", "delete", "get_many", "has_key", "incr", "set_many",
    "delete_many",
}  # fmt: skip
# Their names and members are all there is to say.
PLAIN_LISTS = {"AppConfig", "TextChoices", "Protocol"}


def _is_public(node: ast.AST) -> TypeGuard[Named]:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return isinstance(node, kinds) and not node.name.startswith("_")


def _says(node: Named) -> bool:
    if ast.get_docstring(node) is not None:
        return True
    if isinstance(node, ast.ClassDef):
        return bool({ast.unparse(base).rpartition(".")[2] for base in node.bases} & PLAIN_LISTS)
    only = node.body[0]
    return isinstance(only, ast.Expr) and ast.unparse(only) == "..."
