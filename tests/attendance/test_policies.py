"""Policies: drafted, published by the PPK or a delegate, replaced, ended, recalled."""

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.policies import end_policy, publish_policy, recall_policy
from attendance.actions.policy_drafts import SETTINGS, PolicyRefused, stamp_of
from attendance.models import Message, Policy
from tests import factories
from tests.attendance.as_person import as_, wednesday
from tests.attendance.offices import FRIDAY, MONDAY, NOW, TODAY, Office, office

ONE_DAY = timedelta(days=1)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"

pytestmark = pytest.mark.django_db
__all__ = ["as_", "wednesday"]


@pytest.fixture
def place() -> Iterator[Office]:
    """The office, whose Friday policy has held since April; everything happens inside it."""
    of = office(people=4)
    with tenant(of.agency.pk):
        yield of


def draft_of(of: Office, **fields: Any) -> Policy:
    """A draft for the agency from Monday on."""
    values = {"name": "WFH Rabu", "wfh_weekdays": "3", "valid_from": MONDAY, "state": "draft"}
    return factories.policy(of.agency, **{**values, "published_at": None, **fields})


def holding(of: Office) -> Policy:
    return Policy.objects.published().get(agency=of.agency, name="WFH Jumat")


def publish(of: Office, draft: Policy, by: Employee | None = None) -> Policy:
    stamp = stamp_of(Policy.objects.get(pk=draft.pk))
    return publish_policy(policy_id=draft.pk, stamp=stamp, by=by or of.ppk, at=NOW)


def form_of(policy: Policy, **fields: Any) -> dict[str, Any]:
    """What the browser sends for a policy's form."""
    values = {name: getattr(policy, name) for name in SETTINGS}
    values |= {"regulation": policy.regulation_id, "unit": policy.unit_id or "", **fields}
    for name in ("wfh_weekdays", "wfa_weekdays", "office_weekdays"):
        values[name] = list(values[name])
    for name in ("excluded_posts", "check_in_windows"):
        values[name] = "\n".join(values[name])
    return {name: value for name, value in values.items() if value not in (None, False, "")}


def test_a_draft_binds_nobody_until_the_ppk_publishes_it_and_all_are_told(place: Office) -> None:
    former = holding(place)
    draft = draft_of(place, unit=place.unit)
    assert Policy.objects.published().get() == former
    done = publish(place, draft)
    assert (done.state, done.published_by, done.published_at) == ("published", place.ppk, NOW)
    told = set(Message.objects.values_list("employee_id", flat=True))
    assert told == {person.pk for person in place.staff}, "the unit it binds, and nobody else"


def test_a_delegate_publishes_in_the_ppks_name(place: Office) -> None:
    done = publish(place, draft_of(place, unit=place.unit), by=place.delegate)
    assert (done.published_by, done.published_under) == (place.delegate, place.delegation)


@pytest.mark.parametrize("who", ["head", "staff"])
def test_others_may_not_publish(place: Office, who: str) -> None:
    person = place.head if who == "head" else place.staff[0]
    with pytest.raises(PolicyRefused, match="PPK"):
        publish(place, draft_of(place, unit=place.unit), by=person)


def test_two_policies_for_one_scope_are_refused_in_the_constraints_words(place: Office) -> None:
    draft = draft_of(place)
    with pytest.raises(PolicyRefused, match="Sudah ada kebijakan untuk lingkup dan masa itu"):
        publish(place, draft)
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert Message.objects.count() == 0


def test_a_replacement_ends_the_former_the_day_before(place: Office) -> None:
    former = holding(place)
    done = publish(place, draft_of(place, replaces=former))
    former.refresh_from_db()
    assert (former.valid_until, done.valid_from) == (MONDAY - ONE_DAY, MONDAY)
    assert (former.ended_by, former.end_reason) == (place.ppk, "Diganti oleh WFH Rabu.")


def test_a_recalled_replacement_lets_the_former_go_on(place: Office) -> None:
    former = holding(place)
    done = publish(place, draft_of(place, replaces=former))
    recall_policy(policy_id=done.pk, by=place.ppk, at=NOW)
    former.refresh_from_db()
    done.refresh_from_db()
    assert (former.valid_until, former.ended_at, former.end_reason) == (None, None, "")
    assert (done.state, done.published_by) == ("draft", None)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"valid_from": TODAY - ONE_DAY}, "sejak hari yang sudah lewat"),
        ({"valid_from": date(2026, 4, 1)}, "Tarik dulu kebijakan itu"),
        ({"decree_number": ""}, "Nomor keputusan PPK belum diisi"),
        ({"valid_from": date(2026, 10, 1), "valid_until": date(2026, 11, 1)}, "tidak ada hari"),
    ],
)
def test_what_cannot_be_published_says_why_and_changes_nothing(
    place: Office, fields: dict[str, Any], sentence: str
) -> None:
    former = holding(place)
    with pytest.raises(PolicyRefused, match=sentence):
        publish(place, draft_of(place, replaces=former, **fields))
    former.refresh_from_db()
    assert former.valid_until is None


def test_a_draft_changed_since_it_was_read_is_not_published(place: Office) -> None:
    draft = draft_of(place, unit=place.unit)
    stamp = stamp_of(draft)
    Policy.objects.filter(pk=draft.pk).update(wfh_cap_percent=80)
    with pytest.raises(PolicyRefused, match="sudah diubah orang lain"):
        publish_policy(policy_id=draft.pk, stamp=stamp, by=place.ppk, at=NOW)


