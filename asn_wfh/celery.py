"""The Celery application: tasks of every app, and the schedule in code."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asn_wfh.settings")

app = Celery("hadir")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
