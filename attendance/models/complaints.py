"""Who of the staff did what with a citizen's report; the report itself knows no employee."""

from django.db import models


class ComplaintDeed(models.Model):
    """A step with a report and whoever took it, under a delegation or in their own right.

    Added only, like the steps. `step` has no constraint below: the deed outlives the report, whose
    text goes when its time is over.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    step = models.OneToOneField(
        "services.ComplaintStep",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="deed",
    )
    employee = models.ForeignKey("accounts.Employee", on_delete=models.PROTECT, related_name="+")
    delegation = models.ForeignKey(
        "accounts.Delegation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
