"""Listing a week's patterns, and noting what became of one. Nothing else follows from a pattern."""

import hashlib
from datetime import date, datetime

import structlog
from django.db import connection, transaction

from accounts.models import Agency, Employee
from accounts.permissions import can_mark_anomalies
from asn_wfh import clock
from attendance.actions.refused import Ground
from attendance.models import Anomaly, AnomalyPerson, AnomalySearch, AnomalyState
from attendance.queries.thresholds import pattern_limits
from attendance.queries.week_taps import week_taps
from attendance.rules.anomalies import Pattern, find_patterns
from attendance.wording import anomalies as words

log = structlog.get_logger(__name__)

SEARCH_LOCK = 0x504F
"""First key of the advisory lock under which an agency's weeks are searched."""

MARKS = (AnomalyState.EXPLAINED, AnomalyState.FOLLOWED)


class AnomalyRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Nothing was changed. `field` names the field the sentence belongs to, empty for the whole."""

    def __init__(self, ground: Ground, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.ground = ground
        self.sentence = sentence
        self.field = field


@transaction.atomic
def search_week(*, agency: Agency, week: date, now: datetime) -> int:
    """List the patterns of the week that begins on Monday `week`; how many there are.

    Runs inside the agency's tenancy. Searching again adds what is new, brings the facts of what
    nobody has looked at up to date, and leaves what somebody noted as it is.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [SEARCH_LOCK, agency.pk])
    limits = pattern_limits(agency.pk, clock.on_local_date(now, agency.zone))
    taps = week_taps(agency, week, limits)
    found = list(
        find_patterns(
            taps.everybody,
            week=week,
            limits=limits,
            shared_positions=taps.shared_positions,
            shared_devices=taps.shared_devices,
        )
    )
    _list(agency, week, found, now)
    AnomalySearch.objects.update_or_create(
        agency=agency, week=week, defaults={"searched_at": now, "found": len(found)}
    )
    log.info("anomalies.searched", agency=agency.pk, week=str(week), found=len(found))
    return len(found)


def _list(agency: Agency, week: date, found: list[Pattern], now: datetime) -> None:
    known = {
        (row.kind, row.fingerprint): row for row in Anomaly.objects.filter(agency=agency, week=week)
    }
    listed: list[tuple[Anomaly, Pattern]] = []
    for pattern in found:
        fingerprint = _fingerprint(pattern)
        row = known.get((pattern.kind.value, fingerprint))
        if row is None:
            row = Anomaly(
                agency=agency,
                week=week,
                kind=pattern.kind.value,
                fingerprint=fingerprint,
                facts=pattern.facts,
                found_at=now,
            )
            row.save()
        elif row.state == AnomalyState.NEW and row.facts != pattern.facts:
            row.facts = pattern.facts
            row.save(update_fields=["facts"])
        elif row.state != AnomalyState.NEW:
            continue
        listed.append((row, pattern))
    AnomalyPerson.objects.bulk_create(
        (
            AnomalyPerson(agency=agency, anomaly=row, employee_id=person)
            for row, pattern in listed
            for person in pattern.people
        ),
        ignore_conflicts=True,
        batch_size=2000,
    )


def _fingerprint(pattern: Pattern) -> str:
    return hashlib.sha256("|".join((pattern.kind, *pattern.key)).encode()).hexdigest()


@transaction.atomic
def mark_anomaly(*, anomaly_id: int, state: str, note: str, by: Employee, at: datetime) -> Anomaly:
    """Note that a pattern was explained or is being followed up. Raises AnomalyRefused.

    Nobody settles a pattern they are part of. A later look may replace the note; the history
    keeps both.
    """
    if can_mark_anomalies(by.standing) is None:
        raise AnomalyRefused(Ground.AUTHORITY, words.may_not_mark())
    row: Anomaly = Anomaly.objects.select_for_update().get(pk=anomaly_id)
    if AnomalyPerson.objects.filter(anomaly=row, employee=by).exists():
        raise AnomalyRefused(Ground.AUTHORITY, words.own_pattern())
    if state not in MARKS:
        raise AnomalyRefused(Ground.CONTENT, words.mark_missing(), "state")
    if not note.strip():
        raise AnomalyRefused(Ground.CONTENT, words.note_missing(), "note")
    row.state, row.note, row.looked_by, row.looked_at = state, note.strip(), by, at
    row.save(update_fields=["state", "note", "looked_by", "looked_at"])
    log.info("anomaly.marked", agency=row.agency_id, anomaly=row.pk, state=state, by=by.pk)
    return row
