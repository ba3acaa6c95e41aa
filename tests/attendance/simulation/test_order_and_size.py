"""The same bytes for any order of lines and any number of processes; memory that does not grow."""

import csv
import io
import random
import subprocess
import sys
from pathlib import Path

import pytest

from accounts.models.agencies import ZONES as KNOWN_ZONES
from attendance.simulation import ordering, run
from attendance.simulation.fields import ZONES
from attendance.simulation.files import EVENTS, OUTPUTS, open_source
from attendance.simulation.ordering import in_order, offset_of
from attendance.simulation.refusals import BadInput
from benchmarks.period import write_period
from tests.attendance.simulation.period import read

ROOT = Path(__file__).parents[3]
PEOPLE_FILES = ("employees", "roster", "events", "absences")


@pytest.fixture(scope="module")
def period(tmp_path_factory):
    """A month of a hundred people, in order, and what it leads to."""
    folder = tmp_path_factory.mktemp("period")
    write_period(folder / "in", 3_000)
    return folder / "in", simulated(folder / "in", folder / "out")


def simulated(folder, out, processes=1):
    """The bytes of the three files."""
    run.simulate(folder, out, processes=processes, tell=lambda _: None)
    read(out)
    return [(out / shape.name).read_bytes() for shape in OUTPUTS]


def copied(folder, into, change):
    """The period with each file of people changed by a function of its lines."""
    into.mkdir()
    for path in folder.iterdir():
        head, *lines = path.read_text(encoding="utf-8").splitlines()
        if path.stem in PEOPLE_FILES:
            head, lines = change(path.stem, head, lines)
        (into / path.name).write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return into


def shuffled(_name, head, lines):
    random.Random(5).shuffle(lines)
    return head, lines


def quoted_and_turned(_name, head, lines):
    """All fields in quotes, the columns from right to left."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows(line.split(",")[::-1] for line in [head, *lines])
    head, *lines = text.getvalue().splitlines()
    return head, lines


def quoted_behind_nips(_name, head, lines):
    """All fields but the NIP in quotes."""
    turned = (line.split(",") for line in lines)
    return head, [",".join([nip, *(f'"{field}"' for field in rest)]) for nip, *rest in turned]


def spaced(_name, head, lines):
    """NIPs as people print them, an empty line here and there."""
    lines = [f"{one[:8]} {one[8:14]} {one[14]} {one[15:]}" for one in lines]
    return head, [part for line in lines for part in (line, "")]


def with_windows_ends(_name, head, lines):
    return "\ufeff" + head + "\r", [line + "\r" for line in lines]


@pytest.mark.parametrize(
    "change", [shuffled, quoted_and_turned, quoted_behind_nips, spaced, with_windows_ends]
)
def test_the_way_the_lines_are_written_changes_no_byte(period, tmp_path, change):
    folder, expected = period
    assert simulated(copied(folder, tmp_path / "in", change), tmp_path / "out") == expected


def test_files_larger_than_what_is_sorted_at_once(period, tmp_path, monkeypatch):
    folder, expected = period
    monkeypatch.setattr(ordering, "RUN_CHARACTERS", 2_000)
    monkeypatch.setattr(ordering, "RUNS_AT_ONCE", 3)
    assert simulated(copied(folder, tmp_path / "in", shuffled), tmp_path / "out") == expected


@pytest.mark.parametrize("processes", [2, 3])
def test_the_number_of_processes_changes_no_byte(period, tmp_path, monkeypatch, processes):
    folder, expected = period
    monkeypatch.setattr(run, "SMALL", 0)
    assert simulated(folder, tmp_path / "out", processes) == expected


@pytest.mark.parametrize("change", [None, shuffled])
def test_a_bad_line_keeps_its_number_in_another_process_and_in_another_order(
    period, tmp_path, monkeypatch, change
):
    folder, _ = period
    if change:
        folder = copied(folder, tmp_path / "in", change)
    monkeypatch.setattr(run, "SMALL", 0)
    source = folder / "events.csv"
    lines = source.read_text().splitlines()
    last = max(range(1, len(lines)), key=lambda at: lines[at])
    lines[last] = lines[last].replace("+07:00", "")
    bad = copied(folder, tmp_path / "bad", lambda _, head, lines: (head, lines))
    (bad / "events.csv").write_text("\n".join(lines) + "\n")
    with pytest.raises(BadInput) as stopped:
        simulated(bad, tmp_path / "out", 2)
    assert (stopped.value.file, stopped.value.line) == ("events.csv", last + 1)
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("stranger", ["100101011980011001", "199912312020011999"])
def test_a_stranger_before_and_after_everybody_is_found(period, tmp_path, monkeypatch, stranger):
    folder, _ = period
    monkeypatch.setattr(run, "SMALL", 0)
    bad = copied(folder, tmp_path / "in", lambda _, head, lines: (head, lines))
    text = (bad / "roster.csv").read_text()
    (bad / "roster.csv").write_text(f"{text}{stranger},2026-07-02,WFO\n")
    with pytest.raises(BadInput, match="tidak ada di employees") as stopped:
        simulated(bad, tmp_path / "out", 2)
    assert stopped.value.line == text.count("\n") + 1


def test_every_row_is_found_by_bisection(period, tmp_path):
    source = in_order(open_source(period[0], EVENTS), tmp_path).source
    text = source.path.read_bytes()
    starts: dict[bytes, int] = {}
    at = source.start
    for line in text[source.start :].splitlines(keepends=True):
        starts.setdefault(line[:18], at)
        at += len(line)
    for nip, start in starts.items():
        assert offset_of(source, nip.decode()) == start
    between = str(int(max(starts)) + 1)
    assert offset_of(source, between) == source.stop
    assert offset_of(source, "") == source.start


def test_the_zones_are_those_of_the_portal():
    assert set(ZONES) == set(KNOWN_ZONES)


MEASURE = """
import resource, sys
from pathlib import Path
from attendance.simulation.run import simulate
simulate(Path(sys.argv[1]), Path(sys.argv[2]), processes=1, tell=lambda _: None)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak(folder, out):
    """Kilobytes of the largest resident set of a simulation in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, folder, out],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return int(done.stdout)


@pytest.mark.parametrize("change", [None, shuffled])
def test_ten_times_the_people_need_no_more_memory(tmp_path, monkeypatch, change):
    peaks = []
    for days in (9_000, 90_000):
        folder = tmp_path / str(days)
        write_period(folder, days)
        if change:
            folder = copied(folder, tmp_path / f"shuffled-{days}", change)
        peaks.append(peak(folder, tmp_path / f"out-{days}"))
    assert peaks[1] < 1.6 * peaks[0], peaks


WITHOUT_DATABASE = """
import socket, sys
def refuse(*_): raise AssertionError("a simulation opened a connection")
socket.socket.connect = refuse
import psycopg
psycopg.connect = psycopg.Connection.connect = refuse
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "simulate", *sys.argv[1:]])
from django.db import connections
assert all(one.connection is None for one in connections.all())
"""


def test_the_command_needs_no_database(period, tmp_path, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "asn_wfh.settings")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_DATABASE, period[0], "--out", tmp_path / "out"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert [(tmp_path / "out" / s.name).read_bytes() for s in OUTPUTS] == period[1]
    assert "3.000 hari pegawai dari 100 pegawai" in done.stdout
