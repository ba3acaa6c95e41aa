"""`/lapor/`: a wrong status or a complaint, without an account; and the report's own page."""

from __future__ import annotations

from datetime import date

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from asn_wfh import clock
from asn_wfh.language import current
from asn_wfh.visits import too_often
from services import wording_complaints as words
from services.actions.complaints import (
    Report,
    ReportOver,
    ReportRefused,
    add_message,
    file_report,
    withdraw,
)
from services.forms_complaints import CodeForm, ComplaintForm, MessageForm, ReportForm, StatusForm
from services.forms_public import FormFault, FormRefused, FormToken, refuse_foreign
from services.models import ComplaintKind, Office
from services.queries.complaints import desks_of, offices_named, services_of, tracked
from services.queries.offices import desk_page, find_office
from services.queries.shown import LAPOR_URL, DeskShown
from services.rules.reports import hints_at_supervision
from services.tracking import code_of, grouped, tidy
from services.views.answers import moment_of
from services.views.complaint_shapes import report_shape
from services.views.open_forms import form_page, open_form

PURPOSE, MESSAGE = "lapor", "lapor-pesan"
SENT_SALT = "services.report.sent"
SENT_FOR_SECONDS = 600
"""So long the page after sending may be drawn again; then nobody can show the code any more."""
REPORTS_PER_MINUTE, CODES_PER_MINUTE, SEARCHES_PER_MINUTE = 6, 20, 60
"""For one address: a whole office of citizens may stand behind it."""
WORDS_LENGTH = 80


@open_form
def report(request: HttpRequest) -> HttpResponse:
    """`/lapor/?loket=<kantor>/<loket>`, `?kantor=<kantor>`, `?jenis=keluhan`; POST sends it."""
    office_slug, _slash, desk_slug = request.GET.get("loket", "").partition("/")
    slug = office_slug or request.GET.get("kantor", "")
    if not slug:
        return _choose(request)
    office = find_office(slug)
    if office is None:
        return _missing(request, words.unknown_office())
    form = _form_of(request, office, desk_slug)
    said = _refused(request, form) if request.method == "POST" else ""
    if request.method == "POST" and not said and form.is_valid():
        sent = _send(request, form, office)
        if isinstance(sent, HttpResponse):
            return sent
        said = sent
    status = 200
    if request.method == "POST":
        status = 429 if said == words.too_often() else 422
    shown = _desk_shown(office, desk_slug or form["loket"].value() or "", request)
    context = {
        "form": form,
        "office": office,
        "is_status": isinstance(form, StatusForm),
        "shown": shown,
        "said": said,
        "token": FormToken.kept(PURPOSE, request.POST.get("tanda", ""), moment_of(request)),
        "other_url": _other_url(request, office, desk_slug, isinstance(form, StatusForm)),
        "lapor_url": LAPOR_URL,
    }
    return form_page(request, "services/report.html", context, status=status)


@open_form
def report_sent(request: HttpRequest, ticket: str) -> HttpResponse:
    """The page after sending: the tracking code, for ten minutes and for nobody else."""
    try:
        moment, _dot, nonce = Signer(salt=SENT_SALT).unsign(ticket).partition(".")
        age = moment_of(request).timestamp() - int(moment)
    except (BadSignature, ValueError):
        return _missing(request, words.sent_page_over())
    code = code_of(nonce)
    found = tracked(code) if 0 <= age <= SENT_FOR_SECONDS else None
    if found is None:
        return _missing(request, words.sent_page_over())
    context = {
        "code": code,
        "report": report_shape(found, moment_of(request)),
        "supervision": hints_at_supervision(found.complaint.text),
        "lapor_url": LAPOR_URL,
        "here": "",
    }
    return _quiet(form_page(request, "services/report_sent.html", context))


@open_form
def report_find(request: HttpRequest) -> HttpResponse:
    """A code that was typed leads to its page; in a form, so that it stands in no log."""
    if request.method != "POST":
        return redirect("services:report")
    return redirect(
        "services:report_track", grouped(tidy(request.POST.get("kode", ""))[:60]) or "-"
    )


