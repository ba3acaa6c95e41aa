"""Who declared what about working from home, and who is ready by it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import Employee
from asn_wfh import clock
from attendance.models import AgreementText, Readiness
from attendance.rules.readiness import Declaration, Device, Line, NotReady, why_not_ready


def ready_people(
    *, agency_id: int, employee_ids: Collection[int] | None = None, on: date | None = None
) -> set[int]:
    """The ids of those who are ready to work from home, of these employees or of all; two
    statements.

    `on` is the date whose agreement text has to be accepted; without it the present one in the
    person's zone, because readiness is a state and not a plan. Must run inside the tenancy.
    """
    now = clock.now()
    rows = Readiness.objects.filter(agency_id=agency_id, current=True, withdrawn_at=None)
    if employee_ids is not None:
        rows = rows.filter(employee_id__in=employee_ids)
    texts = Agreements.of(agency_id)
    return {
        person_id
        for person_id, zone, device, line, workplace, agreement in rows.values_list(
            "employee_id", "employee__zone", "device", "line", "workplace", "agreement_id"
        )
        if not why_not_ready(
            Declaration(Device(device), Line(line), workplace, agreement),
            texts.id_on(on or clock.on_local_date(now, zone)),
        )
    }


@dataclass(frozen=True, slots=True)
class Agreements:
    """The texts an agency's people may have to accept: the nation's and its own."""

    rows: tuple[AgreementText, ...]

    @classmethod
    def of(cls, agency_id: int) -> Agreements:
        """Read them; one statement. Must run inside the agency's tenancy."""
        found = [row for row in AgreementText.objects.all() if row.agency_id in (None, agency_id)]
        return cls(tuple(sorted(found, key=lambda row: (row.agency_id or 0, row.valid_from))))

    def on(self, day: date) -> AgreementText | None:
        """The text in force on `day`: the agency's own before the nation's; None without any."""
        holding = [
            row
            for row in self.rows
            if row.valid_from <= day and (row.valid_until is None or row.valid_until >= day)
        ]
        return holding[-1] if holding else None

    def id_on(self, day: date) -> int | None:
        """The id of the text in force on `day`."""
        found = self.on(day)
        return None if found is None else int(found.pk)


@dataclass(frozen=True, slots=True)
class MyReadiness:
    """One's own declaration (None before the first), the text in force, and what is missing."""

    declared: Readiness | None
    agreement: AgreementText | None
    missing: tuple[NotReady, ...]


def my_readiness(person: Employee, now: datetime) -> MyReadiness:
    """What `person` declared, as it counts today; two statements."""
    text = Agreements.of(person.agency_id).on(clock.on_local_date(now, person.zone))
    row: Readiness | None = (
        Readiness.objects.of(person).filter(current=True).select_related("agreement").first()
    )
    missing = why_not_ready(
        None if row is None else declaration_value(row), None if text is None else text.pk
    )
    return MyReadiness(row, text, missing)


def declaration_value(row: Readiness) -> Declaration:
    """The rules' value of a declaration."""
    return Declaration(
        device=Device(row.device),
        line=Line(row.line),
        workplace=row.workplace,
        agreement=row.agreement_id,
        withdrawn=row.withdrawn_at is not None,
    )
