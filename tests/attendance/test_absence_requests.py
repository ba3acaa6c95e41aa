"""Leave, travel, sickness, study: asking, the balance by one's own calendar, what is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.absence_requests import withdraw_absence
from attendance.actions.refused import RequestRefused
from attendance.models import Absence, AbsenceRequest, DayClose, LeaveOpening, ScheduleKind
from attendance.queries.leave import leave_account
from services.models import Holiday
from tests import factories
from tests.attendance.as_person import as_, wednesday
from tests.attendance.offices import NOW, TODAY
from tests.attendance.requests_world import asked_leave, requests_office

pytestmark = pytest.mark.django_db
__all__ = ["as_", "wednesday"]
MONDAY = date(2026, 11, 23)
ONE_DAY = timedelta(days=1)
ASK = "/izin/baru/"
SAID = {
    "jenis": "leave",
    "leave_type": "tahunan",
    "first_day": "2026-11-23",
    "last_day": "2026-11-25",
    "reason": "Menjenguk orang tua.",
}


def text_of(answer) -> str:
    return answer.content.decode().replace("\u00a0", " ")


def balance(person: Employee, year: int = 2026, on: date = TODAY):
    with tenant(person.agency_id):
        person = Employee.objects.select_related("agency", "unit").get(pk=person.pk)
        return leave_account(person, NOW, date(year, 12, 31)).balance(year, on)


def opening(person: Employee, year: int, taken: int) -> None:
    with tenant(person.agency_id):
        LeaveOpening.objects.create(
            agency_id=person.agency_id, employee=person, year=year, taken_days=taken, source="SK"
        )


def took(person: Employee, first: date, last: date | None = None, **fields) -> None:
    fields = {"kind": "leave", "leave_type": "tahunan", **fields}
    with tenant(person.agency_id):
        Absence.objects.create(
            agency_id=person.agency_id,
            employee=person,
            first_day=first,
            last_day=last or first,
            **fields,
        )


# --- the form -------------------------------------------------------------------------


def test_asking_for_leave_is_one_request_and_shows_in_the_list(as_):
    of = requests_office()
    answer = as_(of.staff[0]).post(ASK, SAID, follow=True)
    page = text_of(answer)
    assert "Paling lambat diputus Senin, 23 November 2026" in page
    assert "Senin, 23 November 2026 sampai Rabu, 25 November 2026" in page
    with tenant(of.agency.pk):
        asked = AbsenceRequest.objects.get()
    assert (asked.kind, asked.leave_type, asked.state) == ("leave", "tahunan", "asked")


def test_the_kind_is_chosen_first_and_each_asks_for_its_own(as_):
    client = as_(requests_office().staff[0])
    page = text_of(client.get(ASK))
    assert "Untuk apa?" in page
    assert 'name="first_day"' not in page
    travel = text_of(client.get(ASK, {"jenis": "travel"}))
    assert "Nomor surat tugas" in travel
    assert 'name="leave_type"' not in travel
    assert "Surat keterangan dokter dianjurkan" in text_of(client.get(ASK, {"jenis": "sick"}))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"leave_type": ""}, "Jenis cuti belum dipilih."),
        ({"first_day": ""}, "Hari pertama belum diisi."),
        ({"last_day": "31-02-2026"}, "Tanggal tidak terbaca."),
        ({"last_day": "2026-11-20"}, "Hari terakhir mendahului hari pertama."),
        ({"last_day": "2126-11-20"}, "Masa itu lebih dari 6 tahun."),
        ({"reason": " "}, "Alasan belum diisi."),
        ({"jenis": "travel"}, "Tujuan dinas luar belum diisi."),
        ({"jenis": "study", "leave_type": ""}, "Nomor surat belum diisi."),
        ({"first_day": "2026-11-28", "last_day": "2026-11-29"}, "seluruhnya hari libur"),
        ({"first_day": "2026-11-03", "last_day": "2026-11-03"}, "paling lambat diajukan"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_what_was_typed_stays(as_, said, sentence):
    of = requests_office()
    answer = as_(of.staff[0]).post(ASK, {**SAID, **said})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    if said != {"reason": " "}:
        assert "Menjenguk orang tua." in text_of(answer)
    with tenant(of.agency.pk):
        assert not AbsenceRequest.objects.exists()


def test_an_unknown_kind_asks_to_choose(as_):
    answer = as_(requests_office().staff[0]).post(ASK, {**SAID, "jenis": "bolos"})
    assert answer.status_code == 422
    assert "Untuk apa?" in text_of(answer)


# --- the balance ----------------------------------------------------------------------


def test_a_fresh_person_has_twelve_days():
    found = balance(requests_office().staff[0])
    assert (found.right, found.brought, found.left) == (12, 0, 12)


def test_only_working_days_of_annual_leave_count():
    of = requests_office()
    person = of.staff[0]
    Holiday.objects.create(date=date(2026, 11, 10), kind="holiday", name="Hari Uji")
    Holiday.objects.create(date=date(2026, 11, 11), kind="collective_leave", name="Cuti bersama")
    took(person, date(2026, 11, 5), date(2026, 11, 12))
    took(person, date(2026, 10, 1), date(2026, 10, 2), kind="sick", leave_type="")
    took(person, date(2026, 9, 1), date(2026, 9, 30), leave_type="besar")
    # Thursday, Friday, Monday, Thursday; not the weekend, the holiday and the collective leave.
    assert balance(person).taken == 4


def test_the_persons_own_calendar_counts():
    of = requests_office()
    with tenant(of.agency.pk):
        factories.schedule(of.agency, employee=of.staff[0], workdays="123456").save()
    for person, days in ((of.staff[0], 6), (of.staff[1], 5)):
        took(person, date(2026, 11, 9), date(2026, 11, 15))
        assert balance(person).taken == days


def test_days_of_open_requests_are_kept_free_and_come_back():
    of = requests_office()
    asked = asked_leave(of.staff[0], MONDAY, MONDAY + 4 * ONE_DAY)
    found = balance(of.staff[0])
    assert (found.taken, found.asked, found.left) == (0, 5, 7)
    with tenant(of.agency.pk):
        withdraw_absence(pk=asked.pk, by=of.staff[0], at=NOW)
    assert balance(of.staff[0]).left == 12


def test_what_the_personnel_office_recorded_of_earlier_years_is_brought_along():
    of = requests_office()
    opening(of.staff[0], 2025, 8)
    assert balance(of.staff[0]).brought == 4
    opening(of.staff[1], 2024, 0)
    opening(of.staff[1], 2025, 0)
    assert balance(of.staff[1]).brought == 12


def test_an_opening_of_this_year_adds_to_what_the_portal_knows():
    of = requests_office()
    opening(of.staff[0], 2026, 3)
    took(of.staff[0], date(2026, 11, 5))
    assert balance(of.staff[0]).taken == 4


def test_working_on_collective_leave_gains_a_day_only_where_the_post_must():
    of = requests_office()
    shared = date(2026, 11, 11)
    Holiday.objects.create(date=shared, kind="collective_leave", name="Cuti bersama")
    at = datetime(2026, 11, 11, 0, 20, tzinfo=UTC)
    factories.check_in(of.staff[0], at)
    assert balance(of.staff[0]).gained == 0, "pressing the button on a holiday earns nothing"
    with tenant(of.agency.pk):
        factories.schedule(
            of.agency, employee=of.staff[0], kind=ScheduleKind.SHIFT, workdays="1234567"
        ).save()
    assert balance(of.staff[0]).gained == 1
    of.unit.direct_service = True
    with tenant(of.agency.pk):
        of.unit.save()
    factories.check_in(of.staff[1], at)
    assert balance(of.staff[1]).gained == 1
    assert balance(of.staff[2]).gained == 0, "whoever stayed at home had the day off"


def test_too_few_days_are_refused_with_the_arithmetic():
    of = requests_office()
    took(of.staff[0], date(2026, 11, 2), date(2026, 11, 13))
    with pytest.raises(RequestRefused) as refused:
        asked_leave(of.staff[0], MONDAY, MONDAY + 2 * ONE_DAY)
    assert "perlu 3 hari kerja, tersisa 2" in refused.value.sentence
    assert "hak 12 + bawaan 0 + pengganti cuti bersama 0 − terpakai 10" in refused.value.sentence
    assert asked_leave(of.staff[0], MONDAY, MONDAY + ONE_DAY).state == "asked"
    assert asked_leave(of.staff[0], MONDAY + 2 * ONE_DAY, leave_type="alasan_penting").pk


def test_days_in_january_come_from_the_next_year():
    of = requests_office()
    took(of.staff[0], date(2026, 11, 2), date(2026, 11, 13))
    with tenant(of.agency.pk):
        DayClose.objects.create(
            agency=of.agency, date=date(2026, 1, 5), judged=0, rule_version="x", closed_at=NOW
        )
    # Wednesday and Thursday of 2026; Friday 1 January and Monday to Wednesday of 2027.
    assert asked_leave(of.staff[0], date(2026, 12, 30), date(2027, 1, 6)).state == "asked"
    assert balance(of.staff[0]).left == 0
    assert balance(of.staff[0], 2027, date(2027, 1, 1)).brought == 0


def test_a_new_employee_is_told_when_the_right_begins():
    of = requests_office()
    with tenant(of.agency.pk):
        Employee.objects.filter(pk=of.staff[0].pk).update(appointed_on=date(2026, 3, 1))
    of.staff[0].appointed_on = date(2026, 3, 1)
    with pytest.raises(RequestRefused, match="yaitu mulai Senin, 1 Maret 2027"):
        asked_leave(of.staff[0], MONDAY)


def test_overlapping_days_are_refused_by_sentence():
    of = requests_office()
    asked_leave(of.staff[0], MONDAY, MONDAY + ONE_DAY)
    with pytest.raises(RequestRefused, match="masih menunggu keputusan atasan"):
        asked_leave(of.staff[0], MONDAY + ONE_DAY, kind="sick", leave_type="")
    took(of.staff[1], MONDAY, kind="travel", leave_type="")
    with pytest.raises(RequestRefused, match="sudah tercatat dinas luar pada Senin, 23 November"):
        asked_leave(of.staff[1], MONDAY)


def test_the_page_shows_the_balance_with_its_lines(as_):
    of = requests_office()
    opening(of.staff[0], 2025, 8)
    took(of.staff[0], date(2026, 11, 5))
    page = text_of(as_(of.staff[0]).get("/izin/"))
    assert "Sisa cuti tahunan 2026" in page
    assert "Bawaan tahun sebelumnya" in page
    assert "<dd>+4</dd>" in page
    assert "<dd>−1</dd>" in page
    assert '<dd class="total">15</dd>' in page


def test_what_personnel_recorded_is_listed_beside_ones_requests(as_):
    of = requests_office()
    took(of.staff[0], date(2026, 11, 5), letter="800/17")
    page = text_of(as_(of.staff[0]).get("/izin/"))
    assert "Tercatat oleh kepegawaian" in page
    assert "800/17" in page
    assert "Belum ada permohonan" in page


@pytest.mark.parametrize("absences", [1, 12])
def test_a_balance_costs_the_same_for_any_history(absences, django_assert_num_queries):
    of = requests_office()
    for number in range(absences):
        took(of.staff[0], date(2026, 3, 2) + number * 7 * ONE_DAY)
    with tenant(of.agency.pk):
        person = Employee.objects.select_related("agency", "unit").get(pk=of.staff[0].pk)
        with django_assert_num_queries(14):
            assert leave_account(person, NOW).balance(2026, TODAY).taken == absences
