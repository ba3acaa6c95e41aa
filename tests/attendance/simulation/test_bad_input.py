"""A bad line stops with file, line and reason, and leaves no result behind."""

import os

import pytest
from django.core.management import CommandError, call_command

from attendance.simulation.files import INPUTS, OUTPUTS
from tests.attendance.simulation.period import (
    ANI,
    BUDI,
    NATIONAL,
    RAMADAN,
    employee,
    hours,
    roster,
    tap,
    write,
)

GOOD = {
    "employees": [employee(ANI), employee(BUDI)],
    "schedules": [hours()],
    "calendar": ["2026-05-01,holiday,,Hari Buruh"],
    "roster": [*roster(ANI, "2026-05-04", "2026-05-06"), *roster(BUDI, "2026-05-04")],
    "events": [tap(ANI, "in", "07:20"), tap(ANI, "out", "16:10"), tap(BUDI, "in", "07:25")],
    "absences": [f"{BUDI},leave,2026-05-05,2026-05-05"],
    "outages": ["A,2026-05-06T07:00:00+07:00,2026-05-06T07:30:00+07:00"],
}
STRANGER = "199001012015031001"


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "in", GOOD)


def refused(folder):
    """The sentence with which the command refuses; former results must be gone as well."""
    out = folder.parent / "out"
    out.mkdir(exist_ok=True)
    for shape in OUTPUTS:
        (out / shape.name).write_text("of another run")
    with pytest.raises(CommandError) as stopped:
        call_command("simulate", folder, "--out", out)
    assert list(out.iterdir()) == []
    sentence = str(stopped.value)
    assert "Tidak ada hasil yang ditulis; betulkan, lalu jalankan lagi." in sentence
    assert "\n" not in sentence
    return sentence


def replace_line(folder, name, number, line):
    """Put `line` in place of line `number` (1: the header) of a file."""
    path = folder / f"{name}.csv"
    lines = path.read_bytes().split(b"\n")
    lines[number - 1] = line.encode() if isinstance(line, str) else line
    path.write_bytes(b"\n".join(lines))


def test_the_good_files_are_judged(folder, capsys):
    call_command("simulate", folder, "--out", folder.parent / "out")
    said = capsys.readouterr()
    assert "6 hari pegawai dari 2 pegawai (2026-05-04 sampai 2026-05-06)" in said.out
    assert said.err == ""


