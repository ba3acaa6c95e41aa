"""Leave of earlier years from a file: all of it or nothing, each bad line by its number."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.tenancy import tenant
from attendance.models import LeaveOpening
from tests.attendance.as_person import wednesday
from tests.attendance.requests_world import requests_office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]
__all__ = ["wednesday"]
HEAD = "nip,tahun,terpakai,sumber\n"


@pytest.fixture
def of():
    return requests_office()


def run(of, tmp_path: Path, text: str | bytes, *options: str) -> None:
    path = tmp_path / "saldo.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    call_command("import_leave_openings", str(path), "--agency", of.agency.code, *options)


def kept(of) -> set[tuple[int, int, int]]:
    with tenant(of.agency.pk):
        return set(LeaveOpening.objects.values_list("employee_id", "year", "taken_days"))


def line(person, year="2025", days="8", source="kartu cuti") -> str:
    return f"{person.nip},{year},{days},{source}\n"


def test_every_line_is_recorded_and_a_mended_file_puts_it_right(of, tmp_path, capsys):
    one, other = of.staff[:2]
    run(of, tmp_path, HEAD + line(one) + line(other, days="0"))
    assert "2 baris saldo cuti dicatat." in capsys.readouterr().out
    run(of, tmp_path, HEAD + line(one, days="9") + line(one, year="2024"))
    assert kept(of) == {(one.pk, 2025, 9), (one.pk, 2024, 8), (other.pk, 2025, 0)}


def test_a_dry_run_only_looks(of, tmp_path, capsys):
    run(of, tmp_path, HEAD + line(of.staff[0]), "--dry-run")
    assert "1 baris" in capsys.readouterr().out
    assert kept(of) == set()


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ({"year": "2027"}, "Kolom tahun harus 2010 sampai 2026."),
        ({"year": "2009"}, "Kolom tahun harus"),
        ({"year": "²025"}, "Kolom tahun harus"),
        ({"days": "-1"}, "Kolom terpakai harus"),
        ({"days": "61"}, "Kolom terpakai harus"),
        ({"days": "delapan"}, "Kolom terpakai harus"),
        ({"source": ""}, "Kolom sumber harus"),
        ({"source": "x" * 161}, "Kolom sumber harus"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_kept(of, tmp_path, bad, sentence):
    text = HEAD + line(of.staff[0]) + line(of.staff[1], **bad)
    with pytest.raises(CommandError) as error:
        run(of, tmp_path, text)
    assert "saldo.csv baris 3: " in str(error.value)
    assert sentence in str(error.value)
    assert kept(of) == set()


def test_every_bad_line_is_told_at_once(of, tmp_path):
    stranger = requests_office().staff[0]
    one = of.staff[0]
    text = HEAD + line(stranger) + line(one) + line(one) + "198613262015051001,2025,1,x\n"
    with pytest.raises(CommandError) as error:
        run(of, tmp_path, text)
    said = str(error.value)
    assert [f"baris {number}: " in said for number in (2, 3, 4, 5)] == [True, False, True, True]
    assert "sudah punya baris untuk tahun 2025" in said
    assert kept(of) == set()


@pytest.mark.parametrize(
    "content", [b"", b"nip,tahun\n1,2\n", HEAD.encode(), HEAD.encode() + b"\xff\xfe,2025,1,x\n"]
)
def test_a_broken_file_is_one_sentence(of, tmp_path, content):
    with pytest.raises(CommandError):
        run(of, tmp_path, content)
    assert kept(of) == set()


def test_a_file_that_is_not_there_is_one_sentence(of):
    with pytest.raises(CommandError, match=r"tidak-ada\.csv"):
        call_command("import_leave_openings", "tidak-ada.csv", "--agency", of.agency.code)
