"""No public address says who works where: every one is opened, in both languages, and read.

The addresses come from the resolver, so that a new one is read, too; where an address takes
something not known here, the test asks for an example of it.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import Employee
from accounts.tenancy import tenant
from asn_wfh.language import LANGUAGES, spoken
from attendance.models import Absence
from services import snapshots
from services.models import Closure, Desk, DeskPlan, DeskPresence
from services.queries.hsds import named
from tests import factories
from tests.architecture.addresses import open_addresses
from tests.services import places
from tests.services.conftest import freeze  # noqa: F401 - a fixture of the citizens' side
from tests.services.places import TUESDAY

pytestmark = pytest.mark.django_db
NAMES = ("Bambang Sudarsono", "Siti Rahmawati", "Yohanes Wenda")
LETTER = "Surat dokter RSUD 123/SKD"
LIVE = {"bagian": "langsung"}
QUERIES = {"services:home": [{"q": "Layanan"}], "services:office": [LIVE], "services:desk": [LIVE],
           "services:screen": [LIVE], "services:api_search": [{"q": "Layanan"}]}  # fmt: skip
GUESSED = dict.fromkeys(("secret", "token", "code", "ticket", "rest"), "salah") | {"call": "ping"}
"""Of addresses that are secrets: what a stranger gets who guesses."""
ABOUT_PEOPLE = re.compile(
    r"\b(\d+|satu|dua|tiga|empat|one|two|three|four)\s+(orang|pegawai|petugas|officers?|staff)\b"
    r"|\b(cuti (tahunan|sakit)|sakit|sick|dinas luar|WF[HOA])\b",
    re.IGNORECASE,
)
FIELDS = re.compile(r'"(\w*(?:officer|employee|on_site|on_break|planned|needed|nip|roster)\w*)":')


@pytest.fixture
def place(freeze: Any) -> places.Place:  # noqa: F811
    """A desk with two of three officers on site and one ill; a closure; a second desk."""
    found = places.place(desks=2)
    people = [
        places.officer(found, found.desks[0], name=name, email=f"{name.split()[1]}@contoh.go.id")
        for name in NAMES
    ]
    places.publish(found, found.at("09.00"), planned=3)
    places.seen(found, found.desks[0], found.at("08.03"), on_site=2)
    for person in people[:2]:
        factories.check_in(person, found.at("08.03"))
    with tenant(found.agency.pk):
        Absence.objects.create(
            agency=found.agency, employee=people[2], kind="sick", first_day=TUESDAY,
            last_day=TUESDAY, letter=LETTER,
        )  # fmt: skip
        Closure.objects.create(
            office=found.office, desk=found.desks[1], kind="announced", message="Jaringan",
            starts_at=found.at("13.00"), ends_at=found.at("15.00"),
        )  # fmt: skip
    freeze(found.at("09.01"))
    return found


def examples(place: places.Place, name: str) -> dict[str, Any]:
    """What the parameters of an address may be; the rest are guesses at secrets."""
    desk = place.desks[0]
    service, office = desk.services.get().slug, place.office.slug
    of = {
        "services:api_service": {"slug": service},
        "services:api_hsds_organization": {"id": named("organization", place.agency.code)},
        "services:api_hsds_service": {"id": named("service", service, place.agency.code)},
        "services:api_hsds_place": {"id": named("at", service, place.agency.code, office)},
    }
    return GUESSED | {"slug": office, "desk_slug": desk.slug, "desk": desk.slug} | of.get(name, {})


def asked(
    place: places.Place, within: str = "", languages: Iterable[str] = LANGUAGES
) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Name, address and query of every open address whose name begins as `within` says."""
    for name, told in open_addresses().items():
        if not name.startswith(within):
            continue
        known = examples(place, name)
        strange = told - known.keys()
        assert not strange, f"{name} takes {strange}: give an example of it in `examples`"
        for language in languages:
            with spoken(language):
                address = reverse(name, kwargs={each: known[each] for each in told})
            for query in [{}, *QUERIES.get(name, [])]:
                yield name, address, query | ({"lang": language} if "/v1/" in address else {})


def answers(place: places.Place, *which: Any) -> dict[str, HttpResponse]:
    """What a visitor without a cookie gets there, by name, address and query."""
    visitor, found = Client(), {}
    for name, address, query in asked(place, *which):
        visitor.cookies.clear()
        found[f"{name} {address} {query}"] = visitor.get(address, query)
    return found


def leaks(place: places.Place, body: str) -> list[str]:
    """What in a body is about a person."""
    with tenant(place.agency.pk):
        people = list(Employee.objects.all())
    said = [
        word
        for person in people
        for word in (person.name, *person.name.split(), person.nip, person.email)
        if word and re.search(rf"\b{re.escape(word)}\b", body, re.IGNORECASE)
    ]
    plain = re.sub(r"<[^>]+>", " ", body)
    said += [LETTER] if LETTER in body else []
    said += [match[0] for match in ABOUT_PEOPLE.finditer(plain)]
    return said + FIELDS.findall(body)


def text(answer: HttpResponse) -> str:
    """The body, and the headers: a name in `Link` is a name in public."""
    return f"{answer.content.decode()}\n{dict(answer.headers)}"


def test_no_public_address_tells_of_a_person_or_sets_a_cookie(place: places.Place) -> None:
    found = answers(place)
    assert {key.split()[0] for key in found} == set(open_addresses())
    told = {key: what for key, each in found.items() if (what := leaks(place, text(each)))}
    assert not told
    marked = [key for key, each in found.items() if each.cookies and key.startswith("services:")]
    assert not marked
    broken = {key: each.status_code for key, each in found.items() if each.status_code >= 500}
    assert set(broken.values()) <= {503}, broken


def test_no_answer_hangs_on_how_many_officers_there_are(place: places.Place) -> None:
    before = answers(place, "services:", LANGUAGES[:1])
    with tenant(place.agency.pk):
        assert DeskPresence.objects.filter(on_site=2).update(on_site=5) == 1
        assert DeskPlan.objects.filter(date__gte=TUESDAY).update(officers_planned=6)
    after = answers(place, "services:", LANGUAGES[:1])
    # A form's mark against forgery differs from one look to the next.
    hanging = {key.split()[0] for key in before if before[key].content != after[key].content} - {
        "services:report",
        "services:follow",
        "services:report_sent",
        "services:report_track",
    }
    assert not hanging


def test_no_snapshot_tells_of_a_person(place: places.Place, settings: Any, tmp_path: Path) -> None:
    settings.SNAPSHOT_DIR = tmp_path
    snapshots.publish_offices([place.office.pk], place.at("09.01"))
    files = [
        each for each in tmp_path.rglob("*") if each.is_file() and each.suffix not in {".gz", ".br"}
    ]
    assert len(files) > 8
    told = {each.name: what for each in files if (what := leaks(place, each.read_text()))}
    assert not told


def test_what_leaks_is_found(place: places.Place) -> None:
    for words in (*NAMES, "rahmawati", "Sudarsono@contoh.go.id", "2 petugas", "sedang sakit"):
        assert leaks(place, f"<p>Loket dijaga <b>{words}</b></p>"), words
    assert leaks(place, '{"officers_planned": 3}') == ["officers_planned"]
    with tenant(place.agency.pk):
        Desk.objects.filter(pk=place.desks[0].pk).update(name=f"Loket {NAMES[0]}")
    for name in ("services:office", "services:api_office", "services:badge_desk"):
        told = [leaks(place, text(each)) for each in answers(place, name).values()]
        assert any(told), name
