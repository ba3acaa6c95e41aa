"""Roles are rows with dates: who may do what, where, and on whose behalf."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce

from accounts.querysets import DatedQuerySet


def period_of(first: str, last: str) -> Func:
    """The SQL `daterange` from field `first` to field `last`, both days included."""
    return Func(F(first), F(last), Value("[]"), function="daterange")


class Role(models.TextChoices):
    PPK = "ppk", "Pejabat Pembina Kepegawaian"
    PYB = "pyb", "Pejabat yang Berwenang"
    SUPERVISOR = "supervisor", "Atasan langsung"
    PERSONNEL = "personnel", "Operator kepegawaian"
    INSPECTOR = "inspector", "Inspektorat"
    SERVICE_MANAGER = "service_manager", "Pengelola layanan"
    OVERSEER = "overseer", "Pengawas lintas instansi"


class Dated(models.Model):
    """Something that holds from a day to a day, both included; no last day means open."""

    valid_from = models.DateField("berlaku sejak")
    valid_until = models.DateField("berlaku sampai", null=True, blank=True)

    class Meta:
        abstract = True


@pghistory.track()
class RoleGrant(Dated):
    """`employee` holds `role` in the whole agency, or in one unit and all below it."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT)
    employee = models.ForeignKey(
        "accounts.Employee", on_delete=models.PROTECT, related_name="role_grants"
    )
    role = models.CharField("peran", max_length=16, choices=Role)
    unit = models.ForeignKey("accounts.Unit", null=True, blank=True, on_delete=models.PROTECT)
    legal_basis = models.CharField("dasar", max_length=200, blank=True, default="")

    objects = DatedQuerySet.as_manager()

    class Meta:
        indexes = [
            # Every signed-in request asks for a person's grants.
            models.Index(name="accounts_rolegrant_of", fields=["agency", "employee"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="accounts_rolegrant_period_forward",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                violation_error_message=(
                    "Tanggal akhir peran mendahului tanggal mulainya. Betulkan salah satunya."
                ),
            ),
            ExclusionConstraint(
                name="accounts_rolegrant_no_overlap",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    ("employee", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Coalesce(F("unit"), Value(0)), RangeOperators.EQUAL),
                    (period_of("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=(
                    "Pegawai ini sudah memegang peran yang sama pada masa itu. "
                    "Akhiri dulu peran yang lama, atau pilih masa lain."
                ),
            ),
        ]


@pghistory.track()
class Delegation(Dated):
    """`delegate` acts for `principal` in `role` (Plt., Plh., or by the PPK's decree)."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT)
    principal = models.ForeignKey(
        "accounts.Employee", on_delete=models.PROTECT, related_name="delegations_given"
    )
    delegate = models.ForeignKey(
        "accounts.Employee", on_delete=models.PROTECT, related_name="delegations_held"
    )
    role = models.CharField("peran", max_length=16, choices=Role)
    unit = models.ForeignKey("accounts.Unit", null=True, blank=True, on_delete=models.PROTECT)
    letter_number = models.CharField("nomor surat", max_length=80)
    letter_date = models.DateField("tanggal surat")

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="accounts_delegation_to_another",
                condition=~Q(principal=F("delegate")),
                violation_error_message=(
                    "Wewenang tidak dapat dilimpahkan kepada diri sendiri. Pilih pegawai lain."
                ),
            ),
            models.CheckConstraint(
                name="accounts_delegation_period_forward",
                condition=Q(valid_until__isnull=False) & Q(valid_until__gte=F("valid_from")),
                violation_error_message=(
                    "Pelimpahan wewenang harus punya tanggal akhir yang tidak mendahului "
                    "tanggal mulainya. Isi tanggal akhir sesuai surat."
                ),
            ),
            ExclusionConstraint(
                name="accounts_delegation_no_overlap",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    ("principal", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Coalesce(F("unit"), Value(0)), RangeOperators.EQUAL),
                    (period_of("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=(
                    "Wewenang ini sudah dilimpahkan kepada orang lain pada masa itu. "
                    "Akhiri dulu pelimpahan yang lama, atau pilih masa lain."
                ),
            ),
        ]
