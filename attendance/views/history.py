"""A person's own months, and one day with the reasons of its verdict."""

from datetime import date

import structlog
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import Employee
from accounts.requests import SignedInRequest
from attendance.queries.cases import own_notices
from attendance.queries.day_page import day_of
from attendance.queries.history import history_of
from attendance.queries.months import month_from

log = structlog.get_logger(__name__)


@require_safe
def history(request: SignedInRequest) -> HttpResponse:
    """The judged days of a month (`?bulan=2026-11`), the running day on top."""
    month = month_from(request.GET.get("bulan", ""), request.user, request.now)
    page = history_of(request.user, month, request.now)
    context = {
        "page": page,
        "month": month,
        "zone": request.user.zone,
        "notices": own_notices(request.user),
    }
    return render(request, "attendance/history.html", context)


@require_safe
def day(request: SignedInRequest, day: date, employee_id: int | None = None) -> HttpResponse:
    """One day of one's own, or of a person one may read; every reading of another is logged."""
    person = request.user
    if employee_id is not None and employee_id != person.pk:
        visible = Employee.objects.visible_to(request.user).select_related("agency", "unit")
        person = get_object_or_404(visible, pk=employee_id)
        log.info(
            "attendance.read",
            agency=person.agency_id,
            by=request.user.pk,
            employee=person.pk,
            date=day.isoformat(),
        )
    page = day_of(person, day, request.now)
    if page is None:
        raise Http404
    context = {"page": page, "zone": person.zone, "own": person.pk == request.user.pk}
    return render(request, "attendance/day.html", context)
