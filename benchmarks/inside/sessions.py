"""Sessions of many people, written through the portal's own session store."""

import json
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore

from accounts.middleware import AGENCY_SESSION_KEY
from accounts.models import Employee
from asn_wfh import clock
from attendance.models import CheckIn, RosterEntry

OWNER = "owner"


def run(people: list[int], demo_people: int, holders: list[int]) -> dict[str, Any]:
    """Sign in by the session store: `demo_people` of the demo accounts, `people`, `holders` (ids).

    `taps` are those who will check in: cookie, the mode of today's plan, whether they are in.
    `holders` gives each id its cookie.
    """
    accounts = json.loads((settings.DATA_DIR / "demo-accounts.json").read_text("utf-8"))["accounts"]
    logins = [one["login"] for one in accounts if one["role"] == "employee"][:demo_people]
    everybody = Employee._base_manager.using(OWNER).select_related("agency")
    tapping = [*everybody.filter(nip__in=logins), *everybody.filter(pk__in=people)]
    return {
        "taps": [
            {"login": one.nip, "cookie": _session(one), "mode": mode, "is_in": is_in}
            for one, mode, is_in in _with_today(tapping)
        ],
        "holders": {one.pk: _session(one) for one in everybody.filter(pk__in=holders)},
        "accounts": accounts,
    }


def _session(person: Employee) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[AGENCY_SESSION_KEY] = person.agency_id
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _with_today(people: list[Employee]) -> list[tuple[Employee, str, bool]]:
    today = clock.today("Asia/Jakarta")
    ids = [one.pk for one in people]
    plans = RosterEntry.objects.using(OWNER).in_force().on(today).filter(employee_id__in=ids)
    modes = dict(plans.values_list("employee_id", "mode"))
    taps = CheckIn.objects.using(OWNER).on(today).filter(employee_id__in=ids)
    last = dict(taps.order_by("recorded_at").values_list("employee_id", "kind"))
    return [(one, modes.get(one.pk, "WFO"), last.get(one.pk) == "in") for one in people]
