"""Discipline: the sanction tables as dated rows, and the cases that thresholds open."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models.roles import Dated
from accounts.querysets import DatedQuerySet
from attendance.models.days import DayStatus
from attendance.querysets import OfPersonQuerySet


class SanctionLevel(models.TextChoices):
    NONE = "none", "Tidak ada"
    RINGAN = "ringan", "Ringan"
    SEDANG = "sedang", "Sedang"
    BERAT = "berat", "Berat"


class SanctionTable(Dated):
    """Thresholds of unexcused days in a year for some employment types.

    Without an agency it is the nation's (PP 94/2021 art. 9-11). `minutes_per_day` converts
    minutes late and early into days; None switches the conversion off.
    """

    agency = models.ForeignKey(
        "accounts.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    code = models.SlugField(max_length=60)
    employment_types = ArrayField(models.CharField(max_length=4))
    minutes_per_day = models.PositiveSmallIntegerField(null=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_sanctiontable_once",
                fields=["agency", "code", "valid_from"],
                nulls_distinct=False,
                violation_error_message="Tabel hukuman sejak tanggal itu sudah ada.",
            ),
        ]


class StepMeasure(models.TextChoices):
    TOTAL = "total", "Jumlah dalam setahun"
    STREAK = "streak", "Berturut-turut"


class SanctionStep(models.Model):
    """From `days` unexcused working days on, in total or in a row, this sanction is indicated."""

    table = models.ForeignKey(SanctionTable, on_delete=models.CASCADE, related_name="steps")
    measure = models.CharField(max_length=6, choices=StepMeasure)
    days = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=8, choices=SanctionLevel)
    sanction = models.CharField(max_length=16)
    stops_pay = models.BooleanField(default=False)
    legal_basis = models.CharField("dasar", max_length=300)

    class Meta:
        ordering = ["table", "measure", "days"]
        constraints = [
            models.UniqueConstraint(
                name="attendance_sanctionstep_once",
                fields=["table", "measure", "days"],
                violation_error_message="Ambang hari itu sudah ada di tabel.",
            ),
        ]


class CaseTerm(Dated):
    """How long a superior has, in working days; without an agency it is the portal's default.

    The examination should begin within `examine_within_days` after the case opened, and at most
    `summons_within_days` after its summons was written (PP 94/2021 art. 26).
    """

    agency = models.ForeignKey(
        "accounts.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    examine_within_days = models.PositiveSmallIntegerField("pemeriksaan dimulai (hari kerja)")
    summons_within_days = models.PositiveSmallIntegerField("jarak panggilan (hari kerja)")
    legal_basis = models.CharField("dasar", max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_caseterm_once",
                fields=["agency", "valid_from"],
                nulls_distinct=False,
                violation_error_message="Tenggat pemeriksaan sejak tanggal itu sudah ada.",
            ),
        ]


class CaseState(models.TextChoices):
    OPEN = "open", "Menunggu pemeriksaan"
    SUMMONED = "summoned", "Dipanggil"
    EXAMINED = "examined", "Sudah diperiksa"
    DISMISSED = "dismissed", "Tidak terbukti"
    SANCTIONED = "sanctioned", "Dijatuhi hukuman"
    LAPSED = "lapsed", "Gugur karena harinya berubah"
    MERGED = "merged", "Digabung ke kasus yang lebih berat"


@pghistory.track()
class DisciplineCase(models.Model):
    """An indication that a threshold was reached; the superior who must examine decides.

    `sanction` and `level` are what the table indicates, never what was decided. `crossed_on` is
    the date that reached the threshold. `pay_stops_from` is the first of the month whose pay
    stops after ten working days in a row (PP 94/2021 art. 11).
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(
        "accounts.Employee", on_delete=models.PROTECT, related_name="discipline_cases"
    )
    year = models.PositiveSmallIntegerField("tahun")
    level = models.CharField(max_length=8, choices=SanctionLevel)
    sanction = models.CharField(max_length=16)
    absent_days = models.PositiveSmallIntegerField("hari tanpa keterangan")
    minutes = models.PositiveIntegerField("menit terlambat dan pulang awal")
    converted_days = models.PositiveSmallIntegerField("hari dari menit")
    total_days = models.PositiveSmallIntegerField("jumlah hari")
    longest_streak = models.PositiveSmallIntegerField("hari berturut-turut")
    crossed_on = models.DateField("ambang tercapai")
    pay_stops_from = models.DateField("gaji dihentikan sejak", null=True)
    table = models.ForeignKey(SanctionTable, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=CaseState, default=CaseState.OPEN)
    examiner = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()
    due_on = models.DateField("pemeriksaan dimulai paling lambat")
    summons_on = models.DateField("tanggal pemeriksaan", null=True)
    settled_by = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_under = models.ForeignKey(
        "accounts.Delegation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    finding = models.TextField("hasil pemeriksaan", blank=True, default="")
    decree = models.CharField("nomor keputusan", max_length=120, blank=True, default="")

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        ordering = ["-crossed_on", "-pk"]
        indexes = [
            # The list of cases of an agency or a team that still wait for somebody.
            models.Index(
                name="attendance_disciplinecase_open", fields=["agency", "state", "due_on"]
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="attendance_disciplinecase_once",
                fields=["agency", "employee", "year", "sanction"],
                condition=~Q(state="lapsed"),
                violation_error_message=(
                    "Kasus untuk ambang ini sudah dibuka tahun ini. Buka kasus yang ada."
                ),
            ),
            models.CheckConstraint(
                name="attendance_disciplinecase_settled_by_another",
                condition=Q(settled_by__isnull=True) | ~Q(settled_by=F("employee")),
                violation_error_message=(
                    "Kasus tidak boleh diputus oleh pegawai yang bersangkutan. "
                    "Serahkan kepada atasannya."
                ),
            ),
            models.CheckConstraint(
                name="attendance_disciplinecase_decided_whole",
                condition=~Q(state__in=["dismissed", "sanctioned"])
                | Q(settled_by__isnull=False, settled_at__isnull=False) & ~Q(finding=""),
                violation_error_message="Tulis hasil pemeriksaan sebelum memutus kasus.",
            ),
            models.CheckConstraint(
                name="attendance_disciplinecase_decree_named",
                condition=~Q(state="sanctioned") | ~Q(decree=""),
                violation_error_message="Isi nomor keputusan hukuman disiplin.",
            ),
        ]


class CaseStepKind(models.TextChoices):
    OPENED = "opened", "Kasus terbuka"
    SUMMONED = "summoned", "Dipanggil"
    ANSWERED = "answered", "Tanggapan pegawai"
    EXAMINED = "examined", "Diperiksa"
    DISMISSED = "dismissed", "Tidak terbukti"
    SANCTIONED = "sanctioned", "Dijatuhi hukuman"
    LAPSED = "lapsed", "Gugur"
    MERGED = "merged", "Digabung"
    REOPENED = "reopened", "Dibuka lagi"
    CHANGED = "changed", "Hari berubah"
    PAY_STOP = "pay_stop", "Tanda gaji"


class DisciplineCaseStep(models.Model):
    """What was done in a case, by whom and under which delegation; written once, never changed.

    `by` is empty where the portal itself acted. `meet_at` and `place` are a summons's,
    `imposed` is what a decree imposed, which need not be what the table indicated.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(DisciplineCase, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=CaseStepKind)
    at = models.DateTimeField()
    by = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    under = models.ForeignKey(
        "accounts.Delegation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    meet_at = models.DateTimeField("waktu pemeriksaan", null=True)
    place = models.CharField("tempat pemeriksaan", max_length=200, blank=True, default="")
    note = models.TextField("catatan", blank=True, default="")
    imposed = models.CharField("hukuman", max_length=16, blank=True, default="")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="attendance_disciplinecasestep_summons_whole",
                condition=~Q(kind="summoned") | Q(meet_at__isnull=False) & ~Q(place=""),
                violation_error_message="Panggilan harus menyebut waktu dan tempat pemeriksaan.",
            ),
            models.CheckConstraint(
                name="attendance_disciplinecasestep_changed_says_why",
                condition=~Q(kind__in=["lapsed", "changed"]) | ~Q(note=""),
                violation_error_message="Perubahan kasus harus menyebut alasannya.",
            ),
        ]


class DisciplineCaseDay(models.Model):
    """A day that a case rests on, as it stood when the case opened."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(DisciplineCase, on_delete=models.CASCADE, related_name="days")
    date = models.DateField()
    status = models.CharField(max_length=8, choices=DayStatus)
    late_minutes = models.PositiveSmallIntegerField(default=0)
    early_minutes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(
                name="attendance_disciplinecaseday_once",
                fields=["agency", "case", "date"],
                violation_error_message="Tanggal ini sudah tercantum di kasus.",
            ),
        ]
