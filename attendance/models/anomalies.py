"""What a person should look at: never a gate, never a sanction."""

import pghistory
from django.db import models
from django.db.models import Q

from attendance.querysets import AnomalyQuerySet, OfPersonQuerySet


class AnomalyKind(models.TextChoices):
    SAME_POSITION = "same_position", "Koordinat persis sama"
    FAST_TRAVEL = "fast_travel", "Berpindah terlalu cepat"
    SHARED_DEVICE = "shared_device", "Satu perangkat untuk banyak orang"
    SAME_SECOND = "same_second", "Selalu pada detik yang sama"


class AnomalyState(models.TextChoices):
    NEW = "new", "Belum dilihat"
    EXPLAINED = "explained", "Sudah dijelaskan"
    FOLLOWED = "followed", "Ditindaklanjuti"


@pghistory.track()
class Anomaly(models.Model):
    """One pattern of one week (`week` is its Monday). `facts` are numbers and dates, no names.

    Its history keeps every note, also one that a later look replaced.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    week = models.DateField("pekan (Senin)")
    kind = models.CharField(max_length=14, choices=AnomalyKind)
    fingerprint = models.CharField(max_length=64)
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=AnomalyState, default=AnomalyState.NEW)
    found_at = models.DateTimeField()
    looked_by = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    looked_at = models.DateTimeField(null=True)
    note = models.CharField("catatan", max_length=500, blank=True, default="")

    objects = AnomalyQuerySet.as_manager()

    class Meta:
        ordering = ["-week", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="attendance_anomaly_once",
                fields=["agency", "week", "kind", "fingerprint"],
                violation_error_message="Pola ini sudah ada di daftar pekan itu.",
            ),
            models.CheckConstraint(
                name="attendance_anomaly_looked_whole",
                condition=Q(state="new")
                | Q(looked_by__isnull=False, looked_at__isnull=False) & ~Q(note=""),
                violation_error_message="Catatan belum diisi. Tulis apa yang Anda ketahui.",
            ),
        ]


class AnomalyPerson(models.Model):
    """An employee in a pattern."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    anomaly = models.ForeignKey(Anomaly, on_delete=models.CASCADE, related_name="people")
    employee = models.ForeignKey("accounts.Employee", on_delete=models.PROTECT, related_name="+")

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_anomalyperson_once",
                fields=["agency", "anomaly", "employee"],
                violation_error_message="Pegawai ini sudah tercantum di pola itu.",
            ),
        ]


class AnomalySearch(models.Model):
    """That an agency's week (`week` is its Monday) was searched: nothing found is an answer too."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    week = models.DateField("pekan (Senin)")
    searched_at = models.DateTimeField()
    found = models.PositiveIntegerField("pola", default=0)

    objects = AnomalyQuerySet.as_manager()

    class Meta:
        ordering = ["-week"]
        constraints = [
            models.UniqueConstraint(
                name="attendance_anomalysearch_once",
                fields=["agency", "week"],
                violation_error_message="Pekan itu sudah diperiksa.",
            ),
        ]
