"""Who decides about exchanges and special circumstances: a superior who takes no part in them."""

from collections.abc import Collection
from datetime import datetime

from accounts.models import Delegation, Employee, Role, Unit
from accounts.standing import Held
from asn_wfh import clock
from attendance.actions.refused import Ground, RequestRefused
from attendance.queries.authority import APPROVING, told_of
from attendance.queries.superiors import authority_over
from attendance.rules.approval import NoAuthority
from attendance.rules.settlement import OwnRequest, refuse_authority
from attendance.rules.swaps import OwnSwap
from attendance.wording.request_queue import settlement_sentence
from attendance.wording.swaps import swap_sentence


def who_decides(by: Employee, unit_id: int, parties: Collection[int], at: datetime) -> Held:
    """The role by which `by` decides for people of the unit; `parties` may not, nor in the name
    of one of them.

    Raises RequestRefused with the reason: own, no role, or a letter that ended.
    """
    if by.pk in parties:
        own = swap_sentence(OwnSwap()) if len(parties) > 1 else settlement_sentence(OwnRequest())
        raise RequestRefused(Ground.AUTHORITY, own)
    authority = authority_over(by, unit_id)
    if authority.held is None:
        today = clock.on_local_date(at, by.agency.zone)
        refusal = refuse_authority(authority.settler, today=today) or NoAuthority()
        raise RequestRefused(Ground.AUTHORITY, settlement_sentence(refusal))
    if authority.held.principal_id in parties:
        raise RequestRefused(Ground.AUTHORITY, swap_sentence(OwnSwap()))
    return authority.held


def under_of(held: Held) -> Delegation | None:
    """The delegation behind a role, with its principal; one statement or none."""
    if held.delegation_id is None:
        return None
    return Delegation.objects.select_related("principal").get(pk=held.delegation_id)


def superiors_of(unit: Unit, at: datetime) -> set[int]:
    """Whom to tell that something of the unit waits: its superiors, else those above."""
    today = clock.on_local_date(at, unit.agency.zone)
    return told_of(unit, today, (Role.SUPERVISOR,)) or told_of(unit, today, APPROVING)
