"""A case opens by itself at each threshold, and never on a day with something pending."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.tenancy import tenant
from attendance.actions.days import close_days
from attendance.models import (
    AbsenceRequest,
    Correction,
    DayAmendment,
    DisciplineCase,
    Outage,
    Reopening,
    SanctionStep,
    SanctionTable,
)
from services.models import Holiday
from tests import factories
from tests.attendance.conftest import worker
from tests.attendance.disciplined import (
    NOW,
    absent_apart,
    cases,
    days_of,
    judged,
    lawful,
    rejudge,
    run,
    scattered,
    states,
    weekdays,
)

pytestmark = pytest.mark.django_db

PNS = ["lisan", "tertulis", "tidak_puas", "tukin_6", "tukin_9", "tukin_12", "turun_jabatan",
       "pelaksana", "berhenti"]  # fmt: skip
PPPK = [*PNS[:6], "akhir_kontrak"]


@pytest.fixture
def person(db):
    one = worker()
    lawful(one.agency)
    return one


@pytest.mark.parametrize(
    ("days", "kind", "reached"),
    [
        (2, "pns", []), (3, "pns", PNS[:1]), (4, "cpns", PNS[:2]), (6, "pns", PNS[:2]),
        (7, "pns", PNS[:3]), (10, "pns", PNS[:3]), (11, "pns", PNS[:4]), (14, "pns", PNS[:5]),
        (17, "pns", PNS[:6]), (21, "pns", PNS[:7]), (25, "pns", PNS[:8]), (28, "pns", PNS),
        (20, "pppk", PPPK[:6]), (21, "pppk", PPPK), (28, "pppk", PPPK),
    ],
)  # fmt: skip
def test_a_case_opens_at_each_threshold_and_the_heaviest_speaks_for_all(days, kind, reached):
    person = worker(employment_type=kind)
    lawful(person.agency)
    absent_apart(person, days)
    assert run(person.agency).opened == len(reached)
    assert states(person) == {
        sanction: "open" if sanction == reached[-1] else "merged" for sanction in reached
    }


def test_a_case_tells_its_sums_as_of_the_day_that_crossed_and_lists_every_day(person):
    days = absent_apart(person, 5)
    run(person.agency)
    lighter, case = cases(person)["lisan"], cases(person)["tertulis"]
    assert (lighter.absent_days, lighter.crossed_on, days_of(lighter)) == (3, days[2], days[:3])
    assert (case.absent_days, case.total_days, case.crossed_on) == (4, 4, days[3])
    assert days_of(case) == days[:4]
    assert (case.level, case.pay_stops_from, case.longest_streak) == ("ringan", None, 1)


def test_minutes_make_days_and_stand_in_the_list(person):
    judged(person, scattered(3))
    late = date(2026, 6, 1)
    judged(person, [late], "present", late_minutes=300, early_minutes=150)
    run(person.agency)
    case = cases(person)["tertulis"]
    assert (case.absent_days, case.minutes, case.converted_days, case.total_days) == (3, 450, 1, 4)
    with tenant(person.agency_id):
        day = case.days.get(date=late)
    assert (day.status, day.late_minutes, day.early_minutes) == ("present", 300, 150)


def test_449_minutes_make_no_day(person):
    judged(person, scattered(3))
    judged(person, [date(2026, 6, 1)], "present", late_minutes=449)
    run(person.agency)
    assert states(person) == {"lisan": "open"}


def test_a_second_run_opens_nothing_more(person):
    absent_apart(person, 4)
    run(person.agency)
    before = states(person)
    again = run(person.agency)
    assert (again.opened, again.lapsed, states(person)) == (0, 0, before)


def test_the_next_threshold_opens_when_it_is_crossed(person):
    days = scattered(4)
    judged(person, days[:3])
    run(person.agency)
    judged(person, days[3:])
    assert run(person.agency).opened == 1
    assert states(person) == {"lisan": "merged", "tertulis": "open"}


def test_a_new_year_starts_at_zero(person):
    judged(person, [date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 4)])
    later = datetime(2027, 1, 12, 2, 0, tzinfo=UTC)
    assert run(person.agency, 2026, later).opened == 0
    assert run(person.agency, 2027, later).opened == 0


def test_an_agency_s_own_table_comes_before_the_nation_s_and_others_are_untouched(person):
    other = worker()
    absent_apart(other, 3)
    absent_apart(person, 3)
    assert run(other.agency).opened == 0
    assert run(person.agency).opened == 1


def test_the_case_is_due_after_seven_working_days(person):
    Holiday.objects.create(date=date(2026, 11, 19), kind="holiday", name="Hari uji")
    absent_apart(person, 3)
    run(person.agency)
    # From Wednesday 18 on: the 19th is a holiday, 21-22 and 28-29 are weekends.
    assert cases(person)["lisan"].due_on == date(2026, 11, 30)


# --- never on a day with something pending --------------------------------------


def pending_flag(person, day):
    rejudge(person, day, flags=["pending"])


def asked_correction(person, day):
    Correction.objects.create(
        agency_id=person.agency_id, employee=person, date=day, kind="in", event_kind="in",
        claimed_at=datetime(2026, 1, 5, 0, 20, tzinfo=UTC), reason="Lupa menekan tombol.",
        asked_at=NOW, due_on=day,
    )  # fmt: skip


def asked_leave(person, day):
    AbsenceRequest.objects.create(
        agency_id=person.agency_id, employee=person, kind="sick", first_day=day, last_day=day,
        reason="Sakit.", asked_at=NOW, due_on=day,
    )  # fmt: skip


def waiting_reopening(person, day):
    Reopening.objects.create(
        agency_id=person.agency_id, employee=person, date=day, cause="late_event", asked_at=NOW
    )


def proposed_outage(person, day):
    starts = datetime(day.year, day.month, day.day, 0, 0, tzinfo=UTC)
    Outage.objects.create(
        agency_id=person.agency_id, starts_at=starts, ends_at=starts + timedelta(hours=2),
        cause="Portal tidak menjawab.", state="proposed",
    )  # fmt: skip


PENDING = [pending_flag, asked_correction, asked_leave, waiting_reopening, proposed_outage]


@pytest.mark.parametrize("make_pending", PENDING, ids=lambda make: make.__name__)
def test_no_case_rests_on_a_day_with_something_pending(person, make_pending):
    days = absent_apart(person, 3)
    with tenant(person.agency_id):
        make_pending(person, days[1])
    assert run(person.agency).opened == 0


@pytest.mark.parametrize("make_pending", PENDING, ids=lambda make: make.__name__)
def test_what_is_asked_later_leaves_an_open_case_open(person, make_pending):
    days = absent_apart(person, 3)
    run(person.agency)
    with tenant(person.agency_id):
        make_pending(person, days[1])
    assert run(person.agency).lapsed == 0
    assert states(person) == {"lisan": "open"}


def test_the_case_opens_once_the_claim_was_refused(person):
    days = absent_apart(person, 3)
    with tenant(person.agency_id):
        asked_correction(person, days[1])
    run(person.agency)
    with tenant(person.agency_id):
        superior = factories.employee(person.unit)
        Correction.objects.update(
            state="refused", settled_by=superior, settled_at=NOW, settlement="Tidak terbukti."
        )
    assert run(person.agency).opened == 1


# --- when days change later ------------------------------------------------------


def test_an_open_case_lapses_when_its_threshold_no_longer_stands(person):
    days = absent_apart(person, 3)
    run(person.agency)
    rejudge(person, days[0], status="present")
    assert run(person.agency).lapsed == 1
    with tenant(person.agency_id):
        case = DisciplineCase.objects.get(employee=person)
        note = case.steps.get(kind="lapsed").note
    assert case.state == "lapsed"
    assert "2 hari tanpa keterangan" in note


def test_after_a_lapse_the_threshold_may_be_crossed_again(person):
    days = absent_apart(person, 3)
    run(person.agency)
    rejudge(person, days[0], status="present")
    run(person.agency)
    rejudge(person, days[0], status="absent")
    assert run(person.agency).opened == 1
    assert states(person) == {"lisan": "open"}


def test_a_joined_case_stands_on_its_own_again_when_the_heavier_one_lapsed(person):
    days = absent_apart(person, 4)
    run(person.agency)
    rejudge(person, days[3], status="excused")
    run(person.agency)
    assert states(person) == {"lisan": "open"}


def test_a_decided_case_stays_and_is_flagged_once(person):
    days = absent_apart(person, 3)
    run(person.agency)
    superior = factories.employee(person.unit)
    with tenant(person.agency_id):
        DisciplineCase.objects.update(
            state="sanctioned",
            settled_by=superior,
            settled_at=NOW,
            finding="Benar.",
            decree="1/2026",
        )
    rejudge(person, days[0], status="present")
    run(person.agency)
    run(person.agency)
    with tenant(person.agency_id):
        case = DisciplineCase.objects.get(employee=person)
        flagged = case.steps.filter(kind="changed").count()
    assert (case.state, flagged) == ("sanctioned", 1)


def test_an_amendment_of_a_frozen_month_counts_and_the_latest_wins(person):
    days = absent_apart(person, 4)
    with tenant(person.agency_id):
        for version, status in ((1, "absent"), (2, "excused")):
            DayAmendment.objects.create(
                agency_id=person.agency_id, employee=person, date=days[0], version=version,
                before={}, after={"status": status, "late_minutes": 0, "early_minutes": 0,
                                  "flags": ""},
                cause="correction", amended_at=NOW,
            )  # fmt: skip
    run(person.agency)
    assert states(person) == {"lisan": "open"}


def test_a_pending_flag_of_an_amendment_holds_the_case_back(person):
    days = absent_apart(person, 3)
    with tenant(person.agency_id):
        DayAmendment.objects.create(
            agency_id=person.agency_id, employee=person, date=days[0], version=1, before={},
            after={"status": "absent", "late_minutes": 0, "early_minutes": 0, "flags": "pending"},
            cause="late_event", amended_at=NOW,
        )  # fmt: skip
    assert run(person.agency).opened == 0


# --- the examples of the rules page ----------------------------------------------

LEBARAN = (date(2026, 3, 18), date(2026, 3, 24))
CLOSED_UNTIL = datetime(2026, 3, 31, 3, 0, tzinfo=UTC)


def march(person):
    """Hours, holidays of 18-24 March, and the days 9-27 March closed from what was recorded."""
    first, last = LEBARAN
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if day.isoweekday() <= 5:
            Holiday.objects.create(date=day, kind="holiday", name="Hari uji")
    span = close_days(
        agency=person.agency,
        first_day=date(2026, 3, 9),
        last_day=date(2026, 3, 27),
        now=CLOSED_UNTIL,
    )
    for _ in span:
        pass


def test_ten_working_days_in_a_row_over_holidays_stop_the_pay_of_april(person):
    march(person)
    run(person.agency, now=CLOSED_UNTIL)
    case = cases(person)["berhenti"]
    assert (case.state, case.level, case.longest_streak) == ("open", "berat", 10)
    assert case.pay_stops_from == date(2026, 4, 1)
    working = [*weekdays(date(2026, 3, 9), 5), date(2026, 3, 16), date(2026, 3, 17)]
    assert days_of(case) == [*working, *weekdays(date(2026, 3, 25), 3)]


def test_an_accepted_check_in_between_breaks_the_row(person):
    at = datetime(2026, 3, 17, 0, 20, tzinfo=UTC)
    factories.check_in(person, at, mode="WFA", key=uuid.uuid4())
    factories.check_in(person, at + timedelta(hours=9), "out", mode="WFA")
    march(person)
    run(person.agency, now=CLOSED_UNTIL)
    assert states(person) == {"lisan": "merged", "tertulis": "merged", "tidak_puas": "open"}
    case = cases(person)["tidak_puas"]
    assert case.pay_stops_from is None
    assert (case.total_days, case.longest_streak) == (7, 6)


def test_the_pay_stop_goes_when_the_row_breaks_and_the_total_remains(person):
    row = list(weekdays(date(2026, 3, 2), 10))
    later = list(weekdays(date(2026, 4, 1), 40))
    judged(person, [*row, *later[1::2]])
    judged(person, later[::2], "present")
    run(person.agency)
    assert cases(person)["berhenti"].pay_stops_from == date(2026, 4, 1)
    rejudge(person, row[4], status="present")
    run(person.agency)
    assert cases(person)["berhenti"].pay_stops_from is None
    with tenant(person.agency_id):
        assert cases(person)["berhenti"].steps.filter(kind="pay_stop").count() == 1


def test_pppk_by_their_agency_s_own_table(person):
    contracted = worker(employment_type="pppk")
    lawful(contracted.agency)
    with tenant(contracted.agency_id):
        table = SanctionTable.objects.create(
            agency=contracted.agency, code="pppk-sendiri", valid_from=date(2026, 1, 1),
            employment_types=["pppk"], minutes_per_day=None,
        )  # fmt: skip
        SanctionStep.objects.create(
            table=table, measure="total", days=5, level="berat", sanction="akhir_kontrak",
            legal_basis="Peraturan uji",
        )  # fmt: skip
    absent_apart(contracted, 4)
    judged(contracted, [date(2026, 6, 1)], "present", late_minutes=450)
    assert run(contracted.agency).opened == 0
    judged(contracted, [date(2026, 6, 3)])
    run(contracted.agency)
    assert states(contracted) == {"akhir_kontrak": "open"}
    assert cases(contracted)["akhir_kontrak"].table_id == table.pk
