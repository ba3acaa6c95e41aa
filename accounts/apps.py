"""Who works where: agencies, units, employees, roles."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Pegawai dan instansi"
