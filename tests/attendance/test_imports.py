"""Importing events and machines' files: all or nothing, once, and each fault in a sentence."""

import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import Employee
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions import imports, incoming
from attendance.actions.imports import check_events
from attendance.csv_lines import BadLine, Fault
from attendance.models import CheckIn, Machine, MachineLine, UnreadableLine
from attendance.rules.attlog import LineFault
from attendance.views import imports as views
from attendance.wording import imports as words
from tests import factories
from tests.attendance.conftest import Freeze, sign_in, wib, worker

pytestmark = pytest.mark.django_db

SERIAL = "CKUH193460123"
HEAD = "nip,kind,tapped_at,mode\n"
URL = "/kepegawaian/impor-presensi/"


@pytest.fixture(autouse=True)
def morning(freeze: Freeze) -> None:
    """Monday 16 November 2026, 17.00 WIB."""
    freeze("17:00")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "presensi.csv"


@pytest.fixture
def machine(person: Employee) -> Machine:
    """A machine of the person's unit, who is its number 982."""
    factories.machine_number(person, "982")
    return factories.machine(person.unit, SERIAL, code="pintu")


def events(person: Employee) -> list[Any]:
    with tenant(person.agency_id):
        rows = CheckIn.objects.filter(agency=person.agency_id).order_by("tapped_at")
        return list(rows.values_list("employee", "kind", "mode", "tapped_at", "source", "evidence"))


def run(command: str, path: Path, *args: str) -> str:
    out = io.StringIO()
    call_command(command, str(path), *args, stdout=out)
    return out.getvalue()


def refused(command: str, path: Path, *args: str) -> list[str]:
    with pytest.raises(CommandError) as caught:
        run(command, path, *args)
    return str(caught.value).splitlines()


# --- events from a CSV file -----------------------------------------------------


def test_a_file_is_imported_once(person: Employee, file: Path) -> None:
    colleague = factories.employee(person.unit)
    file.write_text(
        HEAD
        + f"{person.nip},in,2026-11-16T07:24:10+07:00,WFO\n"
        + f"{person.nip},in,2026-11-16T00:24:10Z,WFO\n"
        + f"{colleague.nip},out,2026-11-13T18:02:41+09:00,wfh\n"
    )
    said = run("import_events", file, "--agency", person.agency.code)
    assert "3 baris dibaca, 2 presensi baru" in said
    expected = [
        (colleague.pk, "out", "WFH", wib("16:02:41", date(2026, 11, 13)), "import", "imported"),
        (person.pk, "in", "WFO", wib("07:24:10"), "import", "imported"),
    ]
    assert events(person) == expected
    assert "0 presensi baru" in run("import_events", file, "--agency", person.agency.code)
    assert events(person) == expected


def test_a_dry_run_writes_nothing(person: Employee, file: Path) -> None:
    file.write_text(HEAD + f"{person.nip},in,2026-11-16T07:24:10+07:00,WFO\n")
    said = run("import_events", file, "--agency", person.agency.code, "--dry-run")
    assert "1 baris siap diimpor" in said
    assert events(person) == []


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("12345,in,2026-11-16T07:24:10+07:00,WFO", "NIP harus 18 angka"),
        ("199001012015051001,in,2026-11-16T07:24:10+07:00,WFO", "bukan pegawai instansi ini"),
        ("{nip},masuk,2026-11-16T07:24:10+07:00,WFO", "kind “masuk” tidak dikenal"),
        ("{nip},in,2026-11-16T07:24:10+07:00,kantor", "mode “KANTOR” tidak dikenal"),
        ("{nip},in,2026-11-16T07:24:10,WFO", "tidak menyebut selisih zona waktu"),
        ("{nip},in,16/11/2026 07.24,WFO", "bukan waktu ISO 8601"),
        ("{nip},in,1899-12-30T07:24:10+07:00,WFO", "di luar tahun 1990"),
        ("{nip},in,2019-12-31T07:24:10+07:00,WFO", "Waktu sebelum Rabu, 1 Januari 2020"),
        ("{nip},in,2026-11-16T17:11:00+07:00,WFO", "Waktu ini belum terjadi"),
        ("{nip},in,2026-11-16T07:24:10+07:00", "Jumlah kolomnya 3"),
        ("{nip},in,\x00,WFO", "karakter NUL"),
    ],
)
def test_a_faulty_row_is_one_sentence_with_its_line(
    person: Employee, file: Path, row: str, sentence: str
) -> None:
    good = f"{person.nip},in,2026-11-16T07:24:10+07:00,WFO\n"
    file.write_text(HEAD + good + row.format(nip=person.nip) + "\n" + good)
    said = refused("import_events", file, "--agency", person.agency.code)
    assert said[0] == "Belum ada yang diimpor: ada 1 baris yang salah."
    assert said[1].startswith("presensi.csv baris 3: ")
    assert sentence in said[1]
    assert len(said) == 2
    assert events(person) == [], "nothing is half imported"


