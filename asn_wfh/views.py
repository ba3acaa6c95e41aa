"""Answers when something is wrong: a sentence that says what happened and what next."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from asn_wfh.language import ENGLISH, current


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request could not be read."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: seen, but not allowed; says so in the words of the refusal when it has any."""
    return render(request, "403.html", {"why": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page, or not for this person; both answer the same.

    Below `/en/` there are citizens' pages only, so the answer there is theirs.
    """
    if current() == ENGLISH:
        title = _("Halaman ini tidak ditemukan")
        context = {"title": title, "here": request.get_full_path()}
        return HttpResponse(render_to_string("services/missing.html", context), status=404)
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; nothing of the request was kept. Reads nothing that may be broken too."""
    return HttpResponse(render_to_string("500.html"), status=500)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its security mark: a tab left open, or cookies turned off."""
    if request.accepts("application/json") and not request.accepts("text/html"):
        sentence = _("Halaman ini sudah terlalu lama terbuka. Muat ulang, lalu coba lagi.")
        return JsonResponse({"errors": {"csrf": [sentence]}}, status=403)
    return render(request, "csrf.html", status=403)
