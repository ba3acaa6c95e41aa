"""What excuses or binds a person for a time; and outages of the system."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.models.roles import period_of
from attendance.querysets import AbsenceQuerySet, OfPersonQuerySet, OutageQuerySet


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


class OutageState(models.TextChoices):
    PROPOSED = "proposed", "Usulan pemantau"
    DECLARED = "declared", "Dinyatakan"
    DISMISSED = "dismissed", "Ditolak"


@pghistory.track()
class Outage(models.Model):
    """The portal or the line failed: lateness inside it is excused, both ends included.

    The monitor only proposes; an operator declares, and only then it counts. `measured` are the
    numbers behind a proposal.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    cause = models.CharField("sebab", max_length=240)
    state = models.CharField(max_length=9, choices=OutageState, default=OutageState.DECLARED)
    measured = models.JSONField(default=dict)
    proposed_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    objects = OutageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attendance_outage_forward",
                condition=Q(ends_at__gte=F("starts_at")),
                violation_error_message="Gangguan berakhir sebelum mulai. Betulkan waktunya.",
            ),
        ]
