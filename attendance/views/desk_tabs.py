"""The tabs above the pages about desks: those that exist and that the reader may open."""

from collections.abc import Callable

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from accounts.permissions import can_keep_offices, can_read_complaints, can_see_desks
from accounts.standing import Standing


def _keeps(standing: Standing) -> bool:
    return can_keep_offices(standing) is not None


def _keeps_some(standing: Standing) -> bool:
    """A service manager of a unit keeps its desks, one of the agency everything."""
    return "service_manager" in standing.roles


def _pages() -> tuple[tuple[str, str, str, Callable[[Standing], bool]], ...]:
    return (
        ("papan", "attendance:desk_board", _("Papan"), can_see_desks),
        ("kantor", "attendance:kept_offices", _("Kantor & jam"), _keeps_some),
        ("laporan", "attendance:complaints", _("Laporan warga"), can_read_complaints),
        ("tablet", "attendance:tablets", _("Tablet"), _keeps),
        ("jam", "attendance:desk_weeks", _("Jam terjaga"), can_see_desks),
    )


def desk_tabs(standing: Standing) -> list[dict[str, str]]:
    """`name`, `label` and `url` of each tab for whoever has this standing."""
    found = []
    for name, address, label, may_open in _pages():
        if not may_open(standing):
            continue
        try:
            url = reverse(address)
        except NoReverseMatch:
            continue
        found.append({"name": name, "label": label, "url": url})
    return found
