"""Named shifts: planners read them, the personnel office enters and ends them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import can_keep_records, can_see_board
from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.shifts import ShiftRefused, end_shift, make_shift
from attendance.forms.shifts import ShiftForm
from attendance.models import Schedule
from attendance.queries.shifts import visible_shifts
from attendance.wording import shifts as words


@require_http_methods(["GET", "POST"])
def shifts(request: SignedInRequest) -> HttpResponse:
    """The shifts of the units the reader may see; who keeps records enters another by POST."""
    person = request.user
    if not can_see_board(person.standing):
        raise PermissionDenied(words.may_not_read())
    if request.method == "GET":
        return _show(request, ShiftForm(person=person))
    if can_keep_records(person.standing) is None:
        raise PermissionDenied(words.may_not_keep())
    form = ShiftForm(request.POST, person=person)
    if not form.is_valid():
        return _show(request, form, status=422)
    try:
        made = make_shift(shift=form.shift(), by=person, at=request.now)
    except ShiftRefused as refused:
        form.add_error(None, refused.sentence)
        return _show(request, form, status=422)
    messages.success(request, words.made(made.shift_name))
    return redirect("attendance:shifts")


@require_POST
def shift_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a shift its last day."""
    person = request.user
    own = Schedule.objects.filter(agency_id=person.agency_id).exclude(shift_code="")
    shift = get_object_or_404(own, pk=pk)
    try:
        last_day = parse_date(request.POST.get("sampai", ""))
    except ValueError:
        last_day = None
    if last_day is None:
        messages.error(request, words.day_unreadable())
        return redirect("attendance:shifts")
    try:
        end_shift(shift=shift, last_day=last_day, by=person, at=request.now)
    except ShiftRefused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, words.ended(shift.shift_name, last_day))
    return redirect("attendance:shifts")


def _show(request: SignedInRequest, form: ShiftForm, status: int = 200) -> HttpResponse:
    person = request.user
    context = {
        "shifts": visible_shifts(person),
        "keeps": can_keep_records(person.standing) is not None,
        "today": clock.on_local_date(request.now, person.agency.zone),
        "form": form,
    }
    return render(request, "attendance/shifts.html", context, status=status)
