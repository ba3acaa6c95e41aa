"""Browsers that are told: the script that listens in them, and the list of one's own."""

from functools import cache
from hashlib import sha256

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest
from attendance.actions.browsers import remove_browser, subscribe_browser
from attendance.actions.refused import RequestRefused
from attendance.forms.browsers import BrowserForm
from attendance.models import PushSubscription
from attendance.wording import messages as words

WORKER = "static/js/push-worker.js"


@login_not_required
@require_safe
def push_worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It stands at the top because its folder is as far as it reaches.

    Open: browsers ask for it again by themselves, also when nobody is signed in.
    """
    script, etag = _worker()
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


@require_POST
def push_subscribe(request: SignedInRequest) -> HttpResponse:
    """Tell this browser from now on; the page's script sends what the browser gave it."""
    form = BrowserForm(request.body)
    if not form.is_valid():
        return JsonResponse({"errors": {"endpoint": [words.browser_unknown()]}}, status=422)
    offered = form.offered(request.headers.get("User-Agent", ""))
    try:
        row, is_new = subscribe_browser(offered=offered, by=request.user, at=request.now)
    except RequestRefused as refusal:
        return JsonResponse({"errors": {refusal.field: [refusal.sentence]}}, status=422)
    answer = {"id": row.pk, "message": words.browser_added(row.label)}
    return JsonResponse(answer, status=201 if is_new else 200)


@require_POST
def push_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a browser from one's list."""
    browser = get_object_or_404(PushSubscription.objects.visible_to(request.user), pk=pk)
    remove_browser(browser=browser, by=request.user)
    messages.success(request, words.browser_removed(browser.label))
    return redirect("attendance:message_settings")


@cache
def _worker() -> tuple[bytes, str]:
    script = (settings.BASE_DIR / WORKER).read_bytes()
    return script, f'"{sha256(script).hexdigest()[:32]}"'
