"""Check-in events: appended, never changed (a trigger refuses), partitioned by month."""

from django.db import models
from django.db.models.functions import UUID7

from accounts.models.agencies import ZONES
from attendance.querysets import CheckInQuerySet


class WorkMode(models.TextChoices):
    WFO = "WFO", "Kantor (WFO)"
    WFH = "WFH", "Rumah (WFH)"
    WFA = "WFA", "Tempat lain (WFA)"


class CheckInKind(models.TextChoices):
    IN = "in", "Presensi masuk"
    OUT = "out", "Presensi pulang"


class CheckInSource(models.TextChoices):
    """The way in. What a machine, an import or a settled correction says counts at its own time."""

    BROWSER = "browser", "Peramban"
    MACHINE = "machine", "Mesin"
    IMPORT = "import", "Impor"
    CORRECTION = "correction", "Koreksi yang diterima"
    DEMO = "demo", "Data contoh"


class EvidenceLevel(models.TextChoices):
    """How surely an event proves that the person was where it says, the weakest first."""

    STATED = "stated", "Pernyataan pegawai"
    LOCATED = "located", "Lokasi perangkat"
    SETTLED = "settled", "Keputusan atasan"
    IMPORTED = "imported", "Berkas kepegawaian"
    CODE = "code", "Kode layar kantor"
    MACHINE = "machine", "Mesin di kantor"


class PlaceClass(models.TextChoices):
    INSIDE = "inside", "Di dalam"
    OUTSIDE = "outside", "Di luar"
    UNSURE = "unsure", "Perlu verifikasi"
    UNMEASURED = "unmeasured", "Tidak terukur"


class CheckIn(models.Model):
    """One tap. `recorded_at` is the server's receipt, `tapped_at` the device's own time.

    `local_date` is the date in the posting's `zone` at receipt; `key` makes a repeated
    request the same event. Distances are metres, rounded to 50. The digests are keyed and
    one-way: they tell equal positions and devices from different ones, and nothing else.
    """

    pk = models.CompositePrimaryKey("agency_id", "local_date", "id")
    id = models.UUIDField(db_default=UUID7(), editable=False)
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    local_date = models.DateField()
    employee = models.ForeignKey(
        "accounts.Employee",
        on_delete=models.PROTECT,
        related_name="check_ins",
        db_index=False,
    )
    key = models.UUIDField()
    kind = models.CharField(max_length=3, choices=CheckInKind)
    mode = models.CharField(max_length=3, choices=WorkMode)
    recorded_at = models.DateTimeField()
    tapped_at = models.DateTimeField()
    zone = models.CharField(max_length=32, choices=list(ZONES.items()))
    source = models.CharField(max_length=10, choices=CheckInSource)
    place_class = models.CharField(max_length=10, choices=PlaceClass)
    distance_m = models.PositiveIntegerField(null=True)
    accuracy_m = models.PositiveIntegerField(null=True)
    evidence = models.CharField(
        max_length=8, choices=EvidenceLevel, default=EvidenceLevel.STATED, db_default="stated"
    )
    position_digest = models.CharField(max_length=32, blank=True, default="", db_default="")
    device_digest = models.CharField(max_length=32, blank=True, default="", db_default="")

    objects = CheckInQuerySet.as_manager()

    class Meta:
        constraints = [
            # Also the index for "the events of this person on this date".
            models.UniqueConstraint(
                name="attendance_checkin_key_once",
                fields=["agency", "local_date", "employee", "key"],
                violation_error_message="Presensi ini sudah tercatat.",
            ),
        ]
