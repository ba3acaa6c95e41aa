"""A policy tried on weeks that really were."""

from django.db import models
from django.db.models import F, Q

from attendance.models.jobs import JobState
from attendance.models.policies import Policy
from attendance.querysets import PolicyQuerySet


class PolicyTrial(models.Model):
    """What a policy would have done to real weeks, computed behind the page that asked.

    `result` holds the figures by unit once the state is `done`.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="trials")
    first_day = models.DateField()
    last_day = models.DateField()
    state = models.CharField(max_length=9, choices=JobState, default=JobState.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True, default="")
    result = models.JSONField(default=dict, blank=True)
    asked_by = models.ForeignKey("accounts.Employee", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_policytrial_one_at_a_time",
                fields=["agency", "policy"],
                condition=Q(state__in=["queued", "running"]),
                violation_error_message=(
                    "Uji coba kebijakan ini sedang berjalan. Tunggu sampai selesai."
                ),
            ),
            models.CheckConstraint(
                name="attendance_policytrial_period_forward",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=(
                    "Masa uji coba berakhir sebelum mulai. Betulkan tanggalnya."
                ),
            ),
        ]
