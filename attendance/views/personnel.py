"""The personnel office's hub: what waits, and where its tools are."""

from collections.abc import Callable
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.permissions import can_keep_machines, can_read_outages
from accounts.requests import SignedInRequest
from attendance.queries.personnel import OfficeCounts, office_counts
from attendance.wording import personnel as words


class Card(NamedTuple):
    """A tool of the office: its page, icon, name and sentence, and how many things wait in it."""

    page: str
    icon: str
    title: str
    sentence: Callable[[OfficeCounts], str]
    waiting: Callable[[OfficeCounts], int]


WATCH = (
    Card("outages", "wifi-off", "Gangguan sistem", words.outages, lambda counts: counts.outages),
    Card("anomalies", "eye", "Pola presensi", words.anomalies, lambda counts: counts.patterns),
    Card("readiness_figures", "house-check", "Kesiapan", words.readiness, lambda _: 0),
    Card("emergencies", "megaphone-fill", "Keadaan darurat", words.emergencies, lambda _: 0),
    Card("cases", "clipboard-data", "Disiplin", words.cases, lambda counts: counts.cases),
    Card("letters", "pencil-square", "Surat tugas", words.letters, lambda _: 0),
    Card("delegations", "people", "Pelimpahan wewenang", words.delegations, lambda _: 0),
)
"""For everybody of the personnel office, the PPK and the inspectorate."""

WAYS_IN = (
    Card(
        "machines",
        "clock-history",
        "Mesin presensi",
        words.machines,
        lambda counts: counts.unknown_numbers or 0,
    ),
    Card("code_screens", "qr-code", "Layar kode", words.code_screens, lambda _: 0),
    Card("events_import", "upload", "Impor presensi", words.events_import, lambda _: 0),
    Card("scores", "clipboard-data", "Nilai kinerja", words.scores, lambda _: 0),
)
"""For those who keep machines, screens and imports."""


@require_safe
def personnel(request: SignedInRequest) -> HttpResponse:
    """The tools of the office that this person may use, each with what waits in it."""
    standing = request.user.standing
    keeps_machines = can_keep_machines(standing)
    if not can_read_outages(standing):
        raise PermissionDenied(words.closed_to_you())
    counts = office_counts(request.user, keeps_machines=keeps_machines)
    cards = [
        {
            "url": reverse(f"attendance:{card.page}"),
            "icon": card.icon,
            "title": card.title,
            "sentence": card.sentence(counts),
            "waiting": card.waiting(counts),
        }
        for card in (*WATCH, *(WAYS_IN if keeps_machines else ()))
    ]
    return render(request, "attendance/personnel.html", {"cards": cards})
