"""Browsers that agreed to be told: subscribed by a click in them, withdrawn from the list."""

from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import Q

from accounts.models import Employee
from asn_wfh.push import are_keys, is_inside, is_push_on
from asn_wfh.push_hosts import push_host
from attendance.actions.refused import Ground, RequestRefused
from attendance.models import PushSubscription
from attendance.wording import messages as words

log = structlog.get_logger(__name__)
ENDPOINT_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Offered:
    """What a browser's `PushSubscription.toJSON()` says, and the name its owner reads."""

    endpoint: str
    p256dh: str
    auth: str
    label: str


@transaction.atomic
def subscribe_browser(
    *, offered: Offered, by: Employee, at: datetime
) -> tuple[PushSubscription, bool]:
    """Tell `by` through this browser from now on; the row, and whether it is new.

    A browser speaks to whoever subscribed it last: on a shared one the former owner's
    subscription ends. Raises RequestRefused for what cannot be a public push service's.
    """
    if not is_push_on():
        raise RequestRefused(Ground.STATE, words.push_is_off())
    acceptable = is_inside(offered.endpoint) or push_host(offered.endpoint) is not None
    fits = len(offered.endpoint) <= ENDPOINT_LENGTH
    if not (acceptable and fits and are_keys(offered.p256dh, offered.auth)):
        raise RequestRefused(Ground.CONTENT, words.browser_unknown(), "endpoint")
    others = ~Q(employee=by)
    same = PushSubscription.objects.filter(agency_id=by.agency_id, endpoint=offered.endpoint)
    same.filter(others).delete()
    mine = PushSubscription.objects.visible_to(by)
    # The person's row in front: two browsers at once cannot both be the last one allowed.
    Employee.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
    known = mine.filter(endpoint=offered.endpoint).exists()
    if not known and mine.count() >= words.MOST_BROWSERS:
        raise RequestRefused(Ground.STATE, words.browsers_full())
    row, is_new = PushSubscription.objects.update_or_create(
        agency_id=by.agency_id,
        employee=by,
        endpoint=offered.endpoint,
        defaults={"p256dh": offered.p256dh, "auth": offered.auth, "label": offered.label},
        create_defaults={
            "p256dh": offered.p256dh,
            "auth": offered.auth,
            "label": offered.label,
            "made_at": at,
        },
    )
    log.info("browser.subscribed", agency=by.agency_id, subscription=row.pk, by=by.pk, new=is_new)
    return row, is_new


def remove_browser(*, browser: PushSubscription, by: Employee) -> None:
    """Tell `by` no more through this browser of theirs; what waits for it is dropped."""
    log.info("browser.removed", agency=by.agency_id, subscription=browser.pk, by=by.pk)
    browser.delete()
