"""The English sentences of the citizens' side: collected, checked and compiled without gettext.

`python -m asn_wfh.catalogue` brings locale/en/LC_MESSAGES/django.po up to date with the marked
texts (new ones without a translation, unused ones dropped) and compiles it; with `--check` nothing
is written, and what is missing, stale, unfilled or not compiled is named. Needs the development
packages.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale/en/LC_MESSAGES/django.po"
SOURCES = (
    "services/**/*.py",
    "asn_wfh/*.py",
    "templates/*.html",
    "templates/services/**/*.html",
    "templates/components/*.html",
)
"""What a citizen's page is made of. Signed-in pages are Indonesian and have no catalogue."""
SINGLE = frozenset({"gettext", "gettext_lazy", "gettext_noop"})
PLURAL = frozenset({"ngettext", "ngettext_lazy"})
IN_TEMPLATES = {"_": "gettext", "gettext": "gettext", "ngettext": "ngettext"}
# Django's own tool writes marked texts of a template as calls between other letters.
CALLS = re.compile(r"\b(?:_|n?gettext)\((?:[^()'\"]|u?'(?:\\.|[^'\\])*'|u?\"(?:\\.|[^\"\\])*\")*\)")
PLACES = re.compile(r"%\(\w+\)[sd]|%%")

type Entry = tuple[str, str]
"""A text and its plural, or an empty string where it has none."""


def marked() -> dict[Entry, list[str]]:
    """Every marked text of the citizens' side, with the files it stands in."""
    found: dict[Entry, list[str]] = {}
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            name = str(path.relative_to(ROOT))
            for entry in _entries(path):
                files = found.setdefault(entry, [])
                if name not in files:
                    files.append(name)
    return found


def _entries(path: Path) -> Iterator[Entry]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        tree = ast.parse(text)
        yield from _calls(tree, _names(tree))
        return
    for call in CALLS.findall(templatize(text, origin=str(path))):
        yield from _calls(ast.parse(call.strip()), IN_TEMPLATES)


def _names(tree: ast.Module) -> dict[str, str]:
    """What a module calls Django's functions, and which they are."""
    return {
        name.asname or name.name: name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
    }


def _calls(tree: ast.AST, names: dict[str, str]) -> Iterator[Entry]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        given = [each.value for each in node.args if isinstance(each, ast.Constant)]
        texts = [each for each in given if isinstance(each, str)]
        function = names.get(node.func.id, "")
        if function in SINGLE and texts:
            yield texts[0], ""
        elif function in PLURAL and len(texts) == 2:
            yield texts[0], texts[1]


def collect() -> polib.POFile:
    """The catalogue with exactly the marked texts, translations kept; written nowhere."""
    old = polib.pofile(str(CATALOGUE)) if CATALOGUE.exists() else polib.POFile()
    known = {(each.msgid, each.msgid_plural): each for each in old}
    new = polib.POFile(wrapwidth=99)
    new.metadata = {
        "Language": "en",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for (text, plural), files in sorted(marked().items()):
        before = known.get((text, plural))
        entry = polib.POEntry(
            msgid=text,
            msgid_plural=plural,
            msgstr="" if before is None or plural else before.msgstr,
            occurrences=[(name, "") for name in files],
        )
        if plural:
            entry.msgstr_plural = before.msgstr_plural if before else {0: "", 1: ""}
        if PLACES.search(text):
            entry.flags = ["python-format"]
        new.append(entry)
    return new


def faults() -> list[str]:
    """What is wrong with the catalogue, a sentence each; empty where it is complete."""
    wanted = collect()
    found = [f"not translated: {each.msgid!r}" for each in wanted if not all(_said(each))]
    for each in wanted:
        for said in _said(each):
            # The English singular may leave its number out.
            strange = set(PLACES.findall(said)) - set(PLACES.findall(each.msgid))
            missing = set(PLACES.findall(each.msgid)) - set(PLACES.findall(said))
            if said and (strange or (missing and not each.msgid_plural)):
                found.append(f"other placeholders than its text: {said!r}")
    if not CATALOGUE.exists() or CATALOGUE.read_text(encoding="utf-8") != str(wanted) + "\n":
        found.append("the .po file is not what the sources mark: run this without --check")
    compiled = CATALOGUE.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != wanted.to_binary():
        found.append("the .mo file is not made of the .po file: run this without --check")
    return found


def _said(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def main() -> int:
    """Collect and compile, or with `--check` only tell; the exit code says whether all is well."""
    if "--check" not in sys.argv[1:]:
        made = collect()
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        CATALOGUE.write_text(str(made) + "\n", encoding="utf-8")
        CATALOGUE.with_suffix(".mo").write_bytes(made.to_binary())
    found = faults()
    sys.stderr.writelines(f"{each}\n" for each in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
