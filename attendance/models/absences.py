"""What excuses or binds a person for a time."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.models.roles import period_of
from attendance.querysets import AbsenceQuerySet, OfPersonQuerySet


class AbsenceKind(models.TextChoices):
    LEAVE = "leave", "Cuti"
    TRAVEL = "travel", "Dinas luar"
    SICK = "sick", "Sakit"
    STUDY = "study", "Tugas belajar"


class Absence(models.Model):
    """Days on which an employee is excused, both ends included."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(
        "accounts.Employee", on_delete=models.PROTECT, related_name="absences"
    )
    kind = models.CharField(max_length=8, choices=AbsenceKind)
    first_day = models.DateField()
    last_day = models.DateField()
    letter = models.CharField("nomor surat", max_length=120, blank=True, default="")
    leave_type = models.CharField("jenis cuti", max_length=16, blank=True, default="")

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attendance_absence_period_forward",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message="Hari terakhir mendahului hari pertama. Betulkan.",
            ),
            ExclusionConstraint(
                name="attendance_absence_no_overlap",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    ("employee", RangeOperators.EQUAL),
                    (period_of("first_day", "last_day"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=(
                    "Pegawai ini sudah berhalangan pada tanggal itu. Ubah catatan yang ada."
                ),
            ),
        ]


class Sanction(models.Model):
    """A hukuman disiplin being served (PP 94/2021): no flexible work in that time."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(
        "accounts.Employee", on_delete=models.PROTECT, related_name="sanctions"
    )
    first_day = models.DateField()
    last_day = models.DateField()
    decree = models.CharField("nomor keputusan", max_length=120)

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attendance_sanction_period_forward",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message="Hari terakhir mendahului hari pertama. Betulkan.",
            ),
        ]
