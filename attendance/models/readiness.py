"""Readiness for work from home: what an employee declares, and the agreement they accept."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from accounts.models.roles import Dated, period_of
from accounts.querysets import DatedQuerySet
from attendance.querysets import RequestQuerySet


class DeviceKind(models.TextChoices):
    OFFICE = "office", "Laptop atau komputer kantor"
    OWN = "own", "Laptop atau komputer sendiri"
    PHONE = "phone", "Hanya telepon"
    NONE = "none", "Tidak ada"


class LineKind(models.TextChoices):
    FIBRE = "fibre", "Internet rumah"
    MOBILE = "mobile", "Paket data telepon"
    NONE = "none", "Tidak ada"


class AgreementText(Dated):
    """The words of the *surat pernyataan*, national or an agency's own; a new text is a new row."""

    agency = models.ForeignKey(
        "accounts.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(max_length=160)
    text = models.TextField()
    legal_basis = models.CharField("dasar", max_length=200)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="attendance_agreementtext_no_overlap",
                expressions=[
                    (Coalesce(F("agency"), Value(0)), RangeOperators.EQUAL),
                    (period_of("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=(
                    "Sudah ada teks pernyataan untuk masa itu. Akhiri dulu yang lama."
                ),
            ),
        ]


@pghistory.track()
class Readiness(models.Model):
    """One declaration of an employee. A newer one replaces it; withdrawn, it counts no more."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(
        "accounts.Employee", on_delete=models.PROTECT, related_name="readiness"
    )
    device = models.CharField("perangkat", max_length=6, choices=DeviceKind)
    line = models.CharField("jaringan", max_length=6, choices=LineKind)
    workplace = models.BooleanField("tempat kerja yang layak", default=False)
    agreement = models.ForeignKey(AgreementText, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    current = models.BooleanField(default=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_readiness_one_current",
                fields=["agency", "employee"],
                condition=Q(current=True),
                violation_error_message="Pegawai ini sudah punya pernyataan yang berlaku.",
            ),
        ]