TIME = "2026-05-04T07:20:00+07:00"
BAD_LINES = [
    ("employees", 1, "nip,agency,zone", "kurang unit"),
    ("employees", 1, "nip,agency,unit,zone,email", "tidak dikenal email"),
    ("employees", 1, "nip,agency,unit,unit", "kurang zone; ganda unit"),
    ("employees", 1, "nip;agency;unit;zone", "dipisah bukan dengan koma"),
    ("employees", 1, "", "kolomnya tidak sesuai"),
    ("employees", 2, f"{ANI},A,Sekretariat", "ada 3 kolom, seharusnya 4"),
    ("employees", 2, f"{ANI},A,Sekretariat,Asia/Jakarta,x", "ada 5 kolom, seharusnya 4"),
    ("employees", 2, f"{ANI},A,Sekretariat,Asia/Singapore", "Asia/Singapore” tidak dikenal"),
    ("employees", 2, f"{ANI},,Sekretariat,Asia/Jakarta", "agency kosong"),
    ("employees", 2, employee(ANI, "B"), "“B” tidak punya jam kerja pada 2026-05-04"),
    ("employees", 2, "198613262015051001,A,S,Asia/Jakarta", "bukan tanggal lahir"),
    ("employees", 2, "198609262015131001,A,S,Asia/Jakarta", "bukan tahun dan bulan pengangkatan"),
    ("employees", 2, "198609262015051000,A,S,Asia/Jakarta", "tidak boleh 000"),
    ("employees", 2, "19860926201505100,A,S,Asia/Jakarta", "harus 18 angka"),
    ("employees", 2, "1986O9262015051001,A,S,Asia/Jakarta", "hanya berisi angka"),
    ("employees", 2, ",A,S,Asia/Jakarta", "NIP belum diisi"),
    ("employees", 3, employee(ANI), f"NIP {ANI} sudah ada"),
    ("employees", 2, f'{ANI},A,"Sekretariat,Asia/Jakarta', "tanda kutip"),
    ("schedules", 2, hours("2026-06-01,,normal,07:30,16:00,16:30,60,90,0,0,0,12345"), None),
    ("schedules", 2, hours("2023-04-12,2020-01-01,normal,07:30,16:00,16:30,60,90,0,0,0,12345"),
     "mendahului tanggal mulai"),
    ("schedules", 2, hours("2023-04-12,,siang,07:30,16:00,16:30,60,90,0,0,0,12345"),
     "kind “siang” tidak dikenal. Pilih normal, ramadan, shift"),
    ("schedules", 2, hours("2023-04-12,,normal,7:30,16:00,16:30,60,90,0,0,0,12345"),
     "start “7:30” bukan jam"),
    ("schedules", 2, hours("2023-04-12,,normal,07:30,24:00,16:30,60,90,0,0,0,12345"),
     "end_mon_thu “24:00” bukan jam"),
    ("schedules", 2, hours("2023-04-12,,normal,07:30,06:00,16:30,60,90,0,0,0,12345"),
     "tidak sesudah jam masuk"),
    ("schedules", 2, hours("2023-04-12,,normal,07:30,16:00,16:30,600,90,0,0,0,12345"),
     "menghabiskan seluruh jam kerja"),
    ("schedules", 2, "A,2023-04-12,,normal,07:30,16:00,16:30,60,90,-5,0,0,12345",
     "grace_minutes “-5” bukan menit"),
    ("schedules", 2, "A,2023-04-12,,normal,07:30,16:00,16:30,60,90,0,1.5,0,12345",
     "flex_minutes “1.5” bukan menit"),
    ("schedules", 2, "A,2023-04-12,,normal,07:30,16:00,16:30,60,90,0,0,9999,12345",
     "missing_out_minutes “9999” bukan menit"),
    ("schedules", 2, "A,2023-04-12,,normal,07:30,16:00,16:30,60,90,0,0,0,12348",
     "workdays “12348” bukan hari kerja"),
    ("schedules", 2, "A,2023-04-12,,normal,07:30,16:00,16:30,60,90,0,0,0,",
     "workdays (kosong) bukan hari kerja"),
    ("schedules", 2, hours("1899-12-31,,normal,07:30,16:00,16:30,60,90,0,0,0,12345"),
     "di luar tahun 1990–2100"),
    ("calendar", 2, "2026-05-32,holiday,,x", "bukan tanggal"),
    ("calendar", 2, "1899-12-31,holiday,,x", "di luar tahun 1990–2100"),
    ("calendar", 2, "2026-05-01,libur,,x", "kind “libur” tidak dikenal"),
    ("roster", 2, f"{ANI},20260504,WFO", "date “20260504” bukan tanggal"),
    ("roster", 2, f"{ANI},1899-12-30,WFO", "di luar tahun 1990–2100"),
    ("roster", 2, f'{ANI},"2026-05-04,",WFO', "date “2026-05-04,” bukan tanggal"),
    ("roster", 2, f"{ANI},,WFO", "date (kosong) bukan tanggal"),
    ("roster", 2, f"{ANI},2026-05-044,WFO", "date “2026-05-044” bukan tanggal"),
    ("roster", 2, f"{ANI},2026-05-04", "ada 2 kolom, seharusnya 3"),
    ("roster", 2, f"{ANI}", "ada 1 kolom, seharusnya 3"),
    ("roster", 4, f"{ANI},2062-05-06,WFO", "terlalu jauh dari tanggal pertama 2026-05-04"),
    ("roster", 3, f"{ANI},2026-05-04,WFH", "tanggal 2026-05-04 pegawai ini sudah ada"),
    ("roster", 3, f"{ANI},2026-05-05,wfh", "mode “wfh” tidak dikenal. Pilih WFO, WFH, WFA"),
    ("roster", 3, f"{ANI},2026-05-05", "ada 2 kolom, seharusnya 3"),
    ("roster", 5, f"{STRANGER},2026-05-05,WFO", f"NIP {STRANGER} tidak ada di employees.csv"),
    ("events", 2, f"{ANI},masuk,{TIME},{TIME},WFO", "kind “masuk” tidak dikenal. Pilih in, out"),
    ("events", 2, f"{ANI},in,{TIME},{TIME},", "mode (kosong) tidak dikenal"),
    ("events", 2, f"{ANI},in,{TIME},2026-05-04T07:20:00,WFO",
     "received_at “2026-05-04T07:20:00” tidak menyebut selisih zona waktu"),
    ("events", 2, f"{ANI},in,2026-05-04T07:20:00,{TIME},WFO", "tapped_at “2026-05"),
    ("events", 2, f"{ANI},in,{TIME},2026-05-04,WFO", "tidak menyebut selisih zona waktu"),
    ("events", 2, f"{ANI},in,{TIME},2026-05-04T25:20:00+07:00,WFO", "bukan waktu ISO 8601"),
    ("events", 2, f"{ANI},in,{TIME},4/5/2026 07.20,WFO", "“4/5/2026 07.20” bukan waktu"),
    ("events", 2, f"{ANI},in,,{TIME},WFO", "tapped_at (kosong) bukan waktu"),
    ("events", 2, f"{ANI},in,1899-12-30T07:20:00+07:00,{TIME},WFO", "tapped_at “1899-12-30T07"),
    ("events", 3, f"{ANI},out,{TIME},1899-12-30T07:20:00+07:00,WFO", "di luar tahun"),
    ("events", 4, f"{STRANGER},in,{TIME},{TIME},WFO", f"NIP {STRANGER} tidak ada"),
    ("events", 3, f"{ANI},in,{TIME}", "ada 3 kolom, seharusnya 5"),
    ("absences", 2, f"{BUDI},cuti,2026-05-05,2026-05-05", "kind “cuti” tidak dikenal"),
    ("absences", 2, f"{BUDI},leave,2026-05-06,2026-05-05", "mendahului first_day"),
    ("absences", 2, f"{BUDI},leave,2026-05-06,9999-12-31", "last_day “9999-12-31” di luar tahun"),
    ("absences", 2, f"{STRANGER},leave,2026-05-05,2026-05-05", f"NIP {STRANGER} tidak ada"),
    ("outages", 2, "A,2026-05-06T07:30:00+07:00,2026-05-06T07:00:00+07:00", "mendahului start"),
    ("outages", 2, "A,2026-05-06T07:30:00,2026-05-06T08:00:00+07:00", "tidak menyebut selisih"),
    ("outages", 2, ",2026-05-06T07:00:00+07:00,2026-05-06T08:00:00+07:00", "agency kosong"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "number", "line", "reason"), BAD_LINES)
