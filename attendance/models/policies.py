"""Regulations, presets from circulars, and each PPK's own policy."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Lower

from accounts.models.roles import Dated, period_of
from accounts.querysets import DatedQuerySet
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
    wfa_weekdays = models.CharField("hari WFA (angka ISO)", max_length=7, blank=True, default="")
    office_weekdays = models.CharField(
        "hari wajib di kantor (angka ISO)", max_length=7, blank=True, default=""
    )
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
    exclude_disciplined = models.BooleanField(default=True)
    top_performers_percent = models.PositiveSmallIntegerField(
        "hanya untuk kinerja terbaik (%)", null=True, blank=True
    )
    requires_readiness = models.BooleanField(default=False)
    presence_checks_per_day = models.PositiveSmallIntegerField(
        "panggilan kehadiran sehari", default=0
    )
    presence_answer_minutes = models.PositiveSmallIntegerField(
        "dijawab dalam (menit)", null=True, blank=True
    )
    report_due_at = models.TimeField("laporan kerja paling lambat pukul", null=True, blank=True)
    check_in_windows = ArrayField(
        models.CharField(max_length=11),
        verbose_name="jendela presensi (06:30-07:30)",
        default=list,
        blank=True,
    )

    class Meta:
        abstract = True


class PolicyPreset(WorkShares):
    """A circular's settings, ready for a PPK to choose and adapt."""

    code = models.SlugField(max_length=60, primary_key=True)
    name = models.CharField(max_length=160)
    regulation = models.ForeignKey(Regulation, on_delete=models.PROTECT)
    modes = ArrayField(models.CharField(max_length=3, choices=WorkMode), default=list)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    applies_to = ArrayField(models.CharField(max_length=16), default=list)
    region_level = models.CharField(max_length=24, blank=True, default="")
    pandemic_level = models.PositiveSmallIntegerField(null=True)
    sector = models.CharField(max_length=24, blank=True, default="")
    notes = models.TextField(blank=True, default="")


MAX_DECREE_BYTES = 5 * 1024 * 1024


