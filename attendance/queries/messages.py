"""A person's inbox, the number on the bell, and how they want to be told."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet

from accounts.models import Employee
from asn_wfh.push import is_push_on
from attendance.models import Channel, Message, MessageKind, MessagePreference, PushSubscription
from attendance.rules.messages import ALWAYS, is_usual

MOST_SHOWN = 99
"""The bell shows no more: whoever has a hundred unread does not need the exact number."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One channel of one kind: `name` of the form's field; `fixed` ones are not a choice."""

    channel: str
    label: str
    name: str
    wanted: bool
    fixed: bool


@dataclass(frozen=True, slots=True)
class KindChoices:
    """A kind of message and its channels, in the order of the table's columns."""

    kind: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """The page of preferences. `has_mail`: the portal has a mail server; `has_push`: a key."""

    kinds: tuple[KindChoices, ...]
    browsers: tuple[PushSubscription, ...]
    email: str
    has_mail: bool
    has_push: bool


def unread_count(person: Employee) -> int:
    """How many messages `person` has not read, at most one more than the bell shows; a statement.

    An index of the unread alone serves it, and it stops counting where the number stops growing.
    """
    unread = Message.objects.visible_to(person).filter(read_at=None).order_by()
    return unread.values("pk")[: MOST_SHOWN + 1].count()


def inbox_of(person: Employee) -> QuerySet[Any]:
    """`person`'s messages: the unread first, then the newest."""
    mine = Message.objects.visible_to(person)
    return mine.order_by(F("read_at").desc(nulls_first=True), "-created_at", "-pk")


def message_settings_of(person: Employee) -> Settings:
    """How `person` is told now: their own choice, else the usual; two statements."""
    rows = MessagePreference.objects.visible_to(person)
    chosen = {(row.kind, row.channel): row.wanted for row in rows}
    return Settings(
        kinds=tuple(
            KindChoices(kind.value, tuple(_choices(kind.value, chosen))) for kind in MessageKind
        ),
        browsers=tuple(PushSubscription.objects.visible_to(person).order_by("-made_at", "-pk")),
        email=person.email,
        has_mail=settings.MAIL_IS_ON,
        has_push=is_push_on(),
    )


def _choices(kind: str, chosen: dict[tuple[str, str], bool]) -> Iterator[Choice]:
    for channel in Channel:
        usual = is_usual(kind, channel.value)
        yield Choice(
            channel=channel.value,
            label=str(channel.label),
            name=f"{kind}-{channel.value}",
            wanted=kind in ALWAYS or chosen.get((kind, channel.value), usual),
            fixed=kind in ALWAYS,
        )
