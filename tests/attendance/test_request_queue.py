"""The superior's queue over HTTP: what waits for whom, deciding in place and without scripts."""

import re
from datetime import timedelta

import pytest

from accounts.tenancy import tenant
from attendance.actions.settlements import settle_correction
from attendance.models import AbsenceRequest, Correction
from attendance.queries.request_queue import queue_of
from tests import factories
from tests.attendance.as_person import as_, wednesday
from tests.attendance.offices import FRIDAY, NOW, TODAY
from tests.attendance.requests_world import (
    YESTERDAY,
    asked_in,
    asked_leave,
    close_yesterday,
    late_yesterday,
    requests_office,
    wib,
)

pytestmark = pytest.mark.django_db
__all__ = ["as_", "wednesday"]
QUEUE = "/tim/permintaan/"
ACCEPT = {"keputusan": "terima", "reason": "Sesuai rekaman pintu."}
REFUSE = {"keputusan": "tolak", "reason": "Tidak ada saksi."}
HTMX = {"headers": {"HX-Request": "true"}}
ONE_DAY = timedelta(days=1)


def text_of(answer) -> str:
    return answer.content.decode().replace("\u00a0", " ").replace("&amp;", "&")


def order_of(page: str) -> list[str]:
    return re.findall(r'<li class="card request[^"]*" id="([^"]+)"', page)


def overdue(row) -> None:
    with tenant(row.agency_id):
        type(row).objects.filter(pk=row.pk).update(due_on=TODAY - ONE_DAY)


def state_of(row) -> str:
    with tenant(row.agency_id):
        row.refresh_from_db()
    return row.state


def settle_url(row) -> str:
    word = "koreksi" if isinstance(row, Correction) else "izin"
    return f"{QUEUE}{word}/{row.pk}/"


# --- what waits for whom ------------------------------------------------------------


def test_everything_that_waits_stands_there_with_the_overdue_on_top(as_):
    of = requests_office()
    factories.check_in(of.staff[2], wib("07.20"), mode="WFH")
    factories.check_in(of.staff[3], wib("07.55"), tapped_at=wib("07.24"))
    close_yesterday(of)
    first, second = asked_in(of.staff[0]), asked_leave(of.staff[1], FRIDAY)
    overdue(second)
    page = text_of(as_(of.head).get(QUEUE))
    day = f"{YESTERDAY:%Y%m%d}"
    assert order_of(page) == [
        f"izin-{second.pk}",
        f"koreksi-{first.pk}",
        f"hari-place-{of.staff[2].pk}-{day}",
        f"hari-tap-{of.staff[3].pk}-{day}",
    ]
    assert "2 permintaan menunggu, 1 di antaranya lewat tenggat." in page
    assert "2 hari ditandai sistem" in page
    assert "Lewat tenggat" in page
    assert "ditekan 07.24 WIB, diterima 07.55 WIB" in page
    assert "tidak ada orang lain yang berhalangan" in page


def test_those_above_see_what_is_overdue_and_with_a_wider_scope_everything(as_):
    of = requests_office()
    first, second = asked_in(of.staff[0]), asked_in(of.staff[1])
    overdue(second)
    client = as_(of.ppk)
    assert order_of(text_of(client.get(QUEUE))) == [f"koreksi-{second.pk}"]
    wide = order_of(text_of(client.get(QUEUE, {"lingkup": "semua"})))
    assert wide == [f"koreksi-{second.pk}", f"koreksi-{first.pk}"]


def test_a_delegate_of_the_head_finds_the_heads_queue(as_):
    of = requests_office()
    acting = factories.employee(of.top)
    factories.delegation(of.head, acting, "supervisor", unit=of.unit)
    asked = asked_in(of.staff[0])
    client = as_(acting)
    assert order_of(text_of(client.get(QUEUE))) == [f"koreksi-{asked.pk}"]
    page = text_of(client.post(settle_url(asked), ACCEPT, follow=True))
    assert "atas nama Hesti Kepala (800/12/2026)" in page


def test_ones_own_request_is_in_nobodys_own_queue(as_):
    of = requests_office()
    asked = asked_leave(of.head, FRIDAY)
    assert order_of(text_of(as_(of.head).get(QUEUE, {"lingkup": "semua"}))) == []
    answer = as_(of.head).post(settle_url(asked), ACCEPT)
    assert answer.status_code == 403
    assert "permohonan Anda sendiri" in text_of(answer)
    assert state_of(asked) == "asked"


def test_an_empty_queue_says_so(as_):
    assert "Semua sudah diputus" in text_of(as_(requests_office().head).get(QUEUE))


