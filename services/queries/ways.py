"""Other ways for a citizen who cannot be served: online, telephone, another desk, the ministry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from services.models import Desk, DeskStatus
from services.queries.shown import LAPOR_URL, Way, service_name
from services.queries.statuses import LineStatus
from services.querysets import lasting
from services.rules import Code

NEAR_DESKS = 2
"""How many other desks are named: the nearest by administration, not a list to search."""


class OtherDesks:
    """Desks that serve a service now, by service; asked once for a whole page."""

    def __init__(self, desks: dict[int, list[Desk]]) -> None:
        self._desks = desks

    def near(self, desk: Desk, service_id: int) -> list[Desk]:
        """Up to `NEAR_DESKS` others: of the same office first, then of the same region."""
        region = desk.office.region_id
        others = [each for each in self._desks.get(service_id, ()) if each.pk != desk.pk]
        others.sort(
            key=lambda each: (
                each.office_id != desk.office_id,
                each.office.region_id != region,
                each.office.name,
                each.position,
            )
        )
        return others[:NEAR_DESKS]


def staffed_in(province: str, service_ids: Collection[int], now: datetime) -> OtherDesks:
    """Desks of a province (its code, ``32``) that serve these services now.

    One statement, over statuses settled before that still hold; desks of other provinces are no
    way out. They are named as a way, not as a promise: their own page tells more.
    """
    rows = (
        DeskStatus.objects.filter(service__in=service_ids, code=Code.STAFFED, valid_until__gt=now)
        .filter(lasting(now, "desk__office__", desk="desk__"))
        .filter(
            Q(desk__office__region=province)
            | Q(desk__office__region__code__startswith=f"{province}.")
        )
        .select_related("desk__office")
    )
    found: dict[int, list[Desk]] = defaultdict(list)
    for row in rows:
        found[row.service_id].append(row.desk)
    return OtherDesks(found)


def ways_of(status: LineStatus, others: OtherDesks) -> Iterable[Way]:
    """The ways out of one status, in the order in which they should be tried."""
    line = status.line
    service, desk = line.service, line.desk
    if service.online_url:
        label = _("%(service)s daring") % {"service": service_name(service)}
        yield Way("online", label, service.online_url)
    phone = service.phone or desk.office.phone
    if phone:
        yield Way("phone", _("Telepon %(number)s") % {"number": phone}, f"tel:{dialled(phone)}")
    for other in others.near(desk, service.pk):
        where = "" if other.office_id == desk.office_id else f", {other.office.name}"
        label = _("Sedang dilayani: %(desk)s") % {"desk": f"{other.name}{where}"}
        yield Way("desk", label, other.get_absolute_url())
    yield Way("lapor", _("Sampaikan lewat SP4N-LAPOR!"), LAPOR_URL)


def dialled(phone: str) -> str:
    """A telephone number as a telephone takes it: digits and a leading plus."""
    return "".join(each for each in phone if each.isdigit() or each == "+")
