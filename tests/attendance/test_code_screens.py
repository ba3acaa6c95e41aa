"""The page on an office's wall, and the personnel office's list of such screens."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.models import CodeScreen
from attendance.queries.code_screens import address_digest, kept_screens
from attendance.rules.codes import code_of, step_at
from attendance.tasks.codes import forget_old_codes
from services.qr import qr_picture
from tests import factories
from tests.attendance.conftest import Freeze, sign_in, wib, worker

pytestmark = pytest.mark.django_db
AT = wib("07:20:12")
TOKEN = "alamat-yang-rahasia"
WALL = f"/layar-kode/{TOKEN}/"
LIST = "/kepegawaian/layar-kode/"


@pytest.fixture
def screen(person: Employee) -> CodeScreen:
    return factories.code_screen(person.unit, TOKEN, name="Gerbang")


@pytest.fixture
def keeper(person: Employee) -> Employee:
    """The personnel officer of the person's agency."""
    officer = factories.employee(person.unit, name="Operator")
    factories.grant(officer, "personnel")
    return factories.standing(officer, on=AT.date())


def stored(screen: CodeScreen) -> CodeScreen:
    with tenant(screen.agency_id):
        return CodeScreen.objects.get(pk=screen.pk)


def shown(page: str) -> str:
    """The digits that a page on the wall shows."""
    found = re.search(r'aria-label="Kode (\d{3}) (\d{3})"', page)
    assert found is not None
    return found[1] + found[2]


def test_a_screen_shows_the_code_of_now_to_anybody_with_its_address(
    client: Client, screen: CodeScreen, freeze: Freeze
) -> None:
    freeze(AT)
    answer = client.get(WALL)
    page = answer.content.decode()
    assert shown(page) == code_of(screen.secret, step_at(AT))
    assert screen.unit.name in page
    assert 'data-left-ms="18000"' in page
    assert 'begin="18000ms"' in page, "the code ends by itself where no script runs"
    assert '<meta http-equiv="refresh" content="19">' in page
    freeze(AT + timedelta(seconds=18))
    assert shown(client.get(WALL).content.decode()) != shown(page)


def test_nothing_of_a_screen_may_be_kept_or_found(
    client: Client, screen: CodeScreen, freeze: Freeze
) -> None:
    freeze(AT)
    for answer in (client.get(WALL), client.post(WALL)):
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["Referrer-Policy"] == "same-origin"
        assert screen.secret not in answer.content.decode()
        assert not answer.cookies
    assert '<meta name="robots" content="noindex">' in client.get(WALL).content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_address_and_a_retired_one_are_the_same(
    client: Client, screen: CodeScreen, freeze: Freeze, method: str
) -> None:
    freeze(AT)
    ask: Callable[[str], Any] = getattr(client, method)
    with tenant(screen.agency_id):
        CodeScreen.objects.update(is_active=False)
    retired, unknown = ask(WALL), ask("/layar-kode/tidak-pernah-ada/")
    assert (retired.status_code, unknown.status_code) == (404, 404)
    assert retired.content == unknown.content


def test_a_person_of_another_agency_sees_the_wall_like_anybody(
    client: Client, screen: CodeScreen, freeze: Freeze
) -> None:
    freeze(AT)
    stranger = worker()
    sign_in(client, stranger)
    assert client.get(WALL).status_code == 200
    assert client.get("/hari-ini/").status_code == 200


def test_only_the_script_s_asking_is_noted_once_a_minute(
    screen: CodeScreen, freeze: Freeze
) -> None:
    wall = Client(enforce_csrf_checks=True)
    freeze(AT)
    wall.get(WALL)
    assert stored(screen).last_shown_at is None, "reading writes nothing"
    part = wall.post(WALL)
    assert "<html" not in part.content.decode()
    assert shown(part.content.decode()) == code_of(screen.secret, step_at(AT))
    freeze(AT + timedelta(seconds=40))
    wall.post(WALL)
    assert stored(screen).last_shown_at == AT
    freeze(AT + timedelta(seconds=61))
    wall.post(WALL)
    assert stored(screen).last_shown_at == AT + timedelta(seconds=61)


def test_the_picture_on_the_wall_opens_today_with_the_code() -> None:
    one, other = qr_picture("https://contoh.go.id/hari-ini/?kode=123456"), qr_picture("lain")
    assert one.path.startswith("M4 4h7v1h-7z"), "a finder pattern inside four light squares"
    assert one.size > other.size == 21 + 8


def test_the_first_screen_is_asked_for(client: Client, keeper: Employee, freeze: Freeze) -> None:
    freeze(AT)
    sign_in(client, keeper)
    assert "Belum ada layar kode" in client.get(LIST).content.decode()


def test_an_address_is_shown_once_and_only_its_digest_kept(
    client: Client, keeper: Employee, freeze: Freeze
) -> None:
    freeze(AT)
    sign_in(client, keeper)
    answer = client.post(LIST + "buat/", {"name": "Lobi timur", "unit": keeper.unit_id})
    assert answer.status_code == 201
    address = re.search(r'value="http://testserver(/layar-kode/([\w-]{32})/)"', _text(answer))
    assert address is not None
    with tenant(keeper.agency_id):
        made = CodeScreen.objects.get(name="Lobi timur")
    assert made.address_digest == address_digest(address[2])
    assert (len(made.secret), made.made_by_id, made.made_at) == (32, keeper.pk, AT)
    assert Client().get(address[1]).status_code == 200
    page = _text(client.get(LIST))
    assert "Lobi timur" in page
    assert address[2] not in page


