"""The personnel office's machines: approve, set, retire; and whose number is whose."""

import structlog
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Employee
from accounts.permissions import can_keep_machines
from accounts.requests import SignedInRequest
from attendance.actions.imports import ImportRefused
from attendance.actions.machine_numbers import import_numbers
from attendance.actions.machines import (
    MachineRefused,
    assign_numbers,
    change_machine,
    register_machine,
    release_number,
    retire_machine,
)
from attendance.forms.machines import MachineForm, NewMachineForm, NumbersFileForm
from attendance.models import Machine, MachineNumber, MachineState
from attendance.queries.machines import (
    aside_groups,
    candidates,
    is_silent,
    known_numbers,
    machines_of,
    strangers,
    unknown_numbers,
    unreadable_lines,
)
from attendance.rules.attlog import NUMBER
from attendance.wording import imports as import_words
from attendance.wording import machines as words

log = structlog.get_logger(__name__)
PAGE_SIZE = 50
SHOWN_FAULTS = 20


@require_safe
@never_cache
def machines(request: SignedInRequest) -> HttpResponse:
    """The agency's machines, those that called unapproved, and the form for another."""
    _authorise(request)
    return _show_list(request, NewMachineForm(person=request.user))


@require_POST
def machine_add(request: SignedInRequest) -> HttpResponse:
    """Approve a machine by the serial number on its label."""
    _authorise(request)
    form = NewMachineForm(request.POST, person=request.user)
    if not form.is_valid():
        return _show_list(request, form, status=422)
    serial = form.cleaned_data["serial"]
    try:
        made = register_machine(serial=serial, facts=form.facts(), by=request.user, at=request.now)
    except MachineRefused as refused:
        form.add_error("serial", refused.sentence)
        return _show_list(request, form, status=409)
    messages.success(request, words.registered(made.name))
    return redirect("attendance:machines")


@require_safe
@never_cache
def machine(request: SignedInRequest, pk: int) -> HttpResponse:
    """One machine: when it called, what it left unsettled, its settings."""
    found = _machine(request, pk)
    form = MachineForm(
        person=request.user,
        initial={
            "name": found.name,
            "unit": found.unit_id,
            "direction": found.direction,
            "network": found.network,
        },
    )
    return _show_machine(request, found, form)


@require_POST
def machine_change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Save a machine's settings; turning its direction may make events of kept lines."""
    found = _machine(request, pk)
    form = MachineForm(request.POST, person=request.user)
    if not form.is_valid():
        return _show_machine(request, found, form, status=422)
    events = change_machine(machine=found, facts=form.facts(), by=request.user, at=request.now)
    messages.success(request, words.changed(found.name, events))
    return redirect("attendance:machine", pk=pk)


@require_POST
def machine_retire(request: SignedInRequest, pk: int) -> HttpResponse:
    """Refuse a machine's calls from now on."""
    found = _machine(request, pk)
    retire_machine(machine=found, by=request.user)
    messages.success(request, words.retired(found.name))
    return redirect("attendance:machines")


@require_safe
@never_cache
def machine_numbers(request: SignedInRequest) -> HttpResponse:
    """Whose number is whose; `?nomor=` with `?pegawai=` looks for the owner of one."""
    _authorise(request)
    return _show_numbers(request, NumbersFileForm())


@require_POST
def machine_number_assign(request: SignedInRequest) -> HttpResponse:
    """Give a number to an employee of the agency."""
    _authorise(request)
    number, employee_id = request.POST.get("number", "").strip(), request.POST.get("employee", "")
    if not NUMBER.fullmatch(number):
        messages.error(request, words.number_malformed())
        return redirect("attendance:machine_numbers")
    if not (employee_id.isdecimal() and len(employee_id) < 12):
        employee_id = "0"
    employee = get_object_or_404(Employee, agency=request.user.agency_id, pk=int(employee_id))
    try:
        done = assign_numbers(owners={number: employee.pk}, by=request.user, at=request.now)
    except MachineRefused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, words.assigned(number, employee.name, done.lines, done.events))
    return redirect("attendance:machine_numbers")


