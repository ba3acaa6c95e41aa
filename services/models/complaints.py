"""What citizens report: a wrong status, or a complaint about a service. No account, no staff here.

Who settles a report is kept by the history and the log of the staff's side, not in these tables.
"""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce


class ComplaintKind(models.TextChoices):
    WRONG_STATUS = "wrong_status", "Status loket keliru"
    COMPLAINT = "complaint", "Keluhan tentang layanan"


class ComplaintClass(models.TextChoices):
    """How long an answer may take hangs on this; the manager decides it on reading."""

    NORMATIVE = "normative", "Permintaan informasi (normatif)"
    ORDINARY = "ordinary", "Tidak berkadar pengawasan"
    SUPERVISORY = "supervisory", "Berkadar pengawasan"
    STATUS = "status", "Pemeriksaan status loket"


class Seen(models.TextChoices):
    """What the citizen found at the desk whose status they call wrong."""

    NOBODY = "nobody", "Tidak ada petugas"
    STAFFED = "staffed", "Ada petugas yang melayani"
    CLOSED = "closed", "Loket tutup"
    OTHER = "other", "Lainnya"


class ComplaintState(models.TextChoices):
    RECEIVED = "received", "Diterima"
    WORKED_ON = "worked_on", "Sedang ditangani"
    ANSWERED = "answered", "Dijawab"
    REFERRED = "referred", "Diteruskan ke SP4N-LAPOR!"
    WITHDRAWN = "withdrawn", "Dicabut pelapor"
    REJECTED = "rejected", "Tidak dapat ditangani"


class Finding(models.TextChoices):
    """What the verification of a wrong status found."""

    WRONG = "wrong", "Status memang keliru"
    RIGHT = "right", "Status ternyata benar"
    UNKNOWN = "unknown", "Tidak dapat dipastikan lagi"


class ComplaintTerm(models.Model):
    """Within how many working days a class of complaint is answered, from when, by which law."""

    agency = models.ForeignKey(
        "accounts.Agency", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    complaint_class = models.CharField("golongan", max_length=11, choices=ComplaintClass)
    working_days = models.PositiveSmallIntegerField("hari kerja")
    legal_basis = models.CharField("dasar", max_length=300)
    valid_from = models.DateField("berlaku sejak")
    valid_until = models.DateField("berlaku sampai", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Coalesce(F("agency"), Value(0)),
                F("complaint_class"),
                F("valid_from"),
                name="services_term_once",
                violation_error_message=(
                    "Tenggat golongan ini sudah tercatat sejak tanggal itu. Ubah yang ada."
                ),
            ),
            models.CheckConstraint(
                # A wrong status is looked into on the very day: 0.
                name="services_term_some_days",
                condition=Q(working_days__gte=1) | Q(complaint_class=ComplaintClass.STATUS),
                violation_error_message="Tenggat harus sedikitnya satu hari kerja.",
            ),
        ]


class Complaint(models.Model):
    """A report of a citizen; `agency` is the one that answers: the desk's owner, else the host.

    The tracking code is shown once; only its digest (SHA-256) is kept. `shown_code` is what the
    page said when a wrong status was reported, `seen` what the citizen found. `contact` is deleted
    `forget_at`; `mailed_step` is the id of the last step that was sent to it.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("services.Office", on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey(
        "services.Desk", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    service = models.ForeignKey(
        "services.Service", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField("jenis", max_length=12, choices=ComplaintKind)
    complaint_class = models.CharField(
        "golongan", max_length=11, choices=ComplaintClass, default=ComplaintClass.ORDINARY
    )
    code_digest = models.CharField(max_length=64, unique=True)
    text = models.TextField("isi laporan", blank=True, default="")
    happened_at = models.DateTimeField("waktu kejadian")
    shown_code = models.CharField(max_length=12, blank=True, default="")
    seen = models.CharField("yang terlihat", max_length=7, choices=Seen, blank=True, default="")
    contact = models.EmailField("surel", blank=True, default="")
    language = models.CharField(max_length=2, default="id")
    state = models.CharField(max_length=9, choices=ComplaintState, default=ComplaintState.RECEIVED)
    finding = models.CharField("hasil pemeriksaan", max_length=7, choices=Finding, blank=True)
    received_at = models.DateTimeField()
    due_on = models.DateField("dijawab paling lambat")
    settled_at = models.DateTimeField(null=True)
    forget_at = models.DateTimeField(null=True)
    mailed_step = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        indexes = [
            # The manager's list of what is open, the most urgent first.
            models.Index(
                name="services_complaint_open",
                fields=["agency", "due_on"],
                condition=Q(settled_at__isnull=True),
            ),
            # Wrong statuses of a month, for the compliance report.
            models.Index(name="services_complaint_of_month", fields=["agency", "received_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="services_complaint_wrong_status_of_desk",
                condition=~Q(kind=ComplaintKind.WRONG_STATUS) | Q(desk__isnull=False),
                violation_error_message="Pilih loket yang statusnya keliru.",
            ),
            models.CheckConstraint(
                name="services_complaint_says_something",
                condition=Q(kind=ComplaintKind.WRONG_STATUS) | ~Q(text=""),
                violation_error_message="Tulis dulu apa yang Anda alami, lalu kirim lagi.",
            ),
            models.CheckConstraint(
                name="services_complaint_finding_when_settled",
                condition=Q(finding="") | Q(settled_at__isnull=False),
                violation_error_message="Hasil pemeriksaan dicatat saat laporan diselesaikan.",
            ),
        ]


class ComplaintStep(models.Model):
    """What was done with a complaint. `message` is for the citizen, `note` is not.

    Added only: triggers refuse any change, and a step goes only with its whole report.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=9, choices=ComplaintState)
    message = models.TextField("pesan untuk pelapor", blank=True, default="")
    note = models.TextField("catatan dalam", blank=True, default="")
    by_citizen = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