def _text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Nama layar belum diisi."),
        ({"name": "x" * 121}, "Nama layar terlalu panjang."),
        ({"unit": ""}, "Unit kerja belum dipilih."),
        ({"unit": "foreign"}, "Unit kerja itu tidak ada di instansi Anda."),
    ],
)
def test_a_faulty_screen_is_refused_and_what_was_typed_stays(
    client: Client, keeper: Employee, freeze: Freeze, typed: dict[str, str], said: str
) -> None:
    freeze(AT)
    sign_in(client, keeper)
    foreign = factories.unit(factories.agency())
    body = {"name": "Lobi timur", "unit": str(keeper.unit_id), **typed}
    body["unit"] = str(foreign.pk) if body["unit"] == "foreign" else body["unit"]
    answer = client.post(LIST + "buat/", body)
    assert answer.status_code == 422
    assert said in _text(answer)
    assert f'value="{body["name"]}"' in _text(answer) or not body["name"]
    with tenant(keeper.agency_id):
        assert not CodeScreen.objects.exists()


def test_a_new_address_ends_the_old_one_and_its_codes(
    client: Client, keeper: Employee, screen: CodeScreen, freeze: Freeze
) -> None:
    freeze(AT)
    sign_in(client, keeper)
    answer = client.post(f"{LIST}{screen.pk}/alamat/")
    assert "alamat dan kode yang lama tidak berlaku" in _text(answer)
    assert Client().get(WALL).status_code == 404
    assert stored(screen).secret != screen.secret


def test_a_screen_is_switched_off_and_on(
    client: Client, keeper: Employee, screen: CodeScreen, freeze: Freeze
) -> None:
    freeze(AT)
    sign_in(client, keeper)
    off = client.post(f"{LIST}{screen.pk}/sakelar/", {"aktif": "0"}, follow=True)
    assert "Layar Gerbang dimatikan" in _text(off)
    assert Client().get(WALL).status_code == 404
    on = client.post(f"{LIST}{screen.pk}/sakelar/", {"aktif": "1"}, follow=True)
    assert "Layar Gerbang aktif lagi" in _text(on)
    assert Client().get(WALL).status_code == 200


def test_another_agency_s_keeper_does_not_know_the_screen(
    client: Client, screen: CodeScreen, freeze: Freeze
) -> None:
    freeze(AT)
    stranger = worker()
    factories.grant(stranger, "personnel")
    sign_in(client, stranger)
    assert "Gerbang" not in _text(client.get(LIST))
    assert client.post(f"{LIST}{screen.pk}/alamat/").status_code == 404
    assert stored(screen).address_digest == address_digest(TOKEN)


def test_who_keeps_no_machines_is_told_whom_to_ask(
    client: Client, person: Employee, freeze: Freeze
) -> None:
    freeze(AT)
    sign_in(client, person)
    answer = client.get(LIST)
    assert answer.status_code == 403
    assert "Layar kode dikelola operator kepegawaian" in _text(answer)


@pytest.mark.parametrize("number", [1, 20])
def test_the_list_takes_two_statements_for_any_number(
    keeper: Employee, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        factories.code_screen(keeper.unit)
    with tenant(keeper.agency_id), django_assert_num_queries(2):
        rows = kept_screens(keeper, AT)
        assert len([row.screen.unit.name for row in rows]) == number


def test_the_list_tells_what_shows_now_and_what_is_used(
    keeper: Employee, screen: CodeScreen
) -> None:
    with tenant(keeper.agency_id):
        [before] = kept_screens(keeper, AT)
        CodeScreen.objects.update(last_shown_at=AT - timedelta(seconds=90))
        for second, step in enumerate((step_at(AT), step_at(AT) - 3000)):
            screen.uses.create(
                agency_id=keeper.agency_id,
                step=step,
                employee=keeper,
                key=f"8b5b2f2e-58c5-4f0c-9f5e-2f6c1f0f8a1{second}",
                used_at=AT,
            )
        [now] = kept_screens(keeper, AT)
        [later] = kept_screens(keeper, AT + timedelta(minutes=1))
    assert (before.is_showing, before.used_today) == (False, 0)
    assert (now.is_showing, now.used_today) == (True, 1), "one of today, one of yesterday"
    assert later.is_showing is False


def test_the_daily_task_goes_through_every_agency(
    person: Employee, screen: CodeScreen, freeze: Freeze
) -> None:
    with tenant(person.agency_id):
        screen.uses.create(
            agency_id=person.agency_id,
            step=step_at(AT),
            employee=person,
            key="8b5b2f2e-58c5-4f0c-9f5e-2f6c1f0f8a11",
            used_at=AT,
        )
    freeze(AT + timedelta(days=30))
    assert forget_old_codes() == 0
    freeze(AT + timedelta(days=36))
    assert forget_old_codes() == 1
