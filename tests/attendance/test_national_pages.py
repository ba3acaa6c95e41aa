"""Who oversees the country starts a run of all agencies, watches it, repeats what failed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Employee
from attendance.actions import national_runs
from attendance.models import NationalRun, NationalRunPart
from tests import factories
from tests.attendance.conftest import sign_in
from tests.attendance.month_of_work import NOVEMBER, SATURDAY

pytestmark = pytest.mark.django_db
ASK = "/kepatuhan/lintas-instansi/hitung/"


def overseer_in(kind: str) -> Employee:
    person = factories.employee(factories.unit(factories.agency(kind=kind)))
    factories.grant(person, "overseer")
    return person


@pytest.fixture
def national(client: Client, freeze: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Client:
    """A browser of an overseer in a ministry on that Saturday; workers are not there."""
    freeze(SATURDAY)
    monkeypatch.setattr(national_runs, "ring", lambda *_, **__: True)
    monkeypatch.setattr(national_runs, "ring_all", lambda *_, **__: True)
    sign_in(client, overseer_in("kementerian"))
    return client


def some_run(**states: int) -> NationalRun:
    """A run with so many agencies in each state."""
    run = NationalRun.objects.create(
        month=NOVEMBER, rule_version="2026.2", asked_at=SATURDAY, state="running"
    )
    for state, number in states.items():
        for count in range(number):
            agency = factories.agency(name=f"Kabupaten {state} {count:02d}")
            NationalRunPart.objects.create(
                run=run,
                agency=agency,
                state=state,
                version=1 if state == "done" else None,
                message="Basis data terkunci." if state == "failed" else "",
                step="Menutup Senin, 2 November 2026" if state == "running" else "",
            )
    return run


def test_a_click_starts_a_run_and_a_second_one_finds_it(national) -> None:
    first = national.post(ASK, {"bulan": "2026-11"})
    run = NationalRun.objects.get()
    assert first.url == f"/kepatuhan/lintas-instansi/pekerjaan/{run.pk}/"
    assert national.post(ASK, {"bulan": "2026-11"}).url == first.url
    assert NationalRun.objects.count() == 1
    page = national.get(first.url).content.decode()
    assert "Laporan November 2026 semua instansi" in page
    assert "Bulan ini sudah sedang dihitung." in page
    assert "Menunggu pekerja latar belakang membagi pekerjaan" in page


@pytest.mark.parametrize(
    ("month", "sentence"),
    [("2026-12", "Belum ada hari yang selesai pada Desember 2026"), ("x", "bukan bulan yang")],
)
def test_a_month_that_cannot_be_counted_is_refused_in_a_sentence(national, month, sentence) -> None:
    answer = national.post(ASK, {"bulan": month}, follow=True)
    assert sentence in answer.content.decode()
    assert not NationalRun.objects.exists()


def test_the_page_counts_by_state_and_lists_the_failed_first(
    national, django_assert_max_num_queries
) -> None:
    run = some_run(done=52, failed=2, running=1, queued=3)
    address = f"/kepatuhan/lintas-instansi/pekerjaan/{run.pk}/"
    national.get(address)
    with django_assert_max_num_queries(14):
        page = national.get(address).content.decode()
    names = [one.split("<")[0] for one in page.split("<li><strong>")[1:]]
    assert names[:3] == ["Kabupaten failed 00", "Kabupaten failed 01", "Kabupaten running 00"]
    assert len(names) == 50
    assert "54 dari 58 instansi" in page
    assert "Basis data terkunci." in page
    # A reload, and what asks for the head every few seconds, show the same.
    head = national.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "54 dari 58 instansi" in head
    assert "Kabupaten" not in head
    only = national.get(address, {"keadaan": "failed"}).content.decode()
    assert only.count("<li><strong>") == 2
    assert "Ulangi" not in page


def test_what_failed_is_repeated_by_a_click_once_the_run_has_ended(national) -> None:
    run = some_run(done=1, failed=1)
    address = f"/kepatuhan/lintas-instansi/pekerjaan/{run.pk}/"
    national_runs.close_run(run_id=run.pk, at=SATURDAY)
    head = national.get(address, headers={"HX-Request": "true"})
    assert head.headers["HX-Refresh"] == "true"
    assert "Ulangi 1 instansi yang gagal" in national.get(address).content.decode()
    answer = national.post(f"{address}ulang/", follow=True).content.decode()
    assert "1 instansi yang gagal dihitung ulang." in answer
    run.refresh_from_db()
    assert run.state == "running"
    again = national.post(f"{address}ulang/", follow=True).content.decode()
    assert "Tidak ada yang diulang" in again


def test_a_run_is_stopped_from_its_page_and_says_so(national) -> None:
    run = some_run(done=2, failed=1, running=1, queued=3)
    address = f"/kepatuhan/lintas-instansi/pekerjaan/{run.pk}/"
    assert f'action="{address}batal/"' in national.get(address).content.decode()
    page = national.post(f"{address}batal/", follow=True).content.decode()
    assert "Instansi yang sedang dihitung berhenti pada langkah berikutnya." in page
    assert "Dibatalkan: 2 instansi sudah selesai, 5 tidak." in page
    assert "7 dari 7 instansi" in page
    assert f"{address}batal/" not in page
    # What failed before is part of what is asked for anew, not of this run.
    assert f"{address}ulang/" not in page
    again = national.post(f"{address}batal/", follow=True).content.decode()
    assert "sudah berakhir sebelum sempat dibatalkan" in again


@pytest.mark.parametrize("kind", ["provinsi", "lpnk"])
def test_only_who_oversees_the_whole_country_may(client, freeze, kind) -> None:
    freeze(SATURDAY)
    run = some_run(done=1)
    sign_in(client, overseer_in(kind))
    answer = client.get(f"/kepatuhan/lintas-instansi/pekerjaan/{run.pk}/")
    assert answer.status_code == (200 if kind == "lpnk" else 403)
    assert client.get("/kepatuhan/lintas-instansi/pekerjaan/0/").status_code == (
        404 if kind == "lpnk" else 403
    )