def test_a_bad_line_is_named(folder, name, number, line, reason):
    replace_line(folder, name, number, line)
    if reason is None:
        # A date before the hours begin shows at the first employee of the agency.
        name, number, reason = "employees", 2, "tidak punya jam kerja pada 2026-05-04"
    sentence = refused(folder)
    assert sentence.startswith(f"{name}.csv baris {number}: ")
    assert reason in sentence


@pytest.mark.parametrize("name", [shape.name.removesuffix(".csv") for shape in INPUTS])
@pytest.mark.parametrize(
    ("mark", "reason"),
    [
        (b"caf\xe9", "bukan UTF-8"),
        (b"a\0b", "karakter NUL"),
        (b"x" * 70_000, "lebih panjang dari 64 KB"),
        (b'"never closed', "tanda kutip"),
    ],
)
def test_broken_text_is_named(folder, name, mark, reason):
    path = folder / f"{name}.csv"
    whole = path.read_bytes()
    columns = whole.split(b"\n")[0].count(b",")
    before = whole.count(b"\n")
    # Behind all good lines, so that the number is not that of the first row.
    path.write_bytes(whole + b"9" * 18 + b"," * (columns - 1) + b"," + mark + b"\n")
    sentence = refused(folder)
    assert sentence.startswith(f"{name}.csv baris {before + 1}: ")
    assert reason in sentence


@pytest.mark.parametrize("name", [shape.name.removesuffix(".csv") for shape in INPUTS])
def test_a_missing_file_is_named(folder, name):
    (folder / f"{name}.csv").unlink()
    assert refused(folder).startswith(f"{name}.csv: tidak ada di ")


def test_a_folder_in_place_of_a_file_counts_as_missing(folder):
    (folder / "roster.csv").unlink()
    (folder / "roster.csv").mkdir()
    assert refused(folder).startswith("roster.csv: tidak ada di ")


def test_a_missing_folder_is_named(folder):
    sentence = refused(folder.parent / "nowhere")
    assert "nowhere: folder ini tidak ditemukan." in sentence


def test_utf_16_is_not_utf_8(folder):
    path = folder / "employees.csv"
    path.write_bytes(path.read_text().encode("utf-16"))
    assert refused(folder).startswith("employees.csv baris 1: ada ")


def test_two_gigabytes_without_a_line_end_are_not_read(folder):
    for name in ("events", "calendar"):
        whole = (folder / f"{name}.csv").read_bytes()
        with (folder / f"{name}.csv").open("ab") as file:
            file.seek(2 << 30, os.SEEK_CUR)
            file.truncate()
        assert refused(folder).startswith(f"{name}.csv baris ")
        (folder / f"{name}.csv").write_bytes(whole)


def test_hours_that_begin_on_one_day_leave_it_open_which_hold(folder):
    write(folder, {**GOOD, "schedules": [hours(), hours(NATIONAL.replace("07:30", "08:00"))]})
    assert "schedules.csv baris 3: instansi “A” sudah punya jam kerja" in refused(folder)


def test_ramadan_hours_may_begin_with_others(folder):
    files = {**GOOD, "schedules": [hours(), hours(RAMADAN.replace("2026-02-19", "2023-04-12"))]}
    call_command("simulate", write(folder, files), "--out", folder.parent / "out")


@pytest.mark.parametrize("processes", [0, -1, 65])
def test_impossible_processes_are_refused(folder, processes):
    with pytest.raises(CommandError, match=f"--processes {processes} tidak dapat dipakai"):
        call_command("simulate", folder, "--out", folder, "--processes", processes)


def test_a_place_that_cannot_be_written_is_named(folder):
    (folder.parent / "file").write_text("no folder")
    with pytest.raises(CommandError, match="tidak dapat dibaca atau ditulis"):
        call_command("simulate", folder, "--out", folder.parent / "file")