def test_somebody_of_another_agency_is_nobody_here(person: Employee, file: Path) -> None:
    stranger = worker()
    file.write_text(HEAD + f"{stranger.nip},in,2026-11-16T07:24:10+07:00,WFO\n")
    said = refused("import_events", file, "--agency", person.agency.code)
    assert "bukan pegawai instansi ini" in said[1]


def test_the_first_twenty_faults_are_shown(person: Employee, file: Path) -> None:
    file.write_text(HEAD + "x\n" * 500)
    said = refused("import_events", file, "--agency", person.agency.code)
    assert said[0] == "Belum ada yang diimpor: ada lebih dari 100 baris yang salah."
    assert len(said) == 21


def test_encodings_and_other_files_are_refused(person: Employee, file: Path) -> None:
    agency = ("--agency", person.agency.code)
    for text, sentence in (
        (b"", "tidak berisi baris data"),
        (b"tanggal,jam\n1,2\n", "Baris pertama harus memuat kolom nip,kind,tapped_at,mode"),
        (HEAD.encode("utf-16"), "karakter NUL"),
        (HEAD.encode() + b"\xff\xfe\n", "bukan UTF-8"),
    ):
        file.write_bytes(text)
        assert sentence in refused("import_events", file, *agency)[1]
    missing = file.with_name("tidak-ada.csv")
    assert "tidak dapat dibaca" in refused("import_events", missing, *agency)[0]
    assert "tidak dapat dibaca" in refused("import_events", file.parent, *agency)[0]


def test_months_without_a_partition_are_made_for_a_command(person: Employee, file: Path) -> None:
    assert not incoming.has_room(date(2024, 5, 1), date(2024, 5, 31))
    file.write_text(HEAD + f"{person.nip},in,2024-05-06T07:24:10+07:00,WFO\n")
    run("import_events", file, "--agency", person.agency.code)
    assert len(events(person)) == 1


def test_many_rows_go_in_parts(
    person: Employee, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 7)
    monkeypatch.setattr(imports, "TELL_EVERY", 10)
    start = wib("00:00")
    moments = [(start + timedelta(minutes=n)).isoformat() for n in range(20)]
    file.write_text(HEAD + "".join(f"{person.nip},in,{each},WFO\n" for each in moments))
    assert "  20 baris\n" in run("import_events", file, "--agency", person.agency.code)
    assert len(events(person)) == 20


