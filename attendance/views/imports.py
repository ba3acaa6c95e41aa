"""Importing events on a page: look through the file first, then import it, or hear why not."""

from typing import Any, BinaryIO

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.permissions import can_keep_machines
from accounts.requests import SignedInRequest
from attendance.actions.imports import (
    Checked,
    check_attlog,
    check_events,
    import_attlog,
    import_events,
)
from attendance.actions.incoming import has_room
from attendance.forms.machines import LARGEST_UPLOAD_MB, EventsFileForm
from attendance.models import Machine
from attendance.wording import imports as words
from attendance.wording import machines as machine_words

SHOWN_FAULTS = 20


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def events_import(request: SignedInRequest) -> HttpResponse:
    """The form; a post with `langkah=periksa` only looks through the file."""
    if not can_keep_machines(request.user.standing):
        raise PermissionDenied(machine_words.may_not_keep())
    if request.method != "POST":
        return _show(request, EventsFileForm(person=request.user))
    form = EventsFileForm(request.POST, request.FILES, person=request.user)
    if not form.is_valid():
        return _show(request, form, status=422)
    file, machine = form.cleaned_data["file"].file, form.cleaned_data["content"]
    checked = _check(request, file, machine)
    if checked.faults:
        faults = checked.faults[:SHOWN_FAULTS]
        refusal = words.refused_words(len(checked.faults), more=checked.more)
        return _show(request, form, status=422, faults=faults, refusal=refusal)
    if request.POST.get("langkah") == "periksa":
        return _show(request, form, checked=words.checked_words(checked.rows))
    if checked.first and checked.last and not has_room(checked.first, checked.last):
        refusal = words.no_room(checked.first, checked.last)
        return _show(request, form, status=422, refusal=refusal)
    messages.success(request, _import(request, file, machine))
    return redirect("attendance:events_import")


def _check(request: SignedInRequest, file: BinaryIO, machine: Machine | None) -> Checked:
    if machine is None:
        return check_events(file, agency=request.user.agency, at=request.now)
    return check_attlog(file, machine=machine, at=request.now)


def _import(request: SignedInRequest, file: BinaryIO, machine: Machine | None) -> str:
    """Import a checked file; what that did, in a sentence."""
    if machine is None:
        rows, new = import_events(file, agency=request.user.agency, by=request.user, at=request.now)
        return words.imported_words(rows, new)
    kept = import_attlog(file, machine=machine, by=request.user, at=request.now)
    return words.imported_lines_words(kept.lines, kept.new, kept.events, kept.unknown, kept.aside)


def _show(
    request: SignedInRequest, form: EventsFileForm, status: int = 200, **said: Any
) -> HttpResponse:
    context = {"form": form, "limit_mb": LARGEST_UPLOAD_MB, **said}
    return render(request, "attendance/events_import.html", context, status=status)
