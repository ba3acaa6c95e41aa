"""Who gets what answer where: every address × every kind of person; and GET writes nothing.

Beside it the addresses that need no sign-in, as a list one can read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from unittest import mock
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from asn_wfh import clock
from attendance.actions.policy_drafts import stamp_of
from tests.architecture.addresses import addresses
from tests.architecture.people import (
    FEED_TOKEN,
    SCREEN_TOKEN,
    TABLET_TOKEN,
    VISITOR,
    World,
    browser_of,
    world,
)
from tests.attendance.offices import NOW, TODAY

OPEN = {
    "account_login",
    "account_logout",
    "alive",
    "ready",
    "attendance:calendar_feed",
    "attendance:code_screen_show",
    "attendance:desk_tablet",
    "attendance:iclock_data",
    "attendance:iclock_ok",
    "attendance:push_worker",
    "attendance:verify",
    "attendance:verify_upload",
    "services:follow",
    "services:follow_confirm",
    "services:follow_push",
    "services:follow_sent",
    "services:follow_stop",
    "services:home",
    "services:office",
    "services:desk",
    "services:office_weeks",
    "services:about_status",
    "services:report",
    "services:report_find",
    "services:report_sent",
    "services:report_track",
    "services:office_places",
    "services:screen",
    "services:poster",
    "services:sitemap",
    "services:robots",
    "services:api_offices",
    "services:api",
    "services:api_desk_status",
    "services:api_document",
    "services:api_hsds",
    "services:api_hsds_organization",
    "services:api_hsds_organizations",
    "services:api_hsds_place",
    "services:api_hsds_places",
    "services:api_hsds_service",
    "services:api_hsds_services",
    "services:api_office",
    "services:api_search",
    "services:api_service",
    "services:api_services",
    "services:badge",
    "services:badge_desk",
    "services:badges",
    "services:embed",
    "services:embed_desk",
    "services:office_atom",
    "services:office_ics",
    "services:api_office_status",
    "services:api_unknown",
}
"""What a person may open without signing in.

