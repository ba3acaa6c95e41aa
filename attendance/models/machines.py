"""Fingerprint machines: who they are, whom their numbers mean, and every line they sent."""

import pghistory
from django.db import models
from django.db.models import Q

from accounts.models.agencies import ZONES
from attendance.models.events import CheckInKind
from attendance.querysets import MachineQuerySet


class MachineState(models.TextChoices):
    APPROVED = "approved", "Dipakai"
    RETIRED = "retired", "Tidak dipakai lagi"


class Direction(models.TextChoices):
    """How a punch becomes an arrival or a departure."""

    STATUS = "status", "Menurut tombol masuk/pulang di mesin"
    ORDER = "order", "Pertama masuk, berikutnya pulang"


class Aside(models.TextChoices):
    """Why a line that was kept makes no event."""

    CLOCK = "clock", "Jam mesin tidak wajar"
    STATUS = "status", "Bukan masuk atau pulang"


# Every call changes these; a history of them would bury what people decided.
CONTACT = [
    "last_seen_at",
    "last_address",
    "last_stamp",
    "firmware",
    "refused_at",
    "refused_address",
]


@pghistory.track(exclude=CONTACT)
class Machine(models.Model):
    """A machine that an agency approved, by its serial number.

    `zone` is where it hangs: its clock is local and names no zone. `last_stamp` is the stamp of
    the newest line it was told to have been stored. `network` (an address or a CIDR block) is
    where it may call from, empty for anywhere; a call from elsewhere leaves `refused_address`.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="machines")
    code = models.SlugField("kode", max_length=40)
    serial = models.CharField("nomor seri", max_length=40, unique=True)
    name = models.CharField("nama", max_length=120)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    zone = models.CharField(max_length=32, choices=list(ZONES.items()))
    direction = models.CharField(
        "arah presensi",
        max_length=6,
        choices=Direction,
        default=Direction.STATUS,
        db_default=Direction.STATUS,
    )
    network = models.CharField(
        "jaringan kantor", max_length=43, blank=True, default="", db_default=""
    )
    state = models.CharField(max_length=8, choices=MachineState, default=MachineState.APPROVED)
    approved_by = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField()
    last_seen_at = models.DateTimeField(null=True)
    last_address = models.GenericIPAddressField(null=True)
    refused_at = models.DateTimeField(null=True)
    refused_address = models.GenericIPAddressField(null=True)
    last_stamp = models.CharField(max_length=20, blank=True, default="")
    firmware = models.CharField(max_length=80, blank=True, default="")

    objects = MachineQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="attendance_machine_code_once",
                fields=["agency", "code"],
                violation_error_message="Kode mesin ini sudah dipakai. Pakai kode lain.",
            ),
            models.CheckConstraint(
                name="attendance_machine_serial_plain",
                condition=Q(serial__regex=r"^[A-Za-z0-9_-]{4,40}$"),
                violation_error_message=(
                    "Nomor seri mesin terdiri dari 4 sampai 40 huruf atau angka. "
                    "Salin dari label mesin."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class MachineNumber(models.Model):
    """The number (PIN) under which an agency's machines know an employee."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    number = models.CharField("nomor di mesin", max_length=24)
    employee = models.ForeignKey(
        "accounts.Employee", on_delete=models.PROTECT, related_name="machine_numbers"
    )

    objects = MachineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_machinenumber_once",
                fields=["agency", "number"],
                violation_error_message=(
                    "Nomor ini sudah milik pegawai lain. Lepaskan dulu, atau pakai nomor lain."
                ),
            ),
        ]


class MachineLine(models.Model):
    """One attendance line as a machine sent it: stored once, however often it is sent.

    `punched_at` is the machine's local clock read in its zone. `employee` is empty while nobody
    knows whose `number` it is; then no event exists yet. `kind` is empty where the code says
    neither, and `aside` tells why a line makes no event.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    machine = models.ForeignKey(Machine, on_delete=models.PROTECT, related_name="lines")
    number = models.CharField(max_length=24)
    punched_at = models.DateTimeField()
    status = models.CharField("kode keadaan", max_length=4)
    verify = models.CharField("kode cara verifikasi", max_length=4, blank=True, default="")
    kind = models.CharField(max_length=3, choices=CheckInKind, blank=True, default="")
    aside = models.CharField(max_length=6, choices=Aside, blank=True, default="", db_default="")
    received_at = models.DateTimeField()
    employee = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = MachineQuerySet.as_manager()

    class Meta:
        ordering = ["punched_at"]
        indexes = [
            # Lines whose number nobody knows yet.
            models.Index(
                name="attendance_machineline_unknown",
                fields=["agency", "number"],
                condition=Q(employee__isnull=True),
            ),
            # A person's punches of a date, in order.
            models.Index(
                name="attendance_machineline_of", fields=["agency", "employee", "punched_at"]
            ),
            # Lines kept without an event, on the machine's page.
            models.Index(
                name="attendance_machineline_aside",
                fields=["agency", "machine", "aside"],
                condition=~Q(aside=""),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="attendance_machineline_once",
                fields=["agency", "machine", "number", "punched_at", "status"],
                violation_error_message="Baris ini sudah pernah diterima dari mesin.",
            ),
        ]


class UnreadableLine(models.Model):
    """A line that no known form explains, as it came: acknowledged, so it must not be lost."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    machine = models.ForeignKey(Machine, on_delete=models.PROTECT, related_name="unreadable")
    text = models.CharField(max_length=200)
    received_at = models.DateTimeField()

    objects = MachineQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]
        constraints = [
            models.UniqueConstraint(
                name="attendance_unreadableline_once",
                fields=["agency", "machine", "text"],
                violation_error_message="Baris ini sudah pernah diterima dari mesin.",
            ),
        ]


class UnknownMachine(models.Model):
    """A serial number that called and belongs to no agency: refused, and listed for approval.

    No agency's row: nobody knows yet whose it is. `address` is where it called from.
    """

    serial = models.CharField("nomor seri", max_length=40, primary_key=True)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    calls = models.PositiveIntegerField(default=1)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        ordering = ["-last_seen_at"]