def test_ending_early_needs_a_day_from_today_on_and_a_reason(place: Office) -> None:
    policy = holding(place)

    def end(day: date, reason: str) -> Policy:
        return end_policy(policy_id=policy.pk, last_day=day, reason=reason, by=place.ppk, at=NOW)

    with pytest.raises(PolicyRefused, match="Hari yang sudah lewat"):
        end(TODAY - ONE_DAY, "Banjir surut")
    with pytest.raises(PolicyRefused, match="Tulis alasannya"):
        end(FRIDAY, " ")
    done = end(FRIDAY, "Banjir surut")
    assert (done.valid_until, done.end_reason, done.ended_by) == (FRIDAY, "Banjir surut", place.ppk)
    with pytest.raises(PolicyRefused, match="memang berakhir"):
        end(FRIDAY, "Sekali lagi")
    assert end(FRIDAY - ONE_DAY, "Lebih awal lagi").valid_until == FRIDAY - ONE_DAY


def test_published_rows_are_not_edited(as_: Callable[[Employee], Client], place: Office) -> None:
    policy = holding(place)
    answer = as_(place.ppk).post(reverse("attendance:policy_edit", args=[policy.pk]), {"name": "X"})
    assert answer.status_code == 409
    assert "susun draf pengganti" in answer.content.decode()
    policy.refresh_from_db()
    assert policy.name == "WFH Jumat"


def test_the_form_makes_a_draft_with_everything_that_was_typed(
    as_: Callable[[Employee], Client], place: Office
) -> None:
    typed = form_of(
        holding(place), name="Untuk unit", unit=place.unit.pk, modes=["WFH", "WFA"],
        wfa_weekdays="3", office_weekdays="1", excluded_posts=["II", "camat"],
        excluded_unit_codes=[place.unit.code], top_performers_percent=20, requires_readiness="on",
        presence_checks_per_day=3, presence_answer_minutes=5, report_due_at="16:30",
        check_in_windows=["06.30-07.30"], region_level=3,
    )  # fmt: skip
    file = SimpleUploadedFile("SK ../PPK.exe", PDF, content_type="text/plain")
    client = as_(place.ppk)
    url = reverse("attendance:policy_new")
    answer = client.post(url, {**typed, "kosong": "1", "decree": file})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    made = Policy.objects.get(name="Untuk unit")
    assert (made.modes, made.wfh_weekdays, made.wfa_weekdays) == (["WFH", "WFA"], "5", "3")
    assert (made.office_weekdays, made.excluded_posts) == ("1", ["II", "camat"])
    assert (made.excluded_unit_codes, made.region_level) == ([place.unit.code], 3)
    assert (made.top_performers_percent, made.requires_readiness) == (20, True)
    assert (made.presence_checks_per_day, made.report_due_at) == (3, time(16, 30))
    assert made.check_in_windows == ["06:30-07:30"]
    assert made.drafted_by == place.ppk
    sent = client.get(reverse("attendance:policy_decree", args=[made.pk]))
    assert sent.content == PDF
    assert sent["Content-Type"] == "application/pdf"
    assert "PPK.exe.pdf" in sent["Content-Disposition"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "kosong"),
        (b"<html>%PDF-", "bukan PDF"),
        (b"\x89PNG\r\n\x1a\n%PDF-", "bukan PDF"),
        (b"%PDF-" + b"x" * (5 * 1024 * 1024), "lebih besar dari 5 MB"),
    ],
    ids=["empty", "html", "png", "large"],
)
def test_only_a_pdf_of_at_most_5_mb_is_kept(
    as_: Callable[[Employee], Client], place: Office, content: bytes, sentence: str
) -> None:
    typed = form_of(holding(place), name="Dengan berkas")
    file = SimpleUploadedFile("sk.pdf", content, content_type="application/pdf")
    answer = as_(place.ppk).post(
        reverse("attendance:policy_new"), {**typed, "kosong": "1", "decree": file}
    )
    page = answer.content.decode()
    assert (answer.status_code, sentence in page) == (422, True)
    assert "Dengan berkas" in page, "what was typed stays"
    assert not Policy.objects.filter(name="Dengan berkas").exists()


def test_contradictions_are_told_at_their_fields(
    as_: Callable[[Employee], Client], place: Office
) -> None:
    typed = form_of(holding(place), office_weekdays="5", post="Camat", valid_until=date(2026, 1, 1))
    typed |= {"check_in_windows": "7.30-6.30", "presence_answer_minutes": 5}
    answer = as_(place.ppk).post(reverse("attendance:policy_new"), {**typed, "kosong": "1"})
    errors = answer.context["form"].errors
    assert set(errors) == {
        "wfh_weekdays", "post", "valid_until", "check_in_windows", "presence_checks_per_day",
    }  # fmt: skip


def test_a_replacement_keeps_the_scope(as_: Callable[[Employee], Client], place: Office) -> None:
    former = holding(place)
    typed = form_of(former, unit=place.unit.pk, valid_from=MONDAY)
    answer = as_(place.ppk).post(
        reverse("attendance:policy_new"), {**typed, "ganti": str(former.pk)}
    )
    assert answer.status_code == 422
    assert "berlingkup sama" in answer.content.decode()


def test_everybody_reads_what_binds_them_but_not_the_drafts(
    as_: Callable[[Employee], Client], place: Office
) -> None:
    draft = draft_of(place)
    client = as_(place.staff[0])
    page = client.get(reverse("attendance:my_policy")).content.decode()
    assert "Boleh WFH setiap Jumat." in page
    assert "Seluruh instansi · Rabu, 1 April 2026 sampai dicabut" in page
    assert "WFH Rabu" not in page
    assert client.get(reverse("attendance:policy_decree", args=[draft.pk])).status_code == 404
    assert client.get(reverse("attendance:policy", args=[draft.pk])).status_code == 403
