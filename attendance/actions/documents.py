"""Signed documents: a number without gaps, a code to verify, a signature, and bytes that stay.

The number is taken under the lock of its agency's year and is given back by the rollback when
signing fails; a signature by a slow service makes the agency's next letter wait for it, which is
the price of numbers without gaps. Nothing else should wait: take other locks after the signature.
"""

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.models import Employee
from asn_wfh import clock
from attendance.letters.assignments import Face
from attendance.models import DocumentKind, LetterNumbering, SignedDocument
from attendance.queries.letters import Office
from attendance.rules.documents import CODES, code_of, number_words
from attendance.signing.values import Mark, Order, Place, Signed, Typed
from attendance.wording import letters as words

log = structlog.get_logger(__name__)
PAGE_HEIGHT = 841.89
"""Points of an A4 page: the templates measure from the top, a signature's box from the bottom."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document to sign: `data` gives its template's values once number and code are known."""

    kind: DocumentKind
    title: str
    template: str
    data: Callable[[Face], Mapping[str, Any]]
    office: Office
    office_words: str


@transaction.atomic
def issue_document(
    *, draft: Draft, by: Employee, at: datetime, typed: Typed | None = None
) -> SignedDocument:
    """Number, compose, sign and keep a document; `typed` is what the BSrE asks the signer for.

    Runs inside the agency's tenancy. Raises SigningRefused; then no number is spent.
    """
    # A process that signs nothing does not load the libraries that do.
    from attendance.signing.sign import sign_order

    issued_on = clock.on_local_date(at, by.agency.zone)
    face = _face(by.agency_id, issued_on)
    pdf, place = _composed(draft, face, at)
    signer = draft.office.signer
    mark = _mark(draft, face, place, words.moment_words(at, by.agency.zone))
    signed = sign_order(Order(pdf=pdf, mark=mark, signer_name=signer.name, at=at, typed=typed))
    document = _kept(draft, face, signed, issued_on, at)
    log.info(
        "document.signed", agency=by.agency_id, document=document.pk, by=by.pk, kind=draft.kind
    )
    return document


@transaction.atomic
def set_number_pattern(*, pattern: str, by: Employee, year: int) -> LetterNumbering:
    """Give the agency's letters of `year` a pattern with ``{number}`` and ``{year}``.

    Letters already numbered keep their numbers, and the count goes on.
    """
    numbering = locked_numbering(by.agency_id, year)
    numbering.pattern = pattern
    numbering.save(update_fields=["pattern"])
    log.info("document.pattern_set", agency=by.agency_id, year=year, by=by.pk)
    return numbering


def locked_numbering(agency_id: int, year: int) -> LetterNumbering:
    """The agency's running number of `year`, locked; a new year goes on with the last pattern."""
    before = LetterNumbering.objects.filter(agency_id=agency_id, year__lt=year)
    last = before.order_by("-year").values_list("pattern", flat=True).first()
    LetterNumbering.objects.bulk_create(
        [LetterNumbering(agency_id=agency_id, year=year, **({"pattern": last} if last else {}))],
        ignore_conflicts=True,
    )
    return LetterNumbering.objects.select_for_update().get(agency_id=agency_id, year=year)


def _face(agency_id: int, issued_on: date) -> Face:
    numbering = locked_numbering(agency_id, issued_on.year)
    numbering.last_number += 1
    numbering.save(update_fields=["last_number"])
    code = code_of(secrets.randbelow(CODES))
    return Face(
        number=number_words(numbering.pattern, numbering.last_number, issued_on.year),
        code=code,
        address=f"{settings.PORTAL_URL}{reverse('attendance:verify', args=[code])}",
    )


def _composed(draft: Draft, face: Face, at: datetime) -> tuple[bytes, Place]:
    from attendance.letters.render import marked_place, render_pdf

    data = draft.data(face)
    pdf = render_pdf(draft.template, data, at=at)
    found = marked_place(draft.template, data)
    return pdf, Place(
        page=int(found["halaman"]),
        left=found["x"],
        bottom=PAGE_HEIGHT - found["y"] - found["tinggi"],
        width=found["lebar"],
        height=found["tinggi"],
    )


def _mark(draft: Draft, face: Face, place: Place, moment: str) -> Mark:
    name = draft.office.signer.name
    return Mark(
        place=place,
        stamp={
            "judul": "Ditandatangani secara elektronik",
            "nama": name,
            "waktu": moment,
            "kode": face.code,
        },
        address=face.address,
        reason=f"{draft.title}, nomor {face.number}",
        label=words.stamp_label(name, face.code),
    )


def _kept(
    draft: Draft, face: Face, signed: Signed, issued_on: date, at: datetime
) -> SignedDocument:
    office = draft.office
    return SignedDocument.objects.create(
        agency_id=office.signer.agency_id,
        kind=draft.kind,
        code=face.code,
        number=face.number,
        title=draft.title[:200],
        issued_on=issued_on,
        signer=office.signer,
        signed_under=office.delegation,
        signer_name=office.signer.name,
        signer_title=draft.office_words[:200],
        signature_kind=signed.kind,
        certificate_subject=signed.certificate_subject,
        signed_at=at,
        sha256=hashlib.sha256(signed.content).hexdigest(),
        content=signed.content,
    )
