"""The data dictionary: every column of every file, what it says, in what unit, from what source."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import astuple, dataclass

from attendance.exports.columns import COLUMNS, HEAD
from attendance.exports.csv import csv_lines
from attendance.exports.fields import (
    ABSENCE_LAW,
    DAY_COLUMNS,
    HOURS_LAW,
    JUDGED,
    MONTH_COLUMNS,
    PAY_COLUMNS,
    PLACE_LAW,
    QUOTA_COLUMNS,
    UNIT,
    Column,
)
from attendance.exports.sheets import (
    ABOUT,
    DICTIONARY,
    FIGURES,
    JSON,
    OVERSEEN_HEAD,
    REPORT,
    SCOPE,
    SLICES,
    overseen_pair,
)
from attendance.queries.figures import ALL_KINDS, Group
from attendance.queries.oversight import CODES
from attendance.wording.figures import figure_label, figure_meaning, share_words, unit_words

SERVICE_LAW = "UU 25 Tahun 2009; Perpres 76 Tahun 2013"
SOURCES = {
    Group.PRESENCE: f"{JUDGED}; {ABSENCE_LAW}",
    Group.PLACES: f"{JUDGED}; {PLACE_LAW}",
    Group.PLAN: f"Jadwal yang berlaku; {PLACE_LAW}",
    Group.HOURS: f"{JUDGED}; {HOURS_LAW}",
    Group.DISCIPLINE: f"{JUDGED} dan kasus disiplin; {ABSENCE_LAW}",
    Group.REQUESTS: "Permohonan pegawai dan gangguan yang dinyatakan operator",
    Group.READINESS: f"Pernyataan kesiapan pegawai; {PLACE_LAW}",
    Group.DESKS: f"Jam layanan dan kehadiran petugas loket; {SERVICE_LAW}",
    Group.CITIZENS: f"Laporan warga; {SERVICE_LAW}",
    Group.QUALITY: "Catatan penutupan, penilaian ulang, dan pengesahan hari",
}
"""Where the figures of a part come from, with the legal text behind them."""

HEAD_MEANINGS = {
    "instansi_kode": "Kode instansi di portal ini.",
    "instansi": "Nama instansi.",
    "bulan": "Bulan laporan, ditulis 2026-11.",
    "versi": "Versi laporan bulan itu, mulai 1.",
    "aturan": "Versi aturan yang dipakai menghitung.",
    "data_sampai": "Hari terakhir yang dihitung, ditulis 2026-11-30.",
    "lingkup": "instansi atau unit. Baris unit tidak memuat unit di bawahnya.",
    "unit_kode": "Kode unit kerja; kosong pada baris instansi.",
    "unit": "Nama unit kerja; kosong pada baris instansi.",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A column of a file, as the dictionary says it. `code` is the figure's code in JSON."""

    file: str
    name: str
    code: str
    label: str
    meaning: str
    unit: str
    base: str
    source: str

    def cells(self) -> tuple[str, ...]:
        """The values in order of `sheets.DICTIONARY`."""
        cells: tuple[str, ...] = astuple(self)
        return cells


FILES: tuple[tuple[str, Sequence[Column]], ...] = (
    ("laporan-json", JSON),
    ("ringkasan", ABOUT),
    ("angka", FIGURES),
    ("unit", (*UNIT, SCOPE)),
    ("bagian", SLICES),
    ("hari-unit", QUOTA_COLUMNS),
    ("pegawai", MONTH_COLUMNS),
    ("hari-pegawai", DAY_COLUMNS),
    ("tunjangan", PAY_COLUMNS),
    (
        "lintas-instansi",
        (*OVERSEEN_HEAD, *(column for code in CODES for column in overseen_pair(code))),
    ),
    ("kamus-data", DICTIONARY),
)
"""The tables beside the report's own CSV, by the name the dictionary calls them."""


def entries() -> Iterator[Entry]:
    """Every column: the report's head, its figures, then the other tables."""
    for name in HEAD:
        yield Entry("laporan", name, "", "", HEAD_MEANINGS[name], "teks", "", REPORT)
    for kind in ALL_KINDS:
        yield Entry(
            "laporan",
            COLUMNS[kind.code],
            kind.code,
            figure_label(kind.code),
            figure_meaning(kind.code),
            unit_words(kind.measure),
            share_words(kind.base),
            SOURCES[kind.group],
        )
    for file, columns in FILES:
        for column in columns:
            yield Entry(
                file, column.name, "", column.label, column.meaning, column.unit, "", column.source
            )


def dictionary_csv() -> Generator[str]:
    """The dictionary in the form of the other CSV files."""
    return csv_lines([column.name for column in DICTIONARY], (one.cells() for one in entries()))


def dictionary_page() -> str:
    """The dictionary as `docs/data-dictionary.md`."""
    lines = [PAGE_HEAD]
    for file in dict.fromkeys(one.file for one in entries()):
        lines.append(f"\n## {file}\n")
        lines.append("| kolom | kode | judul | arti | satuan | dasar | sumber |")
        lines.append("|---|---|---|---|---|---|---|")
        for one in entries():
            if one.file == file:
                code = f"`{one.code}`" if one.code else ""
                rest = (one.label, one.meaning, one.unit, one.base, one.source)
                lines.append(f"| `{one.name}` | {code} | {' | '.join(rest)} |")
    return "\n".join(lines) + "\n"


PAGE_HEAD = """\
# Kamus data

Every column of the files of a month, as the code that writes them knows it: this page is made by
`manage.py data_dictionary`, and a test compares the two. The same table stands in each workbook
(sheet *Kamus data*) and in the ZIP of a month (`kamus-data.csv`).

`laporan` is the report as CSV (a row for the agency and each unit); JSON (`laporan-json`) has the
figures by `kode`. `ringkasan`, `angka`, `unit` (then the figures of `laporan`, by title), `bagian`,
`hari-unit` and `pegawai` are sheets of the workbook. `hari-pegawai` is the file of all days, as
workbook and, in the ZIP, as CSV. `tunjangan` is described further in
[pay-export.md](pay-export.md); `lintas-instansi` is the file of those who oversee agencies.

CSV: UTF-8 with a byte order mark, semicolons, CRLF, whole numbers only, dates `2026-11-30`. A text
that a spreadsheet would run as a formula bears an apostrophe in front; in workbooks it stays a text
as it is. Shares are fractions with a percent format in workbooks, left to the reader in CSV."""
