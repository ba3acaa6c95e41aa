"""Telling people: what stands in the inbox, what a worker has to send, and what was chosen."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions import bells
from attendance.actions.messages import choose_channels, shortened, tell
from attendance.models import Delivery, Message, MessageKind, MessagePreference
from attendance.queries.messages import MOST_SHOWN, inbox_of, unread_count
from attendance.rules.messages import USUAL
from services.rules.retries import TRIES, wait_after
from tests import factories
from tests.attendance.as_person import as_, wednesday
from tests.attendance.offices import NOW, Office, office

__all__ = ["as_", "wednesday"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> Office:
    return office(people=3)


def told(people: list[Employee], kind: MessageKind = MessageKind.ROSTER, key: str = "k") -> int:
    with tenant(people[0].agency_id):
        return tell(
            agency_id=people[0].agency_id,
            employee_ids=[person.pk for person in people],
            kind=kind,
            key=key,
            title="Jadwal berlaku",
            body="Jadwal pekan depan berlaku.",
            url="/jadwal/",
            at=NOW,
        )


def waiting(person: Employee) -> list[str]:
    with tenant(person.agency_id):
        rows = Delivery.objects.filter(message__employee=person)
        return sorted(rows.values_list("channel", flat=True))


def test_telling_twice_is_telling_once_and_leavers_are_told_nothing(of: Office) -> None:
    one, two, gone = of.staff
    factories.changed(gone, is_active=False)
    assert told([one]) == 1
    assert told([one, two, gone]) == 1
    with tenant(of.agency.pk):
        assert set(Message.objects.values_list("employee", flat=True)) == {one.pk, two.pk}


def test_any_number_is_told_in_one_statement_and_one_ring(
    of: Office, monkeypatch: Any, django_capture_on_commit_callbacks: Any
) -> None:
    rung = []
    monkeypatch.setattr(bells.current_app, "send_task", lambda *_, **given: rung.append(given))
    for person in of.staff:
        factories.browser(person)
    with (
        django_capture_on_commit_callbacks(execute=True),
        CaptureQueriesContext(connection) as of_3,
    ):
        assert told(list(of.staff)) == 3
    with CaptureQueriesContext(connection) as of_1:
        told([of.staff[0]], key="again")
    assert len(of_3) == len(of_1)
    assert [ring["args"] for ring in rung] == [[of.agency.pk]]


def test_a_broker_that_is_away_does_not_break_the_request(
    of: Office, monkeypatch: Any, django_capture_on_commit_callbacks: Any
) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(bells.current_app, "send_task", away)
    factories.browser(of.staff[0])
    with django_capture_on_commit_callbacks(execute=True):
        assert told([of.staff[0]]) == 1
    assert waiting(of.staff[0]) == ["push"]


@pytest.mark.parametrize(
    ("kind", "mail_set_up", "choice", "expected"),
    [
        (MessageKind.LETTER, True, {}, ["email", "push"]),
        (MessageKind.LETTER, False, {}, ["push"]),
        (MessageKind.ROSTER, True, {}, ["push"]),
        (MessageKind.ROSTER, True, {("roster", "email")}, ["email"]),
        (MessageKind.EMERGENCY, True, {("roster", "push")}, ["email", "push"]),
        (MessageKind.REMINDER, True, {}, []),
    ],
)
def test_each_channel_follows_the_choice_else_the_usual(
    of: Office, settings: Any, kind: MessageKind, mail_set_up: bool, choice: Any, expected: Any
) -> None:
    settings.MAIL_IS_ON = mail_set_up
    person = of.staff[0]
    factories.changed(person, email="staf@example.go.id")
    factories.browser(person)
    if choice:
        with tenant(of.agency.pk):
            choose_channels(by=person, wanted=choice)
    told([person], kind)
    assert waiting(person) == expected


def test_only_what_differs_from_the_usual_is_kept(of: Office) -> None:
    person = of.staff[0]
    usual = {(kind, channel) for kind, channels in USUAL.items() for channel in channels}
    with tenant(of.agency.pk):
        choose_channels(by=person, wanted=usual - {("task", "push")} | {("reminder", "email")})
        kept = MessagePreference.objects.values_list("kind", "channel", "wanted")
        assert set(kept) == {("task", "push", False), ("reminder", "email", True)}


def test_every_kind_has_its_usual_channels() -> None:
    assert set(USUAL) == set(MessageKind.values)


def test_waits_grow_and_end() -> None:
    minutes = [wait_after(tries) for tries in range(1, TRIES + 1)]
    assert minutes == [timedelta(minutes=m) for m in (1, 5, 25, 125, 360)] + [None]


def test_long_words_are_cut_where_a_word_ends() -> None:
    assert shortened("satu  dua", 9) == "satu dua"
    assert shortened("satu dua tiga", 10) == "satu dua…"
    assert len(shortened("x" * 600, 500)) <= 500


def test_the_inbox_shows_the_unread_first_and_opening_reads_it(of: Office, as_: Any) -> None:
    person = of.staff[0]
    told([person], key="a")
    told([person], key="b")
    with tenant(of.agency.pk):
        Message.objects.filter(key="b").update(created_at=NOW + timedelta(hours=1), read_at=NOW)
        first, second = inbox_of(person)
    assert (first.key, second.key) == ("a", "b")
    browser = as_(person)
    page = browser.get(reverse("attendance:inbox"))
    assert page.context["unread"]() == 1
    answer = browser.post(reverse("attendance:message_open", args=[first.pk]))
    assert answer["Location"] == "/jadwal/"
    with tenant(of.agency.pk):
        assert unread_count(person) == 0


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "//elsewhere.example/", ""])
def test_opening_never_leads_out_of_the_portal(of: Office, as_: Any, url: str) -> None:
    person = of.staff[0]
    told([person])
    with tenant(of.agency.pk):
        Message.objects.update(url=url)
        pk = Message.objects.get().pk
    answer = as_(person).post(reverse("attendance:message_open", args=[pk]))
    assert answer["Location"] == reverse("attendance:inbox")


def test_the_bell_counts_to_a_hundred_in_one_statement(
    of: Office, django_assert_num_queries: Any
) -> None:
    person = of.staff[0]
    for number in range(MOST_SHOWN + 5):
        told([person], key=str(number))
    with tenant(of.agency.pk), django_assert_num_queries(1):
        assert unread_count(person) == MOST_SHOWN + 1


def test_settings_keep_the_choice_and_say_where_there_is_no_mail(of: Office, as_: Any) -> None:
    browser, address = as_(of.staff[0]), reverse("attendance:message_settings")
    page = browser.post(address, {"roster-email": "on", "nonsense-x": "on"}, follow=True)
    assert "Surel belum disiapkan" in page.content.decode()
    rows = {row.kind: row.choices for row in page.context["page"].kinds}
    assert [choice.wanted for choice in rows["roster"]] == [True, False]
    assert [(choice.wanted, choice.fixed) for choice in rows["emergency"]] == [(True, True)] * 2