def test_employees_are_told_where_their_own_requests_are(as_):
    answer = as_(requests_office().staff[0]).get(QUEUE)
    assert answer.status_code == 403
    assert "ada di menu Izin & koreksi" in text_of(answer)


def test_a_letter_that_ended_yesterday_is_named_at_the_queue_and_at_the_request(as_):
    of = requests_office()
    acting = factories.employee(of.top)
    ended = {"valid_until": TODAY - ONE_DAY}
    factories.delegation(of.head, acting, "supervisor", unit=of.unit, **ended)
    asked = asked_in(of.staff[0])
    client = as_(acting)
    for answer in (client.get(QUEUE), client.post(settle_url(asked), ACCEPT)):
        assert answer.status_code == 403
        assert "(800/12/2026) berakhir Selasa, 17 November 2026" in text_of(answer)
    assert state_of(asked) == "asked"


def test_strangers_and_colleagues_find_no_such_request(as_):
    of = requests_office()
    rows = (asked_in(of.staff[0]), asked_leave(of.staff[0], FRIDAY))
    for person in (of.staff[1], requests_office().ppk):
        for row in rows:
            assert as_(person).post(settle_url(row), ACCEPT).status_code == 404
            assert state_of(row) == "asked"


# --- deciding ---------------------------------------------------------------------------


def test_accepting_answers_with_the_list_and_the_employee_reads_the_reason(as_):
    of = requests_office()
    late_yesterday(of.staff[0])
    asked = asked_in(of.staff[0])
    page = text_of(as_(of.head).post(settle_url(asked), ACCEPT, follow=True))
    assert "Permohonan diterima." in page
    assert state_of(asked) == "accepted"
    mine = text_of(as_(of.staff[0]).get("/koreksi/"))
    assert "Diterima" in mine
    assert "Sesuai rekaman pintu." in mine
    assert "Hesti Kepala" in mine


def test_htmx_gets_the_one_request_as_it_stands_now(as_):
    of = requests_office()
    asked = asked_leave(of.staff[0], FRIDAY)
    part = text_of(as_(of.head).post(settle_url(asked), REFUSE, **HTMX))
    assert order_of(part) == [f"izin-{asked.pk}"]
    assert "<html" not in part
    assert "Tidak ada saksi." in part
    assert "<form" not in part
    assert state_of(asked) == "refused"


@pytest.mark.parametrize("extra", [{}, HTMX])
@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({**ACCEPT, "reason": " "}, "Alasan keputusan belum diisi"),
        ({**ACCEPT, "keputusan": ""}, "Tekan Terima atau Tolak."),
    ],
)
def test_a_refused_decision_says_why_and_changes_nothing(as_, said, sentence, extra):
    of = requests_office()
    asked = asked_in(of.staff[0])
    answer = as_(of.head).post(settle_url(asked), said, **extra)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert state_of(asked) == "asked"


def test_what_was_typed_stays_after_a_refusal(as_):
    of = requests_office()
    asked = asked_leave(of.staff[0], FRIDAY)
    answer = as_(of.head).post(settle_url(asked), {"keputusan": "", "reason": "Setuju saja."})
    assert 'value="Setuju saja."' in text_of(answer)


def test_the_second_superior_reads_who_was_faster(as_):
    of = requests_office()
    asked = asked_in(of.staff[0])
    with tenant(of.agency.pk):
        settle_correction(pk=asked.pk, accept=False, reason="Tidak.", by=of.head, at=NOW)
    answer = as_(of.ppk).post(settle_url(asked), ACCEPT)
    assert answer.status_code == 409
    assert "sudah ditolak oleh Hesti Kepala" in text_of(answer)
    assert state_of(asked) == "refused"


@pytest.mark.parametrize("extra", [{}, HTMX])
def test_a_flag_is_settled_from_the_queue_once(as_, extra):
    of = requests_office()
    factories.check_in(of.staff[0], wib("07.20"), mode="WFH")
    close_yesterday(of)
    address = f"{QUEUE}hari/{YESTERDAY}/{of.staff[0].pk}/place/"
    client = as_(of.head)
    answer = client.post(address, ACCEPT, follow=True, **extra)
    assert answer.status_code == 200
    assert "Sesuai rekaman pintu." in text_of(answer)
    assert "diputus atasan tanpa permohonan" in text_of(answer)
    second = client.post(address, REFUSE, **extra)
    assert second.status_code == 409
    assert "tidak lagi menunggu keputusan" in text_of(second)
    with tenant(of.agency.pk):
        assert [one.state for one in Correction.objects.all()] == ["accepted"]
    assert order_of(text_of(client.get(QUEUE)))[0].startswith("koreksi-")


