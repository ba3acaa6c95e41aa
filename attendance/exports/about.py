"""What a file of a month is made of and how that stood: first sheet of workbooks, head of a ZIP."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from accounts.models.agencies import ZONES
from attendance.models import ComplianceReport
from attendance.queries.freezes import freeze_of
from attendance.wording import file_exports as words
from attendance.wording.compliance import month_words


def about_rows(report: ComplianceReport, seen: datetime) -> Iterator[tuple[str, str]]:
    """Name and value of each fact; `seen` (aware) is the one moment that all rows are of.

    Inside the agency's tenancy; one statement.
    """
    agency = report.agency
    freeze = freeze_of(report.agency_id, report.month)
    frozen = freeze is not None and freeze.report_id == report.pk
    yield "Instansi", agency.name
    yield "Kode instansi", agency.code
    yield "Bulan", month_words(report.month)
    yield "Versi", str(report.version)
    yield "Keadaan", words.frozen_words() if frozen else words.open_words()
    if freeze is not None and frozen:
        yield "Disahkan", _moment(freeze.frozen_at, agency.zone)
        if freeze.report.document is not None:
            yield "Kode verifikasi", freeze.report.document.code
    yield "Data sampai", report.data_until.isoformat()
    yield "Dihitung", _moment(report.computed_at, agency.zone)
    yield "Dibaca", _moment(seen, agency.zone)
    yield "Aturan", report.rule_version
    yield "Sidik isi (SHA-256)", report.content_hash
    yield "Catatan", words.one_moment()
    yield "", words.indication()


def _moment(at: datetime, zone: str) -> str:
    """`2026-11-21 10.00.00 WIB`."""
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H.%M.%S} {ZONES[zone]}"
