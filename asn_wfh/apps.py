"""The frame as an app: its management commands and template tags."""

from django.apps import AppConfig


class FrameConfig(AppConfig):
    name = "asn_wfh"
    verbose_name = "Hadir"
