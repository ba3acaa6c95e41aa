"""The work split by NIP among processes, each of which judges its share into files of its own."""

import gc
import multiprocessing
import signal
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from pathlib import Path

from attendance.rules.sanctions import SanctionTable
from attendance.simulation.files import EMPLOYEES, Source
from attendance.simulation.frame import Frame
from attendance.simulation.ordering import offset_of
from attendance.simulation.people import People
from attendance.simulation.postings import Span
from attendance.simulation.refusals import BadInput
from attendance.simulation.sums import Sums

Tell = Callable[[int], None]
"""Told how many more employees have been judged."""
PEOPLE_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Share:
    """Some employees in a row, with the rows that belong to them and where their lines go."""

    sources: Mapping[str, Source]
    frame: Frame
    span: Span
    table: SanctionTable
    days: Path
    cases: Path


def split(sources: Mapping[str, Source], count: int) -> list[dict[str, Source]]:
    """Ordered sources of people cut at the same NIPs into `count` parts of like size, or fewer."""
    employees = sources[EMPLOYEES.name]
    size = employees.stop - employees.start
    nips = {_nip_after(employees, employees.start + size * part // count) for part in range(count)}
    # Everything before the first boundary belongs to the first share, strangers too.
    bounds = ["", *sorted(nips - {"", _nip_after(employees, employees.start)})]
    cuts = {
        name: [*(offset_of(source, bound) for bound in bounds), source.stop]
        for name, source in sources.items()
    }
    return [
        {name: source.part(*cuts[name][part : part + 2]) for name, source in sources.items()}
        for part in range(len(bounds))
    ]


def _nip_after(source: Source, offset: int) -> str:
    """The NIP of the first line that begins after an offset; empty at the end."""
    with source.path.open("rb") as file:
        file.seek(offset)
        if offset > source.start:
            file.readline()
        return file.readline().partition(b",")[0].decode("ascii", "replace")


def judge(share: Share, tell: Tell) -> Sums:
    """Write the lines of a share's employees; the sums. Raises BadInput and OSError."""
    with (
        _no_collector(),
        ExitStack() as opened,
        share.days.open("w", encoding="utf-8", newline="") as days,
        share.cases.open("w", encoding="utf-8", newline="") as cases,
    ):
        people = People(share.sources, share.frame, share.span, share.table, opened)
        count = 0
        for day_lines, case_lines in people.judged():
            days.write(day_lines)
            cases.write(case_lines)
            count += 1
            if count == PEOPLE_AT_ONCE:
                tell(count)
                count = 0
        tell(count)
    return people.sums


@contextmanager
def _no_collector() -> Iterator[None]:
    """Judging makes millions of tuples and no cycles: looking for some costs a tenth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def judge_all(shares: Sequence[Share], tell: Tell) -> list[Sums]:
    """Judge every share in a process of its own (one alone: here); their sums.

    The first that meets a bad row ends all of them with its BadInput.
    """
    if len(shares) == 1:
        return [judge(shares[0], tell)]
    context = multiprocessing.get_context("spawn")
    pipes = [context.Pipe(duplex=False) for _ in shares]
    processes = [
        context.Process(target=_judge_apart, args=(share, sender), daemon=True)
        for share, (_, sender) in zip(shares, pipes, strict=True)
    ]
    try:
        with _unmoved_by_ctrl_c():
            for process, (_, sender) in zip(processes, pipes, strict=True):
                process.start()
                sender.close()
        return _results([receiver for receiver, _ in pipes], tell)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()


@contextmanager
def _unmoved_by_ctrl_c() -> Iterator[None]:
    """Processes started meanwhile never hear Ctrl-C: this one does, and ends them.

    Blocked and not ignored: what is pressed meanwhile reaches this process afterwards. Python's
    own tracker of resources unblocks it when it starts, so it must run before.
    """
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _judge_apart(share: Share, sender: Connection) -> None:
    try:
        sender.send(judge(share, sender.send))
    except (BadInput, OSError) as error:
        sender.send(error)
    except Exception:  # noqa: BLE001 - told to the process that waits
        sender.send(RuntimeError(traceback.format_exc()))


def _results(receivers: Sequence[Connection], tell: Tell) -> list[Sums]:
    found: list[Sums] = []
    waiting = list(receivers)
    while waiting:
        for receiver in wait(waiting):
            assert isinstance(receiver, Connection)  # noqa: S101 - nothing else was given
            try:
                message = receiver.recv()
            except EOFError:
                raise RuntimeError("a process that judged a share was ended from outside") from None
            if isinstance(message, Exception):
                raise message
            if isinstance(message, int):
                tell(message)
            else:
                found.append(message)
                waiting.remove(receiver)
    return found
