"""Run one step with the portal's settings and write what it returns."""

import json
import sys
from importlib import import_module
from pathlib import Path

import django

STEPS = {
    "agencies": "benchmarks.inside.agencies",
    "sessions": "benchmarks.inside.sessions",
    "statements": "benchmarks.inside.statements",
    "isolation": "benchmarks.inside.isolation",
    "close": "benchmarks.inside.close",
    "password": "benchmarks.inside.password",
    "generate": "benchmarks.inside.generate",
    "monthly": "benchmarks.inside.monthly",
    "publishing": "benchmarks.inside.publishing",
    "file_days": "benchmarks.inside.file_days",
    "files": "benchmarks.inside.files",
}


def main(step: str, target: Path, arguments: dict[str, object]) -> None:
    """Run `step` with `arguments`; write its answer into `target`."""
    django.setup()
    answer = import_module(STEPS[step]).run(**arguments)
    target.write_text(json.dumps(answer), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), json.loads(sys.argv[3]))
