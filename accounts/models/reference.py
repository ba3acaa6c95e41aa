"""Which state of the data files the database holds."""

from django.db import models


class ReferenceData(models.Model):
    """One row per app: the SHA-256 of the files its reference rows were read from."""

    app = models.CharField(max_length=40, primary_key=True)
    digest = models.CharField(max_length=64)
