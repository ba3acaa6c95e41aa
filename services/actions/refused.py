"""How an action on the public's data says no; whoever shows a page puts it into words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from django.db import IntegrityError, transaction

from accounts.refusals import sentence_of


class Fault(StrEnum):
    """What stands in the way."""

    NOT_HOST = "not_host"
    NOT_OWNER = "not_owner"
    NOT_KEEPER = "not_keeper"
    NAME_WITHOUT_LETTERS = "name_without_letters"
    ADDRESS_RESERVED = "address_reserved"
    DAY_PAST = "day_past"
    OFFICE_ENDED = "office_ended"
    DESK_ENDED = "desk_ended"
    GIVER_ELSEWHERE = "giver_elsewhere"
    LAST_SERVICE = "last_service"
    SERVICE_NOT_HERE = "service_not_here"
    WEEK_EMPTY = "week_empty"
    NO_DATES = "no_dates"
    STARTS_PAST = "starts_past"
    ENDS_PAST = "ends_past"
    CLOSURE_BEGAN = "closure_began"
    CLOSURE_OVER = "closure_over"
    REMOTE_TWICE = "remote_twice"
    REMOTE_OVER = "remote_over"
    SERVICE_NOT_GIVEN = "service_not_given"
    NOTHING_TO_COPY = "nothing_to_copy"
    STANDARD_CHANGED = "standard_changed"
    BY_CONSTRAINT = "by_constraint"


class KeepingRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Nothing was changed. `field` names the field it belongs to, empty for the whole.

    `detail` completes the sentence (a name, say); for `BY_CONSTRAINT` it is the whole sentence.
    """

    def __init__(self, fault: Fault, field: str = "", detail: str = "") -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.field = field
        self.detail = detail


@contextmanager
def refusing(field: str = "") -> Iterator[None]:
    """A savepoint in which a constraint of ours becomes a `KeepingRefused` with its sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        raise KeepingRefused(Fault.BY_CONSTRAINT, field, sentence) from error
