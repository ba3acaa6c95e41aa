"""Civil servants. The NIP names a person; it never proves who is typing it."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils.functional import cached_property

from accounts.models.agencies import ZONES
from accounts.querysets import EmployeeManager
from accounts.standing import Standing, standing_of


class EmploymentType(models.TextChoices):
    PNS = "pns", "PNS"
    CPNS = "cpns", "CPNS"
    PPPK = "pppk", "PPPK"


class JobKind(models.TextChoices):
    STRUCTURAL = "struktural", "Struktural"
    FUNCTIONAL = "fungsional", "Fungsional"
    EXECUTOR = "pelaksana", "Pelaksana"


class Employee(AbstractBaseUser):
    """An ASN and their account. `zone` is the posting's: the unit's, else the agency's.

    The home is the residence of the personnel record (PermenPANRB 4/2025), the only place
    WFH is measured against.
    """

    nip = models.CharField("NIP", max_length=18, unique=True)
    name = models.CharField("nama", max_length=160)
    agency = models.ForeignKey(
        "accounts.Agency", on_delete=models.PROTECT, related_name="employees"
    )
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="employees")
    employment_type = models.CharField(max_length=4, choices=EmploymentType)
    appointed_on = models.DateField("TMT pengangkatan", null=True)
    job_title = models.CharField("jabatan", max_length=160)
    job_kind = models.CharField("jenis jabatan", max_length=12, choices=JobKind)
    echelon = models.CharField("eselon", max_length=8, blank=True, default="")
    grade = models.CharField("golongan", max_length=8, blank=True, default="")
    legal_status = models.CharField("kedudukan hukum", max_length=40, default="aktif")
    back_office = models.BooleanField("tidak melayani langsung", default=False)
    zone = models.CharField("zona waktu tempat tugas", max_length=32, choices=list(ZONES.items()))
    home_latitude = models.FloatField("lintang rumah", null=True, blank=True)
    home_longitude = models.FloatField("bujur rumah", null=True, blank=True)
    supervisor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="reports"
    )
    email = models.EmailField("surel", blank=True, default="")
    is_active = models.BooleanField("aktif", default=True)
    is_demo = models.BooleanField(default=False)

    USERNAME_FIELD = "nip"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = EmployeeManager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="accounts_employee_nip_18_digits",
                condition=models.Q(nip__regex=r"^\d{18}$"),
                violation_error_message=(
                    "NIP harus 18 angka tanpa huruf. Periksa lagi NIP pada SK pengangkatan."
                ),
            ),
            models.CheckConstraint(
                name="accounts_employee_zone_known",
                condition=models.Q(zone__in=list(ZONES)),
                violation_error_message=(
                    "Zona waktu tempat tugas tidak dikenal. Pilih WIB, WITA atau WIT."
                ),
            ),
        ]
        indexes = [
            # The board of a unit and the roster grid: everyone of a unit, by name.
            models.Index(
                name="accounts_employee_by_unit",
                fields=["agency", "unit", "name"],
            ),
        ]

    on_day: date | None = None
    """The day whose roles count for this person's requests; the middleware sets it."""

    @cached_property
    def standing(self) -> Standing:
        """What this person may do on `on_day`, read once."""
        if self.on_day is None:
            raise RuntimeError("set on_day before asking for a person's standing")
        return standing_of(self, self.on_day)

    def __str__(self) -> str:
        return self.name
