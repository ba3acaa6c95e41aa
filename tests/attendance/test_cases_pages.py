"""The pages of discipline cases: an indication with its days, and the next step in reach."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from accounts.tenancy import tenant
from attendance.models import Correction, DisciplineCase
from tests import factories
from tests.attendance.as_person import as_, wednesday
from tests.attendance.disciplined import (
    NOW,
    absent_apart,
    examined,
    lawful,
    opened,
    rejudge,
    run,
    summoned,
)
from tests.attendance.offices import office

__all__ = ["as_", "wednesday"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def of(db):
    made = office(people=3)
    lawful(made.agency)
    return made


@pytest.fixture
def case(of):
    return opened(of.staff[0], 4)


def page_of(case, name="case", **args):
    return reverse(f"attendance:{name}", args=[case.pk], **args)


def text_of(response):
    return " ".join(response.content.decode().split())


MEETING = {"day": "2026-11-25", "time": "09:00", "place": "Ruang rapat"}


def test_the_list_shows_who_waits_and_until_when(as_, of, case):
    page = text_of(as_(of.head).get(reverse("attendance:cases")))
    assert "Staf 01" in page
    assert "Teguran tertulis" in page
    assert "paling lambat 27 Nov 2026" in page
    assert "Ini indikasi" in page


def test_the_list_narrows_to_a_group_and_to_one_s_own(as_, of, case):
    browser = as_(of.ppk)
    address = reverse("attendance:cases")
    assert "Staf 01" not in text_of(browser.get(address, {"keadaan": "selesai"}))
    assert "Staf 01" in text_of(browser.get(address, {"keadaan": "lainnya"}))
    assert "Staf 01" not in text_of(browser.get(address, {"milik": "saya"}))
    assert "Staf 01" in text_of(browser.get(address, {"keadaan": "entah"}))


@pytest.mark.parametrize("people", [1, 8])
def test_the_list_costs_the_same_for_one_and_for_many(as_, django_assert_max_num_queries, people):
    of = office(people=people)
    lawful(of.agency)
    for person in of.staff:
        absent_apart(person, 3)
    run(of.agency)
    browser = as_(of.head)
    browser.get(reverse("attendance:cases"))
    with django_assert_max_num_queries(16):
        browser.get(reverse("attendance:cases"))


def test_the_case_tells_threshold_arithmetic_and_every_day(as_, of, case):
    page = text_of(as_(of.head).get(page_of(case)))
    assert "4 hari tanpa keterangan." in page
    assert "Ambang 4 hari dalam setahun (PP 94 Tahun 2021 Pasal 9)." in page
    for day in ("2026-01-05", "2026-01-07", "2026-01-09", "2026-01-13"):
        assert f"/kehadiran/{day}/{of.staff[0].pk}/" in page
    assert "Teguran lisan" in page


def test_minutes_show_their_sum(as_, of):
    person = of.staff[1]
    absent_apart(person, 3)
    rejudge(person, date(2026, 1, 6), late_minutes=450)
    run(of.agency)
    with tenant(of.agency.pk):
        case = DisciplineCase.objects.get(employee=person, sanction="tertulis")
    page = text_of(as_(of.head).get(page_of(case)))
    assert "3 hari tanpa keterangan + 450 menit" in page
    assert "= 4 hari." in page


def test_a_day_that_is_judged_otherwise_now_says_so(as_, of, case):
    rejudge(of.staff[0], date(2026, 1, 5), status="excused")
    page = text_of(as_(of.head).get(page_of(case)))
    assert 'Berhalangan sah</span> <span class="soft small">berubah' in page


def test_a_day_with_something_open_is_named_before_anybody_acts(as_, of, case):
    with tenant(of.agency.pk):
        Correction.objects.create(
            agency=of.agency, employee=of.staff[0], date=date(2026, 1, 5), kind="in",
            event_kind="in", claimed_at=datetime(2026, 1, 5, 0, 20, tzinfo=UTC),
            reason="Lupa menekan tombol.", asked_at=NOW, due_on=date(2026, 11, 25),
        )  # fmt: skip
    page = text_of(as_(of.head).get(page_of(case)))
    assert "Masih ada yang menunggu keputusan tentang Senin, 5 Januari 2026" in page


def test_a_summons_shows_when_and_where(as_, of, case):
    browser = as_(of.head)
    answer = browser.post(page_of(case, "case_summon"), MEETING, follow=True)
    page = text_of(answer)
    assert "Panggilan dicatat" in page
    assert "Rabu, 25 November 2026, 09.00 WIB" in page
    assert "surat/panggilan-1.pdf" in page
    assert "surat/panggilan-2.pdf" not in page


def test_what_was_typed_stays_after_a_refusal(as_, of, case):
    typed = {**MEETING, "day": "2026-11-28"}
    answer = as_(of.head).post(page_of(case, "case_summon"), typed)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "bukan hari kerja" in page
    assert 'value="Ruang rapat"' in page


def test_an_empty_form_says_what_is_missing(as_, of, case):
    answer = as_(of.head).post(page_of(case, "case_summon"), {})
    assert answer.status_code == 422
    assert "Tempat belum diisi" in text_of(answer)


def test_who_comes_second_reads_what_the_first_did(as_, of, case):
    summoned(case, of.head)
    browser = as_(of.ppk)
    browser.post(page_of(case, "case_dismiss"), {"reason": "Ada bukti sakit."})
    late = browser.post(
        page_of(case, "case_examine"), {"attended": "yes", "finding": "Benar tidak masuk."}
    )
    assert late.status_code == 409
    assert "tidak terbukti" in text_of(late)


def test_the_decree_s_dates_are_asked_for_where_the_sanction_is_served(as_, of):
    case = examined(opened(of.staff[1], 11), of.head)
    typed = {"decree": "800/1/2026", "imposed": "tukin_6"}
    answer = as_(of.head).post(page_of(case, "case_sanction"), typed)
    assert answer.status_code == 422
    assert "Isi hari pertama dan hari terakhirnya" in text_of(answer)


def test_the_inspectorate_reads_and_cannot_act(as_, of, case):
    inspector = factories.employee(of.top, name="Inspektur")
    factories.grant(inspector, "inspector")
    browser = as_(inspector)
    page = text_of(browser.get(page_of(case)))
    assert "Langkah berikutnya" not in page
    assert browser.post(page_of(case, "case_summon"), MEETING).status_code == 403


def test_one_s_own_case_is_not_on_the_examiner_s_side(as_, of):
    own = opened(of.head)
    browser = as_(of.head)
    assert browser.get(page_of(own)).status_code == 404
    assert browser.post(page_of(own, "case_dismiss"), {"reason": "Saya."}).status_code == 404
    assert browser.get(page_of(own, "my_case")).status_code == 200


# --- the employee's side --------------------------------------------------------


def test_the_history_leads_to_the_notice(as_, of, case):
    page = text_of(as_(of.staff[0]).get(reverse("attendance:history")))
    assert page_of(case, "my_case") in page


def test_the_notice_says_what_to_do_and_links_to_corrections(as_, of, case):
    page = text_of(as_(of.staff[0]).get(page_of(case, "my_case")))
    assert "Ini belum keputusan" in page
    assert reverse("attendance:correction_ask", args=[date(2026, 1, 5)]) in page
    assert "Tunggu panggilan dari Hesti Kepala, paling lambat Jumat, 27 November 2026" in page


def test_an_answer_is_kept_and_shown_to_the_examiner(as_, of, case):
    browser = as_(of.staff[0])
    answer = browser.post(
        page_of(case, "my_case_answer"), {"text": "Saya sakit, suratnya menyusul."}, follow=True
    )
    assert "Tanggapan Anda dicatat" in text_of(answer)
    assert "suratnya menyusul" in text_of(as_(of.head).get(page_of(case)))


def test_an_empty_answer_is_refused_in_words(as_, of, case):
    answer = as_(of.staff[0]).post(page_of(case, "my_case_answer"), {"text": " "})
    assert answer.status_code == 422
    assert "Belum diisi" in text_of(answer)


def test_nobody_else_s_notice_can_be_opened(as_, of, case):
    assert as_(of.staff[1]).get(page_of(case, "my_case")).status_code == 404
    assert as_(of.head).get(page_of(case, "my_case")).status_code == 404


def test_the_board_leads_the_head_to_what_waits(as_, of, case):
    page = text_of(as_(of.head).get(reverse("attendance:team")))
    assert "1 indikasi disiplin menunggu pemeriksaan" in page
