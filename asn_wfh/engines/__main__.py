"""Run a command with engines of its own that are thrown away afterwards.

Example: ``python -m asn_wfh.engines manage.py makemigrations --check``. The command is
run by the same Python, with ``DATA`` pointing to the temporary folder; its exit code is
passed on.
"""

import os
import subprocess
import sys

from asn_wfh.engines import EngineError, Engines, temporary_data_dir


def main(command: list[str]) -> int:
    """Run `command` and return its exit code."""
    environment = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
    with temporary_data_dir() as folder:
        engines = Engines(folder, fast=True)
        try:
            engines.start()
            environment["DATA"] = str(folder)
            return subprocess.run(
                [sys.executable, *command], env=environment, check=False
            ).returncode
        except EngineError as error:
            sys.stderr.write(f"{error}\n")
            return 1
        finally:
            engines.erase()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