@require_POST
def machine_number_release(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a number be nobody's again."""
    _authorise(request)
    row = get_object_or_404(MachineNumber.objects.visible_to(request.user), pk=pk)
    release_number(row=row, by=request.user)
    messages.success(request, words.released(row.number))
    return redirect("attendance:machine_numbers")


@require_POST
def machine_numbers_import(request: SignedInRequest) -> HttpResponse:
    """Numbers from a CSV file: all of it or nothing."""
    _authorise(request)
    form = NumbersFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show_numbers(request, form, status=422)
    file = form.cleaned_data["file"]
    try:
        given, done = import_numbers(file.file, by=request.user, at=request.now)
    except ImportRefused as refused:
        return _show_numbers(request, form, refused=refused, status=422)
    messages.success(request, import_words.numbers_words(given, done.new, done.events))
    return redirect("attendance:machine_numbers")


def _show_list(request: SignedInRequest, form: NewMachineForm, status: int = 200) -> HttpResponse:
    context = {
        "machines": [
            {
                "row": row,
                "seen": words.seen_words(row.machine.last_seen_at, request.now),
                "retired": row.machine.state == MachineState.RETIRED,
            }
            for row in machines_of(request.user, request.now)
        ],
        "strangers": [
            {"row": row, "ago": words.ago_words(row.last_seen_at, request.now)}
            for row in strangers(request.now)
        ],
        "unknown": len(unknown_numbers(request.user, request.now)),
        "form": form,
    }
    return render(request, "attendance/machines.html", context, status=status)


def _show_machine(
    request: SignedInRequest, found: Machine, form: MachineForm, status: int = 200
) -> HttpResponse:
    groups = aside_groups(request.user, found)
    log.info("machine.read", agency=found.agency_id, machine=found.pk, by=request.user.pk)
    context = {
        "machine": found,
        "seen": words.seen_words(found.last_seen_at, request.now),
        "silent": is_silent(found, request.now),
        "direction": words.direction_label(found.direction),
        "groups": [
            {
                "label": words.aside_label(group.aside),
                "advice": words.aside_advice(group.aside),
                "count": group.count,
                "lines": group.newest,
            }
            for group in groups
        ],
        "unreadable": unreadable_lines(request.user, found),
        "form": form,
        "zone": found.zone,
    }
    return render(request, "attendance/machine.html", context, status=status)


def _show_numbers(
    request: SignedInRequest,
    form: NumbersFileForm,
    *,
    refused: ImportRefused | None = None,
    status: int = 200,
) -> HttpResponse:
    search = request.GET.get("cari", "").strip()[:120]
    number = request.GET.get("nomor", "").strip()[:24]
    wanted = request.GET.get("pegawai", "").strip()[:120]
    page = Paginator(known_numbers(request.user, search), PAGE_SIZE)
    log.info("machine.numbers_read", agency=request.user.agency_id, by=request.user.pk)
    people = candidates(request.user, wanted) if number else []
    context = {
        "unknown": unknown_numbers(request.user, request.now),
        "page": page.get_page(request.GET.get("halaman")),
        "query": f"{urlencode({'cari': search})}&" if search else "",
        "search": search,
        "number": number,
        "wanted": wanted,
        "people": people,
        "nobody": words.nobody_found(wanted) if wanted and not people else "",
        "form": form,
        "faults": refused.faults[:SHOWN_FAULTS] if refused else (),
        "refusal": import_words.refused_words(len(refused.faults), more=False) if refused else "",
        "zone": request.user.agency.zone,
        "import_url": reverse("attendance:machine_numbers_import"),
    }
    return render(request, "attendance/machine_numbers.html", context, status=status)


def _machine(request: SignedInRequest, pk: int) -> Machine:
    _authorise(request)
    rows = Machine.objects.visible_to(request.user).select_related("unit", "agency", "approved_by")
    return get_object_or_404(rows, pk=pk)


def _authorise(request: SignedInRequest) -> None:
    if not can_keep_machines(request.user.standing):
        raise PermissionDenied(words.may_not_keep())
