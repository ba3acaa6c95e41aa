"""Telling people: a message in the inbox, and word to a worker for e-mail and browsers.

The rows are written in the caller's transaction, so nobody is told of what did not happen, and
nothing that happened is forgotten when the broker is away: the schedule finds what waits.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from functools import partial

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.utils.text import Truncator

from accounts.models import Employee
from attendance.actions.bells import ring
from attendance.models import Channel, Message, MessageKind, MessagePreference
from attendance.rules.messages import ALWAYS, is_usual

log = structlog.get_logger(__name__)
DELIVER_TASK = "attendance.deliver_messages"
URGENT_QUEUE = "desks"
GOES_FIRST = timedelta(days=1)
"""Urgent messages are due since yesterday, so they are sent before all that waits."""
TITLE_LENGTH = 120
BODY_LENGTH = 500

# One statement for any number of people: the inbox, and beside it what each one's channels want.
# In order of the employee, so that two tellings at once wait for each other instead of locking up.
TELL = """
WITH told AS (
    INSERT INTO attendance_message
        (agency_id, employee_id, kind, key, title, body, url, created_at)
    SELECT agency_id, id, %(kind)s, %(key)s, %(title)s, %(body)s, %(url)s, %(at)s
    FROM accounts_employee
    WHERE agency_id = %(agency)s AND id = ANY(%(people)s) AND is_active
    ORDER BY id
    ON CONFLICT (agency_id, employee_id, key) DO NOTHING
    RETURNING id, employee_id
), wanted AS (
    SELECT told.id, told.employee_id, channel.name AS channel
    FROM told
    CROSS JOIN unnest(%(channels)s::text[], %(usual)s::bool[]) AS channel (name, usual)
    LEFT JOIN attendance_messagepreference chosen
        ON chosen.agency_id = %(agency)s AND chosen.employee_id = told.employee_id
        AND chosen.kind = %(kind)s AND chosen.channel = channel.name
    WHERE %(always)s OR coalesce(chosen.wanted, channel.usual)
), sent AS (
    INSERT INTO attendance_delivery
        (agency_id, message_id, channel, subscription_id, state, tries, next_try_at, error)
    SELECT %(agency)s, wanted.id, wanted.channel, browser.id, 'waiting', 0, %(due)s, ''
    FROM wanted
    LEFT JOIN attendance_pushsubscription browser
        ON wanted.channel = 'push' AND browser.agency_id = %(agency)s
        AND browser.employee_id = wanted.employee_id
    JOIN accounts_employee person ON person.id = wanted.employee_id
    WHERE (wanted.channel = 'email' AND person.email <> '') OR browser.id IS NOT NULL
    RETURNING id
)
SELECT (SELECT count(*) FROM told), (SELECT count(*) FROM sent)
"""


def tell(
    *,
    agency_id: int,
    employee_ids: Iterable[int],
    kind: MessageKind,
    key: str,
    title: str,
    body: str,
    url: str = "",
    at: datetime,
) -> int:
    """Put one message into each employee's inbox; answers how many had not got it before.

    Runs in the caller's transaction, inside the agency's tenancy. `key` names the event
    (`roster-12-approved`): telling twice is telling once. `title` and `body` are sentences from
    wording, cut at a word where they are longer than the inbox; `url` is a path of the portal.
    Those who have left are told nothing. A worker is asked on commit to send the rest.
    """
    people = sorted(set(employee_ids))
    if not people:
        return 0
    channels, urgent = _channels(), kind.value in ALWAYS
    with connection.cursor() as cursor:
        cursor.execute(
            TELL,
            {
                "agency": agency_id,
                "people": people,
                "kind": kind.value,
                "key": key,
                "title": shortened(title, TITLE_LENGTH),
                "body": shortened(body, BODY_LENGTH),
                "url": url,
                "at": at,
                "due": at - GOES_FIRST if urgent else at,
                "channels": channels,
                "usual": [is_usual(kind.value, channel) for channel in channels],
                "always": urgent,
            },
        )
        told, sending = cursor.fetchone()
    if sending:
        transaction.on_commit(partial(ring_for_messages, agency_id, urgent=urgent), robust=True)
    if told:
        log.info("messages.told", agency=agency_id, kind=kind.value, key=key, people=told)
    return int(told)


def ring_for_messages(agency_id: int, *, urgent: bool = False) -> None:
    """Ask for what waits to be sent now; without a broker the schedule does it later.

    Urgent messages take the road of the citizens' desks: a report that is being computed in the
    other queue must not keep people in a building that is on fire.
    """
    queue = {"queue": URGENT_QUEUE} if urgent else {}
    ring(DELIVER_TASK, agency_id, kwargs={"urgent": urgent}, **queue)


def read_message(*, pk: int, by: Employee, at: datetime) -> Message | None:
    """The message `by` opens, read from now on; None where it is not theirs."""
    message: Message | None = Message.objects.visible_to(by).filter(pk=pk).first()
    if message is not None:
        Message.objects.filter(pk=pk, read_at=None).update(read_at=at)
    return message


def read_all(*, by: Employee, at: datetime) -> int:
    """Mark everything in `by`'s inbox as read; how many were not."""
    return Message.objects.visible_to(by).filter(read_at=None).update(read_at=at)


@transaction.atomic
def choose_channels(*, by: Employee, wanted: Collection[tuple[str, str]]) -> None:
    """Keep `by`'s choice: through which (kind, channel) they want to be told.

    Only what differs from the usual is a row, so a better usual choice still reaches people.
    """
    mine = MessagePreference.objects.visible_to(by)
    mine.delete()
    MessagePreference.objects.bulk_create(
        MessagePreference(
            agency_id=by.agency_id,
            employee=by,
            kind=kind,
            channel=channel,
            wanted=(kind.value, channel.value) in wanted,
        )
        for kind in MessageKind
        for channel in Channel
        if kind.value not in ALWAYS
        and ((kind.value, channel.value) in wanted) is not is_usual(kind.value, channel.value)
    )
    log.info("messages.channels_chosen", agency=by.agency_id, by=by.pk)


def shortened(text: str, length: int) -> str:
    """`text` in at most `length` characters, cut at a word with an ellipsis where it is longer."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    head = Truncator(text).chars(length - 1, truncate="")
    return f"{head.rpartition(' ')[0] or head}…"


def _channels() -> list[str]:
    """The channels that lead somewhere: without a mail server no e-mail is ever attempted."""
    return [
        channel.value for channel in Channel if channel is not Channel.EMAIL or settings.MAIL_IS_ON
    ]
