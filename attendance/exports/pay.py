"""What a month means for people's allowances, as a CSV for the payroll: docs/pay-export.md.

An indication by the agency's own table: nobody's allowance is cut here. Of a signed month the days
of the version signed last are counted, and each row says which that is.
"""

from collections.abc import Iterator
from typing import IO

from accounts.tenancy import tenant
from attendance.exports.columns import safe_text
from attendance.exports.csv import csv_lines
from attendance.exports.days import Tell
from attendance.exports.fields import PAY_COLUMNS
from attendance.models import ComplianceReport
from attendance.queries.days import Span
from attendance.queries.pay import (
    PayBasis,
    PayMonth,
    bands_of,
    paid_people,
    pay_basis,
    pay_months,
)
from attendance.queries.sanctions import tables_of
from attendance.rules.pay import Band, Ground, PayDay, reductions_of
from attendance.rules.verdict import Status
from attendance.wording.file_exports import people_step
from attendance.wording.pay import record_elsewhere

PEOPLE_AT_ONCE = 500


def write_pay(report: ComplianceReport, out: IO[bytes], tell: Tell) -> None:
    """A row for each employee with a judged day, by NIP; a few hundred people in memory."""
    head = [column.name for column in PAY_COLUMNS]
    for line in csv_lines(head, _rows(report, tell)):
        out.write(line.encode())


def _rows(report: ComplianceReport, tell: Tell) -> Iterator[list[str | int]]:
    agency, span = report.agency, Span(report.month, report.data_until)
    with tenant(agency.pk):
        basis, people = pay_basis(report), paid_people(agency, span)
        bands, tables = bands_of(agency.pk, span), tables_of(agency)
    for first in range(0, len(people), PEOPLE_AT_ONCE):
        tell(people_step(), first, len(people))
        with tenant(agency.pk):
            some = people[first : first + PEOPLE_AT_ONCE]
            months = pay_months(agency, span, some, tables, basis)
        for month in months:
            yield _row(report, basis, month, bands)


def _row(
    report: ComplianceReport, basis: PayBasis, month: PayMonth, bands: tuple[Band, ...]
) -> list[str | int]:
    reductions = reductions_of(month.days, bands)
    return [
        safe_text(report.agency.code),
        f"{report.month:%Y-%m}",
        basis.version,
        basis.state.value,
        month.nip,
        safe_text(month.name or record_elsewhere()),
        month.employment_type,
        safe_text(month.unit_code),
        safe_text(month.unit_name),
        report.data_until.isoformat(),
        *_counts(month.days),
        month.pending,
        month.changed_later,
        month.converted_days,
        month.sanction,
        "" if month.pay_stops_from is None else month.pay_stops_from.isoformat(),
        *(reductions.by_ground[ground] for ground in Ground),
        reductions.total,
        safe_text("; ".join(reductions.bases)),
    ]


def _counts(days: tuple[PayDay, ...]) -> list[int]:
    """From workdays to days without check-out, in order of the columns."""
    count = {status: sum(day.status is status for day in days) for status in Status}
    # A day without check-out has no minutes of leaving early that anybody could know.
    early = [day.early_minutes for day in days if day.early_minutes and not day.no_out]
    late = [day.late_minutes for day in days if day.late_minutes]
    return [
        len(days) - count[Status.OFF],
        count[Status.PRESENT],
        count[Status.EXCUSED],
        count[Status.ABSENT],
        len(late),
        sum(late),
        len(early),
        sum(early),
        sum(day.no_out for day in days),
    ]
