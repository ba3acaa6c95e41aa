"""Following a desk without an account: by a letter with a second yes, or by the browser."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from asn_wfh.language import current
from asn_wfh.push import is_push_on, public_key
from asn_wfh.visits import too_often, too_often_today
from services import wording_followers as words
from services.actions.followers import (
    BrowserRefused,
    ask_by_mail,
    change_wish,
    confirm,
    follow_by_browser,
    stop,
)
from services.forms_followers import BrowserForm, FollowForm, WishForm
from services.forms_public import FormFault, FormRefused, FormToken, refuse_foreign
from services.models import Desk, Follower, FollowerWish
from services.queries.followers import CONFIRM_WITHIN, desk_to_follow, follower_of
from services.views.answers import moment_of
from services.views.open_forms import form_page, open_form

PURPOSE = "ikuti"
ASKED_PER_MINUTE, LINKS_PER_MINUTE = 6, 30
"""For one visitor's address: a whole office of citizens may stand behind it."""
LETTERS_PER_DAY = 4
"""To one mail address, so that nobody's mailbox is filled by somebody else."""


@open_form
def follow(request: HttpRequest, slug: str, desk_slug: str) -> HttpResponse:
    """`/kantor/<slug>/<loket>/ikuti/`: what about, and where to; POST asks for the second yes."""
    desk = desk_to_follow(slug, desk_slug, moment_of(request))
    if desk is None:
        return _missing(request, _("Loket ini tidak ditemukan"))
    form, said, status = FollowForm(), "", 200
    if request.method == "POST":
        form = FollowForm(request.POST)
        try:
            _let_in(request)
            if form.is_valid():
                _ask(request, form, desk)
                return redirect("services:follow_sent", slug, desk_slug)
            status = 422
        except FormRefused as refused:
            said, status = refused.sentence, 422
        except _TooOften:
            said, status = words.too_often(), 429
    context = {
        "desk": desk,
        "form": form,
        "said": said,
        "token": FormToken.kept(PURPOSE, request.POST.get("tanda", ""), moment_of(request)),
        "mail_is_on": settings.MAIL_IS_ON,
        "push_key": public_key() if is_push_on() else "",
        "push_url": reverse("services:follow_push", args=[slug, desk_slug]),
    }
    return form_page(request, "services/follow.html", context, status=status)


@open_form
def follow_sent(request: HttpRequest, slug: str, desk_slug: str) -> HttpResponse:
    """The page after asking: the same for every address."""
    desk = desk_to_follow(slug, desk_slug, moment_of(request))
    if desk is None:
        return _missing(request, _("Loket ini tidak ditemukan"))
    return form_page(request, "services/follow_sent.html", {"desk": desk})


@open_form
def follow_push(request: HttpRequest, slug: str, desk_slug: str) -> HttpResponse:
    """Tell this browser; static/js/follow.js sends what the browser gave it. Answers JSON."""
    if request.method != "POST":
        return redirect("services:follow", slug, desk_slug)
    desk = desk_to_follow(slug, desk_slug, moment_of(request))
    if desk is None:
        return _refusal("desk", _("Loket ini tidak ditemukan"), status=404)
    form = BrowserForm(request.body)
    if not form.is_valid():
        return _refusal("endpoint", words.browser_refused())
    if too_often(request, "ikuti", ASKED_PER_MINUTE):
        return _refusal("visitor", words.too_often(), status=429)
    try:
        refuse_foreign(request)
        row = follow_by_browser(
            desk=desk,
            offered=form.offered(),
            wish=form.cleaned_data["wish"],
            language=current(),
            at=moment_of(request),
        )
    except FormRefused as refused:
        return _refusal("form", refused.sentence)
    except BrowserRefused:
        return _refusal("endpoint", words.browser_refused())
    answer = {"stop": words.stop_link_of(row), "message": words.browser_added(desk)}
    return JsonResponse(answer, status=201)


@open_form
def follow_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """`/ikuti/<rahasia>/`: the second yes, other wishes, the end. Reading it changes nothing.

    The secret is the permission: programs that open every link of a letter do not press buttons.
    """
    if too_often(request, "ikuti-tautan", LINKS_PER_MINUTE):
        return _missing(request, words.too_often(), status=429)
    found = follower_of(token, moment_of(request))
    if found is None:
        return _missing(request, words.unknown_link())
    if request.method == "POST":
        return _settle(request, found, token)
    context = {
        "follower": found,
        "desk": found.desk,
        "until": found.asked_at + CONFIRM_WITHIN,
        "form": WishForm(initial={"kabar": found.wish}),
        "stop_url": reverse("services:follow_stop", args=[token]),
    }
    return form_page(request, "services/follow_link.html", context)


@open_form
def follow_stop(request: HttpRequest, token: str) -> HttpResponse:
    """`/ikuti/<rahasia>/berhenti/`: one POST ends it (RFC 8058), also when it is over already."""
    if request.method != "POST":
        return redirect("services:follow_confirm", token)
    found = follower_of(token, moment_of(request))
    if found is not None:
        stop(follower=found)
    desk = found.desk if found is not None else None
    return form_page(request, "services/follow_stopped.html", {"desk": desk, "here": ""})


def _settle(request: HttpRequest, found: Follower, token: str) -> HttpResponse:
    """What the button on one's own page said."""
    if found.confirmed_at is None:
        confirm(follower=found, at=moment_of(request))
    else:
        form = WishForm(request.POST)
        if form.is_valid():
            change_wish(follower=found, wish=FollowerWish(form.cleaned_data["kabar"]))
    return redirect("services:follow_confirm", token)


class _TooOften(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """This visitor's address asks too often."""


def _let_in(request: HttpRequest) -> None:
    """Raise FormRefused or _TooOften where a program seems to send this."""
    refuse_foreign(request)
    if request.POST.get("situs", ""):
        raise FormRefused(FormFault.TRAP)
    FormToken.check(PURPOSE, request.POST.get("tanda", ""), moment_of(request))
    if too_often(request, "ikuti", ASKED_PER_MINUTE):
        raise _TooOften


def _ask(request: HttpRequest, form: FollowForm, desk: Desk) -> None:
    """Write to the address, unless it was written to too often today; nobody learns which."""
    email, at = form.cleaned_data["surel"], moment_of(request)
    if settings.MAIL_IS_ON and not too_often_today("ikuti", email.lower(), LETTERS_PER_DAY, at):
        wish = form.cleaned_data["kabar"]
        ask_by_mail(desk=desk, email=email, wish=wish, language=current(), at=at)


def _refusal(field: str, sentence: str, *, status: int = 422) -> JsonResponse:
    return JsonResponse({"errors": {field: [sentence]}}, status=status)


def _missing(request: HttpRequest, title: str, *, status: int = 404) -> HttpResponse:
    return form_page(request, "services/missing.html", {"title": title}, status=status)
