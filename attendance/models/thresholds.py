"""From which number on the portal calls a person's attention: practice as dated rows."""

from django.db import models

from accounts.models.roles import Dated
from accounts.querysets import DatedQuerySet


class ThresholdCode(models.TextChoices):
    """What is measured, with its unit in the name; people's words stand in the data file."""

    SILENCE_MINUTES = "silence_minutes", "Portal tidak berdenyut (menit)"
    LEAD_MINUTES = "lead_minutes", "Diamati sebelum jam masuk (menit)"
    QUEUED_PEOPLE = "queued_people", "Pegawai dengan presensi tertahan"
    QUEUED_PERCENT = "queued_percent", "Bagian presensi tertahan (%)"
    QUEUED_GAP_MINUTES = "queued_gap_minutes", "Jeda antarpresensi tertahan (menit)"
    QUEUED_LONGEST_MINUTES = "queued_longest_minutes", "Tertahan paling lama (menit)"
    OUTAGE_TERM_DAYS = "outage_term_days", "Tenggat menyatakan gangguan (hari)"
    POSITION_PEOPLE = "position_people", "Pegawai dengan koordinat sama"
    POSITION_DAYS = "position_days", "Hari dengan koordinat sama"
    SAME_HOME_M = "same_home_m", "Dianggap serumah (meter)"
    TRAVEL_KMH = "travel_kmh", "Kecepatan pindah (km/jam)"
    TRAVEL_MIN_KM = "travel_min_km", "Jarak pindah terdekat (km)"
    DEVICE_PEOPLE = "device_people", "Pegawai dengan perangkat sama"
    SECOND_DAYS = "second_days", "Hari dengan detik sama dalam sepekan"
    SECOND_DAYS_MONTH = "second_days_month", "Hari dengan detik sama dalam empat pekan"
    EQUIPPED_PERCENT = "equipped_percent", "Sarana memadai bila siap (%)"
    DECLARED_PERCENT = "declared_percent", "Sarana dinilai bila sudah menyatakan (%)"
    RELEASE_DAYS = "release_days", "Keadaan darurat paling lama (hari)"
    PRESENT_TARGET_PERCENT = "present_target_percent", "Sasaran kehadiran (%)"
    ON_TIME_TARGET_PERCENT = "on_time_target_percent", "Sasaran tepat waktu (%)"
    QUOTA_TARGET_PERCENT = "quota_target_percent", "Sasaran kuota dipatuhi (%)"
    STAFFED_TARGET_PERCENT = "staffed_target_percent", "Sasaran jam loket terjaga (%)"
    REPORT_WAIT_HOURS = "report_wait_hours", "Laporan bulanan sesudah akhir bulan (jam)"
    FILING_REMINDER_DAY = "filing_reminder_day", "Pengingat formulir (tanggal)"
    FILING_DUE_DAY = "filing_due_day", "Tenggat formulir (tanggal)"
    REMINDER_MINUTES = "reminder_minutes", "Pengingat sebelum jam masuk (menit)"


class Threshold(Dated):
    """One number for a period. Without an agency it is the portal's default; an agency's own wins.

    `legal_basis` is a decree's number, or "kebiasaan" where it is practice.
    """

    agency = models.ForeignKey(
        "accounts.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    code = models.CharField("ukuran", max_length=24, choices=ThresholdCode)
    value = models.PositiveIntegerField("nilai")
    legal_basis = models.CharField("dasar", max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attendance_threshold_once",
                fields=["agency", "code", "valid_from"],
                nulls_distinct=False,
                violation_error_message="Ambang ini sejak tanggal itu sudah ada.",
            ),
        ]
