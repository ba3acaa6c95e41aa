"""What was said in public about closures, kept when a closure is changed or taken back.

Written by the database itself with every change of a closure, so that no way of closing a desk
forgets it; read by the feeds. No person stands here.
"""

from django.db import models

from services.models.hours import ClosureKind


class NoticeOf(models.TextChoices):
    ANNOUNCED = "announced", "Diumumkan"
    CHANGED = "changed", "Diubah"
    WITHDRAWN = "withdrawn", "Dibatalkan"


class ClosureNotice(models.Model):
    """A closure as it stood after a change of it at `at`; never edited.

    `closure_id` outlives the closure; the references are not constraints, because a notice must
    not keep a desk from being removed. The application may read it, and write nothing.
    """

    closure_id = models.BigIntegerField()
    what = models.CharField(max_length=9, choices=NoticeOf)
    office = models.ForeignKey(
        "services.Office", on_delete=models.DO_NOTHING, db_constraint=False, related_name="+",
        db_index=False,
    )  # fmt: skip
    desk = models.ForeignKey(
        "services.Desk", null=True, on_delete=models.DO_NOTHING, db_constraint=False,
        related_name="+", db_index=False,
    )  # fmt: skip
    service = models.ForeignKey(
        "services.Service", null=True, on_delete=models.DO_NOTHING, db_constraint=False,
        related_name="+", db_index=False,
    )  # fmt: skip
    kind = models.CharField(max_length=12, choices=ClosureKind)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    message = models.CharField(max_length=240)
    alternative = models.CharField(max_length=240, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            # The closures of an office with their last word, for its feeds.
            models.Index(name="services_closurenotice_last", fields=["office", "closure_id", "id"]),
        ]
