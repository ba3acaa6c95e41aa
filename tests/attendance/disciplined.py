"""Years of judged days for tests of discipline cases, under the tables of the data file."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from accounts.models import Agency, Employee
from accounts.tenancy import tenant
from attendance.actions.case_moves import examine, summon
from attendance.actions.cases import CasesRun, open_cases
from attendance.models import CaseTerm, DisciplineCase, SanctionStep, SanctionTable, WorkDay
from attendance.rules.sanctions import parse_tables
from tests import factories
from tests.architecture.sources import ROOT

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
"""Wednesday 09.00 WIB."""
FILE = ROOT / "attendance" / "data" / "sanctions.csv"
YEAR = 2026


def lawful(agency: Agency, **term: Any) -> Agency:
    """The agency with the sanction tables of the data file, and seven working days to examine."""
    with tenant(agency.pk):
        for value in parse_tables(FILE.read_text(encoding="utf-8").splitlines()):
            table = SanctionTable.objects.create(
                agency=agency,
                code=value.code,
                valid_from=value.period.first_day,
                valid_until=value.period.last_day,
                employment_types=sorted(value.employment_types),
                minutes_per_day=value.minutes_per_day,
            )
            SanctionStep.objects.bulk_create(
                SanctionStep(
                    table=table,
                    measure=step.measure.value,
                    days=step.days,
                    level=step.level.value,
                    sanction=step.sanction.value,
                    stops_pay=step.stops_pay,
                    legal_basis=step.legal_basis,
                )
                for step in value.steps
            )
        CaseTerm.objects.create(
            agency=agency,
            valid_from=date(2021, 8, 31),
            **{
                "examine_within_days": 7,
                "summons_within_days": 7,
                "legal_basis": "PP 94 Tahun 2021 Pasal 26",
                **term,
            },
        )
    return agency


def weekdays(first: date, count: int) -> Iterator[date]:
    """So many Mondays to Fridays from `first` on."""
    day = first
    while count:
        if day.isoweekday() <= 5:
            count -= 1
            yield day
        day += timedelta(days=1)


def scattered(count: int) -> list[date]:
    """So many weekdays of 2026 with another weekday between each two."""
    return list(weekdays(date(2026, 1, 5), 2 * count))[::2]


def judged(person: Employee, days: Iterable[date], status: str = "absent", **fields: Any) -> None:
    """The person's days as they stand in the table."""
    for day in days:
        factories.work_day(person, day, status, **fields)


def absent_apart(person: Employee, count: int) -> list[date]:
    """So many absent days with a presence between each two; the absent ones."""
    days = list(weekdays(date(2026, 1, 5), 2 * count))
    judged(person, days[::2])
    judged(person, days[1::2], "present")
    return days[::2]


def run(agency: Agency, year: int = YEAR, now: datetime = NOW) -> CasesRun:
    """One run of the task's action."""
    return open_cases(agency=agency, year=year, now=now)


def cases(person: Employee) -> dict[str, DisciplineCase]:
    """The person's cases that have not lapsed, by sanction."""
    with tenant(person.agency_id):
        rows = DisciplineCase.objects.filter(employee=person).exclude(state="lapsed")
        return {case.sanction: case for case in rows}


def states(person: Employee) -> dict[str, str]:
    """The state of each of the person's cases that have not lapsed, by sanction."""
    return {sanction: case.state for sanction, case in cases(person).items()}


def days_of(case: DisciplineCase) -> list[date]:
    """The days a case rests on."""
    with tenant(case.agency_id):
        return list(case.days.values_list("date", flat=True))


def rejudge(person: Employee, day: date, **fields: Any) -> None:
    """The day as another verdict left it."""
    with tenant(person.agency_id):
        WorkDay.objects.filter(employee=person, date=day).update(**fields)


def opened(person: Employee, days: int = 3) -> DisciplineCase:
    """The heaviest case of somebody absent on so many scattered days, in a lawful agency."""
    absent_apart(person, days)
    run(person.agency)
    return next(case for case in cases(person).values() if case.state == "open")


def summoned(case: DisciplineCase, by: Employee, day: date = date(2026, 11, 25)) -> DisciplineCase:
    """The case after a summons for 09.00 WIB on `day`."""
    with tenant(case.agency_id):
        return summon(
            case_id=case.pk,
            meet_at=datetime(day.year, day.month, day.day, 2, 0, tzinfo=UTC),
            place="Ruang rapat lantai 2",
            by=by,
            at=NOW,
        )


def examined(case: DisciplineCase, by: Employee) -> DisciplineCase:
    """The case after a summons and an examination."""
    summoned(case, by)
    with tenant(case.agency_id):
        return examine(
            case_id=case.pk, finding="Benar tidak masuk tanpa izin.", attended=True, by=by, at=NOW
        )
