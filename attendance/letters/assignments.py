"""What a roster's assignment letter says: plain values for the template `surat-tugas`."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import Agency, Employee
from accounts.models.agencies import ZONES
from attendance.letters.cases import letterhead
from attendance.queries.letters import LetterFacts, Office, PersonLines
from attendance.rules.calendar import Period
from attendance.wording import letters as words

TEMPLATE = "surat-tugas"
WEEK_DAYS = 7
"""Up to so many days a table of people and dates fits a page; longer rosters list the dates."""

REGION_KINDS = ("Kabupaten ", "Kota ", "Provinsi ", "Pemerintah ")


@dataclass(frozen=True, slots=True)
class Face:
    """What a letter gets when it is signed; all empty in a draft."""

    number: str = ""
    code: str = ""
    address: str = ""


def assignment_data(facts: LetterFacts, issued_on: date, face: Face) -> dict[str, Any]:
    """The template's values; without a number the letter is marked as a draft."""
    roster, agency = facts.roster, facts.roster.unit.agency
    period = Period(roster.first_day, roster.last_day)
    modes = {mode for one in facts.people for mode in one.modes.values()}
    by_week = len(list(period.days())) <= WEEK_DAYS
    dates = sorted({day for one in facts.people for day in one.modes})
    return {
        "draf": face.number == "",
        "nomor": face.number,
        "kode": face.code,
        "alamat": face.address,
        "instansi": agency.name,
        "unit": letterhead(roster.unit),
        "unit-kerja": roster.unit.name,
        "dasar": _basis(facts),
        "menggantikan": ""
        if facts.replaces is None
        else words.replaces_sentence(facts.replaces.document),
        "masa": words.period_words(roster.first_day, roster.last_day),
        "untuk": words.duty_sentences(facts.policies, modes, ZONES[_zone(facts)]),
        "bentuk": "minggu" if by_week else "bulan",
        "hari": [
            {"nama": words.SHORT_DAYS[day.weekday()], "tanggal": str(day.day)} for day in dates
        ]
        if by_week
        else [],
        "pegawai": [
            _person(one.person) | (_cells(one, dates) if by_week else _places(one))
            for one in facts.people
        ],
        "keterangan": words.legend_words(modes),
        "tempat": town_of(agency),
        "tanggal": words.date_words(issued_on),
        "jabatan": office_lines(facts.office),
        "penanda": {"nama": facts.office.signer.name, "nip": facts.office.signer.nip},
    }


def office_lines(office: Office) -> list[str]:
    """The office above a signature: by delegation the principal's first, then one's own."""
    own = office.signer.job_title
    delegation = office.delegation
    if delegation is None:
        return [f"{own},"]
    number = delegation.letter_number.lower()
    acting = next((word for word in ("Plh.", "Plt.") if word[:3].lower() in number), "a.n.")
    return [f"{acting} {delegation.principal.job_title}", f"{own},"]


def office_words(office: Office) -> str:
    """The same in one line: `a.n. Bupati Sumedang, Sekretaris Daerah`."""
    return ", ".join(line.removesuffix(",") for line in office_lines(office))


def _basis(facts: LetterFacts) -> list[str]:
    said = words.basis_sentences(facts.policies)
    delegation = facts.office.delegation
    if delegation is not None:
        principal = delegation.principal
        said.append(
            words.delegation_basis(
                principal.name,
                principal.job_title,
                delegation.letter_number,
                delegation.letter_date,
            )
        )
    return [*said, words.roster_basis(facts.roster)]


def _person(person: Employee) -> dict[str, Any]:
    return {
        "nama": person.name,
        "nip": person.nip,
        "golongan": person.grade or "–",
        "jabatan": person.job_title,
    }


def _cells(one: PersonLines, dates: list[date]) -> dict[str, Any]:
    return {"sel": [one.modes.get(day, "–") for day in dates]}


def _places(one: PersonLines) -> dict[str, Any]:
    modes = sorted(set(one.modes.values()), key=["WFH", "WFA", "WFO"].index)
    return {
        "tempat": [
            {
                "cara": mode,
                "tanggal": words.dates_words(day for day, had in one.modes.items() if had == mode),
            }
            for mode in modes
        ]
    }


def town_of(agency: Agency) -> str:
    """The place that an agency's letters are dated at."""
    name = agency.name if agency.region is None else agency.region.name
    for kind in REGION_KINDS:
        name = name.removeprefix(kind)
    return name


def _zone(facts: LetterFacts) -> str:
    unit = facts.roster.unit
    return unit.zone or unit.agency.zone
