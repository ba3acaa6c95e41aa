"""Rosters made by the solver: the work, its progress, and what it found."""

from django.db import models
from django.db.models import F, Q

from attendance.models.jobs import JobState
from attendance.models.rosters import Roster
from attendance.querysets import PolicyQuerySet


class GenerationOutcome(models.TextChoices):
    OPTIMAL = "optimal", "Terbaik yang mungkin"
    FEASIBLE = "feasible", "Memenuhi semua aturan"
    INFEASIBLE = "infeasible", "Aturan saling bertabrakan"


class RosterGeneration(models.Model):
    """One run of the solver for a draft. `explanation` lists what it says in words and numbers.

    `time_limit_seconds` is the solver's, not the whole run's; `gap` is the share by which the
    plan may still be worse than the best one (0.02 is 2 %). `stamp` marks the lines the draft
    had when it was asked for: the answer replaces these and no newer ones. With `keeps_lines`
    what somebody filled in stays.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="generations")
    batch = models.UUIDField(null=True)
    stamp = models.CharField(max_length=16, blank=True, default="")
    keeps_lines = models.BooleanField(default=False)
    seed = models.PositiveIntegerField(default=1)
    time_limit_seconds = models.PositiveSmallIntegerField(default=10)
    state = models.CharField(max_length=9, choices=JobState, default=JobState.QUEUED)
    outcome = models.CharField(max_length=10, choices=GenerationOutcome, blank=True, default="")
    step = models.CharField(max_length=120, blank=True, default="")
    gap = models.FloatField(null=True)
    explanation = models.JSONField(default=dict, blank=True)
    message = models.CharField(max_length=300, blank=True, default="")
    asked_by = models.ForeignKey("accounts.Employee", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        indexes = [
            # The progress of a batch over all units of an agency.
            models.Index(name="attendance_generation_by_batch", fields=["agency", "batch"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="attendance_rostergeneration_one_at_a_time",
                fields=["agency", "roster"],
                condition=Q(state__in=["queued", "running"]),
                violation_error_message=(
                    "Jadwal ini sedang disusun. Tunggu sampai selesai, atau batalkan dulu."
                ),
            ),
            models.CheckConstraint(
                name="attendance_rostergeneration_ends_after_start",
                condition=Q(finished_at__isnull=True)
                | Q(started_at__isnull=True)
                | Q(finished_at__gte=F("started_at")),
                violation_error_message="Penyusunan jadwal berakhir sebelum dimulai.",
            ),
        ]
