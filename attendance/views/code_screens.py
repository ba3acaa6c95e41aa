"""Code screens: the page on the wall, and the personnel office's list of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import can_keep_machines
from accounts.requests import SignedInRequest
from attendance.actions.code_screens import make_screen, note_shown, renew_address, switch_screen
from attendance.forms.code_screens import CodeScreenForm
from attendance.models import CodeScreen
from attendance.queries.code_screens import kept_screens, shown_code
from attendance.wording import codes as words
from services.qr import qr_picture


@login_not_required
@csrf_exempt  # the secret address is all the authority there is, and a forged post gains nothing
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def code_screen_show(request: HttpRequest, token: str) -> HttpResponse:
    """The code of now, full screen; to the page's script (POST) its changing part alone.

    An unknown address and a screen switched off are the same 404.
    """
    shown = shown_code(token, request.now)  # type: ignore[attr-defined]
    if shown is None:
        raise Http404
    page = f"{reverse('attendance:today')}?kode={shown.code}&layar={shown.screen_id}"
    address = request.build_absolute_uri(page)
    context = {"shown": shown, "qr": qr_picture(address)}
    if request.method != "POST":
        return render(request, "attendance/code_screen.html", context)
    note_shown(agency_id=shown.agency_id, screen_id=shown.screen_id, at=shown.now)
    return render(request, "attendance/_code_screen.html", context)


@require_GET
@never_cache
def code_screens(request: SignedInRequest) -> HttpResponse:
    """The agency's screens, and the form for another."""
    _authorise(request)
    return _show_list(request, CodeScreenForm(person=request.user))


@require_POST
@never_cache
def code_screen_make(request: SignedInRequest) -> HttpResponse:
    """Make a screen and show its address, this once."""
    _authorise(request)
    form = CodeScreenForm(request.POST, person=request.user)
    if not form.is_valid():
        return _show_list(request, form, status=422)
    name, unit = form.cleaned_data["name"], form.cleaned_data["unit"]
    screen, token = make_screen(name=name, unit=unit, by=request.user, at=request.now)
    return _show_address(request, screen, token, words.screen_made(screen.name), status=201)


@require_POST
@never_cache
def code_screen_renew(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a screen a new address and show it, this once."""
    screen = _screen(request, pk)
    token = renew_address(screen=screen, by=request.user)
    return _show_address(request, screen, token, words.address_renewed(screen.name))


@require_POST
def code_screen_switch(request: SignedInRequest, pk: int) -> HttpResponse:
    """Switch a screen on (`aktif=1`) or off."""
    screen, active = _screen(request, pk), request.POST.get("aktif") == "1"
    switch_screen(screen=screen, active=active, by=request.user)
    messages.success(request, words.screen_switched(screen.name, active=active))
    return redirect("attendance:code_screens")


def _authorise(request: SignedInRequest) -> None:
    if not can_keep_machines(request.user.standing):
        raise PermissionDenied(words.may_not_keep())


def _screen(request: SignedInRequest, pk: int) -> CodeScreen:
    """A screen of the keeper's own agency."""
    _authorise(request)
    return get_object_or_404(CodeScreen.objects.visible_to(request.user), pk=pk)


def _show_list(request: SignedInRequest, form: CodeScreenForm, status: int = 200) -> HttpResponse:
    screens = kept_screens(request.user, request.now)
    context = {"form": form, "screens": screens, "zone": request.user.agency.zone}
    return render(request, "attendance/code_screens.html", context, status=status)


def _show_address(
    request: SignedInRequest, screen: CodeScreen, token: str, said: str, status: int = 200
) -> HttpResponse:
    path = reverse("attendance:code_screen_show", kwargs={"token": token})
    address = request.build_absolute_uri(path)
    context = {"screen": screen, "said": said, "address": address, "qr": qr_picture(address)}
    return render(request, "attendance/code_screen_address.html", context, status=status)
