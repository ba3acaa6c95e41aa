"""Annual leave: the rule of the year as data, and what a person brings from earlier years."""

from django.db import models

from accounts.models.roles import Dated
from accounts.querysets import DatedQuerySet
from attendance.querysets import OfPersonQuerySet


class LeaveRule(Dated):
    """Annual leave in working days (PP 11/2017 art. 311-315 as amended by PP 17/2020).

    `one_year_total` and `two_year_total` are the most a person may have in a year, that year's
    own days included, after one year and after two or more years in a row without leave.
    """

    yearly_days = models.PositiveSmallIntegerField()
    one_year_total = models.PositiveSmallIntegerField()
    two_year_total = models.PositiveSmallIntegerField()
    service_months = models.PositiveSmallIntegerField("masa kerja paling sedikit (bulan)")
    legal_basis = models.CharField("dasar", max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_leaverule_once",
                fields=["valid_from"],
                violation_error_message="Aturan cuti sejak tanggal itu sudah ada.",
            ),
        ]


class LeaveOpening(models.Model):
    """What the personnel office says a person took in a year before the portal knew.

    `taken_days` are working days of annual leave taken in `year`.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(
        "accounts.Employee", on_delete=models.PROTECT, related_name="leave_openings"
    )
    year = models.PositiveSmallIntegerField("tahun")
    taken_days = models.PositiveSmallIntegerField("cuti tahunan terpakai (hari kerja)")
    source = models.CharField("sumber", max_length=160)

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_leaveopening_once",
                fields=["agency", "employee", "year"],
                violation_error_message="Saldo cuti pegawai ini untuk tahun itu sudah dicatat.",
            ),
        ]