@open_form
def report_track(request: HttpRequest, code: str) -> HttpResponse:
    """`/lapor/<kode>/`: how far the report is; POST adds a message or takes it back."""
    if too_often(request, "lapor-kode", CODES_PER_MINUTE):
        return _quiet(_missing(request, words.too_often(), status=429))
    found = tracked(tidy(code))
    if found is None:
        return _quiet(_missing(request, words.unknown_code()))
    form, said, status = MessageForm(), "", 200
    if request.method == "POST":
        form = MessageForm(request.POST)
        try:
            refuse_foreign(request)
            FormToken.check(MESSAGE, request.POST.get("tanda", ""), moment_of(request))
            if request.POST.get("apa") == "cabut":
                withdraw(report=found, at=moment_of(request))
                return _quiet(redirect("services:report_track", grouped(tidy(code))))
            if form.is_valid():
                text = form.cleaned_data["pesan"]
                add_message(report=found, text=text, at=moment_of(request))
                return _quiet(redirect("services:report_track", grouped(tidy(code))))
            status = 422
        except FormRefused as refused:
            said, status = refused.sentence, 422
        except ReportOver:
            said, status = words.is_over(), 409
    context = {
        "report": report_shape(found, moment_of(request)),
        "form": form,
        "said": said,
        "token": FormToken.kept(MESSAGE, request.POST.get("tanda", ""), moment_of(request)),
        "lapor_url": LAPOR_URL,
        "code": grouped(tidy(code)),
    }
    return _quiet(form_page(request, "services/report_track.html", context, status=status))


def _choose(request: HttpRequest) -> HttpResponse:
    """Without an office: which one is it about?"""
    asked = " ".join(request.GET.get("cari", "").split())[:WORDS_LENGTH]
    if asked and too_often(request, "lapor-cari", SEARCHES_PER_MINUTE):
        asked = ""
    context = {
        "asked": asked,
        "offices": offices_named(asked, _today(request, "Asia/Jakarta")) if asked else [],
        "is_complaint": request.GET.get("jenis") == "keluhan",
        "code_form": CodeForm(label_suffix=""),
        "lapor_url": LAPOR_URL,
    }
    return form_page(request, "services/report_choose.html", context)


def _form_of(request: HttpRequest, office: Office, desk_slug: str) -> ReportForm:
    given = request.POST if request.method == "POST" else None
    now = moment_of(request)
    shape = {
        "zone": office.zone,
        "now": now,
        "desks": desks_of(office, _today(request, office.zone)),
        "desk": desk_slug,
    }
    if request.GET.get("jenis") == "keluhan":
        return ComplaintForm(given, services=services_of(office), **shape)
    return StatusForm(given, **shape)


def _refused(request: HttpRequest, form: ReportForm) -> str:
    """Why the form is not even read, or nothing."""
    if too_often(request, "lapor", REPORTS_PER_MINUTE):
        return words.too_often()
    if form.data.get("situs"):
        return FormRefused(FormFault.TRAP).sentence
    try:
        refuse_foreign(request)
        FormToken.check(PURPOSE, form.data.get("tanda", ""), moment_of(request))
    except FormRefused as refused:
        return refused.sentence
    return ""


def _send(request: HttpRequest, form: ReportForm, office: Office) -> HttpResponse | str:
    """Keep the report and lead to its code, or the sentence of a refusal."""
    at, desk, typed = moment_of(request), form.desk(), form.cleaned_data
    status = isinstance(form, StatusForm)
    shown = _desk_shown(office, desk.slug, request) if status and desk is not None else None
    nonce = FormToken.nonce(PURPOSE, typed["tanda"])
    try:
        file_report(
            report=Report(
                kind=ComplaintKind.WRONG_STATUS if status else ComplaintKind.COMPLAINT,
                office=office,
                desk=desk,
                service=form.service() if isinstance(form, ComplaintForm) else None,
                text=typed["isi"],
                seen=typed.get("terlihat", ""),
                shown_code="" if shown is None else shown.code,
                happened_at=typed["moment"],
                contact=typed.get("surel", ""),
                language=current(),
            ),
            code=code_of(nonce),
            at=at,
        )
    except ReportRefused as refused:
        return words.doubt_sentence(refused.doubt, status=status)
    ticket = Signer(salt=SENT_SALT).sign(f"{int(at.timestamp())}.{nonce}")
    return redirect("services:report_sent", ticket)


def _desk_shown(office: Office, desk_slug: str, request: HttpRequest) -> DeskShown | None:
    """The desk as the page says now, or None where it says nothing."""
    shown = desk_page(office, desk_slug, moment_of(request)) if desk_slug else None
    return None if shown is None else shown.desk


def _other_url(request: HttpRequest, office: Office, desk_slug: str, is_status: bool) -> str:
    """The address of the other kind of report, about the same place."""
    where = f"loket={office.slug}/{desk_slug}" if desk_slug else f"kantor={office.slug}"
    return f"{request.path}?{where}" + ("&jenis=keluhan" if is_status else "")


def _missing(request: HttpRequest, said: str, *, status: int = 404) -> HttpResponse:
    context = {"said": said, "code_form": CodeForm(label_suffix=""), "here": ""}
    return form_page(request, "services/report_missing.html", context, status=status)


def _quiet(response: HttpResponse) -> HttpResponse:
    """No search engine lists a page with a code in its address."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _today(request: HttpRequest, zone: str) -> date:
    return clock.on_local_date(moment_of(request), zone)
