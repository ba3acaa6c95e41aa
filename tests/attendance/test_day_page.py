"""The page of a day says why it is what it is, so that a citizen could follow it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.days import close_day
from attendance.actions.reopenings import rejudge_reopened, reopen_days
from attendance.models import (
    Absence,
    AbsenceRequest,
    Correction,
    DayAmendment,
    MonthFreeze,
    Outage,
    Regulation,
    ReopenCause,
)
from tests import factories
from tests.attendance.conftest import MONDAY, Freeze, sign_in, wib, worker
from tests.attendance.month_of_work import NOVEMBER
from tests.attendance.test_history import text

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + timedelta(days=1)
MORNING = wib("01:00", TUESDAY)
NOW = wib("09:00", TUESDAY)
ADDRESS = f"/kehadiran/{MONDAY}/"


@pytest.fixture
def head(person: Employee) -> Employee:
    return factories.employee(person.unit, name="Hesti Kepala")


def shown(client: Client, person: Employee, freeze: Freeze, now: datetime = NOW) -> str:
    freeze(now)
    sign_in(client, person)
    return text(client, ADDRESS)


def correction(person: Employee, by: Employee, **fields: Any) -> Correction:
    with tenant(person.agency_id):
        return Correction.objects.create(
            agency_id=person.agency_id,
            employee=person,
            date=MONDAY,
            **{
                "kind": "in",
                "event_kind": "in",
                "claimed_at": wib("07:24"),
                "reason": "Telepon saya mati",
                "state": "accepted",
                "asked_at": wib("07:00", TUESDAY),
                "due_on": TUESDAY,
                "settled_by": by,
                "settled_at": wib("08:00", TUESDAY),
                "settlement": "Saya melihatnya datang",
                **fields,
            },
        )


def test_the_arithmetic_of_lateness_is_written_out(client: Client, freeze: Freeze) -> None:
    person = worker(hours={"grace_minutes": 15})
    factories.check_in(person, wib("07:46"))
    factories.check_in(person, wib("15:59:30"), "out")
    page = shown(client, person, freeze)
    assert "Masuk 07.46 − mulai 07.30 = 16 menit; toleransi 15 menit; terlambat 1 menit." in page
    assert (
        "Jam pulang 16.00 − pulang 15.59.30 = 1 menit kurang, dibulatkan ke atas: pulang lebih "
        "awal 1 menit." in page
    )


def test_grace_that_is_used_up_counts_from_the_start(client: Client, freeze: Freeze) -> None:
    person = worker(hours={"grace_minutes": 15, "grace_counts_from_start": True})
    factories.check_in(person, wib("07:46"))
    page = shown(client, person, freeze)
    assert (
        "= 16 menit; toleransi 15 menit; toleransi terlampaui, jadi dihitung dari awal; "
        "terlambat 16 menit." in page
    )


def test_the_flex_band_moves_the_end_in_plain_sight(client: Client, freeze: Freeze) -> None:
    person = worker(hours={"flex_minutes": 90})
    factories.check_in(person, wib("08:40"))
    factories.check_in(person, wib("17:10"), "out")
    page = shown(client, person, freeze)
    assert "Masuk 08.40 − mulai 07.30 = 70 menit; waktu fleksibel 90 menit; tidak terlambat" in page
    assert "Jam pulang 16.00 + 70 menit fleksibel yang dipakai = 17.10." in page
    assert "Pulang 17.10, tidak sebelum jam pulang 17.10." in page


def test_the_hours_name_whose_they_are_and_their_law(client: Client, freeze: Freeze) -> None:
    person = worker()
    Regulation.objects.update_or_create(
        code="perpres-21-2023",
        defaults={
            "number": "Perpres 21 Tahun 2023",
            "title": "Hari Kerja dan Jam Kerja Instansi Pemerintah",
        },
    )
    factories.check_in(person, wib("07:24"))
    page = shown(client, person, freeze)
    assert (
        f"Jam kerja menurut jadwal {person.agency.name}, berlaku sejak 12 April 2023. Dasar: "
        "Perpres 21/2023 (Hari Kerja dan Jam Kerja Instansi Pemerintah" in page
    )


def test_each_event_says_whether_it_counts_and_how_sure_it_is(
    client: Client, person: Employee, freeze: Freeze
) -> None:
    factories.check_in(person, wib("07:24"), source="machine", evidence="machine")
    factories.check_in(person, wib("07:40"))
    factories.check_in(person, wib("15:00"), "out", evidence="located")
    factories.check_in(person, wib("16:05"), "out", evidence="code")
    page = shown(client, person, freeze)
    told = [
        "Dipakai: dihitung pada waktu yang tercatat di sumbernya, 07.24.00 WIB.",
        "Dicatat mesin di kantor",
        "Tidak dipakai: ada presensi masuk yang lebih dulu.",
        "Lewat peramban, menurut pernyataan pegawai",
        "Tidak dipakai: ada presensi pulang yang lebih akhir.",
        "Lewat peramban, dengan lokasi perangkat",
        "Dipakai: dihitung saat diterima, 16.05.00 WIB.",
        "Lewat peramban, dengan kode layar kantor",
    ]
    places = [page.index(words) for words in told]
    assert places == sorted(places)
    assert "Presensi masuk pukul 07.24.00 WIB dari kantor (WFO), dicatat mesin di kantor." in page


def test_a_correction_is_told_with_who_decided_and_why(
    client: Client, person: Employee, head: Employee, freeze: Freeze
) -> None:
    factories.check_in(person, wib("07:37"), tapped_at=wib("07:24"))
    close_day(agency=person.agency, day=MONDAY, now=MORNING)
    correction(person, head)
    factories.check_in(
        person,
        wib("08:00", TUESDAY),
        tapped_at=wib("07:24"),
        local_date=MONDAY,
        source="correction",
        evidence="settled",
    )
    with tenant(person.agency_id):
        reopen_days(
            agency_id=person.agency_id,
            days=[(person.pk, MONDAY)],
            cause=ReopenCause.CORRECTION,
            by=head,
            at=wib("08:00", TUESDAY),
        )
    assert "sedang" not in shown(client, person, freeze)
    assert "Sebentar lagi hari ini dinilai lagi" in shown(client, person, freeze)
    rejudge_reopened(agency=person.agency, now=wib("08:01", TUESDAY))
    page = shown(client, person, freeze)
    assert "Sebentar lagi" not in page
    assert "Dipakai: dihitung 07.24.00 WIB, seperti diputus atasan." in page
    assert "Tidak dipakai: untuk ketukan ini sudah ada waktu dan tempat yang ditetapkan." in page
    claim = "presensi masuk tidak tercatat, pukul 07.24 WIB"
    told = [
        "Hari ditutup dan dinilai untuk semua pegawai instansi.",
        f"{person.name} meminta koreksi: {claim}. Alasan: “Telepon saya mati”",
        f"Hesti Kepala menerima koreksi {claim}. Alasan: “Saya melihatnya datang”",
        "Koreksi diputus oleh Hesti Kepala: hari ini dinilai lagi, hasilnya berubah.",
    ]
    places = [page.index(words) for words in told]
    assert places == sorted(places)


def test_a_decision_under_a_delegation_names_the_principal(
    client: Client, person: Employee, head: Employee, freeze: Freeze
) -> None:
    deputy = factories.employee(person.unit, name="Dedi Pengganti")
    letter = factories.delegation(head, deputy, "supervisor")
    factories.check_in(person, wib("07:37"))
    correction(person, deputy, state="refused", settled_under=letter, settlement="Tidak terbukti")
    page = shown(client, person, freeze)
    assert "Dedi Pengganti (atas nama Hesti Kepala) menolak koreksi" in page


def test_an_accepted_place_stands(
    client: Client, person: Employee, head: Employee, freeze: Freeze
) -> None:
    factories.roster_entry(person, MONDAY, mode="WFH")
    factories.check_in(person, wib("07:24"))
    assert "Tidak sesuai jadwal, atasan memeriksanya." in shown(client, person, freeze)
    correction(person, head, kind="place", event_kind="", claimed_at=None)
    page = shown(client, person, freeze)
    assert "Atasan menerima perbedaan ini." in page
    assert "Tidak sesuai jadwal" not in page


def test_an_absence_is_told_with_its_letter_and_who_accepted_it(
    client: Client, person: Employee, head: Employee, freeze: Freeze
) -> None:
    with tenant(person.agency_id):
        away = Absence.objects.create(
            agency_id=person.agency_id,
            employee=person,
            kind="leave",
            leave_type="sakit",
            first_day=MONDAY,
            last_day=TUESDAY,
            letter="851/12",
        )
        AbsenceRequest.objects.create(
            agency_id=person.agency_id,
            employee=person,
            kind="leave",
            leave_type="sakit",
            first_day=MONDAY,
            last_day=TUESDAY,
            reason="Demam tinggi",
            state="accepted",
            asked_at=wib("06:00"),
            due_on=TUESDAY,
            settled_by=head,
            settled_at=wib("07:00"),
            settlement="Lekas sembuh",
            absence=away,
        )
    factories.check_in(person, wib("07:24"))
    page = shown(client, person, freeze)
    assert (
        "Berhalangan sah: cuti sakit, Senin, 16 November 2026 sampai Selasa, 17 November 2026, "
        "surat 851/12." in page
    )
    assert "Hesti Kepala menerima permohonan cuti sakit" in page
    assert "Dicatat; hari ini berhalangan sah, jadi tidak dihitung." in page
    assert "Demam" not in page


def test_an_outage_is_told_with_its_cause(
    client: Client, person: Employee, head: Employee, freeze: Freeze
) -> None:
    with tenant(person.agency_id):
        Outage.objects.create(
            agency_id=person.agency_id,
            starts_at=wib("07:00"),
            ends_at=wib("07:50"),
            cause="Server tidak menjawab",
            settled_by=head,
            settled_at=wib("10:00"),
        )
    factories.check_in(person, wib("07:37"), tapped_at=wib("07:24"))
    page = shown(client, person, freeze)
    assert "Sistem terganggu pukul 07.00 WIB sampai 07.50 WIB: Server tidak menjawab." in page
    assert "ditekan 07.24.00 WIB saat sistem terganggu, diterima 07.37.00 WIB" in page
    assert "Hesti Kepala menyatakan gangguan pukul 07.00 WIB–07.50 WIB" in page


def test_a_day_of_a_signed_month_keeps_its_value_and_lists_amendments(
    client: Client, person: Employee, head: Employee, freeze: Freeze
) -> None:
    factories.check_in(person, wib("07:40"))
    close_day(agency=person.agency, day=MONDAY, now=MORNING)
    december = wib("09:00", date(2026, 12, 2))
    with tenant(person.agency_id):
        report = factories.report(person.agency, NOVEMBER, december)
        MonthFreeze.objects.create(
            agency=person.agency,
            month=NOVEMBER,
            report=report,
            content_hash="a" * 64,
            days=1,
            frozen_by=head,
            frozen_at=december,
        )
    page = shown(client, person, freeze, december)
    assert "Nilai yang disahkan untuk hari ini: hadir, terlambat 10 menit." in page
    assert "riwayat di bawah" not in page
    assert "Hesti Kepala mengesahkan bulan ini." in page
    with tenant(person.agency_id):
        DayAmendment.objects.create(
            agency=person.agency,
            employee=person,
            date=MONDAY,
            version=1,
            before={"late_minutes": 10, "flags": "late;no_out"},
            after={"late_minutes": 0, "flags": "no_out"},
            cause="correction",
            by=head,
            amended_at=december + timedelta(days=1),
        )
    page = shown(client, person, freeze, december + timedelta(days=2))
    assert "riwayat di bawah" in page
    assert (
        "Perubahan ke-1 sesudah bulan disahkan: Terlambat: 10 menit menjadi 0 menit; Tanda: "
        "terlambat, belum presensi pulang menjadi belum presensi pulang." in page
    )


def test_a_day_without_any_change_says_so(client: Client, person: Employee, freeze: Freeze) -> None:
    factories.check_in(person, wib("07:40"))
    assert "Belum ada yang diubah atau diminta untuk hari ini." in shown(client, person, freeze)