class DecreeFile(models.Model):
    """The PPK's decree as a file. It lies in the database, under row-level security."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("nama berkas", max_length=120)
    size = models.PositiveIntegerField("ukuran (bita)")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    uploaded_by = models.ForeignKey("accounts.Employee", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    objects = PolicyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attendance_decreefile_size_bounded",
                condition=Q(size__gte=1, size__lte=MAX_DECREE_BYTES),
                violation_error_message=(
                    "Berkas keputusan kosong atau lebih dari 5 MB. Unggah PDF yang lebih kecil."
                ),
            ),
        ]


class RegionLevel(Dated):
    """The level a region was given by decree (PPKM: 1 to 4); caps may depend on it."""

    region = models.ForeignKey("accounts.Region", on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField("level")
    legal_basis = models.CharField("dasar", max_length=200)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attendance_regionlevel_one_to_four",
                condition=Q(level__gte=1, level__lte=4),
                violation_error_message="Level wilayah ditulis dengan angka 1 sampai 4.",
            ),
            ExclusionConstraint(
                name="attendance_regionlevel_no_overlap",
                expressions=[
                    ("region", RangeOperators.EQUAL),
                    (period_of("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=(
                    "Wilayah ini sudah punya level untuk masa itu. Akhiri dulu level yang lama."
                ),
            ),
        ]


class PolicyState(models.TextChoices):
    DRAFT = "draft", "Draf"
    PUBLISHED = "published", "Terbit"


@pghistory.track()
class Policy(Dated, WorkShares):
    """The PPK's rules for a period: who may work from where, on which days, how many.

    It binds the agency, or `unit` and all below it; with a `post` only holders of such posts
    (an echelon, a level or a title's beginning); with a `region_level` only on dates on which
    the agency's region has that level. Weekdays left empty mean every working day. Nothing
    holds before it is published. A change is a new row that `replaces` this one: when it is
    published, this one ends the day before, and `planned_until` keeps the end it had.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="policies")
    unit = models.ForeignKey("accounts.Unit", null=True, blank=True, on_delete=models.PROTECT)
    post = models.CharField("jabatan yang diatur", max_length=80, blank=True, default="")
    region_level = models.PositiveSmallIntegerField(
        "hanya pada level wilayah", null=True, blank=True
    )
    excluded_unit_codes = ArrayField(
        models.CharField(max_length=40),
        verbose_name="unit yang tetap WFO (beserta unit di bawahnya)",
        default=list,
        blank=True,
    )
    preset = models.ForeignKey(
        PolicyPreset, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=9, choices=PolicyState, default=PolicyState.DRAFT)
    drafted_by = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_by = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_under = models.ForeignKey(
        "accounts.Delegation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    decree_file = models.ForeignKey(
        DecreeFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField("nama", max_length=160)
    regulation = models.ForeignKey(Regulation, on_delete=models.PROTECT)
    modes = ArrayField(models.CharField(max_length=3, choices=WorkMode))
    decree_number = models.CharField("nomor keputusan PPK", max_length=120)
    decree_date = models.DateField("tanggal keputusan")
    count_absent_in_base = models.BooleanField(default=False)
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replacements"
    )
    ended_by = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_under = models.ForeignKey(
        "accounts.Delegation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField("alasan berakhir lebih awal", max_length=240, default="")
    planned_until = models.DateField("akhir semula", null=True)

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
                condition=Q(
                    wfh_weekdays__regex=r"^[1-7]{0,7}$",
                    wfa_weekdays__regex=r"^[1-7]{0,7}$",
                    office_weekdays__regex=r"^[1-7]{0,7}$",
                ),
                violation_error_message=(
                    "Hari ditulis dengan angka 1 (Senin) sampai 7 (Minggu), misalnya 5."
                ),
            ),
            models.CheckConstraint(
                name="attendance_policy_period_forward",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                violation_error_message=(
                    "Kebijakan berakhir sebelum mulai berlaku. Betulkan salah satu tanggalnya."
                ),
            ),
            models.CheckConstraint(
                name="attendance_policy_post_has_no_caps",
                condition=Q(post="")
                | Q(wfh_cap_percent__isnull=True, wfo_cap_percent__isnull=True),
                violation_error_message=(
                    "Batas persen dihitung per unit, jadi kebijakan untuk jabatan tertentu "
                    "tidak memakainya. Kosongkan kedua batas itu."
                ),
            ),
            models.CheckConstraint(
                name="attendance_policy_performers_percent",
                condition=Q(top_performers_percent__isnull=True)
                | Q(top_performers_percent__gte=1, top_performers_percent__lte=100),
                violation_error_message=(
                    "Bagian kinerja terbaik ditulis dalam persen, 1 sampai 100."
                ),
            ),
            models.CheckConstraint(
                name="attendance_policy_published_by_someone",
                condition=Q(state=PolicyState.DRAFT) | Q(published_at__isnull=False),
                violation_error_message="Kebijakan yang terbit harus menyebut waktu terbitnya.",
            ),
            models.CheckConstraint(
                name="attendance_policy_ended_with_reason",
                condition=Q(ended_at__isnull=True)
                | (~Q(end_reason="") & Q(ended_by__isnull=False, valid_until__isnull=False)),
                violation_error_message=(
                    "Kebijakan yang diakhiri lebih awal harus menyebut tanggal, alasan, "
                    "dan siapa yang mengakhirinya."
                ),
            ),
            ExclusionConstraint(
                name="attendance_policy_no_overlap",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    (Coalesce(F("unit"), Value(0)), RangeOperators.EQUAL),
                    (Lower("post"), RangeOperators.EQUAL),
                    (Coalesce(F("region_level"), Value(0)), RangeOperators.EQUAL),
                    (period_of("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                condition=Q(state=PolicyState.PUBLISHED),
                violation_error_message=(
                    "Sudah ada kebijakan untuk lingkup dan masa itu. "
                    "Akhiri kebijakan lama dulu, atau pilih masa lain."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
