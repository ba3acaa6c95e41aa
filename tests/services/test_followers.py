"""Following a desk: nobody is told without a second yes, nobody twice, and everybody can stop."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from accounts.tenancy import tenant
from services import tasks
from services.actions import settle_desks
from services.actions.followers import confirm, forget_old
from services.actions.news import tell_followers
from services.actions.notices import deliver_notices
from services.models import Closure, Follower, FollowerNotice, StatusChange
from services.queries.followers import secret_of_follower
from services.rules import Code
from services.rules.news import MOST_IN_AN_HOUR, is_news
from tests.attendance.push_service import BrowserKeys, PushService, push_service
from tests.services import places
from tests.services.conftest import Freeze

pytestmark = pytest.mark.django_db
ADDRESS = "warga@example.id"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def place(freeze: Freeze, settings: Any) -> places.Place:
    """A desk of two services on Tuesday at 07.00, on a portal with a mail server."""
    settings.MAIL_IS_ON = True
    cache.clear()
    found = places.place(desks=1, services=2)
    places.publish(found, found.at("07.00"))
    freeze(found.at("07.00"))
    return found


@pytest.fixture
def service(tmp_path: Path, settings: Any) -> Iterator[PushService]:
    with push_service(tmp_path) as running:
        settings.PUSH_INSIDE = {running.netloc: running.authority}
        yield running


def ask(place: places.Place, freeze: Freeze, clock: str, prefix: str = "", **more: str) -> Any:
    """Fill the form as a person does: open it, read, write, send; the answer."""
    url = f"{prefix}{place.url}loket-1/ikuti/"
    freeze(place.at(clock))
    page = Client().get(url).content.decode()
    [token] = re.findall(r'name="tanda" value="([^"]+)"', page)
    freeze(place.at(clock) + timedelta(seconds=20))
    data = {"tanda": token, "surel": ADDRESS, "kabar": "changes", **more}
    return Client().post(url, data)


def followers(place: places.Place) -> list[Follower]:
    with tenant(place.agency.pk):
        return list(Follower.objects.select_related("desk__office").order_by("pk"))


def notices(place: places.Place) -> list[str]:
    with tenant(place.agency.pk):
        return list(FollowerNotice.objects.order_by("pk").values_list("title", flat=True))


def send(place: places.Place, clock: str) -> list[EmailMessage]:
    """What a worker sends at that time."""
    before = len(mail.outbox)
    deliver_notices(agency_id=place.agency.pk, now=place.at(clock))
    return mail.outbox[before:]


def tell(place: places.Place, clock: str) -> int:
    with tenant(place.agency.pk):
        return tell_followers(agency_id=place.agency.pk, now=place.at(clock))


def settle(place: places.Place, *clocks: str) -> None:
    """The desks are settled at these times, as the tasks do."""
    for clock in clocks:
        places.beat(place, place.at(clock))
        with tenant(place.agency.pk):
            settle_desks(agency_id=place.agency.pk, at=place.at(clock))


def following(place: places.Place, wish: str = "changes", **fields: str) -> Follower:
    """Somebody who said yes twice at 07.00."""
    given = fields or {"channel": "email", "email": ADDRESS}
    with tenant(place.agency.pk):
        return Follower.objects.create(
            agency=place.agency, desk=place.desks[0], wish=wish, asked_at=place.at("07.00"),
            confirmed_at=place.at("07.00"), token_digest=str(len(given)), **given,
        )  # fmt: skip


def test_nothing_is_told_before_the_second_yes(freeze: Freeze, place: places.Place) -> None:
    assert ask(place, freeze, "07.10").status_code == 302
    [letter] = send(place, "07.11")
    assert letter.to == [ADDRESS]
    [path] = re.findall(r"http://localhost:8000(/ikuti/\S+/)$", letter.body, re.MULTILINE)
    for _scanner in range(2):
        assert "Ya, kabari saya" in Client().get(path).content.decode()
    assert followers(place)[0].confirmed_at is None
    settle(place, "07.50", "08.16", "08.20")
    assert tell(place, "08.21") == 0
    answer = Client(enforce_csrf_checks=True).post(path)
    assert (answer.status_code, answer["Location"]) == (302, path)
    assert followers(place)[0].confirmed_at is not None
    page = Client().get(path)
    assert "Anda mengikuti loket ini" in page.content.decode()
    assert "Cookie" not in page.get("Vary", "")
    assert not page.cookies
    assert page["Cache-Control"] == "private, no-store"


def test_only_a_digest_of_the_secret_is_kept(freeze: Freeze, place: places.Place) -> None:
    ask(place, freeze, "07.10")
    [row] = followers(place)
    secret = secret_of_follower(row)
    with tenant(place.agency.pk):
        kept = [*Follower.objects.values(), *FollowerNotice.objects.values()]
    assert secret not in json.dumps(kept, default=str)
    freeze(place.at("07.10") + timedelta(hours=25))
    assert Client().get(f"/ikuti/{secret}/").status_code == 404
    with tenant(place.agency.pk):
        assert forget_old(agency_id=place.agency.pk, now=place.at("07.11")) == 0
        assert forget_old(agency_id=place.agency.pk, now=place.at("07.11") + timedelta(days=1)) == 1
        assert not Follower.objects.exists()


def test_who_asks_does_not_learn_who_follows(freeze: Freeze, place: places.Place) -> None:
    first = ask(place, freeze, "07.10", kabar="closures")
    confirm(follower=followers(place)[0], at=place.at("07.12"))
    again = ask(place, freeze, "07.20", surel=ADDRESS.upper(), kabar="changes")
    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
    assert Client().get(again["Location"]).status_code == 200
    [row] = followers(place)
    assert row.wish == "closures", "a stranger changes nothing"
    letters = send(place, "07.21")
    assert [each.subject.split(":")[0][:12] for each in letters] == ["Setujui dulu", "Anda sudah m"]
    for clock in ("07.30", "07.40", "07.50"):
        assert ask(place, freeze, clock).status_code == 302
    assert len(send(place, "07.51")) == 2, "four letters a day to one address, and no more"


def test_programs_are_turned_away_and_what_was_typed_stays(
    freeze: Freeze, place: places.Place
) -> None:
    trapped = ask(place, freeze, "07.10", situs="https://iklan.example")
    assert trapped.status_code == 422
    wrong = ask(place, freeze, "07.15", surel="bukan surel", prefix="/en")
    assert wrong.status_code == 422
    assert "The mail address is not right" in wrong.content.decode()
    assert 'value="bukan surel"' in wrong.content.decode()
    url = f"{place.url}loket-1/ikuti/"
    assert Client().post(url, {"surel": ADDRESS, "kabar": "changes"}).status_code == 422
    foreign = Client(headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.post(url, {"surel": ADDRESS}).status_code == 422
    assert followers(place) == []


def test_a_change_is_told_once_and_the_daily_round_never(place: places.Place) -> None:
    following(place)
    settle(place, "07.50", "08.05")
    assert tell(place, "08.06") == 0, "opening is no news"
    settle(place, "08.16", "08.20")
    assert [tell(place, clock) for clock in ("08.21", "08.22")] == [1, 0]
    places.seen(place, place.desks[0], place.at("08.25"))
    settle(place, "08.26")
    assert [tell(place, clock) for clock in ("08.26", "08.27")] == [1, 0]
    settle(place, "12.01", "13.01")
    assert tell(place, "13.02") == 0, "nor are breaks"
    assert [title.split(":")[0] for title in notices(place)] == ["Belum ada petugas", "Ada petugas"]
    letters = send(place, "08.28")
    assert "Petugas" not in letters[0].body.split("Dicek")[0].replace("petugas", "")
    assert re.search(r"http://localhost:8000/kantor/\S+/loket-1/", letters[0].body)
    assert send(place, "08.40") == []


def test_what_changed_back_or_is_long_ago_is_not_told(place: places.Place) -> None:
    following(place)
    settle(place, "07.50", "08.05", "08.16", "08.20")
    assert tell(place, "08.45") == 0
    with tenant(place.agency.pk):
        assert StatusChange.objects.filter(code="unstaffed").count() == 2


def test_nobody_hears_of_more_than_a_few_changes_an_hour(place: places.Place) -> None:
    follower = following(place)
    settle(place, "07.50", "08.05", "08.16", "08.20")
    with tenant(place.agency.pk):
        for number in range(MOST_IN_AN_HOUR):
            FollowerNotice.objects.create(
                agency=place.agency, follower=follower, key=f"status:0:{number}:x", title="t",
                body="b", url="/", made_at=place.at("08.10"),
            )  # fmt: skip
    assert tell(place, "08.21") == 0
    closure(place, "08.21", "10.00")
    assert tell(place, "08.21") == 1, "closures are always told"


def closure(place: places.Place, start: str, end: str) -> Closure:
    with tenant(place.agency.pk):
        return Closure.objects.create(
            office=place.office, kind="announced", starts_at=place.at(start),
            ends_at=place.at(end), message="Listrik padam.",
        )  # fmt: skip


def test_a_closure_is_told_moved_and_ended_once_each(place: places.Place) -> None:
    following(place, wish="closures")
    row = closure(place, "10.00", "11.00")
    assert [tell(place, clock) for clock in ("07.01", "07.02")] == [1, 0]
    with tenant(place.agency.pk):
        Closure.objects.filter(pk=row.pk).update(ends_at=place.at("11.30"))
    assert [tell(place, clock) for clock in ("07.03", "10.30")] == [1, 0]
    assert [tell(place, clock) for clock in ("11.31", "11.32")] == [1, 0]
    told = notices(place)
    assert [title.split(":")[0] for title in told] == ["Penutupan"] * 2 + ["Penutupan berakhir"]
    with tenant(place.agency.pk):
        Closure.objects.create(
            office=place.office, kind="announced", starts_at=place.at("14.00"), message="Rapat"
        )
        assert tell(place, "11.40") == 1
        Closure.objects.filter(ends_at=None).delete()
    assert [tell(place, clock) for clock in ("11.41", "11.42")] == [1, 0]
    assert notices(place)[-1].startswith("Jadi buka")


def test_one_click_stops_and_says_so_again(freeze: Freeze, place: places.Place) -> None:
    ask(place, freeze, "07.10", prefix="/en")
    confirm(follower=followers(place)[0], at=place.at("07.12"))
    closure(place, "10.00", "11.00")
    tell(place, "07.13")
    letter = send(place, "07.14")[-1]
    assert letter.subject.startswith("Closure:")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = letter.extra_headers["List-Unsubscribe"].strip("<>")
    stop = link.removeprefix("http://localhost:8000")
    assert stop.startswith("/en/ikuti/")
    Client().get(stop)
    assert len(followers(place)) == 1, "reading stops nothing"
    machine = Client(enforce_csrf_checks=True)
    for _time in range(2):
        assert machine.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert followers(place) == []
    assert notices(place) == []


def test_a_browser_follows_hears_and_is_forgotten_when_gone(
    freeze: Freeze, place: places.Place, service: PushService
) -> None:
    keys = BrowserKeys()
    sent = {"wish": "closures", "subscription": {"endpoint": service.endpoint, "keys": keys.public}}
    url = f"/en{place.url}loket-1/ikuti/peramban/"

    def post(content: Any) -> Any:
        return Client().post(url, json.dumps(content), content_type="application/json")

    broken = {"wish": "closures", "subscription": {"endpoint": "https://127.0.0.1/x"}}
    assert post(broken).status_code == 422
    assert [post(sent).status_code, post(sent).status_code] == [201, 201]
    assert len(followers(place)) == 1
    closure(place, "10.00", "11.00")
    assert tell(place, "07.01") == 1
    send(place, "07.02")
    shown = keys.unsealed(service.taken[0][1])
    assert (shown["title"][:8], shown["lang"]) == ("Closure:", "en")
    assert shown["url"] == f"/en{place.url}loket-1/"
    service.answers.append(410)
    closure(place, "12.00", "13.00")
    tell(place, "07.03")
    send(place, "07.04")
    assert followers(place) == []


def test_a_mailbox_that_refuses_twice_is_let_go(place: places.Place, monkeypatch: Any) -> None:
    def refuse(_server: object, letters: list[EmailMessage]) -> int:
        raise SMTPRecipientsRefused({letters[0].to[0]: (550, b"unknown")})

    following(place, wish="closures")
    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    closure(place, "10.00", "11.00")
    tell(place, "07.01")
    send(place, "07.02")
    assert len(followers(place)) == 1
    closure(place, "12.00", "13.00")
    tell(place, "07.03")
    send(place, "07.04")
    assert followers(place) == []


def test_the_minutely_task_tells_and_rings(
    freeze: Freeze, place: places.Place, monkeypatch: Any
) -> None:
    rung: list[int] = []
    monkeypatch.setattr(tasks, "ring_for_notices", rung.append)
    following(place)
    closure(place, "10.00", "11.00")
    freeze(place.at("07.01"))
    assert tasks.tell_followers() == 1
    assert rung == [place.agency.pk]
    assert tasks.deliver_notices(place.agency.pk) == 1
    assert tasks.forget_followers() == 0


NEWS = [
    ([], Code.UNSTAFFED, True),
    ([Code.CLOSED, Code.EXPECTED], Code.UNSTAFFED, True),
    ([Code.STAFFED], Code.UNSTAFFED, True),
    ([Code.UNSTAFFED, Code.UNCONFIRMED], Code.UNSTAFFED, False),
    ([Code.UNSTAFFED], Code.STAFFED, True),
    ([Code.UNSTAFFED, Code.UNCONFIRMED], Code.STAFFED, True),
    ([Code.CLOSED, Code.EXPECTED], Code.STAFFED, False),
    ([Code.BREAK], Code.STAFFED, False),
    ([Code.STAFFED], Code.BREAK, False),
    ([Code.STAFFED], Code.UNCONFIRMED, False),
    ([Code.STAFFED], Code.CLOSED, False),
]


@pytest.mark.parametrize(("before", "code", "news"), NEWS)
def test_what_is_news(before: list[Code], code: Code, news: bool) -> None:
    assert is_news(before, code) is news
