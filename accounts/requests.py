"""What a request of a signed-in person carries, for type checkers."""

from datetime import datetime

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import Employee


class SignedInRequest(HttpRequest):
    """A request behind sign-in: middleware has set the person, the moment and htmx's details."""

    user: Employee
    now: datetime
    htmx: HtmxDetails
