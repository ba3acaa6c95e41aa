"""Screens with codes: what a lobby sees, what the personnel office keeps, what a tap may use."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Count

from accounts.models import Agency, Employee, Unit
from accounts.tenancy import reveal_caller, tenant
from asn_wfh import clock
from attendance.models import CodeScreen, CodeUse
from attendance.rules.codes import STEP_SECONDS, code_of, step_at, step_ends_at

KNOWN_FOR = timedelta(seconds=15)
KNOWN_AGENCIES = 200
SHOWING_FOR = timedelta(minutes=2)
"""A screen's script asks twice a minute, and it is written down once a minute."""
_known: dict[int, tuple[datetime, tuple["CodeScreenName", ...]]] = {}


@dataclass(frozen=True, slots=True)
class CodeScreenName:
    """An active screen as an employee's page names it."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class ShownCode:
    """What a screen shows at `now`: `code` until `valid_until` (both aware)."""

    screen_id: int
    agency_id: int
    name: str
    unit: str
    agency: str
    zone: str
    code: str
    now: datetime
    valid_until: datetime

    @property
    def left_ms(self) -> int:
        """Milliseconds until the code leaves the screen."""
        return max((self.valid_until - self.now) // timedelta(milliseconds=1), 1)

    @property
    def left_s(self) -> int:
        """Whole seconds until the code has surely left the screen."""
        return self.left_ms // 1000 + 1

    @property
    def left_percent(self) -> float:
        """How much of the code's life is left, 0 to 100."""
        return self.left_ms / (STEP_SECONDS * 10)


@dataclass(frozen=True, slots=True)
class KeptScreen:
    """A line of the personnel office's list.

    `is_showing`: it asked for a code within the last minutes; `used_today`: taps since midnight.
    """

    screen: CodeScreen
    is_showing: bool
    used_today: int


def address_digest(token: str) -> str:
    """What is stored of a screen's secret address: SHA-256 of its token, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


def active_screens(agency_id: int, now: datetime) -> tuple[CodeScreenName, ...]:
    """The agency's active screens, kept by this process for `KNOWN_FOR`; one statement or none.

    For pages that only ask whether there is one. A code is checked against the rows themselves,
    so a screen switched off is refused at once.
    """
    kept = _known.get(agency_id)
    if kept is not None and timedelta(0) <= now - kept[0] < KNOWN_FOR:
        return kept[1]
    if len(_known) >= KNOWN_AGENCIES:
        _known.clear()
    rows = CodeScreen.objects.filter(agency_id=agency_id, is_active=True)
    found = tuple(CodeScreenName(pk, name) for pk, name in rows.values_list("pk", "name"))
    _known[agency_id] = (now, found)
    return found


def shown_code(token: str, now: datetime) -> ShownCode | None:
    """The code on the active screen with this secret address, or None where there is none.

    Nobody is signed in at a screen: the row is revealed by its address alone, and the rest is
    read inside its agency's tenancy.
    """
    digest = address_digest(token)
    with transaction.atomic():
        reveal_caller(digest)
        screen = CodeScreen.objects.filter(address_digest=digest, is_active=True).first()
        if screen is None:
            return None
        with tenant(screen.agency_id):
            unit = Unit.objects.select_related("agency").get(pk=screen.unit_id)
    step = step_at(now)
    return ShownCode(
        screen_id=screen.pk,
        agency_id=screen.agency_id,
        name=screen.name,
        unit=unit.name,
        agency=unit.agency.name,
        zone=unit.agency.zone,
        code=code_of(screen.secret, step),
        now=now,
        valid_until=step_ends_at(step),
    )


def kept_screens(person: Employee, now: datetime) -> list[KeptScreen]:
    """The screens of the agency `person` keeps machines for, active ones first; two statements."""
    screens = list(
        CodeScreen.objects.visible_to(person)
        .select_related("unit", "made_by")
        .order_by("-is_active", "name", "pk")
    )
    ids = [screen.pk for screen in screens]
    midnight = _midnight(person.agency, now)
    uses = Counter(
        dict(
            CodeUse.objects.filter(
                agency_id=person.agency_id, screen_id__in=ids, step__gte=step_at(midnight)
            )
            .values_list("screen_id")
            .annotate(count=Count("employee_id"))
        )
    )
    return [KeptScreen(screen, _is_showing(screen, now), uses[screen.pk]) for screen in screens]


def _is_showing(screen: CodeScreen, now: datetime) -> bool:
    shown = screen.last_shown_at
    return screen.is_active and shown is not None and now - shown < SHOWING_FOR


def _midnight(agency: Agency, now: datetime) -> datetime:
    zone = ZoneInfo(agency.zone)
    return datetime.combine(clock.on_local_date(now, agency.zone), time(), zone)
