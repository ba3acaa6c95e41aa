"""Where one would like to work, week by week; and asking for priority in special circumstances."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from asn_wfh import clock
from attendance.actions.refused import Ground, RequestRefused
from attendance.actions.special_circumstances import ask_special, withdraw_special
from attendance.actions.wishes import save_wishes
from attendance.forms.wishes import SpecialForm, WishForm, read_wishes
from attendance.models import SpecialCircumstance
from attendance.queries.wish_page import WishWeek, wish_week
from attendance.rules.calendar import OffKind
from attendance.rules.modes import WorkMode
from attendance.rules.wishes import WishDecided, WishTooLate, last_wish_day
from attendance.wording import off_sentence
from attendance.wording import wishes as words
from attendance.wording.roster_pages import week_words

STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}


@dataclass(frozen=True, slots=True)
class Choice:
    """One place to wish for: chosen or not, and why it cannot be."""

    mode: str
    chosen: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class WishDay:
    """A date of the page. `locked` says in a few words why its wish is fixed, `free` why there
    is no work, `why_not` which rule leaves only the office."""

    day: date
    choices: tuple[Choice, ...]
    note: str
    mode: str
    locked: str
    free: str
    error: str
    why_not: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: SignedInRequest) -> HttpResponse:
    """A week (`?minggu=2026-11-23`, else the coming one); a POST saves all its dates at once."""
    week = wish_week(request.user, day=_date(request.GET.get("minggu", "")), now=request.now)
    if request.method != "POST":
        return _show(request, week, WishForm())
    form = read_wishes(request.POST, week.days)
    if form.errors:
        return _show(request, week, form, status=422)
    try:
        count = save_wishes(wanted=form.wanted(), by=request.user, at=request.now)
    except RequestRefused as refused:
        errors = {date.fromisoformat(refused.field): refused.sentence}
        return _show(request, week, WishForm(form.typed, errors), status=STATUS[refused.ground])
    messages.success(request, words.saved(count))
    return redirect(f"{reverse('attendance:wishes')}?minggu={week.monday}")


@require_POST
def special_ask(request: SignedInRequest) -> HttpResponse:
    """Ask for priority over a period."""
    form = SpecialForm(request.POST)
    status = 422
    if form.is_valid():
        first, last = form.cleaned_data["first_day"], form.cleaned_data["last_day"]
        try:
            ask_special(first=first, last=last, by=request.user, at=request.now)
        except RequestRefused as refused:
            form.add_error(refused.field or None, refused.sentence)
            status = STATUS[refused.ground]
        else:
            messages.success(request, words.special_asked())
            return redirect("attendance:wishes")
    week = wish_week(request.user, day=None, now=request.now)
    return _show(request, week, WishForm(), special=form, status=status)


@require_POST
def special_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back one's own."""
    if not SpecialCircumstance.objects.of(request.user).filter(pk=pk).exists():
        raise Http404
    try:
        withdraw_special(pk=pk, by=request.user, at=request.now)
        messages.success(request, words.special_withdrawn())
    except RequestRefused as refused:
        messages.error(request, refused.sentence)
    return redirect("attendance:wishes")


def _show(
    request: SignedInRequest,
    week: WishWeek,
    form: WishForm,
    *,
    special: SpecialForm | None = None,
    status: int = 200,
) -> HttpResponse:
    days = [
        _day(week, day, form)
        for day in week.days
        if not _is_weekend(week, day) or day in form.errors
    ]
    today = clock.on_local_date(request.now, request.user.zone)
    context = {
        "week": week,
        "days": days,
        "open": sum(bool(day.choices) for day in days),
        "errors": [day for day in days if day.error],
        "period": week_words(week.days[0], week.days[-1]),
        "until": last_wish_day(today),
        "special": SpecialForm() if special is None else special,
        "zone": request.user.zone,
    }
    return render(request, "attendance/wishes.html", context, status=status)


def _day(week: WishWeek, day: date, form: WishForm) -> WishDay:
    facts = week.facts
    refusal = facts.refuse_day(day)
    kept = facts.wishes.get(day)
    stands = ("", "") if kept is None else (kept.mode, kept.note)
    mode, note = form.typed.get(day, stands)
    off = facts.plan.off.get(day)
    free = "" if refusal is None else words.locked_words(refusal)
    is_fixed = isinstance(refusal, WishTooLate | WishDecided)
    if off is not None:
        free, is_fixed = off.name or off_sentence(off), False
    choices = () if refusal is not None else tuple(_choices(week, day, mode))
    # Where a rule leaves the office alone there is nothing to wish for; a wish made before it stays
    # on the page, so that it can be taken back.
    barred = [one.why_not for one in choices if one.mode != WorkMode.WFO]
    only_office = bool(choices) and all(barred) and not mode and day not in form.errors
    return WishDay(
        day=day,
        choices=() if only_office else choices,
        note=note,
        mode=mode,
        locked=free if is_fixed else "",
        free="" if is_fixed else free,
        error=form.errors.get(day, ""),
        why_not=next(iter(barred), "") if only_office else "",
    )


def _is_weekend(week: WishWeek, day: date) -> bool:
    off = week.facts.plan.off.get(day)
    return off is not None and off.kind is OffKind.WEEKEND


def _choices(week: WishWeek, day: date, mode: str) -> list[Choice]:
    found = []
    for one in week.facts.plan.modes:
        refusal = week.facts.refuse(day, WorkMode(one))
        why_not = "" if refusal is None else words.wish_sentence(refusal)
        found.append(Choice(one, one == mode, why_not))
    return found


def _date(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
