"""The child processes of the run command: started, listened to, restarted, stopped.

One thread and one loop: children are told of their parent's death by the kernel, which
watches the thread that started them, and forking with other threads about is not safe.
"""

import contextlib
import os
import selectors
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from asn_wfh.engines.processes import group_runs, start_child
from asn_wfh.tidylog import LineBuffer, TidyLog

# Three restarts within a minute are a fault, not an accident.
RESTARTS, WITHIN_SECONDS = 3, 60.0
GRACE_SECONDS = 10.0
TICK_SECONDS = 0.1


class SupervisionError(Exception):
    """Something keeps ending by itself; the text is a sentence for the operator."""


class Supervised(Protocol):
    """A thing that runs: a child of ours or an embedded engine."""

    @property
    def name(self) -> str: ...

    @property
    def process(self) -> subprocess.Popen[bytes] | None: ...

    def start(self) -> None: ...

    def stop(self) -> None: ...


@dataclass
class Child:
    """A process of the portal, in a session of its own, its output in the tidy log.

    `on_parent_death` is what the kernel sends it should the run command be killed.
    """

    name: str
    command: Sequence[str]
    log: TidyLog
    selector: selectors.BaseSelector
    on_parent_death: signal.Signals = signal.SIGTERM
    environment: dict[str, str] | None = None
    folder: Path | None = None
    process: subprocess.Popen[bytes] | None = None
    _lines: LineBuffer = field(default_factory=LineBuffer)

    def start(self) -> None:
        """Start it, or start it anew after it ended; what it left behind ends first."""
        self._end_group()
        self.process = start_child(
            self.command,
            on_parent_death=self.on_parent_death,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self.environment,
            cwd=self.folder,
        )
        if self.process.stdout is not None:
            os.set_blocking(self.process.stdout.fileno(), False)
            self.selector.register(self.process.stdout, selectors.EVENT_READ, self)

    def ask_to_stop(self) -> None:
        """SIGTERM: finish what is in hand, take nothing new."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def stop(self) -> None:
        """Stop at once whatever still runs of it."""
        if self.process is not None:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
            self._end_group()

    def read(self) -> None:
        """Pass on what it has written."""
        stream = self.process.stdout if self.process else None
        if stream is None or stream.closed:
            return
        while data := stream.read(65536):
            for line in self._lines.feed(data):
                self.log.line(self.name, line)
        if data == b"":
            self.selector.unregister(stream)
            stream.close()
            for line in self._lines.rest():
                self.log.line(self.name, line)

    def _end_group(self) -> None:
        """End the children that a killed process left, such as its pool, and close its pipe."""
        if self.process is None:
            return
        for number, seconds in ((signal.SIGTERM, 3.0), (signal.SIGKILL, 3.0)):
            if not group_runs(self.process.pid):
                break
            end = time.monotonic() + seconds
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)
            while group_runs(self.process.pid) and time.monotonic() < end:
                time.sleep(0.02)
        stream = self.process.stdout
        if stream is not None and not stream.closed:
            self.read()
        if stream is not None and not stream.closed:
            self.selector.unregister(stream)
            stream.close()
        self.process = None


class Supervisor:
    """Keeps `Supervised` things running until it is told to stop."""

    def __init__(self, log: TidyLog, *, kept: dict[str, str]) -> None:
        """`kept` says, per name, what a sudden end has not lost."""
        self.log, self._kept = log, kept
        self.selector = selectors.DefaultSelector()
        self.watched: list[Supervised] = []
        self._restarts: dict[str, deque[float]] = {}
        self._stop_signal: int | None = None
        self._wake_reader, self._wake_writer = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self.selector.register(self._wake_reader, selectors.EVENT_READ)

    @property
    def stopping(self) -> bool:
        """Whether someone asked for the end (Ctrl-C, SIGTERM, a closed terminal)."""
        return self._stop_signal is not None

    def listen_to_signals(self) -> None:
        """From now on Ctrl-C and SIGTERM end the run in order instead of at once."""
        signal.set_wakeup_fd(self._wake_writer, warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note_signal)

    def _note_signal(self, number: int, _frame: object) -> None:
        self._stop_signal = number

    def run(self, on_tick: Callable[[], None]) -> None:
        """Watch until asked to stop, calling `on_tick` about ten times a second.

        Raises `SupervisionError` when something ends again and again.
        """
        while not self.stopping:
            self.pass_on_output(TICK_SECONDS)
            self._restart_what_ended()
            on_tick()

    def pass_on_output(self, seconds: float) -> None:
        """Write the children's lines to the log; wait for some at most `seconds`."""
        for key, _ in self.selector.select(seconds):
            if isinstance(key.data, Child):
                key.data.read()
            else:
                os.read(self._wake_reader, 512)

    def _restart_what_ended(self) -> None:
        for thing in self.watched:
            if self.stopping or thing.process is None:
                continue
            code = thing.process.poll()
            if code is None:
                continue
            times, now = self._restarts.setdefault(thing.name, deque()), time.monotonic()
            while times and now - times[0] >= WITHIN_SECONDS:
                times.popleft()
            how = f"{thing.name} berhenti mendadak ({_describe(code)})."
            if len(times) == RESTARTS:
                raise SupervisionError(
                    f"{how} Ini sudah keempat kalinya dalam {WITHIN_SECONDS:.0f} detik, jadi "
                    "semuanya dihentikan; data tetap tersimpan. Baca pesan di atas, perbaiki "
                    "sebabnya, lalu jalankan `make run` lagi."
                )
            times.append(now)
            kept = self._kept.get(thing.name, "Data tetap tersimpan.")
            self.log.say(f"{how} {kept} Menyalakannya lagi ({len(times)} dari {RESTARTS}).")
            thing.start()
            self.log.say(f"{thing.name} berjalan lagi.")

    def stop_children(self) -> None:
        """Ask every child to finish, give them `GRACE_SECONDS`, then end the rest."""
        children = [thing for thing in self.watched if isinstance(thing, Child)]
        for child in children:
            child.ask_to_stop()
        end = time.monotonic() + GRACE_SECONDS
        while time.monotonic() < end:
            self.pass_on_output(0.05)
            if all(child.process is None or child.process.poll() is not None for child in children):
                break
        for child in children:
            child.stop()

    def close(self) -> None:
        """Give the signals back to Python."""
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        self.selector.close()
        os.close(self._wake_reader)
        os.close(self._wake_writer)


def _describe(code: int) -> str:
    """An exit code of `Popen` in words."""
    if code < 0:
        return f"dimatikan oleh sinyal {-code}, {signal.Signals(-code).name}"
    return f"kode keluar {code}"
