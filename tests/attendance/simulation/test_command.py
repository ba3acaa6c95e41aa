"""What `manage.py simulate` says on the way and when it is stopped."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.management import call_command

from attendance.management.commands import simulate as command
from benchmarks.period import write_period
from tests.attendance.simulation.test_order_and_size import ROOT


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A month of a hundred people."""
    folder = tmp_path_factory.mktemp("command")
    write_period(folder / "in", 3_000)
    return folder / "in"


@pytest.mark.parametrize("wanted", [True, False])
def test_progress_shows_when_asked_for(folder, tmp_path, monkeypatch, capsys, wanted):
    monkeypatch.setattr(command, "SECONDS_BETWEEN", 0)
    call_command("simulate", folder, "--out", tmp_path, *["--progress"] * wanted)
    said = capsys.readouterr()
    assert ("50 dari 100 pegawai dinilai (50 %)" in said.err) is wanted
    assert said.out.count("\n") == 1
    assert said.out.startswith("3.000 hari pegawai dari 100 pegawai (2026-07-01 sampai 2026-07-30)")


@pytest.fixture
def hears_ctrl_c():
    """What is started hears Ctrl-C, also where these tests run in the background of a shell."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("hears_ctrl_c")
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_stopped_it_leaves_nothing(tmp_path, told):
    write_period(tmp_path / "in", 150_000)
    out = tmp_path / "out"
    running = subprocess.Popen(
        [sys.executable, "manage.py", "simulate", tmp_path / "in", f"--out={out}", "--processes=2"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        until = time.monotonic() + 60
        while not list(out.glob(".simulate-*/days.1")) and time.monotonic() < until:
            time.sleep(0.05)
        # As a terminal does, to all of them; a supervisor of processes tells the first only.
        (os.killpg if told is signal.SIGINT else os.kill)(running.pid, told)
        _, said = running.communicate(timeout=60)
    finally:
        if running.poll() is None:
            running.kill()
    assert (running.returncode, list(out.iterdir())) == (130, [])
    assert said.startswith("CommandError: Penilaian dihentikan")
    assert "Traceback" not in said
