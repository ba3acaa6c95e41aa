"""Judged days: what the rules make of plan, events, absences and outages. Rebuildable."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from attendance.models.events import WorkMode
from attendance.querysets import WorkDayQuerySet


class DayStatus(models.TextChoices):
    PRESENT = "present", "Hadir"
    ABSENT = "absent", "Tanpa keterangan"
    EXCUSED = "excused", "Berhalangan sah"
    OFF = "off", "Libur"


class WorkDay(models.Model):
    """One employee, one date. Minutes are whole; `date` is the posting's local date.

    `first_in_minute` is the minute of the local day (0–1439), kept for sums by arrival.
    """

    pk = models.CompositePrimaryKey("agency_id", "date", "employee_id")
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    date = models.DateField()
    employee = models.ForeignKey(
        "accounts.Employee",
        on_delete=models.PROTECT,
        related_name="work_days",
        db_index=False,
    )
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=8, choices=DayStatus)
    plan = models.CharField(max_length=3, choices=WorkMode, blank=True, default="")
    place = models.CharField(max_length=3, choices=WorkMode, blank=True, default="")
    first_in = models.DateTimeField(null=True)
    last_out = models.DateTimeField(null=True)
    first_in_minute = models.SmallIntegerField(null=True)
    late_minutes = models.PositiveSmallIntegerField(default=0)
    early_minutes = models.PositiveSmallIntegerField(default=0)
    flags = ArrayField(models.CharField(max_length=10), default=list)
    schedule = models.ForeignKey(
        "attendance.Schedule", null=True, on_delete=models.PROTECT, related_name="+"
    )
    rule_version = models.CharField(max_length=16)
    judged_at = models.DateTimeField()

    objects = WorkDayQuerySet.as_manager()

    class Meta:
        indexes = [
            # A person's history and the drill-down of a figure.
            models.Index(name="attendance_workday_of", fields=["agency", "employee", "date"]),
        ]


class DayClose(models.Model):
    """That an agency's day was closed, when, by which rules, and for how many people.

    `waiting` counts those whose shift still ran: the day is closed again for them.
    `content_hash` is SHA-256 over the date's rows in order of employee.
    """

    pk = models.CompositePrimaryKey("agency_id", "date")
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    date = models.DateField()
    judged = models.PositiveIntegerField()
    waiting = models.PositiveIntegerField(default=0)
    rule_version = models.CharField(max_length=16)
    closed_at = models.DateTimeField()
    content_hash = models.CharField(max_length=64, blank=True, default="")
