"""The document that bears a code, for anybody who holds it: without sign-in, naming no employee."""

from __future__ import annotations

from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True)
class VerifiedReport:
    """A signed report: its own figures of the agency, and the amendments issued after it."""

    report: ComplianceReport
    counts: Counts
    later: tuple[ComplianceReport, ...]


@dataclass(frozen=True, slots=True)
class Verified:
    """A document anybody may know of: nothing of it names an employee but the signer.

    One of `roster`, `report` and `filing` says what it is about.
    """

    document: SignedDocument
    roster: Roster | None = None
    replaced_by: SignedDocument | None = None
    report: VerifiedReport | None = None
    filing: Filing | None = field(default=None)


def verified_document(code: str) -> Verified | None:
    """The document that bears `code`, None where there is none; for people without sign-in.

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
            found = Filing.objects.filter(agency_id=agency_id, document=document)
            return Verified(document, filing=found.first())
        return _report(document)


def _letter(document: SignedDocument) -> Verified:
    letter = AssignmentLetter.objects.select_related("roster__unit").get(
        agency_id=document.agency_id, document=document
    )
    heir = letter.replaced_by.select_related("document").defer("document__content").first()
    return Verified(document, letter.roster, None if heir is None else heir.document)


def _report(document: SignedDocument) -> Verified:
    reports = ComplianceReport.objects.filter(agency_id=document.agency_id, document=document)
    report = reports.select_related("agency", "amends").get()
    later = tuple(
        one
        for one in issued_amendments(document.agency_id, report.month)
        if one.version > report.version
    )
    return Verified(document, report=VerifiedReport(report, agency_counts(report), later))
