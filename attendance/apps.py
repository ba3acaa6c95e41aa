"""Who works where today, and was it so: calendar, policy, roster, check-in, report."""

from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    name = "attendance"
    verbose_name = "Kehadiran"
