"""What attendance tells this side: numbers per desk and date, never people.

Written only by attendance's outbox; read by the public pages.
"""

from django.db import models
from django.db.models import F, Q


class DeskPlan(models.Model):
    """How many officers the approved roster puts at a desk on a date.

    No row means that no approved roster covers the date.
    """

    pk = models.CompositePrimaryKey("agency_id", "desk_id", "date")
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey("services.Desk", on_delete=models.CASCADE, related_name="plans")
    date = models.DateField()
    officers_planned = models.PositiveSmallIntegerField()
    remote_channel = models.CharField(max_length=240, blank=True, default="")
    published_at = models.DateTimeField()


class RemoteService(models.Model):
    """A desk serves by telephone or online on some weekdays of a period, by its owner's plan.

    `weekdays` are ISO digits (``5``: Fridays). It speaks on dates on which the approved roster
    puts nobody at the desk; `channel` is the number or address citizens use.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey("services.Desk", on_delete=models.CASCADE, related_name="remote")
    valid_from = models.DateField("berlaku sejak")
    valid_until = models.DateField("berlaku sampai", null=True, blank=True)
    weekdays = models.CharField("hari", max_length=7, default="12345")
    channel = models.CharField("nomor atau alamat", max_length=240)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="services_remoteservice_period_forward",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                violation_error_message=(
                    "Masa berlaku berakhir sebelum mulai. Betulkan tanggal mulai atau akhirnya."
                ),
            ),
            models.CheckConstraint(
                name="services_remoteservice_some_weekdays",
                condition=Q(weekdays__regex="^1?2?3?4?5?6?7?$") & ~Q(weekdays=""),
                violation_error_message="Pilih sedikitnya satu hari untuk layanan jarak jauh.",
            ),
        ]


class EvidenceKind(models.TextChoices):
    CHECK_IN = "check_in", "Presensi petugas"
    BREAK_END = "break_end", "Kembali dari istirahat"
    PING = "ping", "Ketukan loket"
    TICKET = "ticket", "Panggilan antrean"


class DeskPresence(models.Model):
    """How many officers are confirmed on site at a desk, and how fresh that is."""

    pk = models.CompositePrimaryKey("agency_id", "desk_id", "date")
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey("services.Desk", on_delete=models.CASCADE, related_name="presences")
    date = models.DateField()
    on_site = models.PositiveSmallIntegerField(default=0)
    on_break = models.PositiveSmallIntegerField(default=0)
    first_in_at = models.DateTimeField(null=True)
    evidence_at = models.DateTimeField(null=True)
    evidence_kind = models.CharField(max_length=12, choices=EvidenceKind, blank=True, default="")
    break_until = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()


class PipelineBeat(models.Model):
    """When the road from check-ins to desks was last seen working, per agency."""

    agency = models.OneToOneField(
        "accounts.Agency",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="pipeline_beat",
    )
    beat_at = models.DateTimeField()
