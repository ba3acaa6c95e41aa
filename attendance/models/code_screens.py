"""Screens in offices that show a code which changes every 30 seconds (RFC 6238)."""

from django.db import models
from django.db.models import Q

from attendance.querysets import MachineQuerySet


class CodeScreen(models.Model):
    """A screen and its secret (base32). `address_digest` is SHA-256 of its secret address.

    The address is shown once, when the screen is made or given a new one.
    """

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("nama layar", max_length=120)
    secret = models.CharField(max_length=64)
    address_digest = models.CharField(max_length=64, unique=True)
    is_active = models.BooleanField("aktif", default=True)
    made_by = models.ForeignKey(
        "accounts.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    last_shown_at = models.DateTimeField(null=True)

    objects = MachineQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="attendance_codescreen_secret_long",
                condition=Q(secret__regex=r"^[A-Z2-7]{32,64}$"),  # noqa: S106 - a shape
                violation_error_message="Rahasia layar terlalu pendek. Buat layar baru.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CodeUse(models.Model):
    """That an employee used the code of a time step: a second use is refused (RFC 6238, 5.2)."""

    pk = models.CompositePrimaryKey("agency_id", "screen_id", "step", "employee_id")
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    screen = models.ForeignKey(CodeScreen, on_delete=models.CASCADE, related_name="uses")
    step = models.BigIntegerField()
    employee = models.ForeignKey("accounts.Employee", on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    used_at = models.DateTimeField()


class CodeGuess(models.Model):
    """That an employee sent a wrong code: after a few within minutes none is looked at any more."""

    agency = models.ForeignKey(
        "accounts.Agency", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    employee = models.ForeignKey(
        "accounts.Employee", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    guessed_at = models.DateTimeField()

    class Meta:
        indexes = [
            # The wrong codes of this person in the last minutes: actions/codes.py.
            models.Index(
                name="attendance_codeguess_recent", fields=["agency", "employee", "guessed_at"]
            )
        ]
