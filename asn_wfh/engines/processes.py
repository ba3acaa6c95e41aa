"""Child processes that never outlive their parent, and what an earlier one left behind."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
# Loaded before any fork: a child between fork and exec must not load libraries.
_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None


def start_child(
    command: Sequence[str], *, on_parent_death: signal.Signals, **popen: Any
) -> subprocess.Popen[bytes]:
    """Start `command` as a child that the kernel sends `on_parent_death` when we die.

    The kernel watches the *thread* that starts the child: it must live as long as the
    program. Only Linux can do it. The child gets a session of its own, so that Ctrl-C
    reaches us alone and we decide the order in which things end. `popen` goes to
    `subprocess.Popen`.
    """
    parent = os.getpid()

    def tell_kernel() -> None:
        if _prctl is not None:
            _prctl(PR_SET_PDEATHSIG, int(on_parent_death), 0, 0, 0)
        if os.getppid() != parent:  # it died before the kernel was told
            os._exit(1)

    # Between fork and exec runs only the function above, which takes no lock.
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=tell_kernel,  # noqa: PLW1509
        **popen,
    )


def processes_at(folder: Path, program: str) -> list[int]:
    """The ids of running processes of `program` that work in `folder`.

    The working folder identifies an engine surely: PostgreSQL and Valkey both move into
    their data folder, so another checkout's engine is never taken for ours, nor a
    stranger that was given a dead engine's process id. Empty where there is no /proc.
    """
    if not folder.exists():
        return []
    wanted = folder.resolve()
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink() != wanted:
                continue
            if (entry / "comm").read_text(encoding="utf-8").strip().startswith(program[:15]):
                found.append(int(entry.name))
        except OSError:
            continue  # it ended meanwhile, or is someone else's
    return found


def group_runs(group: int) -> bool:
    """Whether any process of the process group `group` still runs.

    A dead one that nobody has collected yet does not count, though a signal reaches it:
    in a container the first process may never collect.
    """
    proc = Path("/proc")
    if not (proc / "self").exists():
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        return True
    for entry in proc.glob("[0-9]*/stat"):
        try:
            # "pid (name) state parent group …": the name may hold spaces and brackets.
            state, _, its_group = entry.read_text().rpartition(") ")[2].split()[:3]
        except OSError:
            continue
        if int(its_group) == group and state not in {"Z", "X"}:
            return True
    return False


def wait_until_gone(
    folder: Path, program: str, *, seconds: float, then: signal.Signals | None = None
) -> bool:
    """Wait for the processes that an earlier run left in `folder`; whether all are gone.

    They go by themselves, told of their parent's death by the kernel. With `then`, those
    that have not gone within `seconds` are sent that signal and waited for once more.
    """
    if _gone(folder, program, seconds):
        return True
    if then is None:
        return False
    for pid in processes_at(folder, program):
        try:
            os.kill(pid, then)
        except ProcessLookupError:
            continue
    return _gone(folder, program, seconds)


def _gone(folder: Path, program: str, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while processes_at(folder, program):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def stop_process(
    process: subprocess.Popen[bytes], steps: list[tuple[signal.Signals, float]]
) -> int:
    """Send each signal of `steps` in turn, waiting its seconds, until `process` has ended.

    The last resort, SIGKILL, is ours to add. Returns the exit code.
    """
    for number, seconds in steps:
        if process.poll() is not None:
            break
        process.send_signal(number)
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            continue
    if process.poll() is None:
        process.kill()
    return process.wait()
