"""What the header shows: the person, their places to go, and the server's time."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from accounts.permissions import can_read_compliance, can_see_board
from asn_wfh import clock

PUBLIC_ZONE = "Asia/Jakarta"
"""Zone of pages that belong to no office and no posting."""


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`nav`, `person`, `server_now` (aware, UTC) and `zone` for every template."""
    moment = getattr(request, "now", None) or clock.now()
    user = getattr(request, "user", None)
    # Error pages must come up even when the person's row cannot be read any more.
    if user is None or not user.is_authenticated or user.on_day is None:
        return {"nav": [], "person": None, "server_now": moment, "zone": PUBLIC_ZONE}
    places = [("attendance:today", "Hari ini", "house-check")]
    places.append(("attendance:my_roster", "Jadwal", "calendar3"))
    places.append(("attendance:history", "Kehadiran", "clock-history"))
    if can_see_board(user.standing):
        places.append(("attendance:team", "Tim", "people"))
        places.append(("attendance:rosters", "Jadwal tim", "calendar2-week"))
    if can_read_compliance(user.standing):
        places.append(("attendance:compliance", "Kepatuhan", "clipboard-data"))
    addresses = [reverse(name) for name, _, _ in places]
    # A page below a place belongs to it; of two that fit (/tim/, /tim/roster/) to the nearer.
    here = max((url for url in addresses if request.path.startswith(url)), key=len, default="")
    return {
        "nav": [
            {"url": url, "label": label, "icon": icon, "current": url == here}
            for url, (_, label, icon) in zip(addresses, places, strict=True)
        ],
        "person": {
            "name": user.name,
            "agency": user.agency.name,
            "initials": "".join(part[0] for part in user.name.split()[:2]).upper(),
        },
        "server_now": moment,
        "zone": user.zone,
    }
