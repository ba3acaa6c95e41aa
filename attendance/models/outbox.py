"""What remains to be told after a commit; drained by Celery, in order, safe to repeat."""

from django.db import models


class Outbox(models.Model):
    """The desk `desk` must be counted anew for `date`: somebody came, went, or was planned."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.CASCADE, related_name="+")
    desk = models.ForeignKey("services.Desk", on_delete=models.CASCADE, related_name="+")
    date = models.DateField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [
            # The drain takes an agency's rows in order.
            models.Index(name="attendance_outbox_of", fields=["agency", "id"]),
        ]
