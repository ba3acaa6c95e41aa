"""Three Celery workers, one of which is killed at each point of a plan: `… killed_workers FOLDER`.

FOLDER/plan.json says at which point whose computation ends its worker: `{"langkah 2": "T-B"}`; a
worker that gets there for the first time leaves a file of that name and SIGKILLs itself. Whoever
dies is started again, as `manage.py up` does it.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import django

from asn_wfh.celery import app

WORKERS = 3
REDELIVERED_AFTER = {
    # Seconds: in production an hour, and ten.
    "visibility_timeout": 2,
    "unacked_restore_interval": 0.25,
    "unacked_restore_throttle": 1,
}

Reached = Callable[[str, str], None]
"""Hears of a point, and of the agency by its code ("" for the run as a whole)."""


def hook(reached: Reached) -> Callable[[], None]:
    """Have `reached` called at every step of a part, around its end, and when a run is shared out.

    Answers what takes the hooks away again.
    """
    from accounts.models import Agency
    from attendance.actions import national_parts
    from attendance.tasks import national_runs as tasks

    former = (national_parts._mirror, national_parts._end_as, tasks.run_part, tasks.begin_run)
    mirror, end_as, run_part, begin_run = former

    def code_of(agency_id: int) -> str:
        return Agency.objects.get(pk=agency_id).code

    def mirrored(part: Any, tell: Any) -> Any:
        heard = mirror(part, tell)

        def at_step(step: str, done: int, total: int) -> None:
            heard(step, done, total)
            reached(f"langkah {done} dari {total}", code_of(part.agency_id))

        return at_step

    def ended(part: Any, job: Any) -> None:
        reached("laporan ada, bagian belum selesai", code_of(part.agency_id))
        end_as(part, job)

    def ran(**given: Any) -> None:
        run_part(**given)
        reached("selesai, pesan belum dijawab", code_of(given["agency_id"]))

    def begun(**given: Any) -> bool:
        was = begin_run(**given)
        reached("bagian dibuat, belum dibagikan", "")
        return was

    def put(functions: tuple[Any, ...]) -> None:
        national_parts._mirror, national_parts._end_as = functions[:2]
        tasks.run_part, tasks.begin_run = functions[2:]

    put((mirrored, ended, ran, begun))
    return lambda: put(former)


def killer(folder: Path) -> Reached:
    """Ends this very process at each point of the plan, once."""
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))

    def reached(point: str, code: str) -> None:
        if plan.get(point) != code:
            return
        try:
            (folder / point).touch(exist_ok=False)
        except FileExistsError:
            return
        os.kill(os.getpid(), signal.SIGKILL)

    return reached


def work(number: int) -> int:
    """Start a worker in a process of its own; its id."""
    child = os.fork()
    if child:
        return child
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    app.worker_main(
        [
            "--skip-checks", "--quiet", "worker", "--pool", "solo", "--queues", "celery",
            "--loglevel", "WARNING",
            "--without-gossip", "--without-mingle", "--without-heartbeat",
            "--hostname", f"uji{number}@%h",
        ]
    )  # fmt: skip
    os._exit(0)


def main(folder: Path, now: datetime) -> None:
    """Keep three workers alive until this process is told to end."""
    django.setup()
    # All that a worker needs is imported once: a new one is then there at once.
    import_module("asn_wfh.urls")
    import_module("attendance.tasks")
    from asn_wfh import clock

    clock.shift(int((now - datetime.now(UTC)).total_seconds()))
    app.conf.broker_transport_options |= REDELIVERED_AFTER
    hook(killer(folder))
    alive = {work(number): number for number in range(WORKERS)}

    def end(*_: object) -> None:
        for child in alive:
            os.kill(child, signal.SIGKILL)
        os._exit(0)

    signal.signal(signal.SIGTERM, end)
    while True:
        number = alive.pop(os.wait()[0])
        alive[work(number)] = number


if __name__ == "__main__":
    main(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]))
