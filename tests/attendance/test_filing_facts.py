"""What the monthly form is answered from: readiness as declared by then, and who sat where."""

from datetime import UTC, date, datetime

import pytest

from accounts.tenancy import tenant
from attendance.models import ComplianceFigure, PersonMonth
from attendance.queries.filing_facts import facts_of, latest_of
from attendance.rules.filing_facts import Means, Places
from attendance.rules.readiness import Infrastructure
from tests import factories
from tests.attendance.filed import DECEMBER_2, NOVEMBER, agency, reported

pytestmark = pytest.mark.django_db
IN_MONTH = datetime(2026, 11, 20, 2, tzinfo=UTC)
AFTER = datetime(2026, 11, 30, 17, tzinfo=UTC)
"""1 December 2026, 00.00 WIB."""


def facts(of):
    with tenant(of.pk):
        return facts_of(of, NOVEMBER, DECEMBER_2, date(2026, 4, 1))


def test_means_are_those_declared_by_the_months_end() -> None:
    of = agency()
    text = factories.agreement_text(of)
    unit = factories.unit(of)

    def somebody(**declared):
        person = factories.employee(unit, is_active=declared.pop("is_active", True))
        if declared.pop("declares", True):
            factories.declared(person, text, **declared)
        return person

    somebody()
    somebody(device="office", line="mobile", withdrawn_at=AFTER)
    somebody(device="phone")
    somebody(line="none")
    somebody(workplace=False)
    somebody(withdrawn_at=IN_MONTH)
    somebody(agreed_at=AFTER)
    somebody(declares=False)
    somebody(is_active=False)
    renewed = somebody(device="phone", current=False)
    factories.declared(renewed, text, agreed_at=IN_MONTH)
    assert facts(of).means == Means(3, 6, 9, Infrastructure.LIMITED)


def test_back_offices_of_direct_service_count_among_the_others() -> None:
    of = agency()
    reported(of)
    desk, other = factories.unit(of, direct_service=True), factories.unit(of)
    people = [
        factories.employee(desk),
        factories.employee(desk, back_office=True),
        factories.employee(other),
    ]
    with tenant(of.pk):
        report = latest_of(of, NOVEMBER)
        for person, home in zip(people, (0, 4, 5), strict=True):
            PersonMonth.objects.create(
                agency=of, month=NOVEMBER, employee=person, unit=person.unit,
                employment_type="pns", data_until=date(2026, 11, 30), workdays=20,
                present_days=20, absent_days=0, excused_days=0, wfo_days=20 - home, wfh_days=home,
                wfa_days=0, on_time_days=20, late_days=0, late_minutes=0, early_minutes=0,
                no_out_days=0, mismatch_days=0,
            )  # fmt: skip
        for unit, present, home in ((desk, 40, 4), (other, 20, 5)):
            for code, value in (("present_days", present), ("wfh_days", home)):
                ComplianceFigure.objects.create(
                    agency=of, report=report, unit=unit, code=code, value=value
                )
    found = facts(of)
    assert (found.direct, found.support) == (Places(1, 20, 0), Places(1, 40, 9))