def test_a_flag_of_another_kind_or_person_is_no_address(as_):
    of = requests_office()
    client = as_(of.head)
    for tail in (f"{of.staff[0].pk}/in", "999999/place", f"{requests_office().head.pk}/tap"):
        assert client.post(f"{QUEUE}hari/{YESTERDAY}/{tail}/", ACCEPT).status_code == 404


def test_settled_flags_and_claimed_ones_leave_the_queue():
    of = requests_office()
    for person in of.staff[:2]:
        factories.check_in(person, wib("07.20"), mode="WFH")
    close_yesterday(of)
    with tenant(of.agency.pk):
        Correction.objects.create(
            agency=of.agency,
            employee=of.staff[0],
            date=YESTERDAY,
            kind="place",
            reason="Rapat di rumah dinas.",
            asked_at=NOW,
            due_on=TODAY,
        )
        found = queue_of(of.head, NOW)
    assert [one.day.employee_id for one in found.flags] == [of.staff[1].pk]


# --- several at once ----------------------------------------------------------------------


def accept_all(client, *rows, reason="Portal mati pagi itu."):
    words = {Correction: "koreksi", AbsenceRequest: "izin"}
    ticked = [f"{words[type(row)]}-{row.pk}" for row in rows]
    return client.post(f"{QUEUE}terima/", {"pilih": ticked, "reason": reason}, follow=True)


def test_several_of_one_kind_are_accepted_with_one_reason(as_):
    of = requests_office()
    rows = [asked_in(person) for person in of.staff[:3]]
    left = asked_in(of.staff[3])
    page = text_of(accept_all(as_(of.head), *rows))
    assert "3 permohonan diterima" in page
    assert {state_of(row) for row in rows} == {"accepted"}
    assert {row.settlement for row in rows} == {"Portal mati pagi itu."}
    assert state_of(left) == "asked"


def test_different_kinds_nothing_ticked_or_no_reason_change_nothing(as_):
    of = requests_office()
    rows = asked_in(of.staff[0]), asked_leave(of.staff[1], FRIDAY)
    client = as_(of.head)
    mixed = accept_all(client, *rows, reason="Baik.")
    assert mixed.status_code == 422
    assert "berlainan jenis" in text_of(mixed)
    assert 'value="Baik."' in text_of(mixed)
    assert text_of(mixed).count(" checked>") == 2
    assert "Belum ada permohonan yang dicentang" in text_of(accept_all(client))
    assert "Alasan keputusan belum diisi" in text_of(accept_all(client, rows[0], reason=""))
    assert {state_of(row) for row in rows} == {"asked"}


def test_what_cannot_be_accepted_is_named_and_the_rest_stands(as_):
    of = requests_office()
    rows = [asked_leave(person, FRIDAY) for person in of.staff[:2]]
    with tenant(of.agency.pk):
        from attendance.models import Absence

        Absence.objects.create(
            agency=of.agency, employee=of.staff[0], kind="sick", first_day=FRIDAY, last_day=FRIDAY
        )
    page = text_of(accept_all(as_(of.head), *rows))
    assert "1 permohonan tidak dapat diterima: Pegawai ini sudah tercatat berhalangan" in page
    assert [state_of(row) for row in rows] == ["asked", "accepted"]


@pytest.mark.parametrize(
    "value", ["koreksi-1; DROP", "jadwal-1", "izin-999999999999", "koreksi--1"]
)
def test_a_tick_that_names_nothing_is_no_address(as_, value):
    of = requests_office()
    answer = as_(of.head).post(f"{QUEUE}terima/", {"pilih": [value], "reason": "Baik."})
    assert answer.status_code == 404


# --- cost -----------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [1, 7])
def test_the_queue_costs_the_same_for_any_number(people, django_assert_num_queries):
    of = requests_office()
    for person in of.staff[:people]:
        factories.check_in(person, wib("07.55"), mode="WFH", tapped_at=wib("07.30"))
    close_yesterday(of)
    for person in of.staff[:people]:
        asked_in(person, "07.20")
        asked_leave(person, FRIDAY)
    with tenant(of.agency.pk), django_assert_num_queries(9):
        found = queue_of(of.head, NOW)
    assert (len(found.corrections), len(found.absences)) == (people, people)
    assert len(found.flags) == 2 * people


def test_the_board_says_how_many_requests_wait(as_):
    of = requests_office()
    assert "permintaan menunggu" not in text_of(as_(of.head).get("/tim/"))
    asked_in(of.staff[0])
    asked_leave(of.staff[1], FRIDAY)
    page = text_of(as_(of.head).get("/tim/"))
    assert "2 permintaan menunggu" in page
    assert f'href="{QUEUE}"' in page
