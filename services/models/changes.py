"""What became of the published statuses: for the weeks' account, never public minute by minute."""

from django.db import models
from django.db.models import F, Q

from services.models.statuses import CODES


class StatusChange(models.Model):
    """A service at a desk got another code at `at`. Kept for the account of its week, then gone."""

    agency = models.ForeignKey(
        "accounts.Agency", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    desk = models.ForeignKey(
        "services.Desk", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    service = models.ForeignKey(
        "services.Service", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    code = models.CharField(max_length=12)
    reason = models.CharField(max_length=20, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            # The changes of an agency's desks in a week, in order; and what is old enough to go.
            models.Index(name="services_change_of_week", fields=["agency", "at", "desk"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="services_change_code_known",
                condition=Q(code__in=CODES),
                violation_error_message=(
                    "Status loket tidak dikenal. Pakai salah satu dari tujuh status."
                ),
            ),
        ]


class WeekOfMinutes(models.Model):
    """What is accounted of a week that begins on `monday`; minutes, and how many contributed."""

    monday = models.DateField("Senin")
    promised = models.PositiveIntegerField("menit dijanjikan")
    staffed = models.PositiveIntegerField("menit ada petugas")
    unknown = models.PositiveIntegerField("menit tanpa kabar", default=0)
    officers = models.PositiveSmallIntegerField("petugas yang bertugas")
    is_public = models.BooleanField(default=False)
    computed_at = models.DateTimeField()

    class Meta:
        abstract = True


def _public_from_five(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(is_public=False) | Q(officers__gte=5),
        violation_error_message=(
            "Angka dari kurang dari lima petugas tidak boleh ditampilkan untuk umum."
        ),
    )


def _within_promise(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(promised__gte=F("staffed") + F("unknown")),
        violation_error_message=(
            "Menit ada petugas melebihi menit yang dijanjikan. Hitung ulang minggu itu."
        ),
    )


class DeskWeek(WeekOfMinutes):
    """Promised and staffed minutes of a desk in the ISO week that begins on `monday`.

    `promised` are the minutes of the published hours without breaks, holidays and announced
    closures; of these `staffed` were confirmed and in `unknown` the pipeline was silent. `officers`
    is how many contributed. `is_public` says that neither this row nor the office's sum less the
    public ones tells of fewer than five; only then the database shows it to the public.
    """

    pk = models.CompositePrimaryKey("agency_id", "desk_id", "monday")
    agency = models.ForeignKey("accounts.Agency", on_delete=models.CASCADE, related_name="+")
    desk = models.ForeignKey("services.Desk", on_delete=models.CASCADE, related_name="weeks")

    class Meta:
        constraints = [
            _public_from_five("services_week_public_from_five"),
            _within_promise("services_week_within_promise"),
            models.CheckConstraint(
                name="services_week_starts_monday",
                condition=Q(monday__iso_week_day=1),
                violation_error_message="Minggu harus dimulai pada hari Senin, bukan hari lain.",
            ),
        ]


class OfficeWeek(WeekOfMinutes):
    """The same minutes over one agency's desks in an office: its part of the office's week."""

    pk = models.CompositePrimaryKey("agency_id", "office_id", "monday")
    agency = models.ForeignKey("accounts.Agency", on_delete=models.CASCADE, related_name="+")
    office = models.ForeignKey("services.Office", on_delete=models.CASCADE, related_name="weeks")

    class Meta:
        constraints = [
            _public_from_five("services_officeweek_public_from_five"),
            _within_promise("services_officeweek_within_promise"),
        ]


class DeskDay(models.Model):
    """Promised and staffed minutes of a desk on one date of its office, for its agency alone.

    Counted like a week's; it stays when the changes it was counted from are gone.
    """

    pk = models.CompositePrimaryKey("agency_id", "date", "desk_id")
    agency = models.ForeignKey("accounts.Agency", on_delete=models.CASCADE, related_name="+")
    desk = models.ForeignKey("services.Desk", on_delete=models.CASCADE, related_name="days")
    date = models.DateField()
    promised = models.PositiveSmallIntegerField("menit dijanjikan")
    staffed = models.PositiveSmallIntegerField("menit ada petugas")
    unknown = models.PositiveSmallIntegerField("menit tanpa kabar", default=0)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [_within_promise("services_deskday_within_promise")]
