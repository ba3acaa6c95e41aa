"""What employees ask for and superiors settle: corrections of a day, and leave or travel.

A settled request never edits what was recorded: an accepted correction appends an event, an
accepted leave request makes an `Absence`, and both reopen exactly the days they touch.
"""

import pghistory
from django.db import models
from django.db.models import F, Q

from accounts.models.roles import Dated
from accounts.querysets import DatedQuerySet
from attendance.models.absences import AbsenceKind
from attendance.models.events import CheckInKind, WorkMode
from attendance.querysets import RequestQuerySet

MAX_EVIDENCE_BYTES = 2 * 1024 * 1024


class EvidenceType(models.TextChoices):
    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPEG"
    PNG = "image/png", "PNG"


class EvidenceFile(models.Model):
    """A file that proves a request. It lies in the database, under row-level security.

    `content_type` is read from the bytes, never believed from the name.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(
        "accounts.Employee", on_delete=models.PROTECT, related_name="evidence_files"
    )
    name = models.CharField("nama berkas", max_length=120)
    content_type = models.CharField(max_length=20, choices=EvidenceType)
    size = models.PositiveIntegerField("ukuran (bita)")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    uploaded_at = models.DateTimeField()

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attendance_evidencefile_size_bounded",
                condition=Q(size__gte=1, size__lte=MAX_EVIDENCE_BYTES),
                violation_error_message=(
                    "Berkas bukti kosong atau lebih dari 2 MB. Kirim berkas yang lebih kecil."
                ),
            ),
        ]


class RequestState(models.TextChoices):
    ASKED = "asked", "Menunggu atasan"
    ACCEPTED = "accepted", "Diterima"
    REFUSED = "refused", "Ditolak"
    WITHDRAWN = "withdrawn", "Ditarik kembali"


class Request(models.Model):
    """What corrections and leave requests share: who asked, why, until when, who settled it.

    `due_on` is the last date (of the posting) on which it should be settled.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey("accounts.Employee", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("alasan", max_length=500)
    evidence = models.ForeignKey(
        EvidenceFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=9, choices=RequestState, default=RequestState.ASKED)
    asked_at = models.DateTimeField()
    due_on = models.DateField("paling lambat diputus")
    settled_by = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_under = models.ForeignKey(
        "accounts.Delegation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    settlement = models.CharField("alasan keputusan", max_length=500, blank=True, default="")

    class Meta:
        abstract = True


class CorrectionKind(models.TextChoices):
    IN = "in", "Presensi masuk tidak tercatat"
    OUT = "out", "Presensi pulang tidak tercatat"
    TAP = "tap", "Ketukan terlambat terkirim"
    MODE = "mode", "Salah memilih tempat kerja"
    PLACE = "place", "Bekerja di tempat lain dari jadwal"


@pghistory.track()
class Correction(Request):
    """An employee's claim about one duty `date`.

    `claimed_at` is the moment that should count (in, out, tap), `mode` the place that should
    stand. `check_in_date` and `check_in_id` name the event a tap or mode correction is about.
    """

    date = models.DateField("tanggal")
    kind = models.CharField(max_length=5, choices=CorrectionKind)
    claimed_at = models.DateTimeField("waktu sebenarnya", null=True)
    event_kind = models.CharField(max_length=3, choices=CheckInKind, blank=True, default="")
    mode = models.CharField(max_length=3, choices=WorkMode, blank=True, default="")
    check_in_date = models.DateField(null=True)
    check_in_id = models.UUIDField(null=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        indexes = [
            # What of a span of days is still open or was settled: close, day page, cases.
            models.Index(
                name="attendance_correction_of", fields=["agency", "date", "employee", "state"]
            ),
            # What waits for a superior, the oldest first.
            models.Index(
                name="attendance_correction_open",
                fields=["agency", "due_on"],
                condition=Q(state="asked"),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="attendance_correction_one_open",
                fields=["agency", "employee", "date", "kind", "event_kind"],
                condition=Q(state="asked"),
                violation_error_message=(
                    "Koreksi yang sama untuk tanggal itu masih menunggu keputusan atasan. "
                    "Tunggu keputusannya, atau tarik kembali dulu."
                ),
            ),
            models.CheckConstraint(
                name="attendance_correction_settled_by_another",
                condition=~Q(state__in=["accepted", "refused"]) | ~Q(settled_by=F("employee")),
                violation_error_message=(
                    "Koreksi tidak boleh diputus oleh pegawai yang memintanya. "
                    "Serahkan kepada atasan."
                ),
            ),
            models.CheckConstraint(
                name="attendance_correction_settled_whole",
                condition=Q(state__in=["asked", "withdrawn"])
                | Q(settled_by__isnull=False, settled_at__isnull=False) & ~Q(settlement=""),
                violation_error_message="Keputusan atas koreksi harus menyebut alasannya.",
            ),
        ]


class LeaveType(models.TextChoices):
    """Leave of PP 11/2017 art. 310; empty for travel and study."""

    ANNUAL = "tahunan", "Cuti tahunan"
    LONG = "besar", "Cuti besar"
    SICK = "sakit", "Cuti sakit"
    MATERNITY = "melahirkan", "Cuti melahirkan"
    IMPORTANT = "alasan_penting", "Cuti karena alasan penting"
    UNPAID = "luar_tanggungan", "Cuti di luar tanggungan negara"


@pghistory.track()
class AbsenceRequest(Request):
    """An employee asks to be excused from `first_day` to `last_day`, both included.

    `absence` is what came of it once accepted.
    """

    kind = models.CharField(max_length=8, choices=AbsenceKind)
    leave_type = models.CharField(max_length=16, choices=LeaveType, blank=True, default="")
    first_day = models.DateField("hari pertama")
    last_day = models.DateField("hari terakhir")
    place = models.CharField("alamat atau tujuan", max_length=240, blank=True, default="")
    letter = models.CharField("nomor surat", max_length=120, blank=True, default="")
    absence = models.OneToOneField(
        "attendance.Absence", null=True, on_delete=models.PROTECT, related_name="asked"
    )

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        indexes = [
            # What waits for a superior, the oldest first.
            models.Index(
                name="attendance_absencerequest_open",
                fields=["agency", "due_on"],
                condition=Q(state="asked"),
            ),
            # A person's requests, and those that touch a span of days.
            models.Index(
                name="attendance_absencerequest_of", fields=["agency", "employee", "first_day"]
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="attendance_absencerequest_period_forward",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message="Hari terakhir mendahului hari pertama. Betulkan.",
            ),
            models.CheckConstraint(
                name="attendance_absencerequest_settled_by_another",
                condition=~Q(state__in=["accepted", "refused"]) | ~Q(settled_by=F("employee")),
                violation_error_message=(
                    "Permohonan tidak boleh diputus oleh pegawai yang memintanya. "
                    "Serahkan kepada atasan."
                ),
            ),
            models.CheckConstraint(
                name="attendance_absencerequest_settled_whole",
                condition=Q(state__in=["asked", "withdrawn"])
                | Q(settled_by__isnull=False, settled_at__isnull=False) & ~Q(settlement=""),
                violation_error_message="Keputusan atas permohonan harus menyebut alasannya.",
            ),
            models.CheckConstraint(
                name="attendance_absencerequest_leave_named",
                condition=~Q(kind="leave") | ~Q(leave_type=""),
                violation_error_message="Jenis cuti belum dipilih. Pilih jenis cutinya.",
            ),
        ]


class RequestSubject(models.TextChoices):
    CORRECTION = "correction", "Koreksi presensi"
    ABSENCE = "absence", "Cuti, dinas luar, sakit, tugas belajar"


class RequestTerm(Dated):
    """How long something may be asked for, and how long a superior has: calendar and work days.

    Without an agency it is the portal's default. `ask_within_days` are calendar days after the
    date in question; `settle_within_days` are working days after the request.
    """

    agency = models.ForeignKey(
        "accounts.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    subject = models.CharField(max_length=10, choices=RequestSubject)
    ask_within_days = models.PositiveSmallIntegerField("paling lambat diminta (hari kalender)")
    settle_within_days = models.PositiveSmallIntegerField("paling lambat diputus (hari kerja)")
    legal_basis = models.CharField("dasar", max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_requestterm_once",
                fields=["agency", "subject", "valid_from"],
                nulls_distinct=False,
                violation_error_message="Tenggat untuk hal ini sejak tanggal itu sudah ada.",
            ),
        ]
