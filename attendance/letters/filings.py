"""What the regions' monthly form says on paper: plain values for the template `formulir`."""

import hashlib
import json
from datetime import date
from typing import Any

from attendance.letters.assignments import Face, office_lines, town_of
from attendance.queries.filing_lines import Line
from attendance.queries.filings import Section, Sheet
from attendance.queries.letters import Office
from attendance.wording import filing_content as content
from attendance.wording.compliance import month_words
from attendance.wording.letters import date_words

__all__ = ["TEMPLATE", "filing_data", "sheet_digest", "town_of"]
TEMPLATE = "formulir"
BASIS = "SE Mendagri 800.1.5/3349/SJ"


def filing_data(
    sheet: Sheet, office: Office | None, issued_on: date, place: str, face: Face
) -> dict[str, Any]:
    """The template's values; without a number the form is marked as a draft.

    `office` is None in the draft of somebody who does not sign: the foot stays blank.
    """
    delegation = None if office is None else office.delegation
    return {
        "draf": face.number == "",
        "nomor": face.number,
        "kode": face.code,
        "alamat": face.address,
        "judul": content.TITLE,
        "dasar": BASIS,
        "instansi": sheet.agency.name,
        "bulan": month_words(sheet.month),
        "perbaikan": _correction(sheet),
        "bagian": [_section(section) for section in sheet.sections],
        "catatan": _note(sheet),
        "tempat": place,
        "tanggal": date_words(issued_on),
        "jabatan": [] if office is None else office_lines(office),
        "wewenang": ""
        if delegation is None
        else content.acts_for(
            delegation.principal.name, delegation.letter_number, delegation.letter_date
        ),
        "penanda": None
        if office is None
        else {"nama": office.signer.name, "nip": office.signer.nip},
    }


def sheet_digest(sheet: Sheet) -> str:
    """What tells a form that was read from one that changed since: SHA-256 over what it says."""
    rows = [
        [line.item.code, line.value, line.name, line.reason, line.proposed, line.figures]
        for line in sheet.lines
    ]
    filing = sheet.filing
    frame = None if filing is None else [filing.version, filing.place, filing.reason]
    report = None if sheet.report is None else sheet.report.pk
    return hashlib.sha256(json.dumps([report, frame, rows]).encode()).hexdigest()


def _section(section: Section) -> dict[str, Any]:
    return {
        "nomor": str(section.number),
        "judul": section.title,
        "baris": [_row(line) for line in section.lines],
    }


def _row(line: Line) -> dict[str, Any]:
    item = line.item
    lettered = item.code.removeprefix(str(item.section))
    return {
        "huruf": lettered if len(lettered) == 1 else "",
        "uraian": item.title,
        "jawaban": content.answer_text(item.code, item.kind, line.value, line.name) or "–",
        "semula": _former(line),
        "angka": [content.basis_text(one) for one in line.figures],
        "alasan": ""
        if not line.differs
        else content.differs_text(
            content.answer_text(item.code, item.kind, line.proposed, ""), line.reason
        ),
    }


def _former(line: Line) -> str:
    """What the version before answered, where a correction answers otherwise."""
    if line.was is None or not line.is_changed:
        return ""
    item, was = line.item, line.was
    return content.former_text(item.code, item.kind, was.value, was.name, was.reason)


def _correction(sheet: Sheet) -> str:
    """Which signed form this one corrects, and why; empty for a month's first."""
    before, filing = sheet.corrects, sheet.filing
    if before is None or before.document is None or filing is None:
        return ""
    return content.correction_note(
        filing.version, before.number, before.document.issued_on, filing.reason
    )


def _note(sheet: Sheet) -> str:
    report = sheet.report
    if report is None:
        return ""
    return content.report_note(report.version, report.data_until, report.content_hash)
