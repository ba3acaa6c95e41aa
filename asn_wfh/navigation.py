"""What the header shows: the person, their places to go, and the server's time."""

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from accounts.permissions import (
    can_oversee,
    can_read_compliance,
    can_read_outages,
    can_read_policies,
    can_see_board,
    can_see_desks,
    can_settle_any,
)
from accounts.standing import Standing
from asn_wfh import clock
from attendance.queries.messages import unread_count

PUBLIC_ZONE = "Asia/Jakarta"
"""Zone of pages that belong to no office and no posting."""

SHORT = {"Izin & koreksi": "Izin"}
"""What a place is called where a fifth of a phone's width has to do."""


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`nav`, `person`, `unread`, `server_now` (aware, UTC) and `zone` for every template.

    `unread` is asked of the database only where a template shows it: parts and answers to
    programs cost nothing.
    """
    moment = getattr(request, "now", None) or clock.now()
    user = getattr(request, "user", None)
    # Error pages must come up even when the person's row cannot be read any more.
    if user is None or not user.is_authenticated or user.on_day is None:
        return {"nav": [], "person": None, "server_now": moment, "zone": PUBLIC_ZONE}
    places = _places(user.standing)
    addresses = [reverse(name) for name, _, _ in places]
    # A page below a place belongs to it; of two that fit (/tim/, /tim/roster/) to the nearer.
    own = [reverse("attendance:corrections"), reverse("attendance:absences")]
    path = own[1] if request.path.startswith(own[0]) else request.path
    here = max((url for url in addresses if path.startswith(url)), key=len, default="")
    return {
        "nav": [
            {"url": url, "label": label, "icon": icon, "current": url == here}
            | ({"short": SHORT[label]} if label in SHORT else {})
            for url, (_, label, icon) in zip(addresses, places, strict=True)
        ],
        "person": {
            "name": user.name,
            "agency": user.agency.name,
            "initials": "".join(part[0] for part in user.name.split()[:2]).upper(),
        },
        "unread": cache(lambda: unread_count(user)),
        "server_now": moment,
        "zone": user.zone,
    }


def _places(standing: Standing) -> list[tuple[str, str, str]]:
    """The name of the address, the label and the icon of each place this standing opens."""
    places = [("attendance:today", "Hari ini", "house-check")]
    places.append(("attendance:my_roster", "Jadwal", "calendar3"))
    places.append(("attendance:history", "Kehadiran", "clock-history"))
    places.append(("attendance:absences", "Izin & koreksi", "calendar-check"))
    if can_see_board(standing):
        places.append(("attendance:team", "Tim", "people"))
        if can_settle_any(standing):
            places.append(("attendance:requests", "Permintaan", "inbox-fill"))
        places.append(("attendance:rosters", "Jadwal tim", "calendar2-week"))
    if can_see_desks(standing):
        places.append(("attendance:desk_board", "Loket", "person-check-fill"))
    if can_read_policies(standing):
        places.append(("attendance:policies", "Kebijakan", "journal-text"))
    if can_read_compliance(standing):
        places.append(("attendance:compliance", "Kepatuhan", "clipboard-data"))
    if can_oversee(standing):
        places.append(("attendance:compliance_overseen", "Lintas instansi", "building"))
    if can_read_outages(standing):
        places.append(("attendance:personnel", "Kepegawaian", "people-fill"))
    return places
