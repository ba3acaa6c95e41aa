"""The compliance report as a file for spreadsheets.

UTF-8 with a byte order mark, semicolons and CRLF: with these Excel opens the file by a double
click, columns and names whole, where Indonesian settings use the comma for decimals. Every number
is a whole number, so no decimal sign can be misread; shares are left to the reader's formula. A
text that a spreadsheet would run as a formula is written with an apostrophe in front.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from attendance.models import ComplianceReport
from attendance.queries.compliance import Lines, exported_lines
from attendance.queries.figures import ALL_KINDS

BOM = "\ufeff"
HEAD = (
    "instansi_kode",
    "instansi",
    "bulan",
    "versi",
    "aturan",
    "data_sampai",
    "lingkup",
    "unit_kode",
    "unit",
)
COLUMNS = {
    "employees": "pegawai",
    "workdays": "hari_kerja",
    "due_days": "hari_wajib_hadir",
    "present_days": "hari_hadir",
    "absent_days": "hari_tanpa_keterangan",
    "excused_days": "hari_berhalangan_sah",
    "wfo_days": "hari_wfo",
    "wfh_days": "hari_wfh",
    "wfa_days": "hari_wfa",
    "on_time_days": "hari_tepat_waktu",
    "late_days": "hari_terlambat",
    "late_minutes": "menit_terlambat",
    "early_minutes": "menit_pulang_lebih_awal",
    "no_out_days": "hari_belum_presensi_pulang",
    "mismatch_days": "hari_tidak_sesuai_jadwal",
    "pending_days": "hari_menunggu_verifikasi",
    "outage_days": "hari_alasan_teknis",
    "quota_kept_days": "hari_unit_kuota_dipatuhi",
    "quota_broken_days": "hari_unit_kuota_dilanggar",
    "status_reports": "laporan_status",
    "status_wrong": "laporan_status_terbukti",
    "status_in_time": "laporan_status_tepat_waktu",
    "complaints": "keluhan",
    "complaints_in_time": "keluhan_tepat_waktu",
}
"""The columns after the head, by code of the figure, in the order of the report."""

RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def file_name(report: ComplianceReport) -> str:
    """`kepatuhan-32.11-2026-11-v2.csv`."""
    return f"kepatuhan-{report.agency.code}-{report.month:%Y-%m}-v{report.version}.csv"


def report_csv(report: ComplianceReport) -> str:
    """The whole file: a row for the agency, then one for each unit in order of code."""
    out = StringIO(newline="")
    out.write(BOM)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([*HEAD, *(COLUMNS[kind.code] for kind in ALL_KINDS)])
    writer.writerows(_rows(report))
    return out.getvalue()


def safe_text(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(RUNS_AS_FORMULA) else text


def _rows(report: ComplianceReport) -> Iterator[list[str | int]]:
    agency, units = exported_lines(report)
    about: list[str | int] = [
        safe_text(report.agency.code),
        safe_text(report.agency.name),
        f"{report.month:%Y-%m}",
        report.version,
        report.rule_version,
        report.data_until.isoformat(),
    ]
    yield [*about, "instansi", "", "", *_values(agency)]
    for one in units:
        named = [safe_text(one.unit.code), safe_text(one.unit.name)]
        yield [*about, "unit", *named, *_values(one.lines)]


def _values(lines: Lines) -> list[int]:
    return [lines[kind.code].value for kind in ALL_KINDS]
