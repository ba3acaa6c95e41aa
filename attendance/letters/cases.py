"""What the letters of a discipline case say: plain values for the templates."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.models import Delegation, Employee, Unit
from attendance.models import DayStatus, DisciplineCase, DisciplineCaseStep
from attendance.queries.cases import CasePage
from attendance.wording.cases import basis_of_threshold, delegation_words, ground_sentence
from attendance.wording.moments import clock_words, day_words

SUMMONSES = {"panggilan-1": 0, "panggilan-2": 1}
"""Kinds of summons by the place of their step among the case's summonses."""

REPORT = "berita-acara"
OFFICES = (
    "badan", "deputi", "dinas", "direktorat jenderal", "inspektorat", "kecamatan", "rumah sakit",
    "satuan polisi", "sekretariat",
)  # fmt: skip
"""How the names of offices with a letterhead of their own begin (UU 23/2014 art. 209)."""

ROMAN = ("I", "II")


def letters_of(page: CasePage) -> tuple[str, ...]:
    """The kinds of letters that can be made of the case as it stands."""
    summonses = tuple(kind for kind, at in SUMMONSES.items() if at < len(page.summonses))
    return (*summonses, REPORT) if page.summonses or page.examination else summonses


def template_of(kind: str) -> str:
    """The template that makes a kind of letter."""
    return "panggilan" if kind in SUMMONSES else kind


def letter_data(page: CasePage, kind: str, reader: Employee) -> dict[str, Any]:
    """The values of one of `letters_of(page)`, for its template.

    Who summoned or examined signs; before that the examiner named in the case, else `reader`.
    """
    case = page.case
    step = page.summonses[SUMMONSES[kind]] if kind in SUMMONSES else page.examination
    signer = (None if step is None else step.by) or case.examiner or reader
    common = {
        "instansi": case.agency.name,
        "unit": letterhead(case.employee.unit),
        "pegawai": _person(case.employee),
        "pemeriksa": _person(signer),
        "tahun": str(case.year),
        "hitungan": ground_sentence(case, is_streak=page.is_streak),
        "ambang": "" if page.step is None else basis_of_threshold(page.step),
        "hari": [_day(day.then.date, day.then) for day in page.days],
    }
    if kind in SUMMONSES:
        return common | _summons(page, SUMMONSES[kind])
    return common | _report(case, page, step)


def _summons(page: CasePage, number: int) -> dict[str, Any]:
    zone = ZoneInfo(page.case.employee.zone)
    step = page.summonses[number]
    return {
        "panggilan": ROMAN[number],
        "pertemuan": {
            "tanggal": _meeting_day(step, zone),
            "pukul": "" if step.meet_at is None else clock_words(step.meet_at, zone),
            "tempat": step.place,
        },
        "ulang": number > 0,
        "sebelumnya": _meeting_day(page.summonses[0], zone) if number else "",
    }


def _report(
    case: DisciplineCase, page: CasePage, step: DisciplineCaseStep | None
) -> dict[str, Any]:
    zone = ZoneInfo(case.employee.zone)
    return {
        "wewenang": _under(None if step is None else step.under),
        "kehadiran": "" if step is None else step.note,
        "tanggapan": [
            {"waktu": day_words(one.at.astimezone(zone).date()), "isi": one.note}
            for one in page.answers
        ],
        "hasil": case.finding,
    }


def _under(delegation: Delegation | None) -> str:
    return "" if delegation is None else delegation_words(delegation)


def _meeting_day(step: DisciplineCaseStep, zone: ZoneInfo) -> str:
    return "" if step.meet_at is None else day_words(step.meet_at.astimezone(zone).date())


def letterhead(unit: Unit) -> str:
    """The name of the *perangkat daerah* that a unit belongs to, for the letterhead.

    The topmost unit that is called like one; else the unit just below the top of the tree.
    """
    above = unit.ancestors(include_self=True)
    called = (one.name for one in above if one.name.casefold().startswith(OFFICES))
    return next(called, above[min(1, len(above) - 1)].name)


def _person(person: Employee) -> dict[str, str]:
    return {
        "nama": person.name,
        "nip": person.nip,
        "golongan": person.grade,
        "jabatan": person.job_title,
        "unit": person.unit.name,
    }


def _day(day: date, row: Any) -> dict[str, Any]:
    return {
        "tanggal": day_words(day),
        "status": _(str(DayStatus(row.status).label)),
        "terlambat": row.late_minutes,
        "awal": row.early_minutes,
    }
