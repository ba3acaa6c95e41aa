"""The frame: settings, addresses, clock, engines, Celery."""

from asn_wfh.celery import app as celery_app

__all__ = ["celery_app"]
