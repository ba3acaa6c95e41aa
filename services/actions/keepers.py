"""Who may write what of the public's data: the host of a hall, and the owner of a desk in it.

The database's policies say the same; asked here first, a refusal is a sentence.
"""

from __future__ import annotations

from services.actions.refused import Fault, KeepingRefused
from services.models import Desk, Office


def require_host(agency_id: int, office: Office) -> None:
    """Raises KeepingRefused unless the agency hosts the office."""
    if office.host_id != agency_id:
        raise KeepingRefused(Fault.NOT_HOST)


def require_owner(agency_id: int, desk: Desk) -> None:
    """Raises KeepingRefused unless the agency owns the desk."""
    if desk.owner_id != agency_id:
        raise KeepingRefused(Fault.NOT_OWNER)


def require_keeper(agency_id: int, office: Office, desk: Desk | None) -> None:
    """Raises KeepingRefused unless the agency hosts the office, or owns its desk `desk`."""
    owns = desk is not None and desk.office_id == office.pk and desk.owner_id == agency_id
    if not owns and office.host_id != agency_id:
        raise KeepingRefused(Fault.NOT_KEEPER)
