"""`make mutate`: change the rules one token at a time and count the changes no test notices.

Works on a copy of just what the rules' tests need, so that nothing edited meanwhile mixes in and
no mutant lies among the sources. How to read the answer: docs/mutation.md.
"""

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COPY = ROOT / ".mutation"
NEEDED = (
    "pyproject.toml",
    "accounts/__init__.py",
    "accounts/rules.py",
    "attendance/__init__.py",
    "attendance/data",
    "attendance/rules",
    "tests/__init__.py",
    "tests/attendance/__init__.py",
    "tests/attendance/rules",
)
LEAST_PERCENT = 90
MUTMUT = (sys.executable, "-m", "mutmut")
type Results = dict[str, str]


def main() -> int:
    """Run every mutant in one process after another; 1 where too few are killed."""
    copy_sources()
    if subprocess.run([*MUTMUT, "run", "--max-children", "1"], cwd=COPY, check=False).returncode:
        say("No mutants were judged: the tests of the rules must pass without any, see above.")
        return 1
    found = subprocess.run(
        [*MUTMUT, "results", "--all", "true"], cwd=COPY, check=True, capture_output=True, text=True
    )
    results = read_results(found.stdout)
    say(table(results))
    return 0 if killed_percent(results.values()) >= LEAST_PERCENT else 1


def copy_sources() -> None:
    """Begin with an empty copy: a result kept from an earlier run would hide a new test."""
    shutil.rmtree(COPY, ignore_errors=True)
    for name in NEEDED:
        target = COPY / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / name, target)


def read_results(text: str) -> Results:
    """The state of each mutant by its name, from the tool's listing."""
    pairs = (line.strip().rpartition(": ") for line in text.splitlines() if ": " in line)
    return {name: state for name, _, state in pairs}


def killed_percent(states: Iterable[str]) -> float:
    """Share of all mutants that a failing test killed; nothing else counts as killed."""
    counts = Counter(states)
    return 100 * counts["killed"] / counts.total() if counts else 0.0


def table(results: Results) -> str:
    """One line per module, the sum, and the names of all that were not killed."""
    modules = sorted({_module(name) for name in results})
    lines = [_line("module", "mutants", "killed", "survived", "no tests", "timeout", "other", "%")]
    lines += [
        _figures(module, [state for name, state in results.items() if _module(name) == module])
        for module in modules
    ]
    lines.append(_figures("all", list(results.values())))
    lines += [f"{state}: {name}" for name, state in results.items() if state != "killed"]
    return "\n".join(lines)


def say(text: str) -> None:
    """Print to the person who ran the command."""
    sys.stdout.write(f"\n{text}\n")


def _module(name: str) -> str:
    # attendance.rules.verdict.x_judge_day__mutmut_1
    return name.split(".x", 1)[0].rpartition(".")[2]


def _figures(title: str, states: list[str]) -> str:
    counts = Counter(states)
    named = ("killed", "survived", "no tests", "timeout")
    other = counts.total() - sum(counts[state] for state in named)
    percent = f"{killed_percent(states):.1f}"
    return _line(title, counts.total(), *(counts[state] for state in named), other, percent)


def _line(title: str, *cells: object) -> str:
    return f"{title:<14}" + "".join(f"{cell:>10}" for cell in cells)


if __name__ == "__main__":
    sys.exit(main())
