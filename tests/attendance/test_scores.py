"""Scores from a file, all or nothing; ranks by them; and the level of the agency's region."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Employee, Region
from accounts.tenancy import tenant
from attendance.actions.scores import ScoresRefused, import_scores
from attendance.models import PerformanceScore, RegionLevel
from attendance.queries.scores import ranks_on
from tests import factories
from tests.attendance.as_person import as_, wednesday
from tests.attendance.offices import NOW, TODAY, Office, office

pytestmark = pytest.mark.django_db
__all__ = ["as_", "wednesday"]


@pytest.fixture
def place() -> Office:
    return office(people=4)


@pytest.fixture
def keeper(place: Office) -> Employee:
    person = factories.employee(place.top, name="Operator")
    factories.grant(person, "personnel")
    return factories.standing(person, on=TODAY)


def sent(place: Office, keeper: Employee, *lines: str) -> tuple[int, int]:
    file = BytesIO("\n".join(("nip,tahun,nilai", *lines)).encode())
    with tenant(place.agency.pk):
        done = import_scores(file, agency=place.agency, by=keeper, at=NOW)
    return done.rows, done.changed


def test_a_file_is_kept_and_the_same_file_changes_nothing(place: Office, keeper: Employee) -> None:
    first, second = place.staff[0].nip, place.staff[1].nip
    lines = [f"{first},2025,87.5", f'{second},2025,"90,25"']
    assert sent(place, keeper, *lines) == (2, 2)
    assert sent(place, keeper, *lines) == (2, 0)
    assert sent(place, keeper, f"{first},2025,91") == (1, 1)
    with tenant(place.agency.pk):
        kept = dict(PerformanceScore.objects.values_list("employee__nip", "score"))
    assert kept == {first: Decimal("91.00"), second: Decimal("90.25")}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{nip},2025,100.5", "0 sampai 100"),
        ("{nip},2025,87.555", "dua angka desimal"),
        ("{nip},2025,NaN", "0 sampai 100"),
        ("{nip},2027,80", "empat angka"),
        ("{nip},25,80", "empat angka"),
        ("198609262015051999,2025,80", "198609262015051999"),
        ("123,2025,80", "18"),
        ("{nip},2025", "kolom"),
        ("{good},2025,70", "sudah punya nilai tahun 2025"),
    ],
)
def test_one_faulty_line_is_named_and_nothing_is_kept(
    place: Office, keeper: Employee, line: str, sentence: str
) -> None:
    good, other = place.staff[0].nip, place.staff[1].nip
    with pytest.raises(ScoresRefused) as refused:
        sent(place, keeper, f"{good},2025,80", line.format(nip=other, good=good))
    (fault,) = refused.value.faults
    assert fault.number == 3
    assert sentence in fault.sentence
    with tenant(place.agency.pk):
        assert not PerformanceScore.objects.exists()


def test_the_page_names_the_lines_and_lists_the_scores(
    as_: Callable[[Employee], Client], place: Office, keeper: Employee
) -> None:
    client, url = as_(keeper), reverse("attendance:scores")
    bad = SimpleUploadedFile("nilai.csv", b"nip,tahun,nilai\nx,2025,80\n")
    answer = client.post(url, {"file": bad})
    assert (answer.status_code, "Baris 2" in answer.content.decode()) == (422, True)
    text = f"nip;tahun;nilai\n{place.staff[0].nip};2025;80,5\n"
    answer = client.post(url, {"file": SimpleUploadedFile("nilai.csv", text.encode())}, follow=True)
    page = answer.content.decode()
    assert place.staff[0].name in page
    assert "80,50" in page


def test_ranks_are_those_of_the_latest_year_that_is_over(place: Office, keeper: Employee) -> None:
    best, same, alike, left = place.staff
    rows = [(best, 2025, 95), (same, 2025, 90), (alike, 2025, 90), (left, 2025, 99)]
    rows += [(best, 2024, 10), (same, 2026, 1)]
    sent(place, keeper, *(f"{person.nip},{year},{score}" for person, year, score in rows))
    with tenant(place.agency.pk):
        Employee.objects.filter(pk=left.pk).update(is_active=False)
        found = ranks_on(place.agency.pk, TODAY)
        assert found == {best.pk: (1, 3), same.pk: (2, 3), alike.pk: (2, 3)}
        assert ranks_on(place.agency.pk, date(2025, 6, 1)) == {best.pk: (1, 1)}
        assert ranks_on(place.agency.pk, date(2024, 6, 1)) == {}


def test_a_new_level_ends_the_one_before_and_an_overlap_is_refused(
    as_: Callable[[Employee], Client], place: Office, keeper: Employee
) -> None:
    client, url = as_(keeper), reverse("attendance:region_levels")
    first = {"level": "3", "valid_from": "2026-11-01", "legal_basis": "Inmendagri 1/2026"}
    assert "tidak terikat pada satu wilayah" in client.post(url, first).content.decode()
    region = Region.objects.create(code="99.02", name="Kota Uji", kind="kota", zone="Asia/Jakarta")
    type(place.agency).objects.filter(pk=place.agency.pk).update(region=region)
    assert client.post(url, first).status_code == 302
    second = {"level": "2", "valid_from": "2026-11-20", "legal_basis": "Inmendagri 2/2026"}
    assert client.post(url, second).status_code == 302
    levels = RegionLevel.objects.filter(region=region).order_by("valid_from")
    periods = [(row.level, row.valid_from, row.valid_until) for row in levels]
    assert periods == [
        (3, date(2026, 11, 1), date(2026, 11, 19)),
        (2, date(2026, 11, 20), None),
    ]
    answer = client.post(url, {**first, "valid_until": "2026-11-10"})
    assert answer.status_code == 422
    assert "sudah punya level" in answer.content.decode()