def test_a_file_that_changes_meanwhile_imports_nothing(
    person: Employee, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = f"{person.nip},in,2026-11-16T07:24:10+07:00,WFO\n"
    file.write_text(HEAD + good)

    def check_then_spoil(*args: Any, **fields: Any) -> Any:
        checked = check_events(*args, **fields)
        file.write_text(HEAD + good + "rusak\n")
        return checked

    monkeypatch.setattr(
        "attendance.management.commands.import_events.check_events", check_then_spoil
    )
    said = refused("import_events", file, "--agency", person.agency.code)
    assert "Berkas berubah selagi diimpor" in said[0]
    assert events(person) == []


# --- a machine's file ---------------------------------------------------------------


ATTLOG = (
    "      982\t2026-11-16 07:24:10\t1\t0\t1\t0\r\n"
    "      982\t2026-11-16 16:02:00\t1\t1\t1\t0\r\n"
    "      983\t2026-11-16 07:25:00\t1\t0\t1\t0\r\n"
    "      982\t2026-11-16 12:00:00\t1\t2\t1\t0\r\n"
)


@pytest.mark.parametrize("device", ["pintu", SERIAL])
def test_a_machines_file_gives_what_its_push_would(
    machine: Machine, person: Employee, client: Client, file: Path, device: str
) -> None:
    client.post(
        f"/iclock/cdata?SN={SERIAL}&table=ATTLOG&Stamp=1",
        "982\t2026-11-16 07:24:10\t0\t1\n",
        content_type="text/plain",
    )
    pushed = events(person)
    file.write_text(f"SN={SERIAL}\r\n{ATTLOG}CheckSum=48213\r\n")
    said = run("import_attlog", file, "--device", device)
    assert "4 baris dibaca, 3 baru, 1 presensi baru." in said
    assert "1 baris menunggu: nomornya belum dikenal." in said
    assert "1 baris disisihkan" in said
    assert events(person)[:1] == pushed
    assert [kind for _, kind, *_ in events(person)] == ["in", "out"]
    assert "0 baru, 0 presensi baru" in run("import_attlog", file, "--device", device)


def test_a_dry_run_of_a_machines_file_writes_nothing(machine: Machine, file: Path) -> None:
    file.write_text(ATTLOG)
    assert "4 baris siap diimpor" in run("import_attlog", file, "--device", "pintu", "--dry-run")
    with tenant(machine.agency_id):
        assert not MachineLine.objects.exists()


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("982", "nomor dan waktu tidak lengkap"),
        ("(982)\t2026-11-16 07:24:10\t1\t0\t1\t0", "Nomor pegawai pada"),
        ("982\t16-11-2026 07:24\t1\t0\t1\t0", "Waktu pada"),
        ("982\t2026-11-16 07:24:10\t1\tmasuk\t1\t0", "Kode keadaan pada"),
        ("982\t1899-12-30 07:24:10\t1\t0\t1\t0", "jam mesin pernah salah"),
        ("982\t2026-11-16 17:30:00\t1\t0\t1\t0", "di masa depan"),
        ("982\t2026-11-16 07:24:10\x00\t1\t0\t1\t0", "karakter NUL"),
    ],
)
def test_a_faulty_line_of_a_machines_file(
    machine: Machine, person: Employee, file: Path, line: str, sentence: str
) -> None:
    file.write_text(ATTLOG + line + "\n")
    said = refused("import_attlog", file, "--device", "pintu")
    assert said[1].startswith("presensi.csv baris 5: ")
    assert sentence in said[1]
    assert events(person) == []


def test_lines_of_a_dead_clock_can_be_kept_aside(
    machine: Machine, person: Employee, file: Path
) -> None:
    file.write_text("982\t2000-01-01 00:01:00\t1\t0\t1\t0\n" + ATTLOG)
    run("import_attlog", file, "--device", "pintu", "--keep-odd-clock")
    with tenant(machine.agency_id):
        assert MachineLine.objects.filter(aside="clock").count() == 1
        assert not UnreadableLine.objects.exists()
    assert len(events(person)) == 2


