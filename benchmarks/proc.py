"""What the kernel knows of processes: their descendants, processor time and memory."""

import os
from pathlib import Path
from typing import Any

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


def tree(pid: int) -> list[int]:
    """`pid` and all its living descendants."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(") ")[2].split()
        except OSError:
            continue  # it ended meanwhile
        parents.setdefault(int(fields[1]), []).append(int(entry.parent.name))
    found, waiting = [], [pid]
    while waiting:
        found.append(one := waiting.pop())
        waiting += parents.get(one, [])
    return found


def cpu_seconds(pid: int) -> float:
    """Processor time of a process and its descendants so far, ended ones included, in seconds.

    The kernel counts in hundredths of a second; measure over seconds, not moments.
    """
    total = 0
    for one in tree(pid):
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        # User and system time, own and of children that have ended.
        total += sum(map(int, fields[11:15]))
    return total / TICKS_PER_SECOND


def memory_mb(pid: int) -> list[dict[str, Any]]:
    """Memory of a process and of each descendant in MB: `command`, `pss_mb`, `rss_mb`.

    PSS counts a page shared by n processes as 1/n in each, so that its sum is what the
    machine gives; the sum of RSS counts shared pages again for each process.
    """
    found = []
    for one in tree(pid):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="utf-8").splitlines()
            command = Path(f"/proc/{one}/cmdline").read_bytes()
        except OSError:
            continue
        kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in lines[1:]}
        found.append(
            {
                "command": _short(command),
                "pss_mb": kilobytes["Pss"] * 1024 / 1e6,
                "rss_mb": kilobytes["Rss"] * 1024 / 1e6,
            }
        )
    return found


def _short(command: bytes) -> str:
    """A command line without paths and options: what runs."""
    words = command.replace(b"\0", b" ").decode(errors="replace").split()
    return " ".join(word.rsplit("/", 1)[-1] for word in words if not word.startswith("-"))[:60]


def busy_seconds() -> tuple[float, float]:
    """Time all processors together have spent since the start: (in programs, stolen by the host).

    Interrupts are nobody's: much loopback traffic makes them, and that is ours.
    """
    fields = Path("/proc/stat").read_text(encoding="utf-8").split("\n", 1)[0].split()[1:]
    user, nice, system, _idle, _waiting, _irq, _softirq, steal, *_ = map(int, fields)
    return (user + nice + system) / TICKS_PER_SECOND, steal / TICKS_PER_SECOND
