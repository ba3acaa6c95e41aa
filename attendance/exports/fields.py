"""What stands in each file about units and people, column by column.

Writers and the data dictionary read the same rows, so that neither knows a column alone.
"""

from dataclasses import dataclass
from enum import StrEnum

from attendance.exports.columns import COLUMNS
from attendance.queries.figures import BY_CODE
from attendance.wording.figures import figure_label, figure_meaning, unit_words


class Cell(StrEnum):
    """How a value is typed in a spreadsheet. Shares are fractions from 0 to 1."""

    TEXT = "text"
    WHOLE = "whole"
    DATE = "date"
    MOMENT = "moment"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in CSV and JSON, its heading in a workbook, and what it says.

    `width` is in characters.
    """

    name: str
    label: str
    cell: Cell
    meaning: str
    unit: str
    source: str
    width: int = 12


HOURS_LAW = "Perpres 21 Tahun 2023 Pasal 4"
PLACE_LAW = "PermenPANRB 4 Tahun 2025 dan kebijakan instansi yang berlaku"
ABSENCE_LAW = "PP 94 Tahun 2021 Pasal 9–11"
PAY_LAW = "Keputusan instansi tentang tunjangan, menurut pengaturan yang berlaku"
RECORD = "Data kepegawaian instansi"
JUDGED = "Hari yang dinilai dari jadwal, presensi, izin, dan gangguan"


def _text(name: str, label: str, meaning: str, source: str = RECORD, width: int = 16) -> Column:
    return Column(name, label, Cell.TEXT, meaning, "teks", source, width)


def _days(name: str, label: str, meaning: str, source: str = JUDGED) -> Column:
    return Column(name, label, Cell.WHOLE, meaning, "hari", source)


def _minutes(name: str, label: str, meaning: str) -> Column:
    return Column(name, label, Cell.WHOLE, meaning, "menit", HOURS_LAW)


def _people(name: str, label: str, meaning: str) -> Column:
    return Column(name, label, Cell.WHOLE, meaning, "pegawai", PLACE_LAW)


def _date(name: str, label: str, meaning: str, source: str = JUDGED) -> Column:
    return Column(name, label, Cell.DATE, meaning, "tanggal", source, 13)


def _moment(name: str, label: str, meaning: str, source: str = "Presensi pegawai") -> Column:
    return Column(name, label, Cell.MOMENT, meaning, "waktu", source, 18)


def _reduction(name: str, label: str, meaning: str) -> Column:
    return Column(name, label, Cell.WHOLE, meaning, "perseratus persen", PAY_LAW, 16)


def _figure(code: str) -> Column:
    """The column of a person's month that carries the name of the report's figure."""
    measure = unit_words(BY_CODE[code].measure)
    label, meaning = figure_label(code), figure_meaning(code)
    return Column(COLUMNS[code], label, Cell.WHOLE, meaning, measure, JUDGED)


AGENCY = _text("instansi_kode", "Kode instansi", "Kode instansi di portal ini.", width=14)
UNIT = (
    _text("unit_kode", "Kode unit", "Kode unit kerja."),
    _text("unit", "Unit kerja", "Nama unit kerja.", width=34),
)
PERSON = (
    _text(
        "nip",
        "NIP",
        "Nomor induk pegawai, 18 angka. Di CSV bacalah kolom ini sebagai teks: lembar kerja yang "
        "dibuka dengan klik ganda membulatkannya.",
        width=21,
    ),
    _text("nama", "Nama", "Nama pegawai.", width=30),
    _text("jenis_pegawai", "Jenis pegawai", "pns, cpns, atau pppk.", width=14),
)

DAY_COLUMNS = (
    AGENCY,
    *UNIT,
    *PERSON,
    _date("tanggal", "Tanggal", "Tanggal di tempat tugas pegawai."),
    _text(
        "status",
        "Status",
        "Hadir, Tanpa keterangan, Berhalangan sah, atau Libur.",
        JUDGED,
    ),
    _text("rencana", "Rencana", "Tempat menurut jadwal: WFO, WFH, WFA, atau kosong.", JUDGED, 10),
    _text("tempat", "Tempat", "Tempat menurut presensi: WFO, WFH, WFA, atau kosong.", JUDGED, 10),
    _moment("masuk", "Masuk", "Presensi masuk pertama, menurut jam tempat tugas."),
    _moment("pulang", "Pulang", "Presensi pulang terakhir, menurut jam tempat tugas."),
    _minutes(
        "menit_terlambat",
        "Menit terlambat",
        "Menit utuh sesudah batas masuk, dibulatkan ke bawah.",
    ),
    _minutes(
        "menit_pulang_awal",
        "Menit pulang awal",
        "Menit yang kurang sampai jam pulang, dibulatkan ke atas.",
    ),
    _text(
        "tanda",
        "Tanda",
        "Tanda hari itu, dipisah titik koma, menurut abjad kodenya.",
        JUDGED,
        34,
    ),
    _text("aturan", "Aturan", "Versi aturan yang menilai hari itu.", JUDGED, 10),
    _moment(
        "dinilai", "Dinilai", "Saat hari itu terakhir dinilai, menurut jam tempat tugas.", JUDGED
    ),
    _moment(
        "diubah",
        "Diubah",
        "Saat terakhir hari itu ternyata lain sesudah bulannya disahkan; isinya di laporan "
        "perubahan. Biasanya kosong.",
        "Perubahan sesudah pengesahan",
    ),
)
"""A judged day of an employee."""

MONTH_CODES = (
    "workdays",
    "present_days",
    "absent_days",
    "excused_days",
    "wfo_days",
    "wfh_days",
    "wfa_days",
    "on_time_days",
    "late_days",
    "late_minutes",
    "early_minutes",
    "no_out_days",
    "mismatch_days",
)
"""The sums of a person's month, by code of the figure; also the columns of `PersonMonth`."""

