"""Regions of Indonesia and the agencies that have a PPK. Public: no person stands here."""

from django.db import models

ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}
"""The three times of Keppres 41/1987, by IANA name."""


class RegionKind(models.TextChoices):
    PROVINCE = "provinsi", "Provinsi"
    REGENCY = "kabupaten", "Kabupaten"
    CITY = "kota", "Kota"
    ADMINISTRATIVE_REGENCY = "kabupaten_administrasi", "Kabupaten administrasi"
    ADMINISTRATIVE_CITY = "kota_administrasi", "Kota administrasi"


class Region(models.Model):
    """A province, kabupaten or kota with its Kemendagri code (``32.11``)."""

    code = models.CharField("kode Kemendagri", max_length=8, primary_key=True)
    name = models.CharField("nama", max_length=80)
    kind = models.CharField(max_length=24, choices=RegionKind)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    zone = models.CharField(max_length=32, choices=list(ZONES.items()))
    has_ppk = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class AgencyKind(models.TextChoices):
    MINISTRY = "kementerian", "Kementerian"
    NON_MINISTRY = "lpnk", "Lembaga pemerintah nonkementerian"
    INSTITUTION = "lembaga", "Lembaga"
    PROVINCE = "provinsi", "Pemerintah provinsi"
    REGENCY = "kabupaten", "Pemerintah kabupaten"
    CITY = "kota", "Pemerintah kota"
    PARTNER = "mitra", "Mitra layanan (bukan instansi ASN)"


class Agency(models.Model):  # type: ignore[django-manager-missing]
    """A ministry, institution or regional government: one PPK, one zone.

    Partners such as BPJS own desks in a Mal Pelayanan Publik but employ no ASN.
    """

    code = models.CharField("kode", max_length=24, unique=True)
    name = models.CharField("nama", max_length=120)
    kind = models.CharField(max_length=16, choices=AgencyKind)
    region = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="agencies")
    zone = models.CharField(max_length=32, choices=list(ZONES.items()))
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="accounts_agency_zone_known",
                condition=models.Q(zone__in=list(ZONES)),
                violation_error_message=(
                    "Zona waktu instansi tidak dikenal. Pilih WIB, WITA atau WIT."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
