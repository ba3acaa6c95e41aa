"""Signed documents: numbered, with a code that anybody can verify."""

from django.db import models
from django.db.models import F, Q

from attendance.models.rosters import Roster
from attendance.querysets import DocumentQuerySet


class DocumentKind(models.TextChoices):
    ASSIGNMENT_LETTER = "assignment_letter", "Surat tugas"
    COMPLIANCE_REPORT = "compliance_report", "Laporan kepatuhan"
    COMPLIANCE_AMENDMENT = "report_amendment", "Perubahan laporan kepatuhan"
    FILING = "filing", "Laporan transformasi budaya kerja"


class SignatureKind(models.TextChoices):
    TEST = "test", "Sertifikat uji"
    PKCS12 = "pkcs12", "Sertifikat PKCS#12"
    PKCS11 = "pkcs11", "Sertifikat PKCS#11"
    BSRE = "bsre", "BSrE"


class LetterNumbering(models.Model):
    """An agency's running number of letters in a year; `pattern` as in ``800/{number}/{year}``."""

    pk = models.CompositePrimaryKey("agency_id", "year")
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    pattern = models.CharField("pola nomor", max_length=80, default="800.1.11.1/{number}/{year}")
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attendance_letternumbering_pattern_counts",
                condition=Q(pattern__contains="{number}"),
                violation_error_message=(
                    "Pola nomor surat harus memuat {number}, tempat nomor urutnya."
                ),
            ),
        ]


class SignedDocument(models.Model):
    """A document as it was signed; its bytes never change.

    `code` is printed on it and opens its verification page. A document that no longer holds is
    revoked with a reason and stays verifiable.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=DocumentKind)
    code = models.CharField("kode verifikasi", max_length=24, unique=True)
    number = models.CharField("nomor", max_length=120)
    title = models.CharField("perihal", max_length=200)
    issued_on = models.DateField("tanggal surat")
    signer = models.ForeignKey("accounts.Employee", on_delete=models.PROTECT, related_name="+")
    signed_under = models.ForeignKey(
        "accounts.Delegation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    signer_name = models.CharField("penanda tangan", max_length=160)
    signer_title = models.CharField("jabatan penanda tangan", max_length=200)
    signature_kind = models.CharField(max_length=8, choices=SignatureKind)
    certificate_subject = models.CharField(max_length=300)
    signed_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_reason = models.CharField("alasan pencabutan", max_length=240, blank=True, default="")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_signeddocument_number_once",
                fields=["agency", "number"],
                violation_error_message=(
                    "Nomor surat ini sudah dipakai. Muat ulang halaman, lalu coba lagi."
                ),
            ),
            models.CheckConstraint(
                name="attendance_signeddocument_revoked_for_reason",
                condition=Q(revoked_at__isnull=True)
                | (Q(revoked_by__isnull=False) & ~Q(revoked_reason="")),
                violation_error_message=(
                    "Pencabutan surat harus menyebut siapa yang mencabut dan apa alasannya."
                ),
            ),
        ]


class AssignmentLetter(models.Model):
    """The signed *surat tugas* of one version of a roster."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="letters")
    document = models.OneToOneField(
        SignedDocument, on_delete=models.PROTECT, related_name="assignment_letter"
    )
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_assignmentletter_one_each",
                fields=["agency", "roster"],
                violation_error_message=(
                    "Surat tugas jadwal ini baru saja ditandatangani. Muat ulang halamannya."
                ),
            ),
            models.CheckConstraint(
                name="attendance_assignmentletter_replaces_another",
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
                violation_error_message="Surat tugas tidak dapat menggantikan dirinya sendiri.",
            ),
        ]
