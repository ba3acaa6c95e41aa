"""One computation of a month for many agencies: what was asked, how far each came, what failed."""

from django.db import models
from django.db.models import Q

from attendance.models.jobs import JobState


class NationalRun(models.Model):
    """A month's reports of all agencies with staff, asked for at once.

    `message` says in one sentence how it ended. No person but the one who asked stands in it, as a
    number only, with the agency in which that person can be told.
    """

    month = models.DateField("bulan (tanggal 1)")
    state = models.CharField(max_length=9, choices=JobState, default=JobState.QUEUED)
    rule_version = models.CharField(max_length=16)
    asked_by_id = models.BigIntegerField("diminta oleh", null=True)
    asked_from = models.ForeignKey(
        "accounts.Agency", null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    message = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="attendance_nationalrun_one_at_a_time",
                fields=["month"],
                condition=Q(state__in=["queued", "running"]),
                violation_error_message=(
                    "Penghitungan semua instansi untuk bulan ini sedang berjalan. "
                    "Tunggu sampai selesai."
                ),
            ),
            models.CheckConstraint(
                name="attendance_nationalrun_month_starts",
                condition=Q(month__day=1),
                violation_error_message="Bulan penghitungan ditulis dengan tanggal 1.",
            ),
        ]


class NationalRunPart(models.Model):
    """One agency's part of a run: its state, and what came of it.

    `message` is the sentence of a failure, or why there was nothing to count; version and hash are
    those of the report that stands. `seen_at` is the latest sign of life of its worker.
    """

    pk = models.CompositePrimaryKey("run_id", "agency_id")
    run = models.ForeignKey(NationalRun, on_delete=models.CASCADE, related_name="parts")
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=JobState, default=JobState.QUEUED)
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    step = models.CharField(max_length=120, blank=True, default="")
    message = models.CharField(max_length=300, blank=True, default="")
    version = models.PositiveSmallIntegerField(null=True)
    content_hash = models.CharField(max_length=64, blank=True, default="")
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField("terakhir bergerak", null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            # What of a run is still to do, or failed.
            models.Index(name="attendance_runpart_state", fields=["run", "state"]),
        ]
