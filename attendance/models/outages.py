"""When the portal or the line failed: what was measured, what an operator declared."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from attendance.querysets import OutageQuerySet


class OutageState(models.TextChoices):
    PROPOSED = "proposed", "Usulan pemantau"
    DECLARED = "declared", "Dinyatakan"
    DISMISSED = "dismissed", "Ditolak"
    WITHDRAWN = "withdrawn", "Dicabut"


@pghistory.track()
class Outage(models.Model):
    """The portal or the line failed: lateness inside it is excused, both ends included.

    The monitor only proposes; an operator declares, and only then it counts. `measured` are the
    signals behind a proposal. `reason` says why it was dismissed or withdrawn.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    cause = models.CharField("sebab", max_length=240, blank=True, default="")
    state = models.CharField(max_length=9, choices=OutageState, default=OutageState.DECLARED)
    measured = models.JSONField(default=dict)
    proposed_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_under = models.ForeignKey(
        "accounts.Delegation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    reason = models.CharField("alasan", max_length=240, blank=True, default="")

    objects = OutageQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="attendance_outage_forward",
                condition=Q(ends_at__gte=F("starts_at")),
                violation_error_message="Gangguan berakhir sebelum mulai. Betulkan waktunya.",
            ),
            models.CheckConstraint(
                name="attendance_outage_cause_named",
                condition=~Q(state="declared") | ~Q(cause=""),
                violation_error_message="Sebab gangguan belum diisi. Tulis apa yang terjadi.",
            ),
            models.CheckConstraint(
                name="attendance_outage_reason_named",
                condition=~Q(state__in=["dismissed", "withdrawn"]) | ~Q(reason=""),
                violation_error_message="Alasan belum diisi. Tulis mengapa gangguan ini tidak ada.",
            ),
            ExclusionConstraint(
                name="attendance_outage_no_overlap",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    ("state", RangeOperators.EQUAL),
                    (
                        Func(F("starts_at"), F("ends_at"), Value("[)"), function="tstzrange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(state__in=["proposed", "declared"]),
                violation_error_message=(
                    "Waktu itu sudah termasuk gangguan lain yang tercatat. "
                    "Muat ulang daftarnya, lalu pilih waktu di luarnya."
                ),
            ),
        ]


class PortalBeat(models.Model):
    """A stretch in which the portal proved every minute that it works; gaps lie between two.

    The portal's own, so no agency's row: broker, worker and database were all there.
    """

    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        ordering = ["last_at"]
        indexes = [
            # The newest stretch, which each beat lengthens.
            models.Index(name="attendance_portalbeat_last", fields=["last_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="attendance_portalbeat_forward",
                condition=Q(last_at__gte=F("first_at")),
                violation_error_message="Denyut terakhir mendahului denyut pertama.",
            ),
        ]
