"""The words of the feeds: what was closed, changed, taken back, and what is over."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from services import wording
from services.models import Office
from services.queries.announced import Told


def absolute(address: str) -> str:
    """An address of the portal with its scheme and host."""
    return f"{settings.PORTAL_URL}{address}"


def what_is_closed(told: Told, office: Office) -> str:
    """`Loket 1`, `Loket 1: KTP elektronik`, or the office's name."""
    where = told.desk or office.name
    return f"{where}: {told.service}" if told.service else where


def closure_title(told: Told, office: Office) -> str:
    """The heading of a closure, or of one that was taken back."""
    sentence = _("Batal ditutup: %(what)s") if told.is_withdrawn else _("Tutup: %(what)s")
    return sentence % {"what": what_is_closed(told, office)}


def over_title(told: Told, office: Office) -> str:
    """The heading of a closure's end. It says what is planned, and promises nobody."""
    return _("Penutupan berakhir: %(what)s") % {"what": what_is_closed(told, office)}


def closure_text(told: Told, office: Office) -> str:
    """From when until when, why, and what else there is; or that it was taken back."""
    zone = ZoneInfo(office.zone)
    since = wording.full_moment(told.starts_at, zone)
    if told.is_withdrawn:
        sentence = _("Penutupan mulai %(since)s dibatalkan. Jam layanan biasa tetap berlaku.")
        return sentence % {"since": since}
    if told.ends_at is None:
        span = _("Sejak %(since)s sampai diberitahukan lagi.") % {"since": since}
    else:
        until = wording.full_moment(told.ends_at, zone)
        span = _("Sejak %(since)s sampai %(until)s.") % {"since": since, "until": until}
    words = [span, *(f"{each.rstrip('.')}." for each in (told.message, told.alternative) if each)]
    return " ".join(words)


def over_text(told: Told, office: Office) -> str:
    """That the ordinary hours hold again, and where to look whether somebody is there."""
    zone = ZoneInfo(office.zone)
    sentence = _(
        "Penutupan berakhir %(until)s. Jam layanan biasa berlaku lagi; "
        "lihat dulu statusnya sebelum berangkat."
    )
    return sentence % {"until": wording.full_moment(told.ends_at or told.changed_at, zone)}
