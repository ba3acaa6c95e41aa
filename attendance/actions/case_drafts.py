"""What a run over a year's days wants to write: new cases with their days, and steps of cases."""

from dataclasses import dataclass, field
from datetime import date, datetime

from accounts.models import Agency, Employee
from asn_wfh import clock
from attendance.models import (
    CaseStepKind,
    DisciplineCase,
    DisciplineCaseDay,
    DisciplineCaseStep,
)
from attendance.queries.case_terms import calendar_from, case_term, working_days_on
from attendance.queries.examiners import examiners_of
from attendance.queries.sanctions import TableBook
from attendance.rules.discipline import Crossing, Tally, YearDay, tally_year
from attendance.rules.sanctions import SanctionTable
from attendance.rules.verdict import Status


@dataclass
class CaseDrafts:
    """One agency's year: what all its people share, and what is to be written at the end."""

    agency: Agency
    year: int
    now: datetime
    book: TableBook
    cases: list[DisciplineCase] = field(default_factory=list)
    days: list[DisciplineCaseDay] = field(default_factory=list)
    steps: list[DisciplineCaseStep] = field(default_factory=list)
    lapsed: int = 0

    def note(self, case: DisciplineCase, kind: CaseStepKind, note: str = "") -> None:
        """Have a step of the portal itself written."""
        self.steps.append(
            DisciplineCaseStep(
                agency_id=self.agency.pk, case=case, kind=kind, at=self.now, note=note
            )
        )

    def open(
        self, person: Employee, table: SanctionTable, crossing: Crossing, days: list[YearDay]
    ) -> DisciplineCase:
        """The case of a crossing, with the sums as they were on the day that crossed it."""
        then = tally_year(self.year, _until(crossing.crossed_on, days), table)
        sanction = crossing.step.sanction.value
        case = DisciplineCase(
            agency_id=self.agency.pk,
            employee=person,
            year=self.year,
            level=crossing.step.level.value,
            sanction=sanction,
            absent_days=len(then.absent_days),
            minutes=then.minutes,
            converted_days=then.converted_days,
            total_days=then.total_days,
            longest_streak=then.longest_streak,
            crossed_on=crossing.crossed_on,
            pay_stops_from=pay_stop(tally_year(self.year, days, table), sanction),
            table_id=self.book.rows[table],
            opened_at=self.now,
        )
        self.cases.append(case)
        self.note(case, CaseStepKind.OPENED)
        by_date = {day.date: day for day in days}
        self.days += [self._day(case, by_date[on]) for on in crossing.rests_on]
        return case

    def save(self) -> None:
        """Write everything: each new case with its examiner and the date it is due."""
        if self.cases:
            self._complete()
            DisciplineCase.objects.bulk_create(self.cases)
            DisciplineCaseDay.objects.bulk_create(self.days)
        DisciplineCaseStep.objects.bulk_create(self.steps)

    def _day(self, case: DisciplineCase, day: YearDay) -> DisciplineCaseDay:
        return DisciplineCaseDay(
            agency_id=self.agency.pk,
            case=case,
            date=day.date,
            status=day.status.value,
            late_minutes=day.late_minutes,
            early_minutes=day.early_minutes,
        )

    def _complete(self) -> None:
        today = clock.on_local_date(self.now, self.agency.zone)
        rulebook = calendar_from(self.agency, today)
        people = [case.employee for case in self.cases]
        examiners = examiners_of(people, rulebook.unit_paths, today)
        term = case_term(self.agency.pk, today)
        within = 0 if term is None else term.examine_within_days
        for case in self.cases:
            case.examiner_id = examiners[case.employee_id]
            case.due_on = working_days_on(rulebook, case.employee, today, within)


def pay_stop(tally: Tally, sanction: str) -> date | None:
    """The first day without pay by the crossings that lead to `sanction`, or None."""
    stops = [one.pay_stops_from for one in tally.crossings if one.step.sanction == sanction]
    return next((day for day in stops if day is not None), None)


def _until(last: date, days: list[YearDay]) -> list[YearDay]:
    """The days up to `last` as a crossing counted them: what is pending counts as excused."""
    return [
        YearDay(day.date, Status.EXCUSED) if day.pending else day
        for day in days
        if day.date <= last
    ]
