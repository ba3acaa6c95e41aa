"""Tablets at desks: the manager's list of them, and the page the tablet itself shows."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import can_keep_some_desk
from accounts.requests import SignedInRequest
from accounts.tenancy import tenant
from asn_wfh.visits import too_often
from attendance.actions.desk_breaks import end_break, start_break
from attendance.actions.desk_tablets import make_tablet, note_tapped, rename_tablet, revoke_tablet
from attendance.actions.desk_taps import tap_desk
from attendance.actions.refused import Ground, RequestRefused
from attendance.forms.desk_tablets import DeskTabletForm, TabletNameForm
from attendance.models import DeskTablet
from attendance.queries.desk_keepers import reach_of
from attendance.queries.desk_places import break_choices
from attendance.queries.desk_tablets import (
    desks_to_equip,
    kept_tablets,
    known_tablet,
    shown_tablet,
    tablet_seat,
)
from attendance.views.desk_tabs import desk_tabs
from attendance.wording import desk_tablets as words
from services.qr import qr_picture

VISITS = 240
"""Pages a minute from one address: a whole hall of tablets behind one line, but no guessing."""
TAPS = 20
"""Taps a minute from one tablet."""
STATUS = {Ground.AUTHORITY: 403, Ground.STATE: 409, Ground.CONTENT: 422}


@login_not_required
@csrf_exempt  # no session and no cookie count here: only the secret address, which no forger knows
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def desk_tablet(request: HttpRequest, token: str) -> HttpResponse:
    """What a tablet shows; a POST is a tap: `melayani`, `istirahat` (a choice) or `kembali`.

    An unknown address and a revoked tablet are the same 404.
    """
    now = request.now  # type: ignore[attr-defined]
    tablet = None if too_often(request, "tablet", VISITS) else known_tablet(token)
    if tablet is None:
        raise Http404
    if request.method != "POST":
        return _show_tablet(request, tablet, said=words.tapped(request.GET.get("kata", "")))
    if too_often(request, f"tablet-{tablet.pk}", TAPS):
        return _show_tablet(request, tablet, refused=words.too_often(), status=429)
    try:
        with tenant(tablet.agency_id):
            said = _tap(request, tablet)
            note_tapped(tablet=tablet, at=now)
    except RequestRefused as refused:
        status = STATUS[refused.ground]
        return _show_tablet(request, tablet, refused=refused.sentence, status=status)
    response = HttpResponse(status=303)
    response["Location"] = f"{request.path}?kata={said}"
    return response


def _tap(request: HttpRequest, tablet: DeskTablet) -> str:
    """Do what was tapped, inside the agency's tenancy; which step it was. Raises RequestRefused."""
    now = request.now  # type: ignore[attr-defined]
    seat = tablet_seat(tablet, now)
    if "melayani" in request.POST:
        tap_desk(agency_id=tablet.agency_id, seat=seat, at=now)
        return "melayani"
    if "kembali" in request.POST:
        end_break(agency_id=tablet.agency_id, seat=seat, employee=None, at=now)
        return "kembali"
    wanted = request.POST.get("istirahat", "")
    chosen = next((one for one in break_choices(seat, now) if one.value == wanted), None)
    if chosen is None:
        raise RequestRefused(Ground.CONTENT, words.tap_unreadable())
    start_break(agency_id=tablet.agency_id, seat=seat, employee=None, until=chosen.until, at=now)
    return "istirahat"


def _show_tablet(
    request: HttpRequest,
    tablet: DeskTablet,
    *,
    said: str = "",
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    shown = shown_tablet(tablet, request.now)  # type: ignore[attr-defined]
    context = {"shown": shown, "said": said, "refused": refused, "address": request.path}
    return render(request, "attendance/desk_tablet.html", context, status=status)


@require_GET
@never_cache
def desk_tablets(request: SignedInRequest) -> HttpResponse:
    """The tablets at the desks one keeps, and the form for another."""
    _authorise(request)
    return _show_list(request)


@require_POST
@never_cache
def desk_tablet_make(request: SignedInRequest) -> HttpResponse:
    """Set a tablet up and show its address, this once."""
    _authorise(request)
    form = DeskTabletForm(request.POST, desks=desks_to_equip(request.user, request.now))
    if not form.is_valid():
        return _show_list(request, form, status=422)
    name, desk = form.cleaned_data["name"], form.cleaned_data["desk"]
    tablet, token = make_tablet(name=name, desk=desk, by=request.user, at=request.now)
    path = reverse("attendance:desk_tablet", kwargs={"token": token})
    address = request.build_absolute_uri(path)
    context = {
        "tablet": tablet,
        "said": words.tablet_made(tablet.name),
        "address": address,
        "qr": qr_picture(address),
    }
    return render(request, "attendance/desk_tablet_address.html", context, status=201)


@require_POST
def desk_tablet_rename(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a tablet another name."""
    tablet = _tablet(request, pk)
    form = TabletNameForm(request.POST)
    if not form.is_valid():
        said = " ".join(str(one) for why in form.errors.values() for one in why)
        return _show_list(request, refused=said, renaming=tablet, status=422)
    rename_tablet(tablet=tablet, name=form.cleaned_data["name"], by=request.user)
    messages.success(request, words.tablet_renamed(tablet.name))
    return redirect("attendance:tablets")


@require_POST
def desk_tablet_revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make a tablet's address worthless."""
    tablet = _tablet(request, pk)
    if not tablet.is_active:
        return _show_list(request, refused=words.revoked_already(tablet.name), status=409)
    revoke_tablet(tablet=tablet, by=request.user, at=request.now)
    messages.success(request, words.tablet_revoked(tablet.name))
    return redirect("attendance:tablets")


def _authorise(request: SignedInRequest) -> None:
    if not can_keep_some_desk(request.user.standing):
        raise PermissionDenied(words.may_not_keep())


def _tablet(request: SignedInRequest, pk: int) -> DeskTablet:
    """A tablet at a desk the asker keeps."""
    _authorise(request)
    rows = DeskTablet.objects.filter(agency_id=request.user.agency_id)
    tablet = get_object_or_404(rows.select_related("desk__office"), pk=pk)
    if not reach_of(request.user).closes(tablet.desk):
        raise Http404
    return tablet


def _show_list(
    request: SignedInRequest,
    form: DeskTabletForm | None = None,
    *,
    refused: str = "",
    renaming: DeskTablet | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form or DeskTabletForm(desks=desks_to_equip(request.user, request.now)),
        "tablets": kept_tablets(request.user, request.now),
        "tabs": desk_tabs(request.user.standing),
        "refused": refused,
        "renaming": None if renaming is None else renaming.pk,
        "typed": request.POST.get("name", "") if renaming is not None else "",
    }
    return render(request, "attendance/desk_tablets.html", context, status=status)
