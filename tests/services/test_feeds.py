"""What an office announces, as feed readers and calendars read it."""

from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from icalendar import Calendar

from accounts.tenancy import tenant
from services.actions import close_desks, reopen_desks
from services.models import Closure, ClosureNotice, Holiday, SpecialHours
from tests.services import places
from tests.services.conftest import Freeze

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MESSAGE = "Pindah ruang <b>lantai 2</b> & antre"


@pytest.fixture
def place(freeze: Freeze) -> places.Place:
    """An office on Tuesday at 09.00."""
    found = places.place(desks=2)
    freeze(found.at("09.00"))
    return found


def close(place: places.Place, starts: str, ends: str | None, **fields: Any) -> Closure:
    """A closure of the first desk on Tuesday."""
    with tenant(place.agency.pk):
        return Closure.objects.create(
            office=place.office,
            kind="announced",
            starts_at=place.at(starts),
            ends_at=place.at(ends) if ends else None,
            **{"desk": place.desks[0], "message": MESSAGE, **fields},
        )


def feed(client: Client, place: places.Place, prefix: str = "") -> ElementTree.Element:
    answer = client.get(f"{prefix}{place.url}umpan.atom")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)  # noqa: S314 - our own answer


def entries(root: ElementTree.Element) -> dict[str, dict[str, str]]:
    """The entries' texts by their id."""
    return {
        entry.findtext(f"{ATOM}id", ""): {
            part.tag.removeprefix(ATOM): part.text or "" for part in entry
        }
        for entry in root.iter(f"{ATOM}entry")
    }


def calendar(client: Client, place: places.Place) -> dict[str, Any]:
    """The events of the calendar by UID."""
    answer = client.get(f"{place.url}penutupan.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(answer.content)
    assert found["METHOD"] == "PUBLISH"
    assert not found.errors
    events = {str(each["UID"]).split("@")[0]: each for each in found.walk("VEVENT")}
    assert all("DTSTAMP" in each for each in events.values())
    return events


def test_a_closure_keeps_its_id_through_change_end_and_withdrawal(
    client: Client, freeze: Freeze, place: places.Place
) -> None:
    running, coming = close(place, "10.00", "12.00"), close(place, "13.00", "14.00")
    first = entries(feed(client, place))
    [one, other] = sorted(first, key=lambda each: f"/{running.pk}" not in each)
    assert first[one]["title"] == "Tutup: Loket 1"
    assert "Pindah ruang &lt;b&gt;" in first[one]["summary"], "words, not HTML"
    assert "pukul 10.00 WIB" in first[one]["summary"]
    assert calendar(client, place)[f"penutupan-{running.pk}"]["SEQUENCE"] == 0

    with tenant(place.agency.pk):
        Closure.objects.filter(pk=running.pk).update(ends_at=place.at("11.00"))
        reopen_desks(closure_ids=[coming.pk], at=place.at("09.00"))
    freeze(place.at("11.01"))
    then = entries(feed(client, place))
    assert set(then) == {one, other, f"{one}/berakhir"}
    assert then[other]["title"] == "Batal ditutup: Loket 1"
    assert then[f"{one}/berakhir"]["title"] == "Penutupan berakhir: Loket 1"
    assert then[f"{one}/berakhir"]["updated"] == "2026-11-24T04:00:00+00:00"
    assert "petugas" not in then[f"{one}/berakhir"]["summary"], "it promises nobody"
    events = calendar(client, place)
    changed, gone = events[f"penutupan-{running.pk}"], events[f"penutupan-{coming.pk}"]
    assert (changed["SEQUENCE"], changed["STATUS"]) == (1, "CONFIRMED")
    assert changed["DTEND"].dt == place.at("11.00")
    assert (gone["SEQUENCE"], gone["STATUS"]) == (1, "CANCELLED")


def test_the_feed_is_valid_atom(client: Client, place: places.Place) -> None:
    empty = feed(client, place)
    assert empty.findtext(f"{ATOM}updated") == "2026-11-23T17:00:00+00:00", "the day's beginning"
    close(place, "10.00", None, desk=None)
    for prefix, language in (("", "id"), ("/en", "en")):
        root = feed(client, place, prefix)
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        assert root.findtext(f"{ATOM}author/{ATOM}name") == place.agency.name
        links = {each.get("rel"): each.get("href", "") for each in root.findall(f"{ATOM}link")}
        assert links["self"].endswith(f"{prefix}{place.url}umpan.atom")
        parts = [root, *root.findall(f"{ATOM}entry")]
        assert len(parts) == 2
        for part in parts:
            assert part.findtext(f"{ATOM}id", "").startswith("tag:")
            assert part.findtext(f"{ATOM}title")
            assert datetime.fromisoformat(part.findtext(f"{ATOM}updated", "")).tzinfo
    assert "sampai diberitahukan lagi" in str(entries(feed(client, place)))


def test_the_calendar_holds_special_hours_and_the_holidays_that_close(
    client: Client, place: places.Place
) -> None:
    thursday, friday, sunday = date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 29)
    for day in (thursday, friday, sunday):
        Holiday.objects.create(date=day, kind="holiday", name=f"Hari {day.day}")
    with tenant(place.agency.pk):
        SpecialHours.objects.create(
            office=place.office, date=friday, opens=time(8), closes=time(11)
        )
    events = calendar(client, place)
    slug = place.office.slug
    assert set(events) == {f"libur-{slug}-20261126", f"jam-khusus-{slug}-kantor-20261127"}
    assert events[f"libur-{slug}-20261126"]["DTSTART"].dt == thursday
    special = events[f"jam-khusus-{slug}-kantor-20261127"]
    assert special["DTSTART"].dt == place.at("08.00", friday)
    assert "08.00–11.00 WIB" in special["SUMMARY"]


def test_feeds_stay_the_same_until_something_is_said(
    client: Client, freeze: Freeze, place: places.Place
) -> None:
    close(place, "10.00", "12.00")
    for name in ("umpan.atom", "penutupan.ics"):
        first = client.get(place.url + name)
        freeze(place.at("09.30"))
        again = client.get(place.url + name, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert not again.cookies
        close(
            place,
            "13.00" if name == "umpan.atom" else "14.00",
            "14.00" if name == "umpan.atom" else "15.00",
        )
        news = client.get(place.url + name, headers={"If-None-Match": first["ETag"]})
        assert news.status_code == 200
        assert client.get(f"/kantor/tidak-ada/{name}").status_code == 404


def test_what_is_long_over_leaves_the_feeds(
    client: Client, freeze: Freeze, place: places.Place
) -> None:
    close(place, "10.00", "12.00")
    freeze(place.at("12.30") + timedelta(days=30))
    assert not entries(feed(client, place))


def test_every_way_of_closing_is_told_and_nothing_told_can_be_rewritten(
    client: Client, place: places.Place
) -> None:
    with tenant(place.agency.pk):
        close_desks(
            desks=place.desks,
            starts_at=place.at("09.00"),
            ends_at=place.at("10.00"),
            message="Padam",
        )
        assert ClosureNotice.objects.filter(office=place.office).count() == 2
        assert ClosureNotice.objects.update(message="Tidak pernah") == 0
        assert ClosureNotice.objects.all().delete()[0] == 0
        notice = ClosureNotice.objects.first()
        assert notice is not None
        notice.pk = None
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            notice.save(force_insert=True)
    assert "Padam" in client.get(f"{place.url}umpan.atom").content.decode()
