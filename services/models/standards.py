"""What a service promises: the fourteen components of its standard, as published."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce


class StandardComponent(models.TextChoices):
    """The components of a service standard (UU 25/2009 art. 21), those of the delivery first."""

    REQUIREMENTS = "requirements", "Persyaratan"
    PROCEDURE = "procedure", "Sistem, mekanisme, dan prosedur"
    DURATION = "duration", "Jangka waktu penyelesaian"
    FEE = "fee", "Biaya atau tarif"
    PRODUCT = "product", "Produk pelayanan"
    COMPLAINTS = "complaints", "Penanganan pengaduan, saran, dan masukan"
    LEGAL_BASIS = "legal_basis", "Dasar hukum"
    FACILITIES = "facilities", "Sarana, prasarana, dan fasilitas"
    COMPETENCE = "competence", "Kompetensi pelaksana"
    SUPERVISION = "supervision", "Pengawasan internal"
    STAFFING = "staffing", "Jumlah pelaksana"
    GUARANTEE = "guarantee", "Jaminan pelayanan"
    SAFETY = "safety", "Jaminan keamanan dan keselamatan"
    EVALUATION = "evaluation", "Evaluasi kinerja pelaksana"


class ServiceStandard(models.Model):
    """One component of a service's standard, of one agency or (`agency` null) of the nation.

    `text` may have several lines; each line is one item. An agency's row of a component comes
    before the nation's.
    """

    agency = models.ForeignKey(
        "accounts.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    service = models.ForeignKey(
        "services.Service", on_delete=models.CASCADE, related_name="standards"
    )
    component = models.CharField("komponen", max_length=12, choices=StandardComponent)
    text = models.TextField("isi")
    text_en = models.TextField("isi dalam bahasa Inggris", blank=True, default="")
    legal_basis = models.CharField("dasar", max_length=300, blank=True, default="")
    valid_from = models.DateField("berlaku sejak")
    valid_until = models.DateField("berlaku sampai", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Coalesce(F("agency"), Value(0)),
                F("service"),
                F("component"),
                F("valid_from"),
                name="services_servicestandard_once",
                violation_error_message=(
                    "Komponen ini sudah tercatat sejak tanggal itu. Ubah yang ada."
                ),
            ),
            models.CheckConstraint(
                name="services_servicestandard_period_forward",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                violation_error_message=(
                    "Masa berlaku berakhir sebelum mulai. Betulkan tanggal mulai atau akhirnya."
                ),
            ),
        ]
