"""The code of an office's screen as evidence of a check-in, and what a check-in keeps beside it."""

import re
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.check_in import Answer, Tap, record_check_in
from attendance.actions.codes import USES_KEPT, CodeRefused, forget_codes
from attendance.actions.digests import device_digest, position_digest
from attendance.models import CheckIn, CodeGuess, CodeScreen, CodeUse
from attendance.queries.today import today_of
from attendance.rules.codes import GUESS_LIMIT, CodeFault, code_of, step_at
from attendance.rules.modes import EventKind, WorkMode
from attendance.wording.codes import code_sentence
from attendance.wording.evidence import evidence_words
from tests import factories
from tests.attendance.conftest import Freeze, sign_in, wib, worker

pytestmark = pytest.mark.django_db
URL = "/hari-ini/presensi/"
AT = wib("07:20:10")
OTHER_SECRET = "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK"


@pytest.fixture
def screen(person: Employee) -> CodeScreen:
    """A screen in the person's own office."""
    return factories.code_screen(person.unit, name="Lobi")


def code(screen: CodeScreen, at: datetime = AT) -> str:
    """What the screen shows at a moment."""
    return code_of(screen.secret, step_at(at))


def not_on(screen: CodeScreen, number: int = 0) -> str:
    """A code that the screen shows neither now nor a step before."""
    shown = {code(screen), code(screen, AT - timedelta(seconds=30))}
    return [text for text in ("111111", "222222", "333333") if text not in shown][number]


def tap(person: Employee, typed: str, at: datetime = AT, **fields: Any) -> Any:
    """One tap inside the tenancy, as a request has it."""
    one = Tap(**{"kind": EventKind.IN, "mode": WorkMode.WFO, "key": uuid4(), **fields}, code=typed)
    with tenant(person.agency_id):
        return record_check_in(by=person, at=at, tap=one)


def events(person: Employee) -> list[CheckIn]:
    with tenant(person.agency_id):
        return list(CheckIn.objects.of(person).order_by("recorded_at", "id"))


def test_a_code_proves_the_office_whatever_the_location_says(
    signed_in: Client, person: Employee, screen: CodeScreen, freeze: Freeze
) -> None:
    person.unit.latitude, person.unit.longitude = -6.2, 106.8
    with tenant(person.agency_id):
        person.unit.save(update_fields=["latitude", "longitude"])
    freeze(AT)
    body = {"kind": "in", "mode": "WFO", "key": uuid4(), "code": code(screen)}
    far = {"latitude": -6.3, "longitude": 106.8, "accuracy": 15}
    answer = signed_in.post(URL, body | far, follow=True)
    [event] = events(person)
    assert (event.evidence, event.place_class) == ("code", "inside")
    assert event.distance_m == 11_100, "what was measured is kept as measured"
    page = answer.content.decode()
    assert page.count("Terbukti dengan kode layar kantor") == 2, "on the receipt and in the list"


@pytest.mark.parametrize(
    ("accuracy", "evidence"), [(20, "located"), (5000, "stated"), (None, "stated")]
)
def test_a_measured_position_is_weaker_evidence_and_none_the_weakest(
    client: Client, freeze: Freeze, accuracy: int | None, evidence: str
) -> None:
    someone = worker(unit={"latitude": -6.2, "longitude": 106.8})
    sign_in(client, someone)
    freeze(AT)
    place = {} if accuracy is None else {"latitude": -6.2, "longitude": 106.8, "accuracy": accuracy}
    client.post(URL, {"kind": "in", "mode": "WFO", "key": uuid4()} | place)
    [event] = events(someone)
    assert event.evidence == evidence
    assert evidence_words(evidence) in client.get("/hari-ini/").content.decode()


@pytest.mark.parametrize(("late", "taken"), [(0, True), (30, True), (60, False)])
def test_the_code_of_now_and_of_the_step_before(
    person: Employee, screen: CodeScreen, late: int, taken: bool
) -> None:
    answer = tap(person, code(screen), AT + timedelta(seconds=late))
    assert isinstance(answer, Answer) is taken
    assert len(events(person)) == int(taken)


def test_a_code_serves_one_event_of_a_person(person: Employee, screen: CodeScreen) -> None:
    key = uuid4()
    first = tap(person, code(screen), key=key)
    again = tap(person, code(screen), AT + timedelta(seconds=4), key=key)
    assert (first.created, again.created) == (True, False), "the same key is the same event"
    out = {"kind": EventKind.OUT}
    assert tap(person, code(screen), AT + timedelta(seconds=9), **out) == CodeRefused(
        CodeFault.USED
    )
    later = AT + timedelta(seconds=30)
    assert tap(person, code(screen), later, **out) == CodeRefused(CodeFault.USED)
    assert tap(person, code(screen, later), later, **out).created
    assert [event.kind for event in events(person)] == ["in", "out"]


def test_colleagues_may_type_the_same_code(person: Employee, screen: CodeScreen) -> None:
    colleague = factories.employee(person.unit)
    assert tap(person, code(screen)).created
    assert tap(colleague, code(screen)).created


