"""Who gets what answer where: every address × every kind of person; and GET writes nothing.

Beside it the addresses that need no sign-in, as a list one can read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse

from asn_wfh import clock
from tests.architecture.addresses import addresses
from tests.architecture.people import VISITOR, World, browser_of, world
from tests.attendance.offices import NOW, TODAY

OPEN = {
    "account_login",
    "account_logout",
    "alive",
    "ready",
    "services:home",
    "services:office",
    "services:desk",
    "services:about_status",
    "services:api_offices",
    "services:api_office_status",
    "services:api_unknown",
}
"""What a person may open without signing in; nothing here shows a person."""

PEOPLE = (
    VISITOR, "employee", "supervisor", "ppk", "delegate", "pyb", "personnel", "inspector",
    "service_manager", "stranger",
)  # fmt: skip
SIGN_IN = "masuk"


@dataclass(frozen=True)
class Row:
    """One address and method. `own` answers differ from `others`; a visitor is sent to sign in."""

    name: str
    others: int
    own: Mapping[str, int | str] = field(default_factory=dict)
    method: str = "get"
    args: str = ""
    data: str = ""

    def expected(self, who: str) -> int | str:
        if who in self.own:
            return self.own[who]
        if who == VISITOR and self.name not in OPEN:
            return SIGN_IN
        return self.others

    def __str__(self) -> str:
        return f"{self.method} {self.name} {self.args}".strip()


def to(answer: int, *people: str) -> dict[str, int | str]:
    return dict.fromkeys(people, answer)


LEADERS = ("supervisor", "ppk", "delegate", "pyb", "personnel", "inspector")
READERS = ("ppk", "delegate", "pyb", "personnel", "inspector")
SETTLERS = ("ppk", "delegate", "pyb")
WRITES = to(403, *READERS) | to(302, "supervisor")
OWN_UNIT = WRITES | to(403, "employee")
COUNTS = to(403, *READERS) | to(200, "supervisor")
SETTLES = to(403, *LEADERS) | to(302, *SETTLERS)
REPORT = to(200, *READERS)
NO_REPORT = to(403, "employee", "supervisor", "inspector", "service_manager")
NO_CANCEL = NO_REPORT | to(404, "stranger")

MATRIX = [
    # Open to everybody, the same for everybody.
    Row("alive", 200),
    Row("ready", 200),
    Row("services:home", 200),
    Row("services:about_status", 200),
    Row("services:office", 200, args="office"),
    Row("services:desk", 200, args="desk"),
    Row("services:api_offices", 200),
    Row("services:api_office_status", 200, args="office"),
    Row("services:api_unknown", 404, args="rest"),
    Row("account_login", 302, to(200, VISITOR)),
    Row("account_logout", 200),
    Row("account_logout", 302, method="post"),
    # One's own: every employee, of whatever role.
    Row("attendance:today", 200),
    Row("attendance:check_in", 405),
    Row("attendance:check_in", 302, method="post", data="tap"),
    Row("attendance:my_roster", 200),
    Row("attendance:history", 200),
    Row("attendance:day", 200, args="today"),
    # Others' days: by role; to everybody else they don't exist.
    Row("attendance:day_of", 404, to(200, *LEADERS), args="colleague today"),
    Row("attendance:team", 403, to(200, *LEADERS, "stranger")),
    # Rosters: the head writes, the PPK or their delegate settles, the agency's leaders read.
    Row("attendance:rosters", 403, to(200, *LEADERS, "stranger")),
    Row("attendance:roster_detail", 404, to(200, *LEADERS), args="submitted"),
    Row("attendance:roster_detail", 404, to(200, *LEADERS), args="draft"),
    Row("attendance:roster_detail", 404, to(200, *LEADERS, "employee"), args="approved"),
    Row("attendance:roster_edit", 404, to(403, *READERS) | to(200, "supervisor"), args="draft"),
    Row("attendance:roster_create", 404, OWN_UNIT, method="post", data="unit"),
    Row("attendance:roster_count", 404, COUNTS, method="post", args="draft"),
    Row("attendance:roster_submit", 404, WRITES, method="post", args="draft"),
    Row("attendance:roster_approve", 404, SETTLES, method="post", args="submitted"),
    Row("attendance:roster_return", 404, SETTLES, method="post", args="submitted", data="reason"),
    Row("attendance:roster_renew", 404, OWN_UNIT, method="post", args="approved", data="reason"),
    # Compliance: the agency's figures, for those who answer for them; supervisors see their board.
    Row("attendance:compliance", 403, REPORT | to(200, "stranger")),
    Row("attendance:compliance_report", 403, REPORT | to(302, "stranger"), args="month"),
    Row("attendance:compliance_days", 403, REPORT | to(404, "stranger"), args="month code"),
    Row("attendance:compliance_csv", 403, REPORT | to(404, "stranger"), args="month"),
    Row("attendance:compliance_job", 403, to(302, *READERS) | to(404, "stranger"), args="job"),
    Row("attendance:compliance_cancel", 302, NO_CANCEL, method="post", args="job"),
    Row("attendance:compliance_compute", 302, NO_REPORT, method="post", data="month"),
]


@pytest.fixture(scope="module")
def of(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The agency, built once: what a question changes is undone before the next."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield world()
        transaction.set_rollback(True)
    connection.close()


@pytest.fixture(autouse=True)
def wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still on a working morning."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


def test_open_addresses_are_those_of_the_list() -> None:
    open_ = {name for name, view in addresses() if not getattr(view, "login_required", True)}
    assert open_ == OPEN


def test_every_address_has_a_row() -> None:
    assert {name for name, _ in addresses()} == {row.name for row in MATRIX}


@pytest.mark.parametrize("row", MATRIX, ids=str)
def test_each_person_gets_their_answer(row: Row, of: World) -> None:
    answers = {who: _answer(row, of, who) for who in PEOPLE}
    assert answers == {who: row.expected(who) for who in PEOPLE}


def _answer(row: Row, of: World, who: str) -> int | str:
    """The status, or that the person was sent to sign in; what it changed is undone."""
    client = browser_of(of.people.get(who))
    address = reverse(row.name, kwargs=_args(row.args, of))
    with transaction.atomic():
        if row.method == "get":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL transaction_read_only = on")
        response = getattr(client, row.method)(address, _data(row.data, of))
        transaction.set_rollback(True)
    if response.status_code == 302 and response["Location"].startswith(reverse("account_login")):
        return SIGN_IN
    return response.status_code


def _args(words: str, of: World) -> dict[str, Any]:
    known = {
        "office": {"slug": of.place.office.slug},
        "desk": {"slug": of.place.office.slug, "desk_slug": of.place.desks[0].slug},
        "rest": {"rest": "tidak-ada"},
        "today": {"day": TODAY},
        "colleague": {"employee_id": of.colleague.pk},
        "submitted": {"pk": of.submitted.pk},
        "draft": {"pk": of.draft.pk},
        "approved": {"pk": of.approved.pk},
        "month": {"month": of.report.month},
        "code": {"code": "late_days"},
        "job": {"pk": of.job.pk},
    }
    return {key: value for word in words.split() for key, value in known[word].items()}


def _data(word: str, of: World) -> dict[str, Any]:
    known = {
        "tap": {"kind": "in", "mode": "WFO", "key": "8b5b2f2e-58c5-4f0c-9f5e-2f6c1f0f8a11"},
        "unit": {"unit": of.draft.unit_id, "first_day": "2026-12-21"},
        "month": {"bulan": f"{of.report.month:%Y-%m}"},
        "reason": {"reason": "Perlu ditukar hari kerjanya."},
    }
    return known.get(word, {})
