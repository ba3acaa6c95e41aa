"""The portal's own beat, and what the monitor proposes when it or people's taps say "failed".

A proposal excuses nobody: an operator decides. Running it again with the same facts writes nothing.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import F

from accounts.models import Agency
from asn_wfh import clock
from attendance.actions.outages import hold_outages, span_of
from attendance.models import CheckIn, Outage, OutageState, PortalBeat
from attendance.queries.measured import measured_of, proposed_span, signals_from
from attendance.queries.thresholds import watch_limits
from attendance.queries.touched import count_taps
from attendance.rulebook import SURE_SOURCES, Rulebook, rulebook_of
from attendance.rules.events import TAP_TOLERANCE
from attendance.rules.outages import (
    MINUTE,
    Proposal,
    QueuedTap,
    Signal,
    SignalKind,
    Span,
    WatchLimits,
    crowds,
    proposals,
    queue_signal,
    silences,
    within,
    without,
)

log = structlog.get_logger(__name__)

BEAT_GAP = timedelta(minutes=2)
"""A stretch of beats ends when none came for so long: one beat lost in traffic is no gap."""

LOOK_BACK = timedelta(days=1)
STRETCHES = 200
"""So many stretches are looked at: a portal that stumbles more often in a day is down anyway."""


@transaction.atomic
def keep_beat(*, at: datetime) -> None:
    """Note that the portal works at `at` (aware): lengthen the last stretch, or begin a new one."""
    newest = PortalBeat.objects.select_for_update().order_by("-last_at").first()
    if newest is None or at - newest.last_at > BEAT_GAP:
        PortalBeat.objects.create(first_at=at, last_at=at)
    elif at > newest.last_at:
        PortalBeat.objects.filter(pk=newest.pk).update(last_at=at)


@transaction.atomic
def propose_outages(*, agency: Agency, now: datetime) -> int:
    """Bring the agency's proposals in line with what was measured; how many were written.

    Runs inside the agency's tenancy. What lies in an outage somebody decided about, in whichever
    way, is not proposed again.
    """
    hold_outages(agency.pk)
    today = clock.on_local_date(now, agency.zone)
    limits = watch_limits(agency.pk, today)
    since = now - LOOK_BACK
    rows = list(Outage.objects.filter(agency=agency).touching(since - LOOK_BACK, now))
    settled = [_looked_at(row) for row in rows if row.state != OutageState.PROPOSED]
    open_rows = {row.pk: row for row in rows if row.state == OutageState.PROPOSED}
    book = rulebook_of(agency, clock.on_local_date(since, agency.zone), today)
    signals = [
        *_silence_signals(agency, book, limits, settled, now),
        *_queue_signals(agency, limits, settled, since),
    ]
    waiting = [
        Proposal(span_of(row), signals_from(row.measured), (row.pk,)) for row in open_rows.values()
    ]
    written = 0
    for one in proposals(waiting, signals):
        written += _keep(agency, one, open_rows, now)
    return written


def _silence_signals(
    agency: Agency, book: Rulebook, limits: WatchLimits, settled: Sequence[Span], now: datetime
) -> list[Signal]:
    """The portal's own silences inside working hours, and who was received all the same."""
    least = limits.silence_minutes * MINUTE
    newest = PortalBeat.objects.order_by("-last_at")[:STRETCHES]
    beats = [Span(one.first_at, one.last_at) for one in newest]
    hours = _watched_hours(agency, book, limits, now)
    gaps = without(within(silences(beats, now, least), hours), settled)
    spans = [gap for gap in gaps if gap.end - gap.start >= least]
    received = count_taps(agency, spans, by_receipt=True)
    return [
        Signal(
            SignalKind.SILENCE, span, seen.people, seen.people, (span.end - span.start) // MINUTE
        )
        for span, seen in zip(spans, received, strict=True)
    ]


def _watched_hours(
    agency: Agency, book: Rulebook, limits: WatchLimits, now: datetime
) -> list[Span]:
    """The agency's working hours of today and yesterday, and the minutes in which people arrive."""
    found = []
    for at in (now - LOOK_BACK, now):
        day = clock.on_local_date(at, agency.zone)
        try:
            hours = book.day(employee_id=0, unit_id=0, zone=agency.zone, on=day)
        except LookupError:  # no hours on record, so none to watch
            continue
        if hours.off is None:
            lead, flex = limits.lead_minutes * MINUTE, hours.schedule.flex_minutes * MINUTE
            found.append(Span(hours.start_at - lead, hours.end_at + flex))
    return found


def _queue_signals(
    agency: Agency, limits: WatchLimits, settled: Sequence[Span], since: datetime
) -> list[Signal]:
    """Crowds of taps that came in long after they were made."""
    late = (
        CheckIn.objects.filter(
            agency=agency,
            local_date__gte=clock.on_local_date(since, agency.zone),
            tapped_at__gte=since,
            recorded_at__gt=F("tapped_at") + TAP_TOLERANCE,
        )
        .exclude(source__in=SURE_SOURCES)
        .values_list("employee_id", "tapped_at", "recorded_at")
    )
    taps = [QueuedTap(*row) for row in late]
    # What a decision covered is used up: only what lies outside may ask for another one.
    fresh = [
        tap for tap in taps if not any(one.start <= tap.tapped_at <= one.end for one in settled)
    ]
    found = crowds(fresh, limits)
    tapped = count_taps(agency, [Span(crowd[0].tapped_at, crowd[-1].tapped_at) for crowd in found])
    signals = [
        queue_signal(crowd, seen.people, limits) for crowd, seen in zip(found, tapped, strict=True)
    ]
    return [_outside(one, settled) for one in signals if one is not None]


def _outside(signal: Signal, settled: Sequence[Span]) -> Signal:
    # Its first tap lies outside every settled outage, so the first part is never missing.
    first = without([signal.span], settled)[0]
    return Signal(signal.kind, first, signal.people, signal.of, signal.longest_minutes)


def _keep(agency: Agency, one: Proposal, rows: dict[int, Outage], now: datetime) -> int:
    """Write a proposal where it is new or says more than before; 1 if so."""
    measured = measured_of(one)
    values = {"starts_at": one.span.start, "ends_at": one.span.end, "measured": measured}
    if not one.refs:
        outage = Outage.objects.create(
            agency=agency, state=OutageState.PROPOSED, proposed_at=now, **values
        )
        log.info("outage.proposed", agency=agency.pk, outage=outage.pk)
        return 1
    kept, *absorbed = one.refs
    if absorbed:
        Outage.objects.filter(pk__in=absorbed, state=OutageState.PROPOSED).delete()
    row = rows[kept]
    if (span_of(row), row.measured) == (one.span, measured):
        return 0
    Outage.objects.filter(pk=kept, state=OutageState.PROPOSED).update(**values)
    log.info("outage.proposal_changed", agency=agency.pk, outage=kept, absorbed=absorbed)
    return 1


def _looked_at(row: Outage) -> Span:
    """What somebody has decided about: the outage, and the whole proposal it came from."""
    spans = [span_of(row), *(span for span in [proposed_span(row.measured)] if span is not None)]
    return Span(min(one.start for one in spans), max(one.end for one in spans))
