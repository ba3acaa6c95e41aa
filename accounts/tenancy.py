"""Which agency's rows the database shows: row-level security's setting, per transaction.

Policies compare a row's agency with ``hadir.agency``; unset, they show nothing. The
setting is local to a transaction (`set_config(…, true)`), so it cannot travel with a
pooled connection into somebody else's request.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction


@contextmanager
def tenant(agency_id: int, *, using: str = "default") -> Iterator[None]:
    """A transaction that sees and writes the rows of one agency.

    Nested, it puts the former agency back at its end.
    """
    nested = connections[using].in_atomic_block
    with transaction.atomic(using=using):
        before = _set("hadir.agency", str(agency_id), using)
        yield
        # A transaction already given up takes no more statements; its end resets the setting.
        if nested and not connections[using].needs_rollback:
            _set("hadir.agency", before, using)


def enter_tenant(agency_id: int) -> None:
    """Show one agency's rows for the rest of the open transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("enter_tenant needs an open transaction; its setting would be lost")
    _set("hadir.agency", str(agency_id), "default")


def reveal_login(nip: str) -> None:
    """Show, for the rest of the open transaction, the one employee who bears this NIP."""
    _set("hadir.login", nip, "default")


def reveal_caller(name: str) -> None:
    """Show, for the rest of the open transaction, the one machine or screen with this name.

    That is a machine's serial number, or the digest of a screen's secret address.
    """
    _set("hadir.caller", name, "default")


def reveal_overseen(overseer_agency_id: int) -> None:
    """Show, for the rest of the open transaction, the summaries of the agencies this one oversees.

    A ministry or institution oversees all, a province its kabupaten and kota; the database decides.
    """
    _set("hadir.oversight", str(overseer_agency_id), "default")


def _set(name: str, value: str, using: str) -> str:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting(%s, true), ''), set_config(%s, %s, true)",
            [name, name, value],
        )
        return str(cursor.fetchone()[0])
