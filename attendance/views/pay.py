"""The settings of the allowance: the reductions in force, a new row, and what it would mean."""

from typing import Any

import structlog
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import can_export_pay, can_set_pay
from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.pay import (
    PayRefused,
    end_reduction,
    reduction_row,
    require_fitting,
    set_reduction,
)
from attendance.forms.pay import ReductionForm
from attendance.models import PayReduction
from attendance.queries.pay_page import GroundRows, Sample, ground_rows, sample_of
from attendance.rules.pay import Ground
from attendance.wording import pay as words
from attendance.wording.cases import sanction_label

log = structlog.get_logger(__name__)
Shape = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
def pay_settings(request: SignedInRequest) -> HttpResponse:
    """The table with last month's sample; a POST tries a new row (`coba`) or enters it."""
    person = request.user
    sets = can_set_pay(person.standing) is not None
    if not (sets or can_export_pay(person.standing)):
        raise PermissionDenied(words.may_not_read())
    if request.method != "POST":
        return _show(request, ReductionForm())
    if not sets:
        raise PermissionDenied(words.may_not_set())
    form = ReductionForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    try:
        if "coba" in request.POST:
            typed = reduction_row(form.reduction(), person)
            require_fitting(typed, person)
            return _show(request, form, typed=typed)
        row = set_reduction(new=form.reduction(), by=person, at=request.now)
    except PayRefused as refused:
        form.add_error(None, refused.sentence)
        return _show(request, form, status=422)
    messages.success(request, words.entered(row))
    return redirect("attendance:pay_settings")


@require_POST
def pay_reduction_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a row its last day (`sampai`)."""
    person = request.user
    if can_set_pay(person.standing) is None:
        raise PermissionDenied(words.may_not_set())
    try:
        last_day = parse_date(request.POST.get("sampai", ""))
    except ValueError:
        last_day = None
    if last_day is None:
        messages.error(request, words.day_unreadable())
        return redirect("attendance:pay_settings")
    try:
        row = end_reduction(pk=pk, last_day=last_day, by=person, at=request.now)
    except PayReduction.DoesNotExist:
        raise Http404 from None
    except PayRefused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, words.ended(row, last_day))
    return redirect("attendance:pay_settings")


def _show(
    request: SignedInRequest,
    form: ReductionForm,
    *,
    typed: PayReduction | None = None,
    status: int = 200,
) -> HttpResponse:
    person = request.user
    today = clock.on_local_date(request.now, person.agency.zone)
    sample = sample_of(person, today, typed)
    log.info("pay.sample_read", agency=person.agency_id, by=person.pk, people=len(sample.people))
    context = {
        "grounds": [_ground_shape(one) for one in ground_rows(person.agency_id, today)],
        "sets": can_set_pay(person.standing) is not None,
        "today": today,
        "form": form,
        "tried": typed is not None,
        "sample": _sample_shape(sample),
    }
    return render(request, "attendance/pay_settings.html", context, status=status)


def _ground_shape(one: GroundRows) -> Shape:
    return {
        "label": words.ground_label(one.ground),
        "own": one.own,
        "rows": [
            {
                "row": row,
                "band": words.band_words(row),
                "percent": words.percent_words(row.percent_hundredths),
                "is_own": row.agency_id is not None,
            }
            for row in one.rows
        ],
    }


def _sample_shape(sample: Sample) -> Shape:
    return {
        "month": sample.month,
        "grounds": [words.ground_short(ground) for ground in Ground],
        "people": [
            {
                "name": one.month.name,
                "unit": one.month.unit_name,
                "grounds": [
                    (words.ground_short(ground), words.percent_words(one.now.by_ground[ground]))
                    for ground in Ground
                ],
                "total": words.percent_words(one.now.total),
                "then": None if one.then is None else words.percent_words(one.then.total),
                "sanction": one.month.sanction and sanction_label(one.month.sanction),
            }
            for one in sample.people
        ],
    }
