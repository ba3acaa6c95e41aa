"""Days on which everybody is sent home at once."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from attendance.querysets import PolicyQuerySet


class EmergencyRelease(models.Model):
    """From a moment of a day everybody in scope may work from home: flood, smoke, unrest.

    It holds from `starts_at` to the end of `last_day` (local to the posting) unless withdrawn
    before. Desks keep their officers unless `includes_direct_service`: then `closure_ids` are the
    sudden closures that tell citizens so, ended with the release.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "accounts.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_at = models.DateTimeField("mulai")
    last_day = models.DateField("sampai dengan tanggal")
    includes_direct_service = models.BooleanField("termasuk loket layanan", default=False)
    reason = models.CharField("keadaan", max_length=300)
    legal_basis = models.CharField("dasar", max_length=200)
    declared_by = models.ForeignKey("accounts.Employee", on_delete=models.PROTECT, related_name="+")
    declared_under = models.ForeignKey(
        "accounts.Delegation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    declared_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    closure_ids = ArrayField(
        models.BigIntegerField(),
        verbose_name="penutupan loket yang dipasang",
        default=list,
        blank=True,
    )

    objects = PolicyQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at"]
        indexes = [
            # The releases that touch the days a page or a close looks at.
            models.Index(name="attendance_release_by_day", fields=["agency", "last_day"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="attendance_emergencyrelease_withdrawn_by_someone",
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_by__isnull=False),
                violation_error_message="Pencabutan harus menyebut siapa yang mencabutnya.",
            ),
        ]
