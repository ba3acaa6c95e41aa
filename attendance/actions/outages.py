"""Declaring an outage excuses everybody inside it at once; withdrawing it undoes that.

Nothing is written to events or days here: the rules count a tap inside a declared outage when it
was made, and every closed day that this touches is judged again. One lock per agency puts
operators and the monitor in a row; the table's constraints stand behind it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import structlog
from django.db import IntegrityError, connection, transaction

from accounts.models import Agency, Employee
from accounts.permissions import can_declare_outages
from accounts.refusals import sentence_of
from accounts.standing import Held
from asn_wfh import clock
from attendance.actions.refused import Ground
from attendance.actions.reopenings import reopen_days
from attendance.models import Outage, OutageState, ReopenCause
from attendance.queries.thresholds import outage_term_days
from attendance.queries.touched import rulebook_around_span, touched_days, touched_taps
from attendance.rules.outages import EndsFirst, OutageRefusal, Span, refuse_outage
from attendance.wording import outages as words

log = structlog.get_logger(__name__)

OUTAGE_LOCK = 0x4F55
"""First key of the advisory lock of an agency's outages, the second being the agency."""


class OutageRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Nothing was changed. `field` names the field the sentence belongs to, empty for the whole."""

    def __init__(self, ground: Ground, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.ground = ground
        self.sentence = sentence
        self.field = field


@transaction.atomic
def declare_outage(*, agency: Agency, span: Span, cause: str, by: Employee, at: datetime) -> Outage:
    """Declare that the portal or the line failed in `span` (aware). Raises OutageRefused.

    Runs inside the agency's tenancy; the closed days of everybody who tapped inside are reopened.
    """
    held = _require_operator(by)
    hold_outages(agency.pk)
    _require_fit(agency, span, at)
    outage = Outage(agency=agency, state=OutageState.DECLARED)
    _write(outage, {**_times(span), "cause": cause.strip(), **_settled(by, held, at)})
    _reopen(agency, span, by, at)
    log.info("outage.declared", agency=agency.pk, outage=outage.pk, by=by.pk)
    return outage


@transaction.atomic
def confirm_outage(*, outage_id: int, span: Span, cause: str, by: Employee, at: datetime) -> Outage:
    """Declare a proposal, with the times and the cause an operator gives it."""
    held = _require_operator(by)
    outage = _held_outage(outage_id, OutageState.PROPOSED)
    _require_fit(outage.agency, span, at, settles=outage)
    values = {"state": OutageState.DECLARED, "cause": cause.strip(), **_times(span)}
    _write(outage, {**values, **_settled(by, held, at)})
    _reopen(outage.agency, span, by, at)
    log.info("outage.confirmed", agency=outage.agency_id, outage=outage.pk, by=by.pk)
    return outage


@transaction.atomic
def dismiss_outage(*, outage_id: int, reason: str, by: Employee, at: datetime) -> Outage:
    """Say that a proposal was no outage, and why; the monitor does not propose it again."""
    held = _require_operator(by)
    outage = _held_outage(outage_id, OutageState.PROPOSED)
    _write_end(outage, OutageState.DISMISSED, reason, _settled(by, held, at))
    log.info("outage.dismissed", agency=outage.agency_id, outage=outage.pk, by=by.pk)
    return outage


@transaction.atomic
def withdraw_outage(*, outage_id: int, reason: str, by: Employee, at: datetime) -> Outage:
    """Take a declared outage back, and why; the days it excused are judged without it."""
    held = _require_operator(by)
    outage = _held_outage(outage_id, OutageState.DECLARED)
    _write_end(outage, OutageState.WITHDRAWN, reason, _settled(by, held, at))
    _reopen(outage.agency, span_of(outage), by, at)
    log.info("outage.withdrawn", agency=outage.agency_id, outage=outage.pk, by=by.pk)
    return outage


def hold_outages(agency_id: int) -> None:
    """Wait until nobody else settles or proposes outages of the agency; for this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [OUTAGE_LOCK, agency_id])


def span_of(outage: Outage) -> Span:
    """The outage's time as the rules' value."""
    return Span(outage.starts_at, outage.ends_at)


def _require_operator(by: Employee) -> Held:
    held = can_declare_outages(by.standing)
    if held is None:
        raise OutageRefused(Ground.AUTHORITY, words.may_not_declare())
    return held


def _held_outage(outage_id: int, state: OutageState) -> Outage:
    """The outage, alone with it until the transaction ends, if it still is in `state`."""
    hold_outages(Outage.objects.values_list("agency_id", flat=True).get(pk=outage_id))
    outage: Outage = Outage.objects.select_related("agency").get(pk=outage_id)
    if outage.state != state:
        raise OutageRefused(Ground.STATE, words.settled_meanwhile(outage.state))
    return outage


def _require_fit(
    agency: Agency, span: Span, at: datetime, *, settles: Outage | None = None
) -> None:
    today = clock.on_local_date(at, agency.zone)
    refusal = refuse_outage(
        span,
        now=at,
        today=today,
        starts_on=clock.on_local_date(span.start, agency.zone),
        term_days=outage_term_days(agency.pk, today),
        declared=_spans(agency, OutageState.DECLARED, None),
        waiting=_spans(agency, OutageState.PROPOSED, settles),
        proposed=None if settles is None else span_of(settles),
    )
    if refusal is not None:
        raise OutageRefused(
            Ground.CONTENT, words.refusal_sentence(refusal, agency.zone), _at(refusal)
        )


def _at(refusal: OutageRefusal) -> str:
    return "ends_at" if isinstance(refusal, EndsFirst) else "starts_at"


def _spans(agency: Agency, state: OutageState, but: Outage | None) -> Iterable[Span]:
    rows = Outage.objects.filter(agency=agency, state=state)
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    return [Span(*times) for times in rows.values_list("starts_at", "ends_at")]


def _times(span: Span) -> dict[str, Any]:
    return {"starts_at": span.start, "ends_at": span.end}


def _settled(by: Employee, held: Held, at: datetime) -> dict[str, Any]:
    return {"settled_by_id": by.pk, "settled_under_id": held.delegation_id, "settled_at": at}


def _write_end(outage: Outage, state: OutageState, reason: str, settled: dict[str, Any]) -> None:
    if not reason.strip():
        raise OutageRefused(Ground.CONTENT, words.reason_missing(), "reason")
    _write(outage, {"state": state, "reason": reason.strip(), **settled})


def _write(outage: Outage, values: dict[str, Any]) -> None:
    """Save the outage with `values`; the database's own refusal is told in its words."""
    for name, value in values.items():
        setattr(outage, name, value)
    fields = None if outage.pk is None else [name.removesuffix("_id") for name in values]
    try:
        with transaction.atomic():
            outage.save(update_fields=fields)
    except IntegrityError as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        raise OutageRefused(Ground.CONTENT, sentence) from error


def _reopen(agency: Agency, span: Span, by: Employee, at: datetime) -> None:
    """Have the closed days of everybody who tapped inside judged again."""
    taps = touched_taps(agency, span)
    days = touched_days(rulebook_around_span(agency, span), taps) if taps else {}
    reopen_days(agency_id=agency.pk, days=days, cause=ReopenCause.OUTAGE, by=by, at=at)
