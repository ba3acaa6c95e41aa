"""From which numbers on the portal calls a person's attention, in one agency on one day."""

from dataclasses import fields
from datetime import date, timedelta

from attendance.models import Threshold, ThresholdCode
from attendance.rules.anomalies import PatternLimits
from attendance.rules.outages import WatchLimits
from attendance.rules.readiness import ReadinessLimits


def thresholds_on(agency_id: int, day: date) -> dict[str, int]:
    """By code: the agency's own number in force on `day`, else the portal's; one statement."""
    rows = Threshold.objects.on(day).order_by("valid_from")
    values: dict[str, int] = {}
    for wanted in (None, agency_id):
        values |= {row.code: row.value for row in rows if row.agency_id == wanted}
    return values


def watch_limits(agency_id: int, day: date) -> WatchLimits:
    """What the monitor goes by. Raises LookupError where no reference data is loaded."""
    values = thresholds_on(agency_id, day)
    return WatchLimits(**{one.name: _known(values, one.name) for one in fields(WatchLimits)})


def pattern_limits(agency_id: int, day: date) -> PatternLimits:
    """What the weekly search goes by. Raises LookupError where no reference data is loaded."""
    values = thresholds_on(agency_id, day)
    return PatternLimits(**{one.name: _known(values, one.name) for one in fields(PatternLimits)})


def outage_term_days(agency_id: int, day: date) -> int:
    """So many days back an outage may be declared."""
    return _known(thresholds_on(agency_id, day), ThresholdCode.OUTAGE_TERM_DAYS)


def release_days(agency_id: int, day: date) -> int:
    """So many days an emergency may last at most."""
    return _known(thresholds_on(agency_id, day), ThresholdCode.RELEASE_DAYS)


def report_wait(agency_id: int, day: date) -> timedelta:
    """How long after the end of a month its report is asked for by itself."""
    return timedelta(hours=_known(thresholds_on(agency_id, day), ThresholdCode.REPORT_WAIT_HOURS))


def readiness_limits(agency_id: int, day: date) -> ReadinessLimits:
    """From which shares on the means for work from home are sufficient, or can be judged."""
    values = thresholds_on(agency_id, day)
    names = (one.name for one in fields(ReadinessLimits))
    return ReadinessLimits(**{name: _known(values, name) for name in names})


def _known(values: dict[str, int], code: str) -> int:
    if code not in values:
        raise LookupError(f"no threshold {code} on record")
    return values[code]
