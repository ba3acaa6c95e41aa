"""What an agency's monthly form is answered from: its report, policies, readiness, travel."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Count as Counted
from django.db.models import F, Q, Sum
from django.db.models.functions import TruncMonth

from accounts.models import Agency, Role, RoleGrant, Unit
from asn_wfh import clock
from attendance.models import (
    Absence,
    AbsenceKind,
    ComplianceFigure,
    ComplianceReport,
    PersonMonth,
    Policy,
    SignatureKind,
    SignedDocument,
    WorkMode,
)
from attendance.policy_rows import weekdays_of
from attendance.queries.days import Span, first_kept_day
from attendance.queries.figures.source import moments
from attendance.queries.months import ONE_DAY, last_of_month
from attendance.queries.thresholds import readiness_limits, thresholds_on
from attendance.rules.filing_facts import Count, Facts, Means, Places
from attendance.rules.readiness import Declaration, Device, Line, infrastructure, is_equipped
from attendance.wording import filing_content as content

PRESENT, AWAY_DAYS = "present_days", ("wfh_days", "wfa_days")
WEEKDAY = "weekday:"

DEVICES = [one.value for one in Device if is_equipped(Declaration(one, Line.FIBRE, True, 0))]
LINES = [one.value for one in Line if is_equipped(Declaration(Device.OFFICE, one, True, 0))]
"""What the rule of sufficient means lets pass, for the database to count."""

DECLARED = """
SELECT (SELECT count(*) FROM accounts_employee
        WHERE agency_id = %(agency)s AND is_active),
       count(*) FILTER (WHERE stood),
       count(*) FILTER (WHERE stood AND workplace
                          AND device = ANY(%(devices)s) AND line = ANY(%(lines)s))
FROM (
    SELECT DISTINCT ON (employee_id) employee_id, device, line, workplace,
           withdrawn_at IS NULL OR withdrawn_at >= %(end)s AS stood
    FROM attendance_readiness
    WHERE agency_id = %(agency)s AND agreed_at < %(end)s
    ORDER BY employee_id, agreed_at DESC, id DESC
) newest
JOIN accounts_employee person ON person.id = newest.employee_id AND person.is_active
"""
"""Active people, those whose newest declaration by then stood, and of these the equipped."""


def facts_of(agency: Agency, month: date, now: datetime, scheme_from: date) -> Facts:
    """The month (its first day) of an agency as plain values; a fixed number of statements.

    `scheme_from` is since when the form is in use. Runs inside the agency's tenancy.
    """
    last = last_of_month(month)
    today = clock.on_local_date(now, agency.zone)
    report = latest_of(agency, month)
    rows = _rows(report)
    policies = _policies(agency, month, last)
    home = [policy for policy in policies if WorkMode.WFH in policy.modes]
    letters, practice = _letters(agency, last)
    direct, support = _service(agency, rows, month)
    return Facts(
        scheme_from=scheme_from,
        month=month,
        figures=_agency_figures(rows),
        before=_agency_figures(_rows(latest_of(agency, (month - ONE_DAY).replace(day=1)))),
        home_by_weekday={
            int(row.slice.removeprefix(WEEKDAY)): row.value
            for row in rows
            if row.code == "wfh_days" and row.slice.startswith(WEEKDAY)
        },
        policies=len(home),
        home_weekdays=_home_weekdays(home),
        presence_checks=max((one.presence_checks_per_day for one in policies), default=0),
        windows=max((len(one.check_in_windows) for one in policies), default=0),
        reports_due=sum(one.report_due_at is not None for one in policies),
        supervisors=_supervisors(agency, min(last, today)),
        letters=letters,
        practice_letters=practice,
        means=_means(agency, min(last, today)),
        direct=direct,
        support=support,
        targets=thresholds_on(agency.pk, last),
        trips=_trips(agency),
        kept_since=first_kept_day(agency),
        exclusions=_exclusions(agency, home),
    )


def latest_of(agency: Agency, month: date) -> ComplianceReport | None:
    """The newest version of the agency's report of `month`: of a frozen one its last amendment."""
    reports = ComplianceReport.objects.filter(agency=agency, month=month)
    return reports.order_by("-version").first()


def _rows(report: ComplianceReport | None) -> list[ComplianceFigure]:
    """The agency's figures with their slices by weekday, and where the units' people worked."""
    if report is None:
        return []
    of_agency = Q(unit=None) & (Q(slice="") | Q(slice__startswith=WEEKDAY, code="wfh_days"))
    wanted = of_agency | Q(
        unit__isnull=False, below=False, slice="", code__in=(PRESENT, *AWAY_DAYS)
    )
    found = ComplianceFigure.objects.filter(wanted, agency_id=report.agency_id, report=report)
    return list(found)


