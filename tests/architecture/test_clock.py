"""Only `asn_wfh/clock.py` reads the time; everything else is given it."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.sources import is_migration, modules, tree

CLOCK = Path("asn_wfh/clock.py")
READINGS = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
    ("timezone", "now"), ("timezone", "localtime"), ("timezone", "localdate"),
    ("time", "time"), ("time", "time_ns"), ("time", "localtime"), ("time", "gmtime"),
}  # fmt: skip
NAMES = {"Now", "TransactionNow"}
IN_SQL = re.compile(
    r"\b(now\(\)|clock_timestamp\(\)|statement_timestamp\(\)|transaction_timestamp\(\)"
    r"|current_timestamp|current_date|current_time|localtimestamp)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("module", modules(), ids=str)
def test_only_the_clock_reads_the_time(module: Path) -> None:
    if module == CLOCK:
        return
    # A migration describes tables, some with columns that the library of histories fills.
    assert not readings(tree(module), fields=not is_migration(module))


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime; datetime.now(UTC)",
        "import datetime; datetime.datetime.utcnow()",
        "from datetime import date; date.today()",
        "from django.utils import timezone; default = timezone.now",
        "import time; time.time()",
        "from time import time",
        "from django.db.models.functions import Now",
        "cursor.execute('SELECT now()')",
        "models.DateTimeField(auto_now_add=True)",
    ],
)
def test_a_reading_is_found(source: str) -> None:
    assert readings(ast.parse(source), fields=True)


def test_measuring_a_duration_is_no_reading() -> None:
    assert not readings(ast.parse("import time; time.monotonic(); clock.now()"), fields=True)


def readings(top: ast.Module, *, fields: bool) -> list[str]:
    """Every expression below `top` that takes the time from elsewhere."""
    found = []
    for node in ast.walk(top):
        match node:
            case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner), attr=name):
                if (owner, name) in READINGS:
                    found.append(f"{node.lineno}: {owner}.{name}")
            case ast.ImportFrom(module="time", names=names):
                found += [f"{node.lineno}: {n.name}" for n in names if ("time", n.name) in READINGS]
            case ast.ImportFrom(module=str(origin), names=names) if origin.startswith("django.db"):
                found += [f"{node.lineno}: {n.name}" for n in names if n.name in NAMES]
            case ast.keyword(arg="auto_now" | "auto_now_add") if fields:
                found.append(f"{node.value.lineno}: {node.arg}")
            case ast.Constant(value=str(text)) if fields and IN_SQL.search(text):
                found.append(f"{node.lineno}: {IN_SQL.search(text)}")
    return found
