"""The first screen of an employee."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from attendance.queries.today import Today, today_of, with_code
from attendance.views.device import device_of, remember_device


@require_safe
@never_cache
def today(request: SignedInRequest) -> HttpResponse:
    """Plan, server clock, the next tap, the day so far.

    `?tanda=` shows a receipt as new; `?kode=` and `?layar=` come from the picture on a screen in
    the office and fill its code in.
    """
    page = today_of(request.user, request.now, tapped_id=request.GET.get("tanda", ""))
    if request.GET.get("kode"):
        page = with_code(page, code=request.GET["kode"], screen=request.GET.get("layar", ""))
    return remember_device(request, show_today(request, page), device_of(request))


def show_today(request: SignedInRequest, page: Today, status: int = 200) -> HttpResponse:
    """The page, or for htmx its card alone, from the same partial."""
    part = request.htmx and not request.htmx.boosted
    template = "attendance/_today_card.html" if part else "attendance/today.html"
    context = {"today": page, "zone": request.user.zone}
    return render(request, template, context, status=status)
