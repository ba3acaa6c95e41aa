"""Messages to employees, how they reach them, and calendars to subscribe to."""

from django.db import models
from django.db.models import Q

from attendance.querysets import OwnQuerySet


class MessageKind(models.TextChoices):
    EMERGENCY = "emergency", "Keadaan darurat"
    POLICY = "policy", "Kebijakan baru"
    ROSTER = "roster", "Jadwal berlaku atau berubah"
    TASK = "task", "Ada yang menunggu keputusan Anda"
    SWAP = "swap", "Tukar jadwal"
    REQUEST = "request", "Keputusan atas permohonan Anda"
    LETTER = "letter", "Surat tugas"
    DESK = "desk", "Loket yang Anda kelola"
    REPORT = "report", "Laporan bulanan"
    REMINDER = "reminder", "Pengingat sebelum mulai kerja"


class Channel(models.TextChoices):
    EMAIL = "email", "Surel"
    PUSH = "push", "Notifikasi peramban"


class Message(models.Model):
    """One message in one employee's inbox. `key` makes telling twice one message."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(
        "accounts.Employee", on_delete=models.PROTECT, related_name="inbox"
    )
    kind = models.CharField(max_length=9, choices=MessageKind)
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=120)
    body = models.CharField(max_length=500)
    url = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            # A person's inbox, newest first.
            models.Index(
                name="attendance_message_inbox", fields=["agency", "employee", "-created_at"]
            ),
            # The number on the bell.
            models.Index(
                name="attendance_message_unread",
                fields=["agency", "employee"],
                condition=Q(read_at__isnull=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="attendance_message_told_once",
                fields=["agency", "employee", "key"],
                violation_error_message="Pesan ini sudah disampaikan kepada pegawai itu.",
            ),
        ]


class MessagePreference(models.Model):
    """Which channels an employee wants for a kind, where it is not the usual choice."""

    pk = models.CompositePrimaryKey("agency_id", "employee_id", "kind", "channel")
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey("accounts.Employee", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=MessageKind)
    channel = models.CharField(max_length=5, choices=Channel)
    wanted = models.BooleanField()

    objects = OwnQuerySet.as_manager()

    class Meta:
        indexes = [
            # Every minute: does anybody of the agency want to be reminded?
            models.Index(
                name="attendance_preference_remind",
                fields=["agency", "employee"],
                condition=Q(kind=MessageKind.REMINDER, wanted=True),
            ),
        ]


class PushSubscription(models.Model):
    """A browser that agreed to be told (W3C Push API); the browser's service made the keys."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey("accounts.Employee", on_delete=models.PROTECT, related_name="+")
    endpoint = models.CharField(max_length=500)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    label = models.CharField("peramban", max_length=80, blank=True, default="")
    made_at = models.DateTimeField()
    last_sent_at = models.DateTimeField(null=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_pushsubscription_once",
                fields=["agency", "employee", "endpoint"],
                violation_error_message="Peramban ini sudah berlangganan notifikasi.",
            ),
            models.CheckConstraint(
                name="attendance_pushsubscription_over_tls",
                condition=Q(endpoint__startswith="https://"),
                violation_error_message="Alamat notifikasi peramban harus memakai https.",
            ),
        ]


class DeliveryState(models.TextChoices):
    WAITING = "waiting", "Menunggu"
    SENT = "sent", "Terkirim"
    FAILED = "failed", "Gagal"


class Delivery(models.Model):
    """A message on its way through one channel: written with the message, sent by a worker."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=5, choices=Channel)
    subscription = models.ForeignKey(
        PushSubscription, null=True, on_delete=models.CASCADE, related_name="+"
    )
    state = models.CharField(max_length=7, choices=DeliveryState, default=DeliveryState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        indexes = [
            # What a worker has to send next.
            models.Index(
                name="attendance_delivery_due",
                fields=["agency", "next_try_at"],
                condition=Q(state="waiting"),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="attendance_delivery_push_has_browser",
                condition=~Q(channel="push") | Q(subscription__isnull=False),
                violation_error_message="Notifikasi peramban harus menyebut perambannya.",
            ),
        ]


class CalendarFeed(models.Model):
    """A secret address under which a calendar program reads a person's or a unit's roster.

    Only the digest of the secret is stored: the address is shown once, when it is made.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey("accounts.Employee", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "accounts.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    address_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_read_at = models.DateTimeField(null=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_calendarfeed_one_each",
                fields=["agency", "employee", "unit"],
                nulls_distinct=False,
                condition=Q(revoked_at__isnull=True),
                violation_error_message=(
                    "Alamat kalender untuk ini sudah ada. Cabut dulu yang lama."
                ),
            ),
        ]