Nothing here shows a person, but a calendar to whoever bears its secret address."""

PEOPLE = (
    VISITOR, "employee", "supervisor", "ppk", "delegate", "pyb", "personnel", "inspector",
    "service_manager", "overseer", "stranger",
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
OFFICIALS = ("supervisor", "ppk", "pyb", "stranger")
WRITES = to(403, *READERS) | to(302, "supervisor")
OWN_UNIT = WRITES | to(403, "employee")
SHIFTS = to(403, "employee", "service_manager", "overseer", *LEADERS) | to(302, "personnel")
COUNTS = to(403, *READERS) | to(200, "supervisor")
SETTLES = to(403, *LEADERS) | to(302, *SETTLERS)
SIGNS = SETTLES | to(403, "employee")
EXAMINERS = ("supervisor", *SETTLERS)
EXAMINES = to(403, *LEADERS) | to(302, *EXAMINERS)
LETTER = to(403, *LEADERS) | to(200, *EXAMINERS)
ANSWERS = to(302, "employee")
UNIT_FEED = to(201, *LEADERS) | to(404, "stranger")
REPORT = to(200, *READERS)
NO_REPORT = to(403, "employee", "supervisor", "inspector", "service_manager", "overseer")
FREEZES = to(302, "ppk", "delegate", "stranger")
FILLS = to(302, "ppk", "delegate", "pyb", "personnel", "stranger")
SIGNS_FORM = to(200, *SETTLERS, "stranger")
FILES = to(422, *SETTLERS, "stranger")
KEEPS = to(302, "personnel")
NO_CANCEL = NO_REPORT | to(404, "stranger")
TAKES_BACK = to(302, "employee")
ACCEPTS = to(302, *EXAMINERS) | to(404, "stranger")
DECIDES = to(302, *EXAMINERS) | to(403, "employee")
OPERATORS = ("ppk", "delegate", "pyb", "personnel")
OPERATES = to(302, *OPERATORS) | to(404, "stranger")
# The proposal waits at the very time that is typed; to the neighbour nothing stands in the way.
DECLARES = to(422, *OPERATORS) | to(302, "stranger")

READS_TRIAL = to(302, *READERS) | to(404, "stranger")
TRIES = READS_TRIAL | to(403, "inspector")
DRAFTS = to(200, *OPERATORS) | to(404, "stranger")
PUBLISHES = to(302, "ppk", "delegate") | to(404, "stranger")
ENDS = to(409, "ppk", "delegate") | to(404, "stranger")
LEVELS = to(422, *OPERATORS, "stranger")
DESK_KEEPERS = ("supervisor", "service_manager", "personnel")
QUALIFIES = to(302, *DESK_KEEPERS)
MANAGES, MANAGED = to(200, "service_manager"), to(302, "service_manager")
MISTYPES = to(422, "service_manager")
ANSWERERS = ("service_manager", "inspector", "pyb", "ppk", "delegate")
READS_REPORT = to(200, *ANSWERERS)
HANDLES = to(403, *ANSWERERS) | to(302, "service_manager")

COVERERS = ("supervisor", "service_manager")
COVERS = to(200, *COVERERS)
RUNS = to(302, *COVERERS)
TYPES_WRONG = to(422, *COVERERS)
CLOSES = to(403, "supervisor") | to(200, "service_manager")
CLOSES_WRONG = to(403, "supervisor") | to(422, "service_manager")
CLOSES_OFFICE = to(404, "stranger") | to(200, "service_manager")

MAKES_FILES = to(302, *READERS) | to(404, "stranger")
MAKES_PAY = MAKES_FILES | to(403, "inspector")
STOPS_FILES = MAKES_FILES | to(403, "inspector")
HEARS = to(302, *READERS, "stranger")
PAY_SETTERS = ("ppk", "delegate", "personnel")
SETS_PAY = to(422, *PAY_SETTERS, "stranger")

MATRIX = [
    # Open to everybody, the same for everybody.
    Row("alive", 200),
    Row("ready", 200),
    Row("services:home", 200),
    Row("services:about_status", 200),
    Row("services:office_places", 200),
    Row("services:screen", 200, args="office"),
    Row("services:poster", 200, args="office"),
    Row("services:sitemap", 200),
    Row("services:robots", 200),
    Row("services:office", 200, args="office"),
    Row("services:desk", 200, args="desk"),
    Row("services:office_weeks", 200, args="office"),
    Row("services:api_offices", 200),
    Row("services:api_office_status", 200, args="office"),
    Row("services:api", 200),
    Row("services:api_document", 200),
    Row("services:api_office", 200, args="office"),
    Row("services:api_desk_status", 200, args="office api_desk"),
    Row("services:api_services", 200),
    Row("services:api_service", 404, args="office"),
    Row("services:api_search", 422),
    Row("services:api_hsds", 200),
    Row("services:api_hsds_organizations", 200),
    Row("services:api_hsds_organization", 404, args="hsds"),
    Row("services:api_hsds_services", 200),
    Row("services:api_hsds_service", 404, args="hsds"),
    Row("services:api_hsds_places", 200),
    Row("services:api_hsds_place", 404, args="hsds"),
    Row("services:office_atom", 200, args="office"),
    Row("services:office_ics", 200, args="office"),
    Row("services:badge", 200, args="office"),
    Row("services:badge_desk", 200, args="desk"),
    Row("services:badges", 200, args="office"),
    Row("services:embed", 200, args="office"),
    Row("services:embed_desk", 200, args="desk"),
    Row("services:api_unknown", 404, args="rest"),
    Row("services:follow", 200, args="desk"),
    Row("services:follow", 422, method="post", args="desk"),
    Row("services:follow_sent", 200, args="desk"),
    Row("services:follow_push", 302, args="desk"),
    Row("services:follow_push", 422, method="post", args="desk"),
    Row("services:follow_confirm", 404, args="nobody"),
    Row("services:follow_confirm", 404, method="post", args="nobody"),
    Row("services:follow_stop", 302, args="nobody"),
    Row("services:follow_stop", 200, method="post", args="nobody"),
    Row("attendance:code_screen_show", 200, args="token"),
    Row("attendance:code_screen_show", 200, method="post", args="token"),
    Row("account_login", 302, to(200, VISITOR)),
    Row("account_logout", 200),
    Row("account_logout", 302, method="post"),
    # One's own: every employee, of whatever role.
    Row("attendance:today", 200),
    Row("attendance:check_in", 405),
    Row("attendance:check_in", 302, method="post", data="tap"),
    Row("attendance:my_roster", 200),
    Row("attendance:wishes", 200),
    Row("attendance:wishes", 302, method="post"),
    Row("attendance:special_ask", 302, method="post", data="period"),
    Row("attendance:special_withdraw", 404, TAKES_BACK, method="post", args="circumstance"),
    Row("attendance:swaps", 200),
    Row("attendance:swaps", 422, method="post"),
    Row("attendance:swap_answer", 404, TAKES_BACK, method="post", args="offered", data="answer"),
    Row("attendance:swap_withdraw", 404, TAKES_BACK, method="post", args="agreed"),
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
    Row("attendance:roster_difference", 404, to(200, *LEADERS, "employee"), args="approved"),
    Row("attendance:roster_edit", 404, to(403, *READERS) | to(200, "supervisor"), args="draft"),
    Row("attendance:roster_create", 404, OWN_UNIT, method="post", data="unit"),
    Row("attendance:roster_count", 404, COUNTS, method="post", args="draft"),
    Row("attendance:roster_submit", 404, WRITES, method="post", args="draft"),
    # Rosters that make themselves: the author for one unit, the operator or PyB for all.
    Row("attendance:roster_generate", 404, WRITES, args="draft"),
    Row("attendance:roster_generate", 404, WRITES, method="post", args="draft"),
    Row("attendance:roster_generate_cancel", 404, WRITES, method="post", args="draft"),
    Row("attendance:generations", 403, to(200, "personnel", "pyb")),
    Row("attendance:generations", 403, to(302, "personnel", "pyb"), method="post"),
    Row(
        "attendance:generations_cancel",
        403,
        to(302, "personnel", "pyb"),
        method="post",
        args="batch",
    ),
    Row("attendance:roster_approve", 404, SETTLES, method="post", args="submitted"),
    Row("attendance:roster_return", 404, SETTLES, method="post", args="submitted", data="reason"),
    Row("attendance:shifts", 403, to(200, *LEADERS, "stranger")),
    Row("attendance:shifts", 403, to(422, "personnel"), method="post"),
    Row("attendance:shift_end", 404, SHIFTS, method="post", args="shift", data="until"),
    Row("attendance:roster_copy", 404, WRITES, method="post", args="draft"),
    Row("attendance:roster_renew", 404, OWN_UNIT, method="post", args="approved", data="reason"),
    # Letters: who may approve signs, who reads the roster reads, anybody verifies.
    Row("attendance:letter_sign", 404, SIGNS | to(200, *SETTLERS), args="approved"),
    Row("attendance:letter_sign", 404, SIGNS, method="post", args="approved"),
    Row("attendance:letter_draft", 404, SIGNS | to(200, *SETTLERS), args="approved"),
    Row("attendance:letter_file", 404, to(200, *LEADERS, "employee"), args="signed"),
    Row("attendance:letters", 403, REPORT | to(200, "stranger")),
    Row("attendance:letters", 403, to(302, "personnel"), method="post", data="pattern"),
    Row("attendance:verify", 200, args="verified"),
    Row("attendance:verify_upload", 200),
    Row("attendance:verify_upload", 422, method="post"),
    # Requests: everybody asks for themselves; superiors settle, never their own.
    Row("attendance:corrections", 200),
    Row("attendance:correction_ask", 200, args="today"),
    Row("attendance:correction_ask", 302, method="post", args="today", data="correction"),
    Row("attendance:correction_withdraw", 404, TAKES_BACK, method="post", args="correction"),
    Row("attendance:absences", 200),
    Row("attendance:absence_ask", 200),
    Row("attendance:absence_ask", 302, method="post", data="leave"),
    Row("attendance:absence_withdraw", 404, TAKES_BACK, method="post", args="absence"),
    Row("attendance:evidence_file", 404, to(200, "employee", *LEADERS), args="evidence"),
    Row("attendance:requests", 403, to(200, *EXAMINERS, "stranger")),
    Row("attendance:requests_accept", 403, ACCEPTS, method="post", data="several"),
    Row("attendance:correction_settle", 404, DECIDES, method="post", args="correction", data="ok"),
    Row("attendance:absence_settle", 404, DECIDES, method="post", args="absence", data="ok"),
    Row("attendance:flag_settle", 404, to(409, *EXAMINERS), method="post", args="flag", data="ok"),
    Row("attendance:swap_queue", 403, to(200, *EXAMINERS, "stranger")),
    Row("attendance:swap_settle", 404, DECIDES, method="post", args="agreed", data="no"),
    Row("attendance:special_settle", 404, DECIDES, method="post", args="circumstance", data="ok"),
    # Officers of desks: the unit's superior, the service manager and the personnel office.
    Row("attendance:desk_officers", 403, to(200, *DESK_KEEPERS)),
    Row("attendance:desk_officer_add", 404, QUALIFIES, method="post", args="counter", data="skill"),
    Row("attendance:desk_officer_end", 404, QUALIFIES, method="post", args="officer"),
    Row("services:report", 200),
    Row("services:report", 200, method="post"),
    Row("services:report_find", 302),
    Row("services:report_find", 302, method="post"),
    Row("services:report_sent", 404, args="ticket"),
    Row("services:report_track", 404, args="tracking"),
    Row("services:report_track", 404, method="post", args="tracking"),
    # Citizens' reports: their agency's leaders read, its service manager answers.
    Row("attendance:complaints", 403, READS_REPORT | to(200, "stranger")),
    Row("attendance:complaint", 403, READS_REPORT | to(404, "stranger"), args="complaint"),
    Row(
        "attendance:complaint_move",
        403,
        HANDLES | to(404, "stranger"),
        method="post",
        args="complaint verb",
        data="message",
    ),
    # The day at the desks: leaders look, the unit's head and the service manager act.
    Row("attendance:desk_board", 403, to(200, *LEADERS, "service_manager", "stranger")),
    Row("attendance:desk_cover", 404, COVERS, args="counter"),
    Row("attendance:desk_cover", 404, TYPES_WRONG, method="post", args="counter"),
    Row("attendance:desk_cover_end", 404, RUNS, method="post", args="cover"),
    Row("attendance:desk_pause", 404, COVERS, args="counter"),
    Row("attendance:desk_pause", 404, TYPES_WRONG, method="post", args="counter"),
    Row("attendance:desk_resume", 404, RUNS, method="post", args="counter"),
    Row("attendance:desk_close_now", 404, CLOSES, args="counter"),
    Row("attendance:desk_close_now", 404, CLOSES_WRONG, method="post", args="counter"),
    Row("attendance:office_close_now", 403, CLOSES_OFFICE, args="hall"),
    Row(
        "attendance:office_close_now",
        403,
        CLOSES_OFFICE | MISTYPES,
        method="post",
        args="hall",
    ),
    Row(
        "attendance:desk_reopen",
        403,
        MANAGED | to(404, "stranger"),
        method="post",
        args="closing",
    ),
    # Tablets at desks: the service manager sets them up; an officer tells the desk their breaks.
    Row("attendance:tablets", 403, MANAGES),
    Row("attendance:tablet_make", 403, MISTYPES, method="post"),
    Row("attendance:tablet_rename", 403, MISTYPES, method="post", args="tablet"),
    Row("attendance:tablet_revoke", 403, MANAGED, method="post", args="tablet"),
    Row("attendance:desk_tablet", 200, args="tapped"),
    Row("attendance:desk_tablet", 422, method="post", args="tapped"),
    Row("attendance:desk_break", 409, method="post"),
    # Offices, desks, hours, closures, standards: the service manager keeps them, nobody else.
    Row("attendance:kept_offices", 403, MANAGES),
    Row("attendance:kept_office_new", 403, MANAGES),
    Row("attendance:kept_office_new", 403, MISTYPES, method="post"),
    Row("attendance:kept_office", 403, MANAGES, args="hall"),
    Row("attendance:kept_office", 403, to(404, "service_manager"), args="office"),
    Row("attendance:kept_office_edit", 403, MANAGES, args="hall"),
    Row("attendance:kept_office_end", 403, MANAGED, method="post", args="hall", data="end"),
    Row("attendance:kept_office_resume", 403, MANAGED, method="post", args="hall"),
    Row("attendance:kept_desk_new", 403, MANAGES, args="hall"),
    Row("attendance:kept_desk_new", 403, MISTYPES, method="post", args="hall"),
    Row("attendance:kept_desk", 403, MANAGES, args="hall counter"),
    Row("attendance:kept_desk", 403, MISTYPES, method="post", args="hall counter"),
    Row("attendance:kept_desk_move", 403, MANAGED, method="post", args="hall counter"),
    Row("attendance:kept_desk_end", 403, MANAGED, method="post", args="hall counter", data="end"),
    Row("attendance:kept_desk_resume", 403, MANAGED, method="post", args="hall counter"),
    Row("attendance:kept_desk_offer", 403, MISTYPES, method="post", args="hall counter"),
    Row("attendance:kept_desk_withdraw", 403, MANAGED, method="post", args="hall counter given"),
    Row("attendance:kept_remote_plan", 403, MISTYPES, method="post", args="hall counter"),
    Row("attendance:kept_remote_end", 403, MANAGED, method="post", args="hall counter remote"),
    Row("attendance:kept_hours", 403, MANAGES, args="hall"),
    Row("attendance:kept_hours", 403, MISTYPES, method="post", args="hall"),
    Row("attendance:kept_hours_follow", 403, MANAGED, method="post", args="hall"),
    Row("attendance:kept_special", 403, MISTYPES, method="post", args="hall"),
    Row("attendance:kept_special_remove", 403, MANAGED, method="post", args="hall days"),
    Row("attendance:kept_closures", 403, MANAGES, args="hall"),
    Row("attendance:kept_closures", 403, MISTYPES, method="post", args="hall"),
    Row("attendance:kept_closure", 403, MANAGES, args="hall closing"),
    Row("attendance:kept_closure_end", 403, MANAGED, method="post", args="hall closing"),
    Row("attendance:kept_standards", 403, MANAGES),
    Row("attendance:kept_standard", 403, MANAGES, args="standard"),
    Row("attendance:kept_standard_copy", 403, MANAGED, method="post", args="standard"),
    Row("attendance:kept_component", 403, MANAGES, args="standard component"),
    Row("attendance:kept_component", 403, MISTYPES, method="post", args="standard component"),
    Row("attendance:kept_component_drop", 403, MANAGED, method="post", args="standard component"),
    # Discipline: superiors examine, the agency's leaders read; one's own case is a notice.
    Row("attendance:cases", 403, to(200, *LEADERS, "stranger")),
    Row("attendance:case", 404, to(200, *LEADERS), args="case"),
    Row("attendance:case_summon", 404, EXAMINES, method="post", args="case", data="meeting"),
    Row("attendance:case_examine", 404, EXAMINES, method="post", args="case", data="finding"),
    Row("attendance:case_dismiss", 404, EXAMINES, method="post", args="case", data="reason"),
    Row("attendance:case_sanction", 404, EXAMINES, method="post", args="examined", data="decree"),
    Row("attendance:case_letter", 404, LETTER, args="examined letter"),
    Row("attendance:my_case", 404, to(200, "employee"), args="case"),
    Row("attendance:my_case_answer", 404, ANSWERS, method="post", args="case", data="text"),
    # Outages and patterns: the agency's leaders read, those who answer for the records settle.
    Row("attendance:personnel", 403, REPORT | to(200, "stranger")),
    Row("attendance:outages", 403, REPORT | to(200, "stranger")),
    Row("attendance:outage", 403, REPORT | to(404, "stranger"), args="proposed"),
    Row("attendance:outage", 403, REPORT | to(404, "stranger"), args="declared"),
    Row("attendance:outage_declare", 403, to(200, *OPERATORS, "stranger")),
    Row("attendance:outage_declare", 403, DECLARES, method="post", data="outage"),
    Row("attendance:outage_confirm", 403, OPERATES, method="post", args="proposed", data="outage"),
    Row("attendance:outage_dismiss", 403, OPERATES, method="post", args="proposed", data="reason"),
    Row("attendance:outage_withdraw", 403, OPERATES, method="post", args="declared", data="reason"),
    Row("attendance:anomalies", 403, REPORT | to(200, "stranger")),
    Row("attendance:anomaly", 403, REPORT | to(404, "stranger"), args="pattern"),
    Row("attendance:anomaly_mark", 403, OPERATES, method="post", args="pattern", data="mark"),
    # Handing over: those with an office of their own; ending by the giver or those at the top.
    Row("attendance:delegations", 403, to(200, *LEADERS, "stranger")),
    Row("attendance:delegation_make", 403, to(200, *OFFICIALS)),
    Row("attendance:delegation_make", 403, to(422, *OFFICIALS), method="post"),
    Row(
        "attendance:delegation_end",
        403,
        to(403, *LEADERS) | to(302, "ppk", "pyb") | to(404, "stranger"),
        method="post",
        args="handover",
    ),
    # Messages: one's own; a unit's calendar names its people to those who lead it.
    Row("attendance:inbox", 200),
    Row("attendance:message_open", 404, ANSWERS, method="post", args="message"),
    Row("attendance:messages_read", 302, method="post"),
    Row("attendance:message_settings", 200),
    Row("attendance:message_settings", 302, method="post"),
    Row("attendance:push_worker", 200),
    Row("attendance:push_subscribe", 422, method="post"),
    Row("attendance:push_remove", 404, ANSWERS, method="post", args="browser"),
    Row("attendance:calendar_feeds", 200),
    Row("attendance:calendar_feeds", 201, to(409, "employee"), method="post"),
    Row("attendance:calendar_feeds", 403, UNIT_FEED, method="post", data="unit"),
    Row("attendance:calendar_feed_revoke", 404, ANSWERS, method="post", args="feed"),
    Row("attendance:calendar_feed", 200, args="secret"),
    # Readiness: everybody declares for themselves, the agency's leaders read the figures.
    Row("attendance:readiness", 200),
    Row("attendance:readiness", 422, method="post"),
    Row("attendance:readiness_withdraw", 302, method="post"),
    Row("attendance:desk_weeks", 403, to(200, *LEADERS, "service_manager", "stranger")),
    Row("attendance:readiness_figures", 403, REPORT | to(200, "stranger")),
    Row("attendance:readiness_people", 403, REPORT | to(200, "stranger"), args="missing"),
    Row("attendance:readiness_remind", 403, to(302, *READERS, "stranger"), method="post"),
    Row("attendance:agreements", 403, REPORT | to(200, "stranger")),
    Row(
        "attendance:agreements",
        403,
        to(422, "personnel"),
        method="post",
    ),
    # A policy on the last quarter: who drafts starts it, who reads policies reads it.
    Row("attendance:policy_trial", 403, REPORT | to(404, "stranger"), args="tried"),
    Row("attendance:policy_trial", 403, TRIES, method="post", args="tried"),
    Row("attendance:policy_trial_job", 403, READS_TRIAL, args="trial"),
    Row("attendance:policy_trial_cancel", 403, TRIES, method="post", args="trial"),
    Row("attendance:policy_trial_days", 403, REPORT | to(404, "stranger"), args="trial behind"),
    # An emergency: the PPK, the PyB, or who acts for them.
    Row("attendance:emergencies", 403, REPORT | to(200, "stranger")),
    Row("attendance:emergency_declare", 403, to(200, *SETTLERS, "stranger")),
    Row("attendance:emergency_declare", 403, to(422, *SETTLERS, "stranger"), method="post"),
    Row(
        "attendance:emergency_withdraw",
        403,
        to(302, *SETTLERS) | to(404, "stranger"),
        method="post",
        args="release",
    ),
    # Policies: the agency's leaders read, personnel, PyB and PPK write, the PPK publishes.
    Row("attendance:policies", 403, REPORT | to(200, "stranger")),
    Row("attendance:my_policy", 200),
    Row("attendance:policy_new", 403, to(200, *OPERATORS, "stranger")),
    Row("attendance:policy_new", 403, to(422, *OPERATORS, "stranger"), method="post", data="blank"),
    Row("attendance:policy", 403, REPORT | to(404, "stranger"), args="policy_draft"),
    Row("attendance:policy_edit", 403, DRAFTS, args="policy_draft"),
    Row("attendance:policy_discard", 403, OPERATES, method="post", args="policy_draft"),
    Row(
        "attendance:policy_publish", 403, PUBLISHES, method="post", args="policy_draft", data="seen"
    ),
    Row("attendance:policy_recall", 403, ENDS, method="post", args="policy_draft"),
    Row("attendance:policy_end", 403, ENDS, method="post", args="policy_draft", data="last"),
    Row("attendance:policy_decree", 404, REPORT, args="policy_draft"),
    Row("attendance:region_levels", 403, REPORT | to(200, "stranger")),
    Row("attendance:region_levels", 403, LEVELS, method="post", data="level"),
    Row("attendance:scores", 403, to(200, "personnel")),
    Row("attendance:scores", 403, to(422, "personnel"), method="post"),
    # Compliance: the agency's figures, for those who answer for them; supervisors see their board.
    Row("attendance:compliance", 403, REPORT | to(200, "stranger")),
    Row("attendance:compliance_compare", 403, REPORT | to(200, "stranger")),
    Row("attendance:compliance_calendar", 403, REPORT | to(302, "stranger"), args="month"),
    Row("attendance:compliance_overseen", 403, to(200, "overseer")),
    Row("attendance:compliance_overseen_csv", 403, to(200, "overseer")),
    # All agencies: for overseers in ministries and institutions, whom this small world has not.
    Row("attendance:compliance_national_ask", 403, method="post", data="month"),
    Row("attendance:compliance_national_run", 403, args="national_run"),
    Row("attendance:compliance_national_repeat", 403, method="post", args="national_run"),
    Row("attendance:compliance_national_cancel", 403, method="post", args="national_run"),
    Row("attendance:compliance_report", 403, REPORT | to(302, "stranger"), args="month"),
    Row("attendance:compliance_days", 403, REPORT | to(404, "stranger"), args="month code"),
    Row("attendance:compliance_csv", 403, REPORT | to(404, "stranger"), args="month"),
    # Files of a month: who reads the report; what concerns pay: who exports; its table: who sets.
    Row("attendance:compliance_files", 403, REPORT | to(302, "stranger"), args="month"),
    Row("attendance:compliance_file_make", 403, MAKES_FILES, method="post", args="month file"),
    Row("attendance:compliance_file_make", 403, MAKES_PAY, method="post", args="month pay"),
    Row("attendance:compliance_file", 403, REPORT | to(404, "stranger"), args="export"),
    Row("attendance:compliance_file_job", 403, MAKES_FILES, args="export"),
    Row("attendance:compliance_file_cancel", 403, STOPS_FILES, method="post", args="export"),
    Row("attendance:compliance_mail", 403, HEARS, method="post", args="month"),
    Row("attendance:pay_settings", 403, to(200, *OPERATORS, "stranger")),
    Row("attendance:pay_settings", 403, SETS_PAY, method="post"),
    Row(
        "attendance:pay_reduction_end",
        403,
        to(302, *PAY_SETTERS) | to(404, "stranger"),
        method="post",
        args="reduction",
        data="until",
    ),
    Row("attendance:compliance_job", 403, to(302, *READERS) | to(404, "stranger"), args="job"),
    Row("attendance:compliance_cancel", 302, NO_CANCEL, method="post", args="job"),
    Row("attendance:compliance_freeze", 403, FREEZES, args="month"),
    Row("attendance:compliance_freeze", 403, FREEZES, method="post", args="month"),
    Row("attendance:compliance_pdf", 403, REPORT | to(404, "stranger"), args="month"),
    Row("attendance:compliance_difference", 403, REPORT | to(404, "stranger"), args="month"),
    Row("attendance:compliance_amend", 403, FREEZES, args="month"),
    Row("attendance:compliance_amend", 403, FREEZES, method="post", args="month"),
    Row("attendance:compliance_amend_draft", 403, FREEZES, args="month"),
    Row("attendance:compliance_compute", 302, NO_REPORT, method="post", data="month"),
    Row("attendance:compliance_filing", 403, REPORT | to(200, "stranger"), args="month"),
    Row("attendance:compliance_filing", 403, FILLS, method="post", args="month"),
    Row("attendance:compliance_filing_sign", 403, SIGNS_FORM, args="month"),
    Row("attendance:compliance_filing_sign", 403, FILES, method="post", args="month"),
    Row("attendance:compliance_filing_correct", 403, FILLS, method="post", args="month"),
    Row("attendance:compliance_filing_discard", 403, FILLS, method="post", args="month"),
    Row("attendance:compliance_filing_pdf", 403, REPORT | to(200, "stranger"), args="month"),
    # Code screens: the personnel office hangs them.
    Row("attendance:code_screens", 403, to(200, "personnel")),
    Row("attendance:code_screen_make", 403, to(201, "personnel"), method="post", data="screen"),
    Row("attendance:code_screen_renew", 403, to(200, "personnel"), method="post", args="screen"),
    Row("attendance:code_screen_switch", 403, to(302, "personnel"), method="post", args="screen"),
    # Machines call without a person and say who they are by a serial number; people keep them.
    Row("attendance:iclock_data", 400),
    Row("attendance:iclock_ok", 400, args="call"),
    Row("attendance:machines", 403, to(200, "personnel")),
    Row("attendance:machine_add", 403, to(302, "personnel"), method="post", data="machine"),
    Row("attendance:machine", 403, to(200, "personnel"), args="machine"),
    Row("attendance:machine_change", 403, KEEPS, method="post", args="machine", data="machine"),
    Row("attendance:machine_retire", 403, KEEPS, method="post", args="machine"),
    Row("attendance:machine_numbers", 403, to(200, "personnel")),
    Row("attendance:machine_number_assign", 403, KEEPS, method="post", data="number"),
    Row("attendance:machine_number_release", 403, KEEPS, method="post", args="number"),
    Row("attendance:machine_numbers_import", 403, to(422, "personnel"), method="post"),
    Row("attendance:events_import", 403, to(200, "personnel")),
    Row("attendance:events_import", 403, to(422, "personnel"), method="post"),
]


@pytest.fixture(scope="module")
def of(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The agency, built once: what a question changes is undone before the next."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield world()
        transaction.set_rollback(True)
    connection.close()


@pytest.fixture(scope="module")
def cookies(of: World, django_db_blocker: Any) -> dict[str, SimpleCookie]:
    """Who is signed in by which cookie; signed in once, for that costs as much as an answer."""
    with django_db_blocker.unblock(), mock.patch.object(clock, "now", return_value=NOW):
        return {who: browser_of(of.people.get(who)).cookies for who in PEOPLE}


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
def test_each_person_gets_their_answer(
    row: Row, of: World, cookies: dict[str, SimpleCookie]
) -> None:
    answers = {who: _answer(row, of, cookies[who], who) for who in PEOPLE}
    assert answers == {who: row.expected(who) for who in PEOPLE}


NASTY = ("2026-13", "-1", "9" * 30, "\0:")
"""Nothing of this is an answer that any page offers."""

NASTIER = {
    "bagian": ("date:", "date:2026-W46-1", "mode:", "weekday:9"),
    "valid_from": ("9999-12-31", "0001-01-01"),
    "valid_until": ("9999-12-31", "0001-01-01"),
    "sampai": ("9999-12-31", "0001-01-01"),
}


@dataclass(frozen=True)
class Typed:
    """What can be typed into an address or form below /kepatuhan/; `data` is what else is sent.

    `keys` are typed into one after the other, those joined by `+` at once.
    """

    who: str
    name: str
    keys: str
    args: str = ""
    method: str = "get"
    data: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


OVERSEEN = "bulan+provinsi+jenis+nama+urut+keadaan+halaman"
ASKED = [
    Typed("personnel", "compliance", "bulan+halaman unit"),
    Typed("personnel", "compliance_compare", "a+b+halaman unit"),
    Typed("inspector", "compliance_calendar", "unit ukuran", "month"),
    Typed("inspector", "compliance_report", "unit+bawahan", "month"),
    Typed("pyb", "compliance_days", "unit+bawahan bagian tanggal pegawai halaman", "month code"),
    Typed("pyb", "compliance_pdf", "versi", "month"),
    Typed("ppk", "compliance_difference", "dari+ke", "month"),
    Typed("overseer", "compliance_overseen", OVERSEEN),
    Typed("overseer", "compliance_overseen_csv", OVERSEEN),
    Typed("personnel", "compliance_compute", "bulan", "", "post"),
    Typed("personnel", "compliance_mail", "kabari", "month", "post"),
    Typed(
        "personnel",
        "pay_settings",
        "ground+from_minutes+until_minutes+percent+legal_basis valid_from valid_until",
        "",
        "post",
        "reduction",
    ),
    Typed("personnel", "pay_reduction_end", "sampai", "reduction", "post"),
    Typed("personnel", "compliance_filing", "v_10a", "month", "post", "filing"),
    Typed("ppk", "compliance_filing_correct", "alasan", "month", "post"),
    Typed("ppk", "compliance_freeze", "versi", "month", "post"),
    Typed("ppk", "compliance_amend", "alasan", "month", "post"),
]


@pytest.mark.parametrize("typed", ASKED, ids=str)
def test_whatever_is_typed_below_kepatuhan_is_answered_in_words(
    typed: Typed, of: World, cookies: dict[str, SimpleCookie]
) -> None:
    client = Client(raise_request_exception=False)
    client.cookies.update(cookies[typed.who])
    address = reverse(f"attendance:{typed.name}", kwargs=_args(typed.args, of))
    for key in typed.keys.split():
        for value in (*NASTY, *NASTIER.get(key, ())):
            with transaction.atomic():
                sent = _data(typed.data, of) | dict.fromkeys(key.split("+"), value)
                answer = getattr(client, typed.method)(address, sent)
                transaction.set_rollback(True)
            assert answer.status_code < 500, (key, value)
            if answer.headers.get("Content-Type", "").startswith("text/html; "):
                page = answer.content.decode()
                assert answer.status_code == 302 or 'lang="id"' in page, (key, value)


def test_what_is_not_there_or_another_agencys_is_no_address(
    of: World, cookies: dict[str, SimpleCookie]
) -> None:
    client, month = Client(), f"/kepatuhan/{of.report.month:%Y-%m}/"
    client.cookies.update(cookies["personnel"])
    stranger = of.people["stranger"]
    unit, far = f"?unit={stranger.unit_id}", "9" * 30
    gone = [
        f"/kepatuhan/{unit}", f"/kepatuhan/banding/{unit}", f"{month}kalender/{unit}", month + unit,
        f"{month}late_days/{unit}", f"{month}late_days/?pegawai={stranger.pk}",
        f"{month}tidak-ada/", f"/kepatuhan/pekerjaan/{far}/", f"/kepatuhan/berkas/{far}/",
        f"/kepatuhan/berkas/{far}/kemajuan/", "/kepatuhan/2026-13/", "/kepatuhan/1999-01/berkas/",
        "/kepatuhan/2026-1/", "/kepatuhan/\0/",
    ]  # fmt: skip
    with transaction.atomic():
        answers = [client.get(address) for address in gone]
        made = client.post(f"{month}berkas/tidak-ada/")
        transaction.set_rollback(True)
    assert {one.status_code for one in (*answers, made)} == {404}
    assert all("Halaman ini tidak ditemukan" in one.content.decode() for one in answers)


def _answer(row: Row, of: World, cookies: SimpleCookie, who: str) -> int | str:
    """The status, or that the person was sent to sign in; what it changed is undone.

    Everybody asks from an address of their own: the limits against programs count by address.
    """
    client = Client(REMOTE_ADDR=f"127.0.1.{PEOPLE.index(who) + 1}")
    client.cookies.update(cookies)
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
        "api_desk": {"desk": of.place.desks[0].slug},
        "hsds": {"id": UUID(int=0)},
        "today": {"day": TODAY},
        "colleague": {"employee_id": of.colleague.pk},
        "submitted": {"pk": of.submitted.pk},
        "draft": {"pk": of.draft.pk},
        "batch": {"batch": of.batch},
        "approved": {"pk": of.approved.pk},
        "signed": {"pk": of.assignment.pk},
        "verified": {"code": of.assignment.document.code},
        "proposed": {"pk": of.proposed.pk},
        "declared": {"pk": of.declared.pk},
        "pattern": {"pk": of.pattern.pk},
        "release": {"pk": of.release.pk},
        "policy_draft": {"pk": of.policy_draft.pk},
        "tried": {"pk": of.trial.policy_id},
        "trial": {"pk": of.trial.pk},
        "behind": {"unit_id": of.draft.unit_id, "figure": "caps"},
        "missing": {"reason": "not_declared"},
        "month": {"month": of.report.month},
        "code": {"code": "late_days"},
        "job": {"pk": of.job.pk},
        "national_run": {"pk": 1},
        "correction": {"pk": of.correction.pk},
        "absence": {"pk": of.absence.pk},
        "evidence": {"pk": of.evidence.pk},
        "flag": {"day": TODAY, "employee_id": of.colleague.pk, "kind": "place"},
        "case": {"pk": of.case.pk},
        "examined": {"pk": of.examined.pk},
        "letter": {"kind": "panggilan-1"},
        "token": {"token": SCREEN_TOKEN},
        "nobody": {"token": "tidak-ada"},
        "secret": {"secret": FEED_TOKEN},
        "message": {"pk": of.message.pk},
        "browser": {"pk": of.browser.pk},
        "feed": {"pk": of.feed.pk},
        "screen": {"pk": of.screen.pk},
        "machine": {"pk": of.machine.pk},
        "call": {"call": "ping"},
        "number": {"pk": of.number.pk},
        "circumstance": {"pk": of.circumstance.pk},
        "offered": {"pk": of.offered.pk},
        "agreed": {"pk": of.agreed.pk},
        "counter": {"pk": of.counter.pk},
        "complaint": {"pk": of.complaint.pk},
        "verb": {"verb": "jawab"},
        "ticket": {"ticket": "tidak-ada"},
        "tracking": {"code": "AAAA-AAAA-AAAA-AAAA"},
        "shift": {"pk": of.shift.pk},
        "hall": {"slug": of.counter.office.slug},
        "given": {"service": of.given.service_id},
        "closing": {"pk": of.closing.pk},
        "cover": {"pk": of.cover.pk},
        "remote": {"remote": of.remote.pk},
        "tablet": {"pk": of.tablet.pk},
        "tapped": {"token": TABLET_TOKEN},
        "days": {"first": TODAY, "last": TODAY},
        "standard": {"slug": of.given.service.slug},
        "component": {"component": "fee"},
        "officer": {"pk": of.officer.pk},
        "handover": {"pk": of.handover.pk},
        "export": {"pk": of.export.pk},
        "reduction": {"pk": of.reduction.pk},
        "file": {"kind": "xlsx"},
        "pay": {"kind": "pay"},
    }
    return {key: value for word in words.split() for key, value in known[word].items()}


def _data(word: str, of: World) -> dict[str, Any]:
    known = {
        "blank": {"kosong": "1"},
        "message": {"message": "Maaf, besok dua loket."},
        "end": {"day": f"{TODAY}", "sure": "1"},
        "seen": {"stempel": stamp_of(of.policy_draft)},
        "last": {"last_day": f"{TODAY}", "reason": "Keadaan sudah normal."},
        "level": {"level": "9"},
        "tap": {"kind": "in", "mode": "WFO", "key": "8b5b2f2e-58c5-4f0c-9f5e-2f6c1f0f8a11"},
        "outage": {
            "starts_at": "2026-11-18T07:00",
            "ends_at": "2026-11-18T07:40",
            "cause": "Listrik padam",
        },
        "correction": {"jenis": "in", "moment": "07.24", "mode": "WFO", "reason": "Mesin mati."},
        "leave": {
            "jenis": "leave",
            "leave_type": "alasan_penting",
            "first_day": "2026-11-27",
            "last_day": "2026-11-27",
            "reason": "Wisuda anak.",
        },
        "period": {"first_day": "2026-12-01", "last_day": "2026-12-31"},
        "reduction": {
            "ground": "late",
            "percent": "1",
            "valid_from": "2026-12-01",
            "legal_basis": "Perbup 12/2026",
        },
        "filing": dict.fromkeys(
            ("v_6dasar", "n_10f", "r_6a", "place", "tambah", "tinjau", "bagian"), "9\0"
        ),
        "until": {"sampai": "2026-12-31"},
        "answer": {"jawaban": "tolak"},
        "no": {"keputusan": "tolak", "reason": "Loket kekurangan petugas."},
        "skill": {"employee": of.colleague.pk, "first": "2026-11-18"},
        "several": {"pilih": [f"koreksi-{of.correction.pk}"], "reason": "Portal mati."},
        "ok": {"keputusan": "terima", "reason": "Sesuai rekaman."},
        "mark": {"state": "explained", "note": "Ponsel dipinjam."},
        "pattern": {"pattern": "094/{number}/{year}"},
        "unit": {"unit": of.draft.unit_id, "first_day": "2026-12-21"},
        "month": {"bulan": f"{of.report.month:%Y-%m}"},
        "screen": {"name": "Lobi", "unit": of.draft.unit_id},
        "machine": {
            "serial": "BOCK201961014",
            "name": "Pintu",
            "unit": of.draft.unit_id,
            "direction": "status",
        },
        "number": {"number": "983", "employee": of.colleague.pk},
        "meeting": {"day": "2026-11-25", "time": "09:00", "place": "Ruang rapat"},
        "finding": {"attended": "yes", "finding": "Benar tidak masuk tanpa izin."},
        "decree": {"decree": "800.1.6.2/1/2026", "imposed": "lisan"},
        "text": {"text": "Saya sakit dan belum mengirim suratnya."},
        "reason": {"reason": "Perlu ditukar hari kerjanya."},
    }
    return known.get(word, {})
