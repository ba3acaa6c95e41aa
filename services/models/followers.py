"""Citizens who asked to be told when a desk changes: by mail after a second yes, or by browser.

Nobody's name; an address is kept only while it is wanted, and the secret of its links as a digest.
"""

from django.db import models
from django.db.models import Q


class FollowerChannel(models.TextChoices):
    EMAIL = "email", "Surel"
    PUSH = "push", "Notifikasi peramban"


class FollowerWish(models.TextChoices):
    CLOSURES = "closures", "Hanya penutupan dan pembukaan kembali"
    CHANGES = "changes", "Setiap perubahan di jam layanan"


class Follower(models.Model):
    """An address that follows one desk; `agency` is the desk's owner, whose worker tells it.

    `confirmed_at` is empty until the second yes (mail); unconfirmed ones are removed after a day.
    `told_key` names the change told last, so that each is told once.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.CASCADE, related_name="+")
    desk = models.ForeignKey("services.Desk", on_delete=models.CASCADE, related_name="followers")
    channel = models.CharField(max_length=5, choices=FollowerChannel)
    wish = models.CharField(
        "kabari saya tentang", max_length=8, choices=FollowerWish, default=FollowerWish.CLOSURES
    )
    email = models.EmailField("surel", blank=True, default="")
    endpoint = models.CharField(max_length=500, blank=True, default="")
    p256dh = models.CharField(max_length=120, blank=True, default="")
    auth = models.CharField(max_length=40, blank=True, default="")
    token_digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=2, default="id")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    told_key = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="services_follower_address_once",
                fields=["agency", "desk", "channel", "email", "endpoint"],
                violation_error_message="Alamat ini sudah mengikuti loket itu.",
            ),
            models.CheckConstraint(
                name="services_follower_has_address",
                condition=(
                    Q(channel="email", endpoint="") & ~Q(email="")
                    | Q(channel="push", email="", endpoint__startswith="https://")
                ),
                violation_error_message=(
                    "Alamat surel atau peramban yang akan dikabari belum lengkap. Coba lagi."
                ),
            ),
        ]


class FollowerNotice(models.Model):
    """One message to one follower, written with the change, sent by a worker."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.CASCADE, related_name="+")
    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=160)
    body = models.CharField(max_length=600)
    url = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            # What a worker has to send next.
            models.Index(
                name="services_notice_due",
                fields=["agency", "next_try_at"],
                condition=Q(next_try_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="services_notice_told_once",
                fields=["follower", "key"],
                violation_error_message="Perubahan ini sudah dikabarkan ke alamat itu.",
            ),
        ]
