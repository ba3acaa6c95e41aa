"""Keeping the screens that show codes: make one, give it a new address, switch it off and on."""

import secrets
from datetime import datetime, timedelta

import pyotp
import structlog
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from accounts.models import Employee, Unit
from accounts.permissions import can_keep_machines
from accounts.tenancy import tenant
from attendance.models import CodeScreen
from attendance.queries.code_screens import address_digest
from attendance.wording.codes import may_not_keep

log = structlog.get_logger(__name__)

SECRET_LENGTH = 32
"""Base32 characters: 160 bits, the length RFC 4226 recommends (section 4, R6)."""
TOKEN_BYTES = 24
"""Random bytes of a screen's address: whoever has it sees the codes, so it cannot be guessed."""
SHOWN_AGAIN_AFTER = timedelta(minutes=1)


@transaction.atomic
def make_screen(*, name: str, unit: Unit, by: Employee, at: datetime) -> tuple[CodeScreen, str]:
    """A new active screen of `unit`, and the token of its address, which is not kept anywhere."""
    _authorise(by)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    screen = CodeScreen.objects.create(
        agency_id=by.agency_id,
        unit=unit,
        name=name,
        secret=pyotp.random_base32(SECRET_LENGTH),
        address_digest=address_digest(token),
        made_by=by,
        made_at=at,
    )
    log.info("code_screen.made", agency=by.agency_id, screen=screen.pk, by=by.pk)
    return screen, token


@transaction.atomic
def renew_address(*, screen: CodeScreen, by: Employee) -> str:
    """A new address and a new secret for `screen`, switched on; the token of the address.

    Whoever had the old address knew the old codes' page, so neither may go on.
    """
    _authorise(by)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    screen.secret = pyotp.random_base32(SECRET_LENGTH)
    screen.address_digest = address_digest(token)
    screen.is_active, screen.last_shown_at = True, None
    screen.save(update_fields=["secret", "address_digest", "is_active", "last_shown_at"])
    log.info("code_screen.renewed", agency=by.agency_id, screen=screen.pk, by=by.pk)
    return token


@transaction.atomic
def switch_screen(*, screen: CodeScreen, active: bool, by: Employee) -> None:
    """Switch `screen` on or off: off, its address shows nothing and its codes are refused."""
    _authorise(by)
    screen.is_active = active
    screen.save(update_fields=["is_active"])
    log.info("code_screen.switched", agency=by.agency_id, screen=screen.pk, by=by.pk, on=active)


def note_shown(*, agency_id: int, screen_id: int, at: datetime) -> None:
    """Remember that the screen showed a code at `at` (aware), at most once a minute."""
    stale = Q(last_shown_at=None) | Q(last_shown_at__lt=at - SHOWN_AGAIN_AFTER)
    with tenant(agency_id):
        CodeScreen.objects.filter(stale, pk=screen_id).update(last_shown_at=at)


def _authorise(by: Employee) -> None:
    if not can_keep_machines(by.standing):
        raise PermissionDenied(may_not_keep())
