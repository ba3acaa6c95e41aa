"""The published status of each service at each desk, kept for what one look cannot know.

A status by itself follows from rows and the clock; since when it stands, and whether a change for
the worse still waits, follows only from the status before. Written by the tasks that settle,
read by the public pages. No person stands here.
"""

from django.db import models
from django.db.models import Q

CODES = ("staffed", "break", "expected", "unstaffed", "remote", "closed", "unconfirmed")
"""As `services.rules.Code`; a test holds the two together."""


class DeskStatus(models.Model):
    """What was last settled for one service at one desk; moments are exact, never published raw.

    `agency` is the agency that gives the service there: its tasks write the row. `due_at` is the
    end of the wait of a change for the worse. `since_known` is False while the code is the one
    found at first: nobody saw it begin. `settled_at` is when the row last changed.
    """

    pk = models.CompositePrimaryKey("agency_id", "desk_id", "service_id")
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey("services.Desk", on_delete=models.CASCADE, related_name="statuses")
    service = models.ForeignKey(
        "services.Service", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    code = models.CharField(max_length=12)
    reason = models.CharField(max_length=20, blank=True, default="")
    basis = models.CharField(max_length=12)
    limited = models.BooleanField(default=False)
    until = models.DateTimeField(null=True)
    detail = models.CharField(max_length=240, blank=True, default="")
    evidence_at = models.DateTimeField(null=True)
    last_known_code = models.CharField(max_length=12, blank=True, default="")
    last_known_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    next_code = models.CharField(max_length=12, blank=True, default="")
    next_event = models.CharField(max_length=20, blank=True, default="")
    next_reason = models.CharField(max_length=20, blank=True, default="")
    valid_until = models.DateTimeField()
    since = models.DateTimeField()
    since_known = models.BooleanField(default=True)
    due_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField()

    class Meta:
        indexes = [
            # "Where is this service served now?", for search and for the way out of a closed desk.
            models.Index(name="services_deskstatus_where", fields=["service", "code"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="services_deskstatus_code_known",
                condition=Q(code__in=CODES),
                violation_error_message=(
                    "Status loket tidak dikenal. Pakai salah satu dari tujuh status."
                ),
            ),
        ]
