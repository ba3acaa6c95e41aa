"""Rosters: who works where on which date, in versions, approved by the right person."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.models.roles import period_of
from attendance.models.events import WorkMode
from attendance.querysets import RosterEntryQuerySet, RosterQuerySet


class RosterState(models.TextChoices):
    DRAFT = "draft", "Draf"
    SUBMITTED = "submitted", "Diajukan"
    RETURNED = "returned", "Dikembalikan"
    APPROVED = "approved", "Berlaku"
    SUPERSEDED = "superseded", "Digantikan"


@pghistory.track()
class Roster(models.Model):
    """The plan of one unit for a period. A change after approval is a new version."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="rosters")
    first_day = models.DateField("hari pertama")
    last_day = models.DateField("hari terakhir")
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=RosterState, default=RosterState.DRAFT)
    reason = models.CharField("alasan", max_length=240, blank=True, default="")
    drafted_by = models.ForeignKey(
        "accounts.Employee", on_delete=models.PROTECT, related_name="drafted_rosters"
    )
    drafted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        "accounts.Employee",
        null=True,
        on_delete=models.PROTECT,
        related_name="submitted_rosters",
    )
    submitted_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        "accounts.Employee",
        null=True,
        on_delete=models.PROTECT,
        related_name="settled_rosters",
    )
    settled_at = models.DateTimeField(null=True)
    settled_under = models.ForeignKey(
        "accounts.Delegation", null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RosterQuerySet.as_manager()

    class Meta:
        ordering = ["-first_day", "unit", "-version"]
        indexes = [
            # What waits for approval, and the rosters of a unit.
            models.Index(
                name="attendance_roster_by_state",
                fields=["agency", "state", "unit", "first_day"],
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="attendance_roster_period_forward",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=(
                    "Jadwal berakhir sebelum hari pertamanya. Betulkan tanggalnya."
                ),
            ),
            models.UniqueConstraint(
                name="attendance_roster_version_once",
                fields=["agency", "unit", "first_day", "version"],
                violation_error_message=(
                    "Jadwal unit ini untuk masa itu sudah ada. Buka jadwal yang ada."
                ),
            ),
            ExclusionConstraint(
                name="attendance_roster_one_in_force",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    (period_of("first_day", "last_day"), RangeOperators.OVERLAPS),
                ],
                condition=Q(state=RosterState.APPROVED),
                violation_error_message=(
                    "Unit ini sudah punya jadwal yang berlaku untuk masa itu. "
                    "Buat versi baru dari jadwal yang berlaku."
                ),
            ),
            models.CheckConstraint(
                name="attendance_roster_settled_by_another",
                condition=~Q(state=RosterState.APPROVED) | ~Q(settled_by=F("submitted_by")),
                violation_error_message=(
                    "Jadwal tidak boleh disetujui oleh orang yang mengajukannya. "
                    "Minta pejabat lain menyetujuinya."
                ),
            ),
        ]


class RosterEntry(models.Model):
    """Where one employee works on one date, and at which desk if they serve one.

    `in_force` repeats the roster's state so that the database can promise one plan per
    person and date, and "today's plan" is one index look-up.
    """

    pk = models.CompositePrimaryKey("agency_id", "roster_id", "date", "employee_id")
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    roster = models.ForeignKey(
        Roster, on_delete=models.CASCADE, related_name="entries", db_index=False
    )
    date = models.DateField("tanggal")
    employee = models.ForeignKey(
        "accounts.Employee",
        on_delete=models.PROTECT,
        related_name="roster_entries",
        db_index=False,
    )
    mode = models.CharField("tempat kerja", max_length=3, choices=WorkMode)
    desk = models.ForeignKey(
        "services.Desk",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    shift = models.ForeignKey(
        "attendance.Schedule",
        verbose_name="giliran",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    note = models.CharField("catatan", max_length=160, blank=True, default="")
    in_force = models.BooleanField(default=False)

    objects = RosterEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_rosterentry_one_plan",
                fields=["agency", "date", "employee"],
                condition=Q(in_force=True),
                violation_error_message=(
                    "Pegawai ini sudah punya jadwal yang berlaku pada tanggal itu."
                ),
            ),
            models.CheckConstraint(
                name="attendance_rosterentry_desk_in_office",
                condition=Q(desk__isnull=True) | Q(mode=WorkMode.WFO),
                violation_error_message=(
                    "Petugas loket harus bekerja di kantor. Pilih WFO, atau lepaskan loketnya."
                ),
            ),
        ]
