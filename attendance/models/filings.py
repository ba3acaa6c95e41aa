"""The monthly form a region files about its work culture: items with dates, and the answers."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models.roles import Dated
from accounts.querysets import DatedQuerySet
from attendance.querysets import ReportQuerySet


class AnswerKind(models.TextChoices):
    CHOICE = "choice", "Pilihan"
    PERCENT = "percent", "Persen"
    RUPIAH = "rupiah", "Rupiah"
    NUMBER = "number", "Bilangan"
    TEXT = "text", "Uraian"


class FilingItem(Dated):
    """One row of the form for as long as it is in use, national: `code` as in ``6a``.

    `options` are a choice's answers in order. `source` names the computation that proposes the
    answer (attendance.rules.filing), or is empty where an officer enters it.
    """

    code = models.CharField("nomor baris", max_length=8)
    section = models.PositiveSmallIntegerField("bagian")
    section_title = models.CharField("aspek", max_length=160)
    position = models.PositiveSmallIntegerField("urutan")
    title = models.CharField("uraian", max_length=240)
    kind = models.CharField("jenis isian", max_length=8, choices=AnswerKind)
    options = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    named = models.BooleanField("perlu disebut namanya", default=False)
    required = models.BooleanField("wajib", default=True)
    source = models.CharField("dihitung dari", max_length=40, blank=True, default="")
    legal_basis = models.CharField("dasar", max_length=200)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["section", "position"]
        constraints = [
            models.UniqueConstraint(
                name="attendance_filingitem_once",
                fields=["code", "valid_from"],
                violation_error_message="Baris formulir ini sejak tanggal itu sudah ada.",
            ),
            models.CheckConstraint(
                name="attendance_filingitem_choice_has_options",
                condition=~Q(kind="choice") | Q(options__len__gte=2),
                violation_error_message="Isian pilihan harus punya sedikitnya dua jawaban.",
            ),
        ]


@pghistory.track()
class Filing(models.Model):
    """An agency's form of one month: its heading and foot, and when it was filed.

    `report` is the one whose figures it was filled with; `document` the signed PDF. Once filed, the
    database keeps it and its answers as they are; a correction is the next `version`, signed anew,
    for the `reason` given.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    month = models.DateField("bulan (tanggal 1)")
    version = models.PositiveSmallIntegerField("versi", default=1)
    reason = models.CharField("alasan perbaikan", max_length=240, blank=True, default="")
    number = models.CharField("nomor", max_length=120, blank=True, default="")
    place = models.CharField("tempat", max_length=80, blank=True, default="")
    report = models.ForeignKey(
        "attendance.ComplianceReport", null=True, on_delete=models.PROTECT, related_name="+"
    )
    document = models.OneToOneField(
        "attendance.SignedDocument", null=True, on_delete=models.PROTECT, related_name="filing"
    )
    filed_at = models.DateTimeField(null=True)
    filed_by = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    filed_under = models.ForeignKey(
        "accounts.Delegation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_filing_once",
                fields=["agency", "month", "version"],
                violation_error_message="Formulir bulan ini sudah ada. Muat ulang halamannya.",
            ),
            models.UniqueConstraint(
                name="attendance_filing_one_open",
                fields=["agency", "month"],
                condition=Q(filed_at__isnull=True),
                violation_error_message=(
                    "Perbaikan formulir bulan ini sudah dibuka. Muat ulang halamannya."
                ),
            ),
            models.CheckConstraint(
                name="attendance_filing_corrected_for_reason",
                condition=Q(version=1) | ~Q(reason=""),
                violation_error_message="Perbaikan formulir harus menyebut alasannya.",
            ),
            models.CheckConstraint(
                name="attendance_filing_month_starts",
                condition=Q(month__day=1),
                violation_error_message="Bulan formulir ditulis dengan tanggal 1.",
            ),
            models.CheckConstraint(
                name="attendance_filing_filed_by_someone",
                condition=Q(filed_at__isnull=True) | Q(filed_by__isnull=False),
                violation_error_message="Formulir yang dikirim harus menyebut pengirimnya.",
            ),
        ]


@pghistory.track()
class FilingAnswer(models.Model):
    """One answer. `value` is text whatever its kind: a choice's words, whole rupiah, percent × 1.

    `proposed` is what the portal computed, with `figures` it rests on (list of label, value, unit
    and the code of the compliance figure); `reason` says why an officer answered otherwise.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey(FilingItem, on_delete=models.PROTECT, related_name="+")
    value = models.TextField("jawaban", blank=True, default="")
    name = models.CharField("disebutkan", max_length=200, blank=True, default="")
    proposed = models.TextField("usulan portal", blank=True, default="")
    figures = models.JSONField(default=list, blank=True)
    reason = models.CharField("alasan berbeda", max_length=300, blank=True, default="")
    is_carried = models.BooleanField("dari bulan lalu, belum ditinjau", default=False)
    by = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_filinganswer_once",
                fields=["agency", "filing", "item"],
                violation_error_message="Baris formulir ini sudah dijawab. Muat ulang halamannya.",
            ),
            models.CheckConstraint(
                name="attendance_filinganswer_differs_for_reason",
                condition=Q(proposed="") | Q(value="") | Q(value=F("proposed")) | ~Q(reason=""),
                violation_error_message=(
                    "Jawaban yang berbeda dari hitungan portal harus disertai alasan."
                ),
            ),
        ]
