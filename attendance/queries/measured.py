"""The monitor's numbers as they are kept beside an outage: plain JSON, moments in UTC."""

from datetime import UTC, datetime
from typing import Any

from attendance.rules.outages import Proposal, Signal, SignalKind, Span


def measured_of(proposal: Proposal) -> dict[str, Any]:
    """What `Outage.measured` keeps of a proposal: its whole span and each measurement."""
    return {
        **_iso(proposal.span),
        "signals": [
            {
                "kind": signal.kind.value,
                **_iso(signal.span),
                "people": signal.people,
                "of": signal.of,
                "longest_minutes": signal.longest_minutes,
            }
            for signal in proposal.signals
        ],
    }


def signals_from(measured: dict[str, Any]) -> tuple[Signal, ...]:
    """The measurements in `Outage.measured`; none of an outage that nobody measured."""
    return tuple(
        Signal(
            SignalKind(one["kind"]), _span(one), one["people"], one["of"], one["longest_minutes"]
        )
        for one in measured.get("signals", ())
    )


def proposed_span(measured: dict[str, Any]) -> Span | None:
    """What the monitor proposed, whatever an operator made of it; None where it did not."""
    return _span(measured) if "from" in measured else None


def _iso(span: Span) -> dict[str, str]:
    return {name: at.astimezone(UTC).isoformat() for name, at in zip(NAMES, span, strict=True)}


def _span(kept: dict[str, Any]) -> Span:
    return Span(*(datetime.fromisoformat(kept[name]) for name in NAMES))


NAMES = ("from", "until")