def test_another_agency_s_screen_never_works(person: Employee, screen: CodeScreen) -> None:
    stranger = worker()
    foreign = factories.code_screen(stranger.unit, secret=OTHER_SECRET)
    assert tap(stranger, code(foreign)).created
    assert tap(person, code(foreign)) == CodeRefused(CodeFault.WRONG)
    assert events(person) == []


def test_without_an_active_screen_no_code_is_right(person: Employee, screen: CodeScreen) -> None:
    with tenant(person.agency_id):
        CodeScreen.objects.update(is_active=False)
    assert tap(person, code(screen)) == CodeRefused(CodeFault.NO_SCREEN)
    assert tap(person, "").created


def test_a_wrong_code_is_told_and_what_was_typed_stays(
    signed_in: Client, person: Employee, screen: CodeScreen, freeze: Freeze
) -> None:
    freeze(AT)
    key, wrong = uuid4(), not_on(screen)
    answer = signed_in.post(URL, {"kind": "in", "mode": "WFO", "key": key, "code": wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "tidak sama dengan kode di layar kantor" in page
    assert f'name="code" value="{wrong}"' in page
    assert f'name="key" value="{key}"' in page
    assert events(person) == []


def test_a_code_of_another_shape_is_named_as_such(
    signed_in: Client, person: Employee, screen: CodeScreen, freeze: Freeze
) -> None:
    freeze(AT)
    body = {"kind": "in", "mode": "WFO", "key": uuid4(), "code": "12ab"}
    answer = signed_in.post(URL, body, headers={"Accept": "application/json"})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["code"])
    with tenant(person.agency_id):
        assert not CodeGuess.objects.exists(), "a slip of the finger is no guess"


def test_guessing_ends_after_a_few_and_begins_again_later(
    person: Employee, screen: CodeScreen
) -> None:
    wrong = not_on(screen)
    for second in range(GUESS_LIMIT):
        at = AT + timedelta(seconds=second)
        assert tap(person, wrong, at) == CodeRefused(CodeFault.WRONG)
    until = AT + timedelta(minutes=10)
    last = AT + timedelta(seconds=9)
    assert tap(person, code(screen, last), last) == CodeRefused(CodeFault.TOO_MANY, until)
    colleague = factories.employee(person.unit)
    assert tap(colleague, code(screen)).created, "a person's guesses are their own"
    assert tap(person, "", last).created, "without a code the tap always stands"
    out = {"kind": EventKind.OUT}
    assert tap(person, code(screen, until), until, **out).created


def test_a_refused_request_keeps_its_guess(
    signed_in: Client, person: Employee, screen: CodeScreen, freeze: Freeze
) -> None:
    freeze(AT)
    body = {"kind": "in", "mode": "WFO", "code": not_on(screen)}
    told = [
        signed_in.post(URL, body | {"key": uuid4()}, headers={"Accept": "application/json"})
        for _ in range(GUESS_LIMIT + 1)
    ]
    assert {answer.status_code for answer in told} == {422}
    assert told[-1].json()["errors"]["code"] == [
        code_sentence(CodeFault.TOO_MANY, AT + timedelta(minutes=10), clock_zone(person))
    ]
    assert "mulai pukul 07.30 WIB" in told[-1].json()["errors"]["code"][0]


def clock_zone(person: Employee) -> Any:
    from zoneinfo import ZoneInfo

    return ZoneInfo(person.zone)


@pytest.mark.parametrize("fault", CodeFault)
def test_every_fault_says_what_happened_and_what_next(fault: CodeFault, person: Employee) -> None:
    said = code_sentence(fault, AT, clock_zone(person))
    assert said.endswith(".")
    assert re.search(r"Ketik|Kosongkan|Tunggu", said)


def test_a_code_left_standing_beside_another_mode_means_nothing(
    signed_in: Client, person: Employee, screen: CodeScreen, freeze: Freeze
) -> None:
    freeze(AT)
    answer = signed_in.post(
        URL, {"kind": "in", "mode": "WFH", "key": uuid4(), "code": not_on(screen)}
    )
    assert answer.status_code == 302
    assert [event.evidence for event in events(person)] == ["stated"]


def test_the_page_asks_for_a_code_where_there_is_a_screen(
    signed_in: Client, person: Employee, screen: CodeScreen, freeze: Freeze
) -> None:
    freeze(AT)
    page = signed_in.get(f"/hari-ini/?kode=123456&layar={screen.pk}").content.decode()
    assert 'name="code" value="123456"' in page
    assert "Dari layar Lobi" in page


def test_a_scanned_screen_chooses_the_office(
    signed_in: Client, person: Employee, screen: CodeScreen, freeze: Freeze
) -> None:
    factories.roster_entry(person, AT.date(), mode="WFH")
    freeze(AT)
    assert 'value="WFH" checked' in signed_in.get("/hari-ini/").content.decode()
    assert 'value="WFO" checked' in signed_in.get("/hari-ini/?kode=123456").content.decode()


def test_without_a_screen_there_is_no_field(
    signed_in: Client, person: Employee, freeze: Freeze
) -> None:
    freeze(AT)
    page = signed_in.get("/hari-ini/?kode=123456&layar=1").content.decode()
    assert 'name="code"' not in page


@pytest.mark.parametrize("with_screen", [True, False])
def test_knowing_of_screens_costs_the_page_no_statement(
    person: Employee, with_screen: bool, django_assert_num_queries: Any
) -> None:
    if with_screen:
        factories.code_screen(person.unit)
    with tenant(person.agency_id):
        today_of(person, AT)
        with django_assert_num_queries(4):
            page = today_of(person, AT + timedelta(seconds=14))
    assert bool(page.screens) is with_screen


def test_only_a_tap_with_a_code_pays_for_codes(
    person: Employee, screen: CodeScreen, django_assert_num_queries: Any
) -> None:
    tap(person, "", AT - timedelta(seconds=5))
    taps = [Tap(EventKind.OUT, WorkMode.WFO, uuid4(), code=one) for one in ("", code(screen))]
    with tenant(person.agency_id):
        with django_assert_num_queries(4):
            record_check_in(by=person, at=AT, tap=taps[0])
        with django_assert_num_queries(8):
            record_check_in(by=person, at=AT, tap=taps[1])


def test_equal_places_show_and_nothing_else(client: Client, freeze: Freeze) -> None:
    people = [worker()]
    people.append(factories.employee(people[0].unit))
    freeze(AT)
    for someone, latitude in zip(people, (-6.2, -6.2), strict=True):
        sign_in(client, someone)
        at = {"latitude": latitude, "longitude": 106.81234567, "accuracy": 9}
        client.post(URL, {"kind": "in", "mode": "WFO", "key": uuid4()} | at)
    [one], [other] = events(people[0]), events(people[1])
    assert one.position_digest == other.position_digest
    assert re.fullmatch(r"[0-9a-f]{32}", one.position_digest)
    assert one.device_digest == other.device_digest, "one browser tapped for both"


def test_a_position_digest_holds_for_an_agency_and_a_quarter() -> None:
    here = (-6.2, 106.8)
    digest = position_digest(1, date(2026, 10, 1), here)
    assert position_digest(1, date(2026, 12, 31), here) == digest
    assert position_digest(1, date(2027, 1, 1), here) != digest
    assert position_digest(2, date(2026, 10, 1), here) != digest
    assert position_digest(1, date(2026, 10, 1), (-6.2, 106.80000001)) != digest
    assert position_digest(1, date(2026, 10, 1), None) == ""


def test_a_device_digest_holds_for_an_agency(settings: Any) -> None:
    digest = device_digest(1, "abc")
    assert device_digest(1, "abc") == digest
    assert len({digest, device_digest(2, "abc"), device_digest(1, "abd")}) == 3
    assert device_digest(1, "") == ""
    settings.SECRET_KEY = "kunci-lain"
    assert device_digest(1, "abc") != digest, "nobody without the key can make one"


def test_a_browser_is_given_one_number_and_keeps_it(
    signed_in: Client, person: Employee, freeze: Freeze
) -> None:
    freeze(AT)
    cookie = signed_in.get("/hari-ini/").cookies["hadir_perangkat"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/hari-ini/")
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", cookie.value)
    assert "hadir_perangkat" not in signed_in.get("/hari-ini/").cookies
    signed_in.post(URL, {"kind": "in", "mode": "WFO", "key": uuid4()})
    [event] = events(person)
    assert event.device_digest == device_digest(person.agency_id, cookie.value)


@pytest.mark.parametrize("forged", ["", "x", "a" * 23, "../../etc/passwd12345678"])
def test_a_number_of_another_shape_is_replaced(
    signed_in: Client, person: Employee, freeze: Freeze, forged: str
) -> None:
    freeze(AT)
    signed_in.cookies["hadir_perangkat"] = forged
    answer = signed_in.post(URL, {"kind": "in", "mode": "WFO", "key": uuid4()})
    given = answer.cookies["hadir_perangkat"].value
    assert given != forged
    assert events(person)[0].device_digest == device_digest(person.agency_id, given)


def test_old_uses_and_guesses_are_forgotten(person: Employee, screen: CodeScreen) -> None:
    tap(person, code(screen))
    tap(factories.employee(person.unit), not_on(screen))
    with tenant(person.agency_id):
        assert forget_codes(agency=person.agency, at=AT + timedelta(minutes=10)) == 0
        assert forget_codes(agency=person.agency, at=AT + timedelta(minutes=11)) == 1
        assert forget_codes(agency=person.agency, at=AT + USES_KEPT) == 0
        assert CodeUse.objects.count() == 1
        late = AT + USES_KEPT + timedelta(seconds=30)
        assert forget_codes(agency=person.agency, at=late) == 1
        assert not CodeUse.objects.exists()
