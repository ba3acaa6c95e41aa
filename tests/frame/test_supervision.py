"""Children of the run command: heard, restarted, given up on, and ended with all they left."""

import io
import os
import signal
import sys
import time
from collections.abc import Iterator

import pytest

from asn_wfh.engines.processes import group_runs
from asn_wfh.supervision import Child, SupervisionError, Supervisor
from asn_wfh.tidylog import LineBuffer, TidyLog


class EnoughError(Exception):
    """The test has seen what it waited for."""


@pytest.fixture
def out() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def supervisor(out: io.StringIO) -> Iterator[Supervisor]:
    supervisor = Supervisor(TidyLog(out), kept={"web": "Presensi tersimpan."})
    yield supervisor
    for thing in supervisor.watched:
        thing.stop()
    supervisor.close()


def child(supervisor: Supervisor, program: str, name: str = "web") -> Child:
    made = Child(name, [sys.executable, "-u", "-c", program], supervisor.log, supervisor.selector)
    supervisor.watched.append(made)
    made.start()
    return made


def watch_until(supervisor: Supervisor, question: object, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds

    def on_tick() -> None:
        if question():  # type: ignore[operator]
            raise EnoughError
        assert time.monotonic() < end, "did not come true in time"

    with pytest.raises(EnoughError):
        supervisor.run(on_tick)


def test_every_line_carries_the_name_of_who_wrote_it(
    supervisor: Supervisor, out: io.StringIO
) -> None:
    child(supervisor, "print('satu'); print('dua'); import time; time.sleep(30)", "worker")
    watch_until(supervisor, lambda: "dua" in out.getvalue())
    assert out.getvalue().splitlines() == ["worker     │ satu", "worker     │ dua"]


def test_last_line_without_an_end_is_not_lost(supervisor: Supervisor, out: io.StringIO) -> None:
    child(supervisor, "import sys; sys.stdout.write('sisa'); sys.exit(3)")
    watch_until(supervisor, lambda: "kode keluar 3" in out.getvalue())
    assert "web        │ sisa\n" in out.getvalue()


def test_a_killed_child_is_named_and_started_again(
    supervisor: Supervisor, out: io.StringIO
) -> None:
    web = child(supervisor, "import time; time.sleep(30)")
    assert web.process is not None
    first = web.process.pid
    os.kill(first, signal.SIGKILL)
    watch_until(supervisor, lambda: "berjalan lagi" in out.getvalue())
    assert web.process is not None
    assert web.process.pid != first
    said = out.getvalue()
    assert "web berhenti mendadak (dimatikan oleh sinyal 9, SIGKILL). Presensi tersimpan." in said
    assert "Menyalakannya lagi (1 dari 3)." in said


def test_the_fourth_end_within_a_minute_stops_all_with_a_sentence(supervisor: Supervisor) -> None:
    child(supervisor, "import sys; sys.exit(1)")
    end = time.monotonic() + 20

    def on_tick() -> None:
        assert time.monotonic() < end

    with pytest.raises(SupervisionError, match=r"web berhenti .*keempat kalinya .*make run"):
        supervisor.run(on_tick)


def test_what_a_killed_child_started_ends_before_it_is_started_again(
    supervisor: Supervisor, out: io.StringIO
) -> None:
    web = child(
        supervisor,
        "import subprocess, sys, time\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "print('beranak'); time.sleep(60)",
    )
    watch_until(supervisor, lambda: "beranak" in out.getvalue())
    assert web.process is not None
    group = web.process.pid
    os.kill(group, signal.SIGKILL)
    watch_until(supervisor, lambda: "berjalan lagi" in out.getvalue())
    assert not group_runs(group)


def test_children_may_finish_and_the_stubborn_are_ended(
    supervisor: Supervisor, out: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asn_wfh.supervision.GRACE_SECONDS", 1.0)
    polite = child(
        supervisor,
        "import signal, sys, time\n"
        "signal.signal(signal.SIGTERM, lambda *_: (print('beres'), sys.exit(0)))\n"
        "print('siap'); time.sleep(60)",
        "polite",
    )
    stubborn = child(
        supervisor,
        "import signal, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print('bandel'); time.sleep(60)",
        "stubborn",
    )
    watch_until(supervisor, lambda: "siap" in out.getvalue() and "bandel" in out.getvalue())
    groups = [made.process.pid for made in (polite, stubborn) if made.process]
    supervisor.stop_children()
    assert "beres" in out.getvalue()
    assert len(groups) == 2
    assert not any(group_runs(group) for group in groups)


def test_colours_are_for_terminals_only(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    terminal = Terminal()
    TidyLog(terminal).say("halo")
    assert terminal.getvalue() == "\033[36mhadir      │ \033[0mhalo\n"
    monkeypatch.setenv("NO_COLOR", "1")
    plain = Terminal()
    TidyLog(plain).say("halo")
    assert plain.getvalue() == "hadir      │ halo\n"


def test_pieces_become_whole_lines() -> None:
    lines = LineBuffer()
    assert lines.feed(b"sa") == []
    assert lines.feed(b"tu\ndua\nti") == ["satu", "dua"]
    assert lines.rest() == ["ti"]
    assert lines.rest() == []
