"""An agency whose November is over and reported, with its monthly form; for the form's tests."""

from datetime import UTC, date, datetime
from typing import Any

from accounts.models import Agency, Employee
from accounts.tenancy import tenant
from attendance.actions.filings import save_answers
from attendance.models import ComplianceFigure, ComplianceReport, FilingItem
from attendance.practice import load_filing_items
from attendance.queries.filings import Sheet, sheet_of
from attendance.rules.filing_answers import Answer
from tests import factories

NOVEMBER, OCTOBER = date(2026, 11, 1), date(2026, 10, 1)
DECEMBER_2 = datetime(2026, 12, 2, 2, 0, tzinfo=UTC)
"""Wednesday 2 December 2026, 09.00 WIB."""

FIGURES = {
    "workdays": (1000, None),
    "due_days": (950, 1000),
    "present_days": (930, 950),
    "wfo_days": (744, 930),
    "wfh_days": (186, 930),
    "wfa_days": (0, 930),
    "on_time_days": (900, 930),
    "outages": (2, None),
    "outage_minutes": (150, None),
    "desk_promised_minutes": (60_000, None),
    "desk_staffed_minutes": (57_600, 60_000),
    "desk_unknown_minutes": (600, 60_000),
}


def agency() -> Agency:
    """An agency with a Friday policy, thresholds and the rows of the form."""
    if not FilingItem.objects.exists():
        load_filing_items("default")
    made = factories.agency(name="Pemerintah Kota Uji")
    factories.thresholds(made)
    factories.policy(made, valid_from=date(2026, 4, 1), wfh_weekdays="5")
    return made


def reported(of: Agency, month: date = NOVEMBER, **changed: tuple[int, int | None]) -> None:
    """A whole report of the month with `FIGURES`."""
    last = {NOVEMBER: date(2026, 11, 30), OCTOBER: date(2026, 10, 31)}[month]
    with tenant(of.pk):
        report = ComplianceReport.objects.create(
            agency=of, month=month, rule_version="2026.1", data_until=last,
            computed_at=DECEMBER_2, content_hash="ab" * 32,
        )  # fmt: skip
        figures = FIGURES | changed
        ComplianceFigure.objects.bulk_create(
            ComplianceFigure(agency=of, report=report, code=code, value=value, base=base)
            for code, (value, base) in figures.items()
        )


def official(of: Agency, role: str, **fields: Any) -> Employee:
    """Somebody with the role, as a request of 2 December sees them."""
    person = factories.employee(factories.unit(of), **fields)
    factories.grant(person, role)
    return factories.standing(person, DECEMBER_2.date())


def sheet(of: Agency, month: date = NOVEMBER) -> Sheet:
    with tenant(of.pk):
        found = sheet_of(of, month, DECEMBER_2)
    assert found is not None
    return found


def answered(of: Agency, by: Employee, month: date = NOVEMBER) -> None:
    """Everything that is lacking, answered: the first option, five, or a word."""
    words = {"percent": "50", "rupiah": "5000000", "number": "40", "text": "Terlaksana"}
    lacking = {
        line.item.code: Answer(line.item.options[0] if line.item.options else words[line.item.kind])
        for line in sheet(of, month).lines
        if line.gap and not line.is_derived
    }
    # The trips of the base month give 6a, and without roads there is nothing to tell of them.
    del lacking["6a"]
    lacking["12a"] = Answer("Tidak")
    with tenant(of.pk):
        save_answers(agency=of, month=month, answers=lacking, by=by, at=DECEMBER_2)
