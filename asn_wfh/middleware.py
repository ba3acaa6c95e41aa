"""Each request has one moment, and its answer is dated by the same clock."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from asn_wfh import clock


def clock_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.now` (aware, UTC), and `Date` (RFC 9110, 6.6.1) on the answer.

    Pages compare their `valid_until` with this date, because a phone's clock may be wrong.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.now = clock.now()  # type: ignore[attr-defined]
        response = get_response(request)
        response["Date"] = http_date(request.now.timestamp())  # type: ignore[attr-defined]
        return response

    return middleware
