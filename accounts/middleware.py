"""Every signed-in request runs in one transaction that sees one agency."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from accounts.tenancy import tenant
from accounts.wording import SESSION_OVER
from asn_wfh import clock

AGENCY_SESSION_KEY = "agency_id"


def tenant_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Read the agency from the session, and undo everything when the answer is a failure.

    Visitors have no agency and no transaction: to them the tables of people are empty.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.COOKIES.get("hadir_session"):
            return get_response(request)
        agency_id = request.session.get(AGENCY_SESSION_KEY)
        if agency_id is None:
            return get_response(request)
        with tenant(agency_id):
            response = get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    return middleware


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Sign-in by default; says that a session ended instead of dropping people at a form."""

    def process_view(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase | None:
        answer = super().process_view(request, *args, **kwargs)
        if answer is None and request.user.is_authenticated:
            person = request.user
            person.on_day = clock.on_local_date(request.now, person.zone)  # type: ignore[attr-defined]
        return answer

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        if request.accepts("application/json") and not request.accepts("text/html"):
            return JsonResponse({"errors": {"session": [str(SESSION_OVER)]}}, status=401)
        if request.COOKIES.get("hadir_session") or request.method == "POST":
            messages.warning(request, str(SESSION_OVER))
        came_from = request.get_full_path() if request.method == "GET" else ""
        return redirect_to_login(came_from or _page_before(request), self.get_login_url(view_func))


def _page_before(request: HttpRequest) -> str:
    """After a lost POST the person lands on the page they posted from, not on the action."""
    referer = urlsplit(request.headers.get("Referer", ""))
    same = referer.netloc == request.get_host()
    return referer.path if same and referer.path else "/hari-ini/"
