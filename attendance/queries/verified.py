"""The document that bears a code, for anybody who holds it: without sign-in, naming no employee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.tenancy import enter_tenant, reveal_caller
from attendance.models import (
    AssignmentLetter,
    ComplianceReport,
    DocumentKind,
    Filing,
    Roster,
    SignedDocument,
)
from attendance.queries.freezes import issued_amendments
from attendance.queries.report_facts import Counts, agency_counts
from attendance.queries.seals import Seal, seal_of


@dataclass(frozen=True, slots=True)
class VerifiedReport:
    """A signed report: its own figures of the agency, and the amendments issued after it.

    `seal` tells whether the figures and the month's days still are those that were signed.
    """

    report: ComplianceReport
    counts: Counts
    later: tuple[ComplianceReport, ...]
    seal: Seal


@dataclass(frozen=True, slots=True)
class Verified:
    """A document anybody may know of: nothing of it names an employee but the signer.

    One of `roster`, `report` and `filing` says what it is about; `corrected_by` are the signed
    corrections of a form that came after it.
    """

    document: SignedDocument
    roster: Roster | None = None
    replaced_by: SignedDocument | None = None
    report: VerifiedReport | None = None
    filing: Filing | None = None
    corrected_by: tuple[Filing, ...] = ()


def verified_document(code: str, at: datetime) -> Verified | None:
    """The document that bears `code`, None where there is none; for people without sign-in.

    A report is held against its rows as they are `at` (aware), or were within the last hour.
    The database shows the one row with this code, and through it the tenancy to look into.
    """
    with transaction.atomic():
        reveal_caller(code)
        agency_id = (
            SignedDocument.objects.filter(code=code).values_list("agency_id", flat=True).first()
        )
        if agency_id is None:
            return None
        enter_tenant(agency_id)
        documents = SignedDocument.objects.select_related("agency").defer("content")
        document = documents.get(agency_id=agency_id, code=code)
        if document.kind == DocumentKind.ASSIGNMENT_LETTER:
            return _letter(document)
        if document.kind == DocumentKind.FILING:
            return _filing(document)
        return _report(document, at)


def _letter(document: SignedDocument) -> Verified:
    letter = AssignmentLetter.objects.select_related("roster__unit").get(
        agency_id=document.agency_id, document=document
    )
    heir = letter.replaced_by.select_related("document").defer("document__content").first()
    return Verified(document, letter.roster, None if heir is None else heir.document)


def _filing(document: SignedDocument) -> Verified:
    forms = Filing.objects.filter(agency_id=document.agency_id).exclude(document=None)
    filing = forms.get(document=document)
    later = forms.filter(month=filing.month, version__gt=filing.version).order_by("version")
    later = later.select_related("document").defer("document__content")
    return Verified(document, filing=filing, corrected_by=tuple(later))


def _report(document: SignedDocument, at: datetime) -> Verified:
    reports = ComplianceReport.objects.filter(agency_id=document.agency_id, document=document)
    report = reports.select_related("agency", "amends").get()
    later = tuple(
        one
        for one in issued_amendments(document.agency_id, report.month)
        if one.version > report.version
    )
    shown = VerifiedReport(report, agency_counts(report), later, seal_of(report, at))
    return Verified(document, report=shown)
