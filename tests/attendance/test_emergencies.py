"""An emergency lets people work from home at once: told once, judged so, ended when withdrawn."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.days import close_day
from attendance.actions.desks import hold_desks
from attendance.actions.emergencies import Wanted, declare_emergency, withdraw_emergency
from attendance.actions.refused import RequestRefused
from attendance.models import EmergencyRelease, Message, Reopening, WorkDay
from attendance.queries.day_page import day_of
from attendance.queries.emergencies import releases_on
from attendance.rules.emergencies import (
    EndsBeforeStart,
    HoldsAlready,
    Placed,
    Release,
    StartsTooEarly,
    StartsTooLate,
    TooManyDays,
    refuse_release,
    release_for,
    settles_place,
)
from attendance.rules.modes import WorkMode
from services.actions import close_desks, settle_desks
from services.models import Closure, DeskStatus
from tests import factories
from tests.attendance.conftest import Freeze, sign_in, wib
from tests.attendance.offices import TODAY, Office, office
from tests.services import places

pytestmark = pytest.mark.django_db
ELEVEN = wib("11:00", TODAY)


@pytest.fixture
def of() -> Office:
    """The unit of seven, with a threshold for how long an emergency may last."""
    found = office()
    factories.thresholds(found.agency)
    return found


def declare(of: Office, at: datetime = ELEVEN, by: Employee | None = None, **fields: Any) -> Any:
    wanted = Wanted(
        **{
            "starts_at": at,
            "last_day": TODAY,
            "reason": "Banjir di pusat kota.",
            "legal_basis": "SE Wali Kota 7/2026",
            **fields,
        }
    )
    with tenant(of.agency.pk):
        return declare_emergency(agency=of.agency, wanted=wanted, by=by or of.ppk, at=at)


def tap(client: Client, mode: str = "WFH", kind: str = "in") -> dict[str, Any]:
    body = {"kind": kind, "mode": mode, "key": str(uuid4())}
    address = reverse("attendance:check_in")
    return client.post(address, body, headers={"accept": "application/json"}).json()


def judged(of: Office, person: Employee, day: date = TODAY) -> WorkDay:
    with tenant(of.agency.pk):
        close_day(agency=of.agency, day=day, now=wib("13:00", day + timedelta(days=1)))
        return WorkDay.objects.of(person).on(day).get()


def test_the_next_check_in_at_home_is_right_and_the_one_before_was_not(
    of: Office, client: Client, freeze: Freeze
) -> None:
    early, late = of.staff[0], of.staff[1]
    freeze(wib("10:40", TODAY))
    sign_in(client, early)
    assert "atasan akan memeriksa" in tap(client)["message"]

    _, told = declare(of)
    assert told == 10
    freeze(wib("11:05", TODAY))
    sign_in(client, late)
    page = client.get(reverse("attendance:today")).content.decode()
    assert "Banjir di pusat kota. Anda boleh bekerja dari rumah mulai pukul 11.00 WIB" in page
    said = tap(client)["message"]
    assert "SE Wali Kota 7/2026" in said
    assert "atasan akan memeriksa" not in said

    assert "mismatch" in judged(of, early).flags
    assert "mismatch" not in judged(of, late).flags
    with tenant(of.agency.pk):
        shown = day_of(late, TODAY, wib("13:00", TODAY + timedelta(days=1)))
    assert shown is not None
    assert any("SE Wali Kota 7/2026" in reason for reason in shown.reasons)
    assert "mismatch" not in shown.day.verdict.flags


def test_everybody_in_scope_is_told_exactly_once(of: Office) -> None:
    _, told = declare(of, unit=of.unit)
    with tenant(of.agency.pk):
        who = list(Message.objects.filter(kind="emergency").values_list("employee_id", flat=True))
    assert told == len(who) == len(set(who)) == 7
    assert set(who) == {one.pk for one in of.staff}
    with pytest.raises(RequestRefused, match="sudah berlaku"):
        declare(of, unit=of.unit)
    with tenant(of.agency.pk):
        assert Message.objects.filter(kind="emergency").count() == 7


def test_withdrawn_it_holds_no_more_but_what_was_done_stays_right(
    of: Office, client: Client, freeze: Freeze
) -> None:
    row, _ = declare(of)
    freeze(wib("11:10", TODAY))
    sign_in(client, of.staff[0])
    tap(client)
    with tenant(of.agency.pk):
        withdraw_emergency(release_id=row.pk, by=of.delegate, at=wib("12:00", TODAY))
    freeze(wib("12:05", TODAY))
    sign_in(client, of.staff[1])
    assert "Keadaan darurat" not in client.get(reverse("attendance:today")).content.decode()
    assert "atasan akan memeriksa" in tap(client)["message"]
    assert "mismatch" not in judged(of, of.staff[0]).flags
    assert "mismatch" in judged(of, of.staff[1]).flags
    with tenant(of.agency.pk), pytest.raises(RequestRefused, match="sudah berakhir"):
        withdraw_emergency(release_id=row.pk, by=of.ppk, at=wib("12:10", TODAY))


def test_who_serves_the_public_stays_and_is_told_so(
    of: Office, client: Client, freeze: Freeze
) -> None:
    desk = factories.desk(of.agency, unit_code=of.unit.code)
    officer = of.staff[0]
    factories.roster_entry(officer, TODAY, desk=desk)
    declare(of)
    freeze(wib("11:05", TODAY))
    sign_in(client, officer)
    assert "tetap di kantor" in client.get(reverse("attendance:today")).content.decode()
    assert "atasan akan memeriksa" in tap(client)["message"]
    assert "mismatch" in judged(of, officer).flags


def test_a_day_already_closed_is_judged_again(of: Office) -> None:
    person = of.staff[0]
    factories.check_in(person, wib("11:05", TODAY), mode="WFH")
    assert "mismatch" in judged(of, person).flags
    declare(of)
    with tenant(of.agency.pk):
        assert Reopening.objects.filter(employee=person, cause="emergency").count() == 1


def test_closing_desks_tells_citizens_until_it_is_withdrawn() -> None:
    place = places.place()
    desk = place.desks[0]
    agency = place.agency
    factories.thresholds(agency)
    ppk = factories.employee(place.unit)
    factories.grant(ppk, "ppk")
    factories.standing(ppk, on=places.TUESDAY)
    at = place.at("10.00")
    with tenant(agency.pk):
        factories.schedule(agency).save()
        hold_desks(agency.pk)
        settle_desks(agency_id=agency.pk, at=at)
        before = set(DeskStatus.objects.filter(desk=desk).values_list("reason", flat=True))
        wanted = Wanted(at, places.TUESDAY, "Banjir", "SE 7/2026", includes_direct_service=True)
        row, _ = declare_emergency(agency=agency, wanted=wanted, by=ppk, at=at)
        closed = DeskStatus.objects.filter(desk=desk)
        assert "emergency" not in before
        assert {(one.code, one.reason) for one in closed} == {("closed", "emergency")}
        later = place.at("12.00")
        withdraw_emergency(release_id=row.pk, by=ppk, at=later)
        assert "emergency" not in set(closed.all().values_list("reason", flat=True))
        assert set(Closure.objects.filter(desk=desk).values_list("ends_at", flat=True)) == {later}


def test_an_agency_closes_its_own_desk_in_anothers_hall_and_nobody_elses(of: Office) -> None:
    theirs, guest = factories.desk(factories.agency()), factories.agency()
    with tenant(theirs.owner_id):
        theirs.pk, theirs.slug, theirs.owner = None, "loket-tamu", guest
        theirs.save()
    span = {"starts_at": ELEVEN, "ends_at": ELEVEN + timedelta(hours=5), "message": "Banjir"}
    with tenant(guest.pk):
        assert len(close_desks(desks=[theirs], **span)) == 1
        # What is closed already stays closed by its own row; only the rest is added.
        assert close_desks(desks=[theirs], **span) == []
        longer = {**span, "ends_at": ELEVEN + timedelta(hours=8)}
        (rest,) = close_desks(desks=[theirs], **longer)
        assert Closure.objects.get(pk=rest).starts_at == span["ends_at"]
    with tenant(of.agency.pk), pytest.raises(ProgrammingError), transaction.atomic():
        close_desks(desks=[theirs], **{**longer, "ends_at": ELEVEN + timedelta(hours=20)})


def test_the_page_shows_what_it_does_before_it_does_it(
    of: Office, client: Client, freeze: Freeze
) -> None:
    freeze(ELEVEN)
    desk = factories.desk(of.agency, unit_code=of.unit.code)
    sign_in(client, of.delegate)
    address = reverse("attendance:emergency_declare")
    typed = {
        "starts_at": "2026-11-18T11:00",
        "last_day": "2026-11-18",
        "reason": "Banjir di pusat kota",
        "legal_basis": "SE Wali Kota 7/2026",
    }
    asked = client.post(address, typed).content.decode()
    assert "10</b> pegawai diberi tahu" in asked
    assert desk.name in asked
    assert not EmergencyRelease.objects.exists()
    assert client.post(address, {**typed, "pasti": "ya"}).status_code == 302
    with tenant(of.agency.pk):
        row = EmergencyRelease.objects.get()
        (release,) = releases_on(agency_id=of.agency.pk, first=TODAY, last=TODAY)
    assert (row.declared_by_id, row.declared_under_id) == (of.delegate.pk, of.delegation.pk)
    assert release.starts_at == ELEVEN
    shown = client.get(reverse("attendance:emergencies")).content.decode()
    assert f"Sekda atas nama Wali Kota ({of.delegation.letter_number})" in shown
    wrong = client.post(address, {**typed, "last_day": "2027-03-01", "pasti": "ya"})
    assert wrong.status_code == 422
    assert "paling lama 14 hari" in wrong.content.decode()
    assert "Banjir di pusat kota" in wrong.content.decode()


RELEASE = Release(1, ELEVEN, TODAY, unit_id=2)
STAFF = Placed((1, 2, 3))
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("at", "day", "placed", "found"),
    [
        (ELEVEN, TODAY, STAFF, True),
        (ELEVEN - timedelta(seconds=1), TODAY, STAFF, False),
        (ELEVEN + DAY, TODAY + DAY, STAFF, False),
        # After midnight of a night shift: still the duty date on which it holds.
        (ELEVEN + timedelta(hours=15), TODAY, STAFF, True),
        (ELEVEN, TODAY, Placed((1, 4)), False),
        (ELEVEN, TODAY, Placed((1, 2), serves_public=True), False),
    ],
)
def test_whom_a_release_lets_go(at: datetime, day: date, placed: Placed, found: bool) -> None:
    assert (release_for([RELEASE], at, day, placed) is RELEASE) is found


def test_it_settles_only_home_instead_of_the_office() -> None:
    given = {"at": ELEVEN, "day": TODAY, "placed": STAFF}
    office_, home = WorkMode.WFO, WorkMode.WFH
    assert settles_place([RELEASE], mode=home, plan=office_, **given) is RELEASE
    assert settles_place([RELEASE], mode=office_, plan=home, **given) is None


@pytest.mark.parametrize(
    ("starts", "days", "refusal"),
    [
        (ELEVEN - DAY, 0, StartsTooEarly(TODAY)),
        (ELEVEN + 2 * DAY, 0, StartsTooLate()),
        (ELEVEN, -1, EndsBeforeStart(TODAY)),
        (ELEVEN, 14, TooManyDays(14, TODAY + 13 * DAY)),
        (ELEVEN, 13, None),
        (ELEVEN, 0, HoldsAlready(Release(9, ELEVEN, TODAY))),
    ],
)
def test_what_may_not_be_declared(starts: datetime, days: int, refusal: Any) -> None:
    first = TODAY + (starts - ELEVEN)
    wanted = Release(0, starts, first + days * DAY, unit_id=2)
    standing = [refusal.other] if isinstance(refusal, HoldsAlready) else []
    found = refuse_release(wanted, starts_on=first, today=TODAY, longest_days=14, standing=standing)
    assert found == refusal