def _agency_figures(rows: Iterable[ComplianceFigure]) -> dict[str, Count]:
    return {
        row.code: (row.value, row.base) for row in rows if row.unit_id is None and not row.slice
    }


def _policies(agency: Agency, first: date, last: date) -> list[Policy]:
    """The published policies that held on some day of the month, agency-wide ones first."""
    found = (
        Policy.objects.published()
        .filter(agency=agency, valid_from__lte=last)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gte=first))
        .select_related("unit", "regulation")
    )
    return sorted(found, key=lambda row: (row.unit_id or 0, row.post, row.valid_from, row.pk))


def _home_weekdays(policies: list[Policy]) -> frozenset[int]:
    """The weekdays of WFH for everybody; of the units' policies where none is for everybody."""
    wide = [row for row in policies if row.unit_id is None and not row.post]
    return frozenset().union(*(weekdays_of(row.wfh_weekdays) for row in wide or policies))


def _letters(agency: Agency, last: date) -> tuple[int, int]:
    """How many documents were signed here up to `last`, and how many by the test certificate."""
    practice = Q(signature_kind=SignatureKind.TEST)
    found = SignedDocument.objects.filter(agency=agency, issued_on__lte=last).aggregate(
        every=Counted("pk"), practice=Counted("pk", filter=practice)
    )
    return found["every"], found["practice"]


def _supervisors(agency: Agency, day: date) -> int:
    rows = RoleGrant.objects.on(day).filter(agency=agency, role=Role.SUPERVISOR)
    return int(rows.values("employee_id").distinct().count())


def _means(agency: Agency, day: date) -> Means | None:
    """What people had declared by the end of `day`, counted by the database in one statement."""
    try:
        limits = readiness_limits(agency.pk, day)
    except LookupError:
        # No reference data: nothing can be judged, and an officer answers.
        return None
    _, end = moments(agency, Span(day, day))
    values: dict[str, Any] = {
        "agency": agency.pk,
        "end": end,
        "devices": DEVICES,
        "lines": LINES,
    }
    with connection.cursor() as cursor:
        cursor.execute(DECLARED, values)
        people, declared, equipped = cursor.fetchone()
    judged = infrastructure(equipped=equipped, declared=declared, people=people, limits=limits)
    return Means(equipped, declared, people, judged)


def _service(agency: Agency, rows: list[ComplianceFigure], month: date) -> tuple[Places, Places]:
    """Where people of direct-service units worked, back office apart; and all others."""
    direct_ids = set(
        Unit.objects.filter(agency=agency, direct_service=True).values_list("pk", flat=True)
    )
    back = _back_office(agency, direct_ids, month)
    sums = {True: [0, 0], False: [0, 0]}
    units: dict[bool, set[int]] = {True: set(), False: set()}
    for row in rows:
        if row.unit_id is None or row.slice:
            continue
        is_direct = row.unit_id in direct_ids
        units[is_direct].add(row.unit_id)
        sums[is_direct][row.code in AWAY_DAYS] += row.value
    (present, away), (others, others_away) = sums[True], sums[False]
    return (
        Places(len(units[True]), max(0, present - back[0]), max(0, away - back[1])),
        Places(len(units[False]), others + back[0], others_away + back[1]),
    )


def _back_office(agency: Agency, direct_ids: set[int], month: date) -> tuple[int, int]:
    """Person-days of back-office posts in direct-service units: present, and of these away."""
    months = PersonMonth.objects.filter(
        agency=agency, month=month, unit__in=direct_ids, employee__back_office=True
    )
    found = months.aggregate(
        present=Sum("present_days", default=0), away=Sum(F("wfh_days") + F("wfa_days"), default=0)
    )
    return found["present"], found["away"]


def _trips(agency: Agency) -> dict[date, int]:
    """How many official trips of people began in each month."""
    rows = (
        Absence.objects.filter(agency=agency, kind=AbsenceKind.TRAVEL)
        .annotate(month=TruncMonth("first_day"))
        .values_list("month")
        .annotate(trips=Counted("pk"))
        .order_by("month")
    )
    return dict(rows)


def _exclusions(agency: Agency, policies: list[Policy]) -> tuple[str, ...]:
    """Whom the policies keep in the office, a line each, in words."""
    units = {unit.code: unit for unit in Unit.objects.filter(agency=agency).order_by("name")}
    direct = [unit.name for unit in units.values() if unit.direct_service]
    said: list[str] = []
    for policy in policies:
        named = [units[code].name for code in policy.excluded_unit_codes if code in units]
        said += content.exclusion_lines(policy, named, direct)
    return tuple(dict.fromkeys(said))
