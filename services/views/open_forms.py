"""Addresses that anybody may send a form to: no cookie, no session, nothing kept by a cache."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

FORM_METHODS = ["GET", "HEAD", "POST"]


def open_form[**P, R: HttpResponseBase](view: Callable[P, R]) -> Callable[P, R]:
    """An open address with a form.

    There is no session that another site could ride on, so Django's check of a cookie has nothing
    to check; `services.forms_public` asks where a form comes from and how old it is instead. The
    answer is nobody else's: it is kept by no cache, and its address is told to no other page.
    """

    @login_not_required
    @csrf_exempt
    @require_http_methods(FORM_METHODS)
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)  # type: ignore[arg-type]
        del request.session
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return answer  # type: ignore[return-value]


def form_page(
    request: HttpRequest, template: str, context: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    """A template with a form; nothing of the session can get into it."""
    shown = {"here": request.get_full_path(), **context}
    return HttpResponse(render_to_string(template, shown), status=status)
