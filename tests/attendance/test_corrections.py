"""Asking for a correction: what each kind needs, what is refused and why, what the page keeps."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.tenancy import tenant
from attendance.actions.corrections import withdraw_correction
from attendance.actions.refused import Ground, RequestRefused
from attendance.models import Absence, Correction, EvidenceFile
from tests import factories
from tests.attendance.as_person import as_, wednesday
from tests.attendance.offices import NOW, TODAY
from tests.attendance.requests_world import (
    PDF,
    YESTERDAY,
    asked_in,
    late_yesterday,
    requests_office,
    wib,
)

pytestmark = pytest.mark.django_db
__all__ = ["as_", "wednesday"]
ASK = f"/koreksi/{YESTERDAY}/"
SAID = {"jenis": "in", "moment": "07.24", "mode": "WFO", "reason": "Mesin di lobi mati."}


def text_of(answer) -> str:
    return answer.content.decode().replace("&#x27;", "'").replace("\u00a0", " ")


def test_asking_is_one_request_with_its_deadline_in_working_days(as_):
    of = requests_office()
    late_yesterday(of.staff[0])
    answer = as_(of.staff[0]).post(ASK, SAID, follow=True)
    assert answer.status_code == 200
    with tenant(of.agency.pk):
        asked = Correction.objects.get()
    assert (asked.kind, asked.state, asked.date) == ("in", "asked", YESTERDAY)
    assert asked.claimed_at == wib("07.24")
    # Asked on Wednesday; Thursday, Friday, Monday.
    assert asked.due_on == TODAY + timedelta(days=5)
    page = text_of(answer)
    assert "Paling lambat diputus Senin, 23 November 2026" in page
    assert "Mesin di lobi mati." in page
    assert "Menunggu atasan" in page


def test_the_kind_is_chosen_first_and_asks_only_for_what_it_needs(as_):
    of = requests_office()
    late_yesterday(of.staff[0])
    client = as_(of.staff[0])
    page = text_of(client.get(ASK))
    assert "Presensi masuk tidak tercatat" in page
    assert "Salah memilih tempat kerja" in page
    assert "Presensi terlambat terkirim" not in page, "no queued tap waits on this day"
    assert 'name="reason"' not in page
    page = text_of(client.get(ASK, {"jenis": "out"}))
    assert "Jam pulang yang sebenarnya" in page
    assert 'name="event"' not in page


def test_what_is_missing_is_named_and_what_was_typed_stays(as_):
    of = requests_office()
    late_yesterday(of.staff[0])
    said = {**SAID, "moment": "", "mode": ""}
    answer = as_(of.staff[0]).post(ASK, said)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Jam yang sebenarnya belum diisi." in page
    assert "Tempat kerja yang sebenarnya belum dipilih." in page
    assert "Mesin di lobi mati." in page


@pytest.mark.parametrize("moment", ["7.61", "25:00", "pagi", "0724"])
def test_an_unreadable_time_is_a_sentence(as_, moment):
    of = requests_office()
    late_yesterday(of.staff[0])
    answer = as_(of.staff[0]).post(ASK, {**SAID, "moment": moment})
    assert answer.status_code == 422
    assert "Jam tidak terbaca." in text_of(answer)


def test_the_rules_refusal_stands_on_the_page(as_):
    of = requests_office()
    late_yesterday(of.staff[0])
    answer = as_(of.staff[0]).post(ASK, {**SAID, "moment": "08.30"})
    assert answer.status_code == 422
    assert "Presensi masuk sudah tercatat pukul 08.10 WIB" in text_of(answer)
    with tenant(of.agency.pk):
        assert not Correction.objects.exists()


def test_the_same_correction_twice_is_refused_by_the_constraints_sentence(as_):
    of = requests_office()
    late_yesterday(of.staff[0])
    client = as_(of.staff[0])
    client.post(ASK, SAID)
    answer = client.post(ASK, {**SAID, "moment": "07.10"})
    assert answer.status_code == 409
    assert "masih menunggu keputusan atasan" in text_of(answer)
    assert "Mesin di lobi mati." in text_of(answer)


def test_a_queued_tap_can_be_claimed(as_):
    of = requests_office()
    person = of.staff[0]
    event = factories.check_in(person, wib("07.55"), tapped_at=wib("07.24"))
    client = as_(person)
    assert "ditekan pukul 07.24 WIB" in text_of(client.get(ASK, {"jenis": "tap"}))
    said = {"jenis": "tap", "event": str(event.id), "reason": "Sinyal hilang."}
    assert client.post(ASK, said).status_code == 302
    with tenant(of.agency.pk):
        asked = Correction.objects.get()
    assert (asked.check_in_id, asked.check_in_date) == (event.id, event.local_date)
    assert (asked.claimed_at, asked.event_kind) == (wib("07.24"), "in")


def test_an_event_of_somebody_else_cannot_be_named(as_):
    of = requests_office()
    late_yesterday(of.staff[0])
    other = factories.check_in(of.staff[1], wib("07.55"))
    said = {"jenis": "mode", "event": str(other.id), "mode": "WFH", "reason": "Salah pilih."}
    answer = as_(of.staff[0]).post(ASK, said)
    assert answer.status_code == 422
    assert "Presensi yang dimaksud belum dipilih." in text_of(answer)


@pytest.mark.parametrize(("back", "open_"), [(14, True), (15, False)])
def test_a_day_can_be_corrected_until_the_term_ends(back, open_):
    of = requests_office()
    day = TODAY - timedelta(days=back)
    if open_:
        assert asked_in(of.staff[0], day=day).state == "asked"
        return
    with pytest.raises(RequestRefused, match="paling lambat diajukan Selasa, 17 November 2026"):
        asked_in(of.staff[0], day=day)


def test_a_future_day_and_a_day_off_have_nothing_to_correct(as_):
    of = requests_office()
    client = as_(of.staff[0])
    assert "belum terjadi" in text_of(client.get(f"/koreksi/{TODAY + timedelta(days=1)}/"))
    assert "bukan hari kerja" in text_of(client.get("/koreksi/2026-11-15/"))
    with tenant(of.agency.pk):
        Absence.objects.create(
            agency=of.agency,
            employee=of.staff[0],
            kind="sick",
            first_day=YESTERDAY,
            last_day=YESTERDAY,
        )
    assert "berhalangan sah" in text_of(client.get(ASK))


def test_a_correction_is_taken_back_once_and_may_be_asked_again():
    of = requests_office()
    asked = asked_in(of.staff[0])
    with tenant(of.agency.pk):
        withdraw_correction(pk=asked.pk, by=of.staff[0], at=NOW)
        with pytest.raises(RequestRefused) as second:
            withdraw_correction(pk=asked.pk, by=of.staff[0], at=NOW)
    assert second.value.ground is Ground.STATE
    assert asked_in(of.staff[0]).pk != asked.pk


def test_nobody_takes_back_the_request_of_another(as_):
    of = requests_office()
    asked = asked_in(of.staff[0])
    assert as_(of.staff[1]).post(f"/koreksi/{asked.pk}/tarik/").status_code == 404
    with tenant(of.agency.pk):
        asked.refresh_from_db()
    assert asked.state == "asked"


def test_without_corrections_the_list_says_what_to_do(as_):
    page = text_of(as_(requests_office().staff[0]).get("/koreksi/"))
    assert "Belum ada koreksi" in page
    assert "Buka kehadiran saya" in page


# --- evidence ---------------------------------------------------------------------


def sent(name: str, content: bytes, content_type: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type)


def test_a_file_is_kept_under_its_name_with_the_type_of_its_bytes(as_):
    of = requests_office()
    late_yesterday(of.staff[0])
    client = as_(of.staff[0])
    client.post(ASK, {**SAID, "evidence": sent("../../foto lobi.exe", b"\xff\xd8\xff\xe0 foto")})
    with tenant(of.agency.pk):
        kept = EvidenceFile.objects.get()
        assert Correction.objects.get().evidence_id == kept.pk
    assert (kept.name, kept.content_type) == ("foto lobi.exe.jpg", "image/jpeg")
    assert bytes(kept.content) == b"\xff\xd8\xff\xe0 foto"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Berkas bukti kosong."),
        (b"MZ\x90 program", "Isi berkas bukan PDF, JPEG, atau PNG"),
        (b"<html>%PDF-", "Isi berkas bukan PDF, JPEG, atau PNG"),
        (PDF + b"0" * (2 * 1024 * 1024), "Berkas bukti lebih dari 2 MB."),
    ],
)
def test_a_file_that_proves_nothing_is_refused(as_, content, sentence):
    of = requests_office()
    late_yesterday(of.staff[0])
    answer = as_(of.staff[0]).post(ASK, {**SAID, "evidence": sent("surat.pdf", content)})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    with tenant(of.agency.pk):
        assert not Correction.objects.exists()
        assert not EvidenceFile.objects.exists()


def with_file(of, as_):
    late_yesterday(of.staff[0])
    as_(of.staff[0]).post(ASK, {**SAID, "evidence": sent("surat.pdf", PDF)})
    with tenant(of.agency.pk):
        return EvidenceFile.objects.get()


def test_the_owner_and_the_superior_download_the_file_and_nobody_else(as_, caplog):
    of = requests_office()
    kept = with_file(of, as_)
    address = f"/izin/berkas/{kept.pk}/"
    for person in (of.staff[0], of.head, of.ppk):
        answer = as_(person).get(address)
        assert answer.content == PDF
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"] == 'attachment; filename="surat.pdf"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]
        assert "sandbox" in answer["Content-Security-Policy"]
    assert as_(of.staff[1]).get(address).status_code == 404
    assert as_(requests_office().ppk).get(address).status_code == 404


def test_reading_anothers_file_is_logged_and_ones_own_is_not(as_, caplog):
    of = requests_office()
    kept = with_file(of, as_)
    caplog.clear()
    as_(of.staff[0]).get(f"/izin/berkas/{kept.pk}/")
    assert "evidence.read" not in caplog.text
    as_(of.head).get(f"/izin/berkas/{kept.pk}/")
    assert "evidence.read" in caplog.text
    assert "surat.pdf" not in caplog.text
