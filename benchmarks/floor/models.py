"""One table."""

from django.conf import settings
from django.db import models


class Tap(models.Model):
    """Somebody was here."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    key = models.UUIDField(unique=True)
    kind = models.CharField(max_length=3)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "floor"
