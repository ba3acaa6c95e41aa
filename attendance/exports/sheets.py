"""Columns of the workbook's own sheets, of the JSON, the dictionary and the overseers' file."""

from attendance.exports.columns import COLUMNS
from attendance.exports.fields import UNIT, Cell, Column
from attendance.queries.figures import BY_CODE, KINDS
from attendance.wording.figures import figure_label, figure_meaning, unit_words

REPORT = "Laporan kepatuhan bulan itu"


def _text(name: str, label: str, meaning: str, width: int = 14) -> Column:
    return Column(name, label, Cell.TEXT, meaning, "teks", REPORT, width)


def _number(name: str, label: str, meaning: str, unit: str) -> Column:
    return Column(name, label, Cell.WHOLE, meaning, unit, REPORT, 14)


BY_MEASURE = "menurut kolom Satuan"
VALUE = _number("nilai", "Nilai", "Angka itu.", BY_MEASURE)
BASE = _number("dasar", "Dari", "Jumlah yang menjadi dasar persennya, atau kosong.", BY_MEASURE)
CODE = _text("kode", "Kode", "Kode angka, sama dengan di JSON.", 24)
NAME = _text("angka", "Angka", "Nama angka.", 34)
MEASURE = _text("satuan", "Satuan", "Apa yang dihitung: pegawai, hari, menit, …", 12)
SHARE = Column(
    "persen",
    "Bagian (%)",
    Cell.SHARE,
    "Nilai dibagi kolom Dari; kosong bila tidak ada dasarnya.",
    "pecahan dari 1",
    REPORT,
    14,
)

ABOUT = (
    _text("hal", "Hal", "Apa yang diterangkan.", 30),
    _text("isi", "Isi", "Keterangannya.", 70),
)
"""What a file is made of."""

FIGURES = (
    _text("bagian", "Bagian", "Bagian laporan tempat angka itu.", 24),
    CODE,
    NAME,
    VALUE,
    MEASURE,
    BASE,
    SHARE,
    _text("keterangan_dasar", "Bagian dari apa", "Dasar persennya dengan kata.", 28),
    _text("arti", "Arti", "Apa yang termasuk angka itu.", 80),
)
"""A figure of the whole agency."""

SCOPE = _text(
    "lingkup",
    "Lingkup",
    "instansi, unit, atau unit dan di bawahnya.",
    24,
)
UNITS = (
    *UNIT,
    SCOPE,
    *(
        Column(
            COLUMNS[kind.code],
            figure_label(kind.code),
            Cell.WHOLE,
            figure_meaning(kind.code),
            unit_words(kind.measure),
            REPORT,
            14,
        )
        for kind in KINDS
    ),
)
"""The figures of the agency, a unit, or a unit with all below it, side by side."""

SLICES = (
    _text("jenis", "Jenis bagian", "Jenis pegawai, tempat kerja, hari, atau tanggal.", 18),
    _text("isi", "Bagian", "Bagian instansi yang dihitung, misalnya PNS, WFH, Jumat.", 18),
    CODE,
    NAME,
    VALUE,
    MEASURE,
    BASE,
    SHARE,
)
"""A figure of a part of the agency."""

JSON = (
    _text("agency.code", "", "Kode instansi di portal ini."),
    _text("agency.name", "", "Nama instansi."),
    _text("agency.zone", "", "Zona waktu instansi, misalnya Asia/Jakarta."),
    _text("month", "", "Bulan laporan, ditulis 2026-11."),
    _number("version", "", "Versi laporan bulan itu, mulai 1.", "nomor"),
    _text("rule_version", "", "Versi aturan yang dipakai menghitung."),
    _text("data_until", "", "Hari terakhir yang dihitung, ditulis 2026-11-30."),
    _text("computed_at", "", "Saat dihitung, dalam UTC."),
    _text("content_hash", "", "SHA-256 dari angka laporan; sama hanya bila angkanya sama."),
    _text("figures[].code", "", "Kode angka, seperti di bagian laporan kamus ini."),
    _number("figures[].value", "", "Angka itu.", "menurut angkanya"),
    _number("figures[].base", "", "Jumlah yang menjadi dasar, atau null.", "menurut angkanya"),
    _text("figures[].scope", "", "agency, unit, unit_below (dengan bawahannya), atau slice."),
    _text("figures[].unit", "", "Kode unit, atau null."),
    _text("figures[].slice", "", "Bagian instansi, misalnya mode:WFH; kosong bila bukan bagian."),
)
"""The keys of the JSON, as paths."""

OVERSEEN_HEAD = (
    _text("instansi_kode", "", "Kode instansi di portal ini."),
    _text("instansi", "", "Nama instansi."),
    _text("jenis", "", "kementerian, lpnk, lembaga, provinsi, kabupaten, atau kota."),
    _text("provinsi", "", "Provinsi tempat instansi; kosong untuk kementerian dan lembaga."),
    _text("bulan", "", "Bulan laporan, ditulis 2026-11."),
    _text("keadaan", "", "Disahkan, Belum disahkan, Belum lengkap, atau Belum melapor."),
    _text("lewat_tenggat", "", "ya bila tenggat lewat dan laporan belum disahkan, atau tidak."),
    _number("versi", "", "Versi laporan; kosong sebelum ada laporan.", "nomor"),
    Column("data_sampai", "", Cell.DATE, "Hari terakhir yang dihitung.", "tanggal", REPORT),
)
"""What the overseers' file says of an agency before its figures."""


def overseen_pair(code: str) -> tuple[Column, Column]:
    """A figure of an overseen agency, and what it is a share of."""
    name, unit = COLUMNS[code], unit_words(BY_CODE[code].measure)
    base = "Jumlah yang menjadi dasar kolom sebelumnya; kosong bila tidak ada."
    return (
        _number(name, figure_label(code), figure_meaning(code), unit),
        _number(f"{name}_dari", "", base, unit),
    )


DICTIONARY = (
    _text("berkas", "Berkas", "Berkas, lembar, atau tabel tempat kolom itu.", 18),
    _text("kolom", "Kolom", "Nama kolom di CSV; di JSON jalan ke nilainya.", 34),
    _text("kode", "Kode", "Kode angka; kosong bila kolom itu bukan angka laporan.", 24),
    _text("judul", "Judul", "Judul kolom di buku kerja.", 34),
    _text("arti", "Arti", "Apa yang ditulis di kolom itu.", 80),
    _text("satuan", "Satuan", "Satuan nilainya.", 18),
    _text("dasar", "Bagian dari apa", "Dasar persennya; kosong bila tidak ada.", 26),
    _text("sumber", "Sumber dan dasar hukum", "Dari mana nilainya, dan aturannya.", 60),
)
"""The dictionary's own columns."""