def test_the_file_of_another_machine_is_refused(machine: Machine, file: Path) -> None:
    file.write_text(f"SN=OTHER12345\n{ATTLOG}")
    said = refused("import_attlog", file, "--device", "pintu")
    assert said[1] == (
        f"presensi.csv baris 1: Berkas ini dari mesin “OTHER12345”, bukan {SERIAL}. Pilih berkas "
        "atau mesin yang benar."
    )


def test_an_empty_file_and_an_unknown_device_are_refused(machine: Machine, file: Path) -> None:
    file.write_text("\r\n")
    assert "tidak berisi baris data" in refused("import_attlog", file, "--device", "pintu")[1]
    assert "Tidak ada mesin" in refused("import_attlog", file, "--device", "lain")[0]
    other = worker()
    factories.machine(other.unit, "OTHER12345", code="pintu")
    assert "beberapa instansi" in refused("import_attlog", file, "--device", "pintu")[0]
    file.write_text(ATTLOG)
    said = run("import_attlog", file, "--device", "pintu", "--agency", machine.agency.code)
    assert "4 baris dibaca" in said


# --- the page ---------------------------------------------------------------------------


@pytest.fixture
def keeper(person: Employee, client: Client) -> Client:
    """The personnel office of the person's agency, signed in."""
    operator = factories.employee(person.unit, name="Operator")
    factories.grant(operator, "personnel")
    sign_in(client, operator)
    return client


def upload(client: Client, text: str | bytes, **fields: Any) -> Any:
    file = io.BytesIO(text.encode() if isinstance(text, str) else text)
    file.name = "presensi.csv"
    return client.post(URL, {"file": file, "langkah": "impor", **fields})


def test_the_page_imports_and_says_so(person: Employee, keeper: Client) -> None:
    text = HEAD + f"{person.nip},in,2026-11-16T07:24:10+07:00,WFO\n"
    looked = upload(keeper, text, langkah="periksa")
    assert "1 baris siap diimpor" in looked.content.decode()
    assert events(person) == []
    assert upload(keeper, text).status_code == 302
    assert len(events(person)) == 1
    assert "1 baris dibaca, semuanya presensi baru." in keeper.get(URL).content.decode()


def test_the_page_imports_a_machines_file(
    machine: Machine, person: Employee, keeper: Client
) -> None:
    assert upload(keeper, ATTLOG, content=machine.pk).status_code == 302
    assert len(events(person)) == 2


def test_the_page_shows_twenty_faults_and_keeps_nothing(person: Employee, keeper: Client) -> None:
    answer = upload(keeper, HEAD + "x\n" * 30)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Belum ada yang diimpor: ada 30 baris yang salah." in shown
    assert shown.count("<strong>Baris ") == views.SHOWN_FAULTS
    assert events(person) == []


def test_the_page_refuses_what_is_too_large_or_missing(
    person: Employee, keeper: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Berkas belum dipilih" in keeper.post(URL, {}).content.decode()
    assert "Berkas ini kosong" in upload(keeper, "").content.decode()
    monkeypatch.setattr("attendance.forms.machines.LARGEST_UPLOAD_MB", 0)
    answer = upload(keeper, HEAD)
    assert answer.status_code == 422
    assert "Berkas lebih besar dari 0 MB" in answer.content.decode()


def test_the_page_makes_no_partitions(person: Employee, keeper: Client) -> None:
    answer = upload(keeper, HEAD + f"{person.nip},in,2023-05-08T07:24:10+07:00,WFO\n")
    assert answer.status_code == 422
    assert "sebagian bulannya belum disiapkan" in answer.content.decode()
    assert events(person) == []


# --- words -------------------------------------------------------------------------------


def test_every_fault_has_its_sentence() -> None:
    said = [words.bad_line_sentence(BadLine(1, fault, "x"), "a,b") for fault in Fault]
    said += [words.line_fault_sentence(fault, "“x”") for fault in LineFault]
    assert len(set(said)) == len(said)
    assert all(each.endswith(".") and "%(" not in each for each in said)
    assert clock.now() == wib("17:00")
