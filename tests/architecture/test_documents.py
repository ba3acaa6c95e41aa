"""What README and docs promise is there: commands, targets, links, settings."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.core.management import get_commands

from tests.architecture.sources import ROOT, project_files

TARGETS = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
FIRST_WORDS = re.compile(r"\bmake ([a-z][a-z-]*)\b")
COMMANDS = re.compile(r"\bmanage\.py ([a-z_]+)")
LINKS = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)")
CODE = re.compile(r"```.*?```|`[^`\n]+`|^ {4}[^\n]+$", re.DOTALL | re.MULTILINE)


def documents() -> Iterator[tuple[Path, str]]:
    """Our own pages of prose."""
    for path in project_files():
        if path.suffix == ".md" and path.parts[0] not in {"static", "tests"}:
            yield path, (ROOT / path).read_text(encoding="utf-8")


def test_the_pages_a_newcomer_looks_for_are_there() -> None:
    wanted = {"README.md", "LICENSE", "CONTRIBUTING.md", "docs/architecture.md", "docs/glossary.md"}
    assert {name for name in wanted if not (ROOT / name).is_file()} == set()


def test_the_readme_begins_with_run_and_test() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    said = FIRST_WORDS.findall("\n".join(CODE.findall(readme)))
    assert list(dict.fromkeys(said))[:2] == ["run", "test"]


def test_every_make_target_named_exists() -> None:
    unknown = {
        f"{path}: make {target}"
        for path, text in documents()
        for code in CODE.findall(text)
        for target in FIRST_WORDS.findall(code)
        if target not in TARGETS
    }
    assert not unknown


def test_every_management_command_named_exists() -> None:
    known = set(get_commands())
    unknown = {
        f"{path}: manage.py {command}"
        for path, text in documents()
        for command in COMMANDS.findall(text)
        if command not in known
    }
    assert not unknown


def test_every_link_leads_somewhere() -> None:
    dead = {
        f"{path}: {link}"
        for path, text in documents()
        for link in LINKS.findall(text)
        if not (ROOT / path.parent / link).exists()
    }
    assert not dead


def test_every_path_in_code_marks_exists() -> None:
    folders = {path.parts[0] for path in project_files() if len(path.parts) > 1}
    spans = re.compile(r"`((?:" + "|".join(map(re.escape, sorted(folders))) + r")/[\w./-]*)`")
    missing = {
        f"{path}: {named}"
        for path, text in documents()
        for named in spans.findall(text)
        if "APP" not in named  # stands for each app
        and named != "benchmarks/results/"  # made by the first run
        and not (ROOT / named).exists()
        and not (ROOT / "templates" / named).exists()
    }
    assert not missing
