"""Signing in and out: what is accepted, what is said, and what is never told."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import Employee
from accounts.sign_in import PortalArgon2Hasher
from accounts.tenancy import tenant
from accounts.wording import SIGN_IN_FAILED, SIGN_IN_TOO_OFTEN
from tests import factories

pytestmark = pytest.mark.django_db

NIP = "198609262015051001"
PASSWORD = "rahasia-uji"
URL = "/masuk/"


@pytest.fixture(autouse=True)
def nobody_counted() -> Iterator[None]:
    """The limits on guessing start from zero."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def person() -> Employee:
    """An employee with a password."""
    return factories.employee(
        factories.unit(factories.agency()), nip=NIP, password=PASSWORD, name="Siti Aminah"
    )


def sign_in(client: Client, nip: str = NIP, password: str = PASSWORD, **more: str) -> Any:
    """The sign-in form, sent."""
    return client.post(URL, {"login": nip, "password": password, **more})


def test_nip_and_password_lead_to_today(client: Client, person: Employee) -> None:
    answer = sign_in(client)
    assert (answer.status_code, answer["Location"]) == (302, "/hari-ini/")
    assert client.session["agency_id"] == person.agency_id
    assert "Siti Aminah" in client.get("/hari-ini/").content.decode()


@pytest.mark.parametrize("typed", ["19860926 201505 1 001", " 198609262015051001 "])
def test_spaces_in_the_nip_are_no_matter(client: Client, person: Employee, typed: str) -> None:
    assert sign_in(client, typed).status_code == 302


@pytest.mark.parametrize(
    ("nip", "password"),
    [(NIP, "sandi-keliru"), ("199001012015051009", PASSWORD), ("bukan-nip", PASSWORD)],
)
def test_wrong_and_unknown_are_told_the_same(
    client: Client, person: Employee, nip: str, password: str
) -> None:
    answer = sign_in(client, nip, password)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert str(SIGN_IN_FAILED) in page
    assert f'value="{nip}"' in page
    assert password not in page
    assert "agency_id" not in client.session


@pytest.mark.parametrize("nip", [NIP, "199001012015051009"])
def test_a_miss_costs_one_hash_like_a_hit(
    client: Client, person: Employee, nip: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed = []
    for name in ("encode", "verify"):
        real = getattr(PortalArgon2Hasher, name)

        def counted(self: Any, *args: Any, real: Any = real, **more: Any) -> Any:
            hashed.append(real.__name__)
            return real(self, *args, **more)

        monkeypatch.setattr(PortalArgon2Hasher, name, counted)
    sign_in(client, nip, "sandi-keliru")
    assert len(hashed) == 1


def test_a_retired_person_is_told_the_same(client: Client, person: Employee) -> None:
    with tenant(person.agency_id):
        Employee.objects.filter(pk=person.pk).update(is_active=False)
    answer = sign_in(client)
    assert answer.status_code == 422
    assert str(SIGN_IN_FAILED) in answer.content.decode()


def test_guessing_one_nip_is_stopped_even_for_the_right_password(
    client: Client, person: Employee
) -> None:
    for _ in range(5):
        sign_in(client, password="sandi-keliru")
    answer = sign_in(client)
    assert answer.status_code == 422
    assert str(SIGN_IN_TOO_OFTEN) in answer.content.decode()


def test_empty_fields_are_named(client: Client, db: None) -> None:
    answer = sign_in(client, "", "")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('aria-invalid="true"') == 2


@pytest.mark.parametrize(
    ("wish", "goes_to"),
    [
        ("/kehadiran/?bulan=2026-11", "/kehadiran/?bulan=2026-11"),
        ("https://penipu.example/hari-ini/", "/hari-ini/"),
        ("//penipu.example/", "/hari-ini/"),
        ("javascript:alert(1)", "/hari-ini/"),
    ],
)
def test_only_own_addresses_are_gone_back_to(
    client: Client, person: Employee, wish: str, goes_to: str
) -> None:
    assert sign_in(client, next=wish)["Location"] == goes_to


def test_a_stranger_is_asked_to_sign_in_and_comes_back(client: Client, db: None) -> None:
    answer = client.get("/kehadiran/?bulan=2026-11")
    assert answer["Location"] == "/masuk/?next=/kehadiran/%3Fbulan%3D2026-11"
    assert "berakhir" not in client.get(answer["Location"]).content.decode()


def test_an_ended_session_says_what_happened(client: Client, person: Employee) -> None:
    sign_in(client)
    client.session.flush()
    page = client.get("/hari-ini/", follow=True).content.decode()
    assert "Sesi Anda sudah berakhir" in page


def test_a_program_without_a_session_gets_401(client: Client, db: None) -> None:
    answer = client.get("/hari-ini/", headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert list(answer.json()["errors"]) == ["session"]


def test_signing_out_asks_and_then_ends_the_session(client: Client, person: Employee) -> None:
    sign_in(client)
    assert "Keluar dari Hadir?" in client.get("/keluar/").content.decode()
    assert client.get("/hari-ini/").status_code == 200
    answer = client.post("/keluar/")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/hari-ini/").status_code == 302


def test_a_person_who_left_is_out_at_the_next_request(client: Client, person: Employee) -> None:
    sign_in(client)
    with tenant(person.agency_id):
        Employee.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/hari-ini/").status_code == 302


def test_two_people_in_one_browser_do_not_mix(client: Client, person: Employee) -> None:
    other = factories.employee(
        factories.unit(factories.agency()), nip="199001012015051009", password=PASSWORD
    )
    sign_in(client)
    sign_in(client, other.nip)
    client.post("/keluar/")
    sign_in(client, other.nip)
    assert client.session["agency_id"] == other.agency_id


def test_the_hash_is_argon2_with_our_figures(person: Employee) -> None:
    assert person.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_signing_in_leaves_its_mark(client: Client, person: Employee) -> None:
    sign_in(client)
    with tenant(person.agency_id):
        assert Employee.objects.get(pk=person.pk).last_login.date() >= date(2026, 1, 1)
