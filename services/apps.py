"""What is open and staffed: offices, desks, services, hours; numbers, never people."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "services"
    verbose_name = "Layanan"
