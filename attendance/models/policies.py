"""Regulations, presets from circulars, and each PPK's own policy."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from accounts.models.roles import Dated, period_of
from attendance.models.events import WorkMode
from attendance.querysets import PolicyQuerySet


class Regulation(models.Model):
    """A law, decree or circular: what a rule rests on."""

    code = models.SlugField(max_length=60, primary_key=True)
    number = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    issued_on = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    summary = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return self.number


class WorkShares(models.Model):
    """Shares, weekdays and exclusions, alike for a preset and a policy. Caps are percentages."""

    wfh_weekdays = models.CharField("hari WFH (angka ISO)", max_length=7, blank=True, default="")
    wfh_cap_percent = models.PositiveSmallIntegerField("WFH paling banyak (%)", null=True)
    wfo_cap_percent = models.PositiveSmallIntegerField("WFO paling banyak (%)", null=True)
    weekly_max_days = models.PositiveSmallIntegerField(
        "hari fleksibel paling banyak seminggu", null=True
    )
    excluded_posts = ArrayField(
        models.CharField(max_length=80),
        verbose_name="jabatan yang tetap WFO (eselon atau nama jabatan)",
        default=list,
        blank=True,
    )
    exclude_direct_service = models.BooleanField(default=True)
    exclude_cpns = models.BooleanField(default=True)
    exclude_pppk_first_year = models.BooleanField(default=True)

    class Meta:
        abstract = True


class PolicyPreset(WorkShares):
    """A circular's settings, ready for a PPK to choose and adapt."""

    code = models.SlugField(max_length=60, primary_key=True)
    name = models.CharField(max_length=160)
    regulation = models.ForeignKey(Regulation, on_delete=models.PROTECT)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    applies_to = ArrayField(models.CharField(max_length=16), default=list)
    region_level = models.CharField(max_length=24, blank=True, default="")
    pandemic_level = models.PositiveSmallIntegerField(null=True)
    sector = models.CharField(max_length=24, blank=True, default="")
    notes = models.TextField(blank=True, default="")


@pghistory.track()
class Policy(Dated, WorkShares):
    """The PPK's rules for a period: who may work from where, on which days, how many."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="policies")
    unit = models.ForeignKey("accounts.Unit", null=True, blank=True, on_delete=models.PROTECT)
    name = models.CharField("nama", max_length=160)
    regulation = models.ForeignKey(Regulation, on_delete=models.PROTECT)
    modes = ArrayField(models.CharField(max_length=3, choices=WorkMode))
    decree_number = models.CharField("nomor keputusan PPK", max_length=120)
    decree_date = models.DateField("tanggal keputusan")
    count_absent_in_base = models.BooleanField(default=False)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attendance_policy_caps_are_percent",
                condition=(
                    (Q(wfh_cap_percent__isnull=True) | Q(wfh_cap_percent__lte=100))
                    & (Q(wfo_cap_percent__isnull=True) | Q(wfo_cap_percent__lte=100))
                ),
                violation_error_message="Batas ditulis dalam persen, 0 sampai 100.",
            ),
            models.CheckConstraint(
                name="attendance_policy_weekdays_iso",
                condition=Q(wfh_weekdays__regex=r"^[1-7]{0,7}$"),
                violation_error_message=(
                    "Hari WFH ditulis dengan angka 1 (Senin) sampai 7 (Minggu), misalnya 5."
                ),
            ),
            ExclusionConstraint(
                name="attendance_policy_no_overlap",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    (Coalesce(F("unit"), Value(0)), RangeOperators.EQUAL),
                    (period_of("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=(
                    "Sudah ada kebijakan untuk lingkup dan masa itu. "
                    "Akhiri kebijakan lama dulu, atau pilih masa lain."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
