"""Counts on the first line, and what the manager is asked."""

from dataclasses import replace

from services.rules import (
    Closure,
    DeskWarning,
    Holiday,
    Presence,
    derive,
    desk_headline,
    office_headline,
    warn_manager,
)
from tests.services.rules.desk_examples import CALENDAR, TUESDAY, at, desk, on, seen

NOW = at("09.00")
STAFFED = derive(desk(NOW, seen("08.55")), NOW)
UNSTAFFED = derive(desk(NOW, Presence(TUESDAY)), NOW)
CLOSED = derive(desk(NOW, closures=(Closure(at("08.00"), at("10.00")),)), NOW)
SHUT = derive(desk(NOW, closures=(Closure(at("08.00"), None),)), NOW)


def test_services_of_a_shared_desk_are_counted_never_ored() -> None:
    headline = desk_headline([STAFFED, UNSTAFFED])
    assert (headline.served, headline.total) == (1, 2)


def test_office_counts_desks_and_names_the_partly_served() -> None:
    desks = [[STAFFED]] * 12 + [[STAFFED, UNSTAFFED], [UNSTAFFED], [CLOSED]]
    headline = office_headline(desks)
    assert (headline.served, headline.partial, headline.total) == (12, 1, 15)
    assert (headline.closed, headline.opens_at) == (1, None)


def test_a_closed_office_names_its_first_opening() -> None:
    headline = office_headline([[SHUT], [CLOSED]])
    assert (headline.closed, headline.opens_at) == (2, at("10.00"))
    assert office_headline([[SHUT]]).opens_at is None


def test_an_office_or_desk_without_services_is_not_served() -> None:
    assert office_headline([]).total == 0
    assert office_headline([[]]).served == 0


def test_manager_is_warned_of_a_closure_over_a_staffed_desk() -> None:
    closures = (Closure(at("08.30"), at("10.00")),)
    assert warn_manager(desk(NOW, seen("08.55"), closures=closures), NOW) is (
        DeskWarning.CLOSED_BUT_STAFFED
    )
    assert warn_manager(desk(NOW, closures=closures), NOW) is None


def test_manager_is_asked_for_cover_when_the_last_officer_leaves_early() -> None:
    left = seen("07.55", on_site=0)
    assert warn_manager(desk(NOW, left), NOW) is DeskWarning.LEFT_BEFORE_CLOSING
    assert warn_manager(desk(NOW, Presence(TUESDAY)), NOW) is None
    assert warn_manager(desk(NOW, seen("08.55")), NOW) is None
    overdue = seen("08.30", on_site=0, on_break=1, break_until=at("08.45"))
    assert warn_manager(desk(NOW, overdue), NOW) is None
    evening = at("15.30")
    assert warn_manager(desk(evening, left), evening) is None
    holiday = replace(CALENDAR, holidays={TUESDAY: Holiday("Natal")})
    assert warn_manager(desk(NOW, left, calendar=holiday), NOW) is None
    next_day = on(TUESDAY.replace(day=25), "09.00")
    assert warn_manager(desk(next_day, left), next_day) is None