MONTH_COLUMNS = (
    *UNIT,
    *PERSON,
    *(_figure(code) for code in MONTH_CODES),
    _date("data_sampai", "Data sampai", "Hari terakhir yang dijumlahkan."),
)
"""An employee's month."""

QUOTA_COLUMNS = (
    *UNIT,
    _date("tanggal", "Tanggal", "Tanggal dengan batas WFH atau WFO yang berlaku."),
    _people("pegawai_di_kantor", "Di kantor", "Pegawai yang presensi dari kantor."),
    _people("pegawai_di_luar", "WFH dan WFA", "Pegawai yang presensi dari rumah atau tempat lain."),
    _people("pegawai_dasar", "Dasar hitungan", "Pegawai yang menjadi dasar persentase."),
    _people("batas_di_luar", "Paling banyak WFH", "Batas pegawai di luar kantor; kosong: tak ada."),
    _people("batas_di_kantor", "Paling banyak WFO", "Batas pegawai di kantor; kosong: tak ada."),
    _text("kuota", "Kuota", "Dipatuhi atau Dilanggar.", PLACE_LAW, 12),
)
"""A unit on a date with a cap."""

PAY_COLUMNS = (
    AGENCY,
    _text("bulan", "Bulan", "Bulan yang dinilai, ditulis 2026-11.", JUDGED, 10),
    Column(
        "versi",
        "Versi",
        Cell.WHOLE,
        "Versi laporan yang harinya dihitung: yang terakhir ditandatangani, atau dihitung.",
        "nomor",
        "Laporan kepatuhan instansi",
        8,
    ),
    _text(
        "keadaan",
        "Keadaan",
        "belum_disahkan (masih dapat berubah), disahkan, atau perubahan (sesudah disahkan).",
        "Laporan kepatuhan instansi",
    ),
    *PERSON,
    *UNIT,
    _date("data_sampai", "Data sampai", "Hari terakhir yang dihitung.", JUDGED),
    _days("hari_kerja", "Hari kerja", "Hari pegawai yang bukan hari libur."),
    _days("hari_hadir", "Hari hadir", "Hari kerja dengan presensi."),
    _days("hari_berhalangan_sah", "Berhalangan sah", "Cuti, sakit, dinas luar, tugas belajar."),
    _days("hari_tanpa_keterangan", "Tanpa keterangan", "Hari kerja tanpa presensi dan alasan sah."),
    _days("hari_terlambat", "Hari terlambat", "Hari dengan menit terlambat."),
    _minutes("menit_terlambat", "Menit terlambat", "Jumlah menit terlambat sebulan."),
    _days("hari_pulang_awal", "Hari pulang awal", "Hari dengan presensi pulang sebelum waktunya."),
    _minutes("menit_pulang_awal", "Menit pulang awal", "Jumlah menit pulang awal sebulan."),
    _days(
        "hari_belum_presensi_pulang", "Belum presensi pulang", "Hari hadir tanpa presensi pulang."
    ),
    _days("hari_menunggu", "Menunggu", "Hari yang waktunya masih diperiksa atasan."),
    _days(
        "hari_berubah_kemudian",
        "Berubah kemudian",
        "Hari yang berubah sesudah versi itu dan belum dihitung; menunggu laporan perubahan.",
    ),
    _days(
        "hari_konversi",
        "Hari konversi",
        "Hari utuh yang bulan ini genap dari menit sejak awal tahun.",
        ABSENCE_LAW,
    ),
    _text(
        "indikasi_hukuman",
        "Indikasi hukuman",
        "Indikasi terberat tahun ini dari kasus disiplin yang belum gugur; atasan yang memutuskan.",
        ABSENCE_LAW,
        24,
    ),
    _date(
        "gaji_dihentikan_sejak",
        "Gaji dihentikan sejak",
        "Tanda dari kasus disiplin, bukan keputusan; kosong bila tidak ada.",
        ABSENCE_LAW,
    ),
    _reduction("potongan_terlambat", "Potongan terlambat", "Jumlah menurut pita menit tiap hari."),
    _reduction("potongan_pulang_awal", "Potongan pulang awal", "Jumlah menurut pita menit."),
    _reduction("potongan_tanpa_pulang", "Potongan tanpa pulang", "Jumlah per hari tanpa pulang."),
    _reduction("potongan_tanpa_keterangan", "Potongan absen", "Jumlah per hari tanpa keterangan."),
    _reduction(
        "potongan_jumlah",
        "Jumlah potongan",
        "Keempat potongan bersama, paling banyak 10000 (100 persen).",
    ),
    _text(
        "potongan_dasar",
        "Dasar potongan",
        "Dasar baris pengaturan yang dipakai, dipisah titik koma; contoh bawaan tidak mengikat.",
        PAY_LAW,
        40,
    ),
)
"""What an employee's month means for the allowance."""
