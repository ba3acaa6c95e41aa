"""The monthly compliance report as a document: values for the template `laporan`, and its PDF."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings

from attendance.letters.assignments import Face, office_lines, town_of
from attendance.letters.render import render_pdf
from attendance.letters.report_changes import changes_shape
from attendance.letters.report_parts import definitions, parts, tone, units
from attendance.models import ComplianceReport, MonthFreeze
from attendance.queries.letters import Office
from attendance.queries.months import last_of_month, months_before
from attendance.queries.report_facts import ReportFacts, report_facts, share_of, value_of
from attendance.wording import compliance, letters
from attendance.wording import report_document as words
from attendance.wording import report_parts as said

TEMPLATE = "laporan"
HEADLINES = {
    "present_days": "present_target_percent",
    "on_time_days": "on_time_target_percent",
    "quota_kept_days": "quota_target_percent",
    "desk_staffed_minutes": "staffed_target_percent",
}
"""The four figures of the first page, and the threshold that is each one's target."""

type Shape = dict[str, Any]


def report_data(
    report: ComplianceReport,
    *,
    face: Face | None = None,
    office: Office | None = None,
    signed_on: date | None = None,
    freeze: MonthFreeze | None = None,
) -> Mapping[str, Any]:
    """The template's values, from the figures as they are kept; inside the agency's tenancy.

    Without `face` and `office` it is marked as a draft; `freeze` is the one being signed. A fixed
    number of statements, however many units: those of `report_facts`, and of the differences for
    an amendment.
    """
    facts, face = report_facts(report, freeze), face or Face()
    agency = report.agency
    return {
        "draf": face.number == "",
        "kode": face.code,
        "alamat": face.address,
        "portal": settings.PORTAL_URL,
        "judul": words.document_title(),
        "instansi": agency.name,
        "bulan": compliance.month_words(report.month),
        "bulan-lalu": _month_before(facts),
        "keadaan": words.state_words(report),
        "kaki": words.foot_words(report),
        "sampul": words.cover_words(report, words.moment_of(report.computed_at, agency.zone)),
        "pengantar": _notices(report),
        "ringkasan": _summary(facts),
        "utama": [_headline(facts, code, target) for code, target in HEADLINES.items()],
        "perhatian": _notable(facts),
        "bagian": parts(facts),
        "unit": units(facts),
        "unit-catatan": said.units_note(),
        "perubahan": changes_shape(report),
        "arti": definitions(facts),
        "telusur": words.trace_words(settings.PORTAL_URL),
        "judul-pengesahan": words.approval_title(),
        "pengesahan": words.approval_words(report, facts.freeze, facts.amended),
        "keterangan": words.closing_words(report, facts.freeze, face.code, face.number),
        **_signature(facts, office, signed_on),
    }


def report_pdf(report: ComplianceReport, at: datetime) -> bytes:
    """The report's PDF: the signed bytes where it was signed, else a draft made `at` (aware)."""
    if report.document is not None:
        return bytes(report.document.content)
    return render_pdf(TEMPLATE, report_data(report), at=at)


def _month_before(facts: ReportFacts) -> str:
    """The month that figures are compared with, empty where it has no report."""
    if facts.before is None:
        return ""
    return compliance.month_words(months_before(facts.report.month, 1))


def _notices(report: ComplianceReport) -> list[str]:
    """What a reader must know before any figure: a part of a month, or an amendment."""
    found = []
    if report.data_until != last_of_month(report.month):
        found.append(words.partial_words(report))
    if report.amends is not None:
        found.append(words.amends_words(report, report.amends))
    return found


def _summary(facts: ReportFacts) -> str:
    present = share_of(facts.whole, "present_days")
    if present is None:
        return words.empty_words()
    return words.summary_words(
        value_of(facts.whole, "employees"),
        present,
        share_of(facts.whole, "on_time_days") or 0.0,
        value_of(facts.whole, "wfh_days") + value_of(facts.whole, "wfa_days"),
    )


def _headline(facts: ReportFacts, code: str, threshold: str) -> Shape:
    share, target = share_of(facts.whole, code), facts.targets.get(threshold)
    before = None if facts.before is None else share_of(facts.before, code)
    step = None if share is None or before is None else share - before
    past = [share_of(counts, code) for counts in facts.history.values()]
    met = share is not None and target is not None and share >= target
    return {
        "label": words.headline_words(code),
        "nilai": words.NONE if share is None else compliance.decimal_words(share),
        "satuan": "" if share is None else "%",
        "nada": tone(share, target),
        "target": "" if share is None or target is None else words.target_words(target, met=met),
        "tren": ""
        if step is None
        else words.trend_words(step, months_before(facts.report.month, 1)),
        "arah": _direction(step or 0.0),
        "nada-tren": {"naik": "baik", "turun": "buruk", "tetap": "netral"}[_direction(step or 0.0)],
        "tanpa-tren": words.without_data() if share is None else words.without_trend(),
        "riwayat": [one for one in past if one is not None],
    }


def _direction(step: float) -> str:
    if abs(step) < words.SAME_POINTS:
        return "tetap"
    return "naik" if step > 0 else "turun"


def _notable(facts: ReportFacts) -> list[Shape]:
    """What the reader should look at first, in order of weight; one line where all is well."""
    found: list[tuple[str, tuple[str, str]]] = []
    for code, threshold in HEADLINES.items():
        share, target = share_of(facts.whole, code), facts.targets.get(threshold)
        if share is not None and target is not None and share < target:
            missed = said.target_missed(words.headline_words(code), share, target)
            found.append((tone(share, target), missed))
    over = [one for one in facts.units if value_of(one.counts, "quota_broken_days")]
    if over:
        worst = max(
            over, key=lambda one: (value_of(one.counts, "quota_broken_days"), one.unit.name)
        )
        broken = said.quota_broken(
            value_of(facts.whole, "quota_broken_days"),
            len(over),
            worst.unit.name,
            value_of(worst.counts, "quota_broken_days"),
        )
        found.append(("buruk", broken))
    absent = value_of(facts.whole, "absent_days")
    if absent:
        found.append(("waspada", said.absences_many(absent)))
    waiting, requests = (value_of(facts.whole, one) for one in ("waiting_days", "open_requests"))
    if waiting or requests:
        found.append(("waspada", said.not_final(waiting, requests)))
    if not found and share_of(facts.whole, "present_days") is not None:
        found.append(("baik", said.all_well()))
    return [{"nada": how, "pokok": lead, "kalimat": text} for how, (lead, text) in found]


def _signature(facts: ReportFacts, office: Office | None, signed_on: date | None) -> Shape:
    if office is None or signed_on is None:
        return {
            "tempat": "",
            "tanggal": "",
            "jabatan": [],
            "penanda": None,
        }
    signer = office.signer
    return {
        "tempat": town_of(facts.report.agency),
        "tanggal": letters.date_words(signed_on),
        "jabatan": office_lines(office),
        "penanda": {"nama": signer.name, "nip": signer.nip},
    }
