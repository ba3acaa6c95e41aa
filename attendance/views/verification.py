"""Is a signed letter genuine? For anybody, without sign-in, by its code or by the file itself."""

from typing import Any

import structlog
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from asn_wfh.visits import too_often
from attendance.forms.letters import CheckForm
from attendance.letters.reports import HEADLINES
from attendance.queries.report_facts import share_of
from attendance.queries.uploads import Upload, look_into
from attendance.queries.verified import Verified, verified_document
from attendance.rules.documents import read_code
from attendance.wording import letters, report_document, roster_pages
from attendance.wording import verification as words

log = structlog.get_logger(__name__)
LOOKS_PER_MINUTE, FILES_PER_MINUTE = 240, 30
"""For one address: a whole office may stand behind it."""


@login_not_required
@require_safe
@never_cache
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """What the portal knows of the document with this code; 404 in the same words for any other."""
    if too_often(request, "verify", LOOKS_PER_MINUTE):
        return _show(request, words.too_many(), "warn", status=429)
    read = read_code(code)
    known = None if read is None else verified_document(read, request.now)  # type: ignore[attr-defined]
    if known is None:
        return _show(request, words.unknown(), "error", status=404)
    log.info("document.verified", document=known.document.pk)
    return _show_known(request, known)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def verify_upload(request: HttpRequest) -> HttpResponse:
    """The form: a code leads to its page, a PDF is looked into and not kept."""
    if request.method != "POST":
        return render(request, "attendance/verify.html", {"form": CheckForm()})
    if too_often(request, "verify-file", FILES_PER_MINUTE):
        return _show(request, words.too_many(), "warn", status=429)
    form = CheckForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "attendance/verify.html", {"form": form}, status=422)
    file = form.cleaned_data["berkas"]
    if file is None:
        return redirect("attendance:verify", form.cleaned_data["kode"])
    upload = look_into(file.read(), at=request.now)  # type: ignore[attr-defined]
    log.info("document.looked_into", same=upload.is_same, signatures=upload.seen.signatures)
    return _show_upload(request, upload)


def _show_known(request: HttpRequest, known: Verified) -> HttpResponse:
    document, report = known.document, known.report
    zone = document.agency.zone
    fine = words.amended_since if report is not None and report.later else words.genuine
    said, kind = _holds_no_longer(known) or (fine(document, zone), "ok")
    return _show(request, said, kind, document=_shape(known))


def _holds_no_longer(known: Verified) -> tuple[words.Said, str] | None:
    """What a visitor must know of a genuine document: revoked, corrected, or its rows changed."""
    document = known.document
    if document.revoked_at is not None:
        return words.revoked(document, document.agency.zone, known.replaced_by), "warn"
    if known.corrected_by:
        return words.corrected(document, document.agency.zone, known.corrected_by[-1]), "warn"
    if known.report is not None and not known.report.seal.holds:
        return words.rows_changed(document), "error"
    return None


def _show_upload(request: HttpRequest, upload: Upload) -> HttpResponse:
    said, kind = _said_of(upload)
    shown: dict[str, Any] = {"signature": upload.seen if upload.seen.signatures else None}
    if upload.known is not None and upload.is_same:
        shown["document"] = _shape(upload.known)
        said, kind = _holds_no_longer(upload.known) or (said, kind)
    return _show(request, said, kind, sha256=upload.sha256, **shown)


def _said_of(upload: Upload) -> tuple[words.Said, str]:
    seen, known = upload.seen, upload.known
    if known is not None and upload.is_same:
        return words.same_file(known.document), "ok"
    if not seen.is_pdf:
        return words.unreadable(), "error"
    if seen.signatures and not seen.intact:
        return words.altered(), "error"
    if known is not None:
        return words.other_file(known.document), "error"
    if not seen.signatures:
        return words.unsigned(), "warn"
    if not seen.covers_all:
        return words.added(), "error"
    return words.not_ours(trusted=seen.trusted), "warn"


def _shape(known: Verified) -> dict[str, Any]:
    """What anybody may know of a document: nothing of it names an employee but the official."""
    document = known.document
    return {
        "number": document.number,
        "code": document.code,
        "agency": document.agency.name,
        "kind": document.get_kind_display(),
        "about": _about(known),
        "later": _later(known),
        "compare": words.compare(document),
        "issued_on": letters.date_words(document.issued_on),
        "signer": document.signer_name,
        "office": document.signer_title,
        "signed_at": letters.moment_words(document.signed_at, document.agency.zone),
        "certificate": document.certificate_subject,
        "method": document.get_signature_kind_display(),
        "practice": words.only_practice() if words.is_practice(document) else "",
        "sha256": document.sha256,
    }


def _about(known: Verified) -> list[tuple[str, str]]:
    """What the document is about: a label and a value each."""
    if known.roster is not None:
        roster = known.roster
        period = roster_pages.week_words(roster.first_day, roster.last_day)
        return words.roster_facts(roster.unit.name, period)
    if known.report is None:
        return [] if known.filing is None else words.filing_facts(known.filing)
    report, seal = known.report.report, known.report.seal
    shares = {code: share_of(known.report.counts, code) for code in HEADLINES}
    return [
        *words.report_facts(report),
        # Figures that are not those of the signature are nobody's to read here.
        *(
            (report_document.headline_words(code), report_document.share_words(share))
            for code, share in shares.items()
            if share is not None and seal.figures
        ),
        (words.digest_label(), report_document.hash_words(report.content_hash)),
        (words.seal_label(), words.seal_words(seal, report.agency.zone)),
    ]


def _later(known: Verified) -> list[dict[str, str]]:
    """What was signed after it and changes it, with where to check each."""
    later = known.corrected_by if known.report is None else known.report.later
    return [
        {"text": words.later_amendment(one.version, one.document), "code": one.document.code}
        for one in later
        if one.document is not None
    ]


def _show(
    request: HttpRequest, said: words.Said, kind: str, status: int = 200, **shown: Any
) -> HttpResponse:
    context = {"title": said[0], "text": said[1], "kind": kind, **shown}
    return render(request, "attendance/verified.html", context, status=status)
