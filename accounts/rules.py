"""What a NIP says by its form, and why a text is none. Pure: no Django, no database, no clock.

A NIP (*Nomor Induk Pegawai*) names a civil servant on every printed letter. It can be guessed,
so nothing here or elsewhere may treat it as a secret.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

NIP_LENGTH = 18
PPPK_FIRST_CODE = 21
LAST_SEQUENCE = 999


class EmploymentType(StrEnum):
    """How somebody serves. A NIP tells PNS from PPPK; CPNS is a fact of the personnel record."""

    PNS = "pns"
    CPNS = "cpns"
    PPPK = "pppk"


class Sex(IntEnum):
    """Fifteenth digit of a NIP."""

    MALE = 1
    FEMALE = 2


class NipFaultCode(StrEnum):
    """The part of a text that keeps it from being a NIP."""

    EMPTY = "empty"
    NOT_DIGITS = "not_digits"
    LENGTH = "length"
    BIRTH = "birth"
    APPOINTMENT = "appointment"
    TOO_EARLY = "too_early"
    SEX = "sex"
    SEQUENCE = "sequence"


@dataclass(frozen=True, slots=True)
class NipFault:
    """Why a text is no NIP: the part at fault and what stands there."""

    code: NipFaultCode
    found: str


@dataclass(frozen=True, slots=True)
class Nip:
    """A well-formed NIP and what it says.

    `appointment_month` is None for a PPPK, whose NIP carries a two-digit contract code
    (`contract_code`, 21 or more) in its place.
    """

    text: str
    employment_type: EmploymentType
    birth_date: date
    appointment_year: int
    appointment_month: int | None
    contract_code: int | None
    sex: Sex
    sequence: int

    def __str__(self) -> str:
        """The eighteen digits, without spaces."""
        return self.text


def parse_nip(text: str) -> Nip | NipFault:
    """Read a NIP as people type it (spaces anywhere), or say which part is wrong.

    Layout: birth `YYYYMMDD`, then for a PNS appointment `YYYYMM`, for a PPPK year `YYYY` and a
    contract code of 21 or more; sex 1 or 2; sequence 001-999. There is no check digit.
    """
    digits = "".join(text.split())
    fault = _form_fault(digits)
    if fault is not None:
        return fault
    birth = _birth_date(digits[:8])
    if birth is None:
        return NipFault(NipFaultCode.BIRTH, digits[:8])
    year, code = int(digits[8:12]), int(digits[12:14])
    is_pppk = code >= PPPK_FIRST_CODE
    if not is_pppk and not 1 <= code <= 12:
        return NipFault(NipFaultCode.APPOINTMENT, digits[8:14])
    if year <= birth.year:
        return NipFault(NipFaultCode.TOO_EARLY, digits[8:12])
    if digits[14] not in "12":
        return NipFault(NipFaultCode.SEX, digits[14])
    if digits[15:] == "000":
        return NipFault(NipFaultCode.SEQUENCE, digits[15:])
    return Nip(
        text=digits,
        employment_type=EmploymentType.PPPK if is_pppk else EmploymentType.PNS,
        birth_date=birth,
        appointment_year=year,
        appointment_month=None if is_pppk else code,
        contract_code=code if is_pppk else None,
        sex=Sex(int(digits[14])),
        sequence=int(digits[15:]),
    )


def make_nip(
    *,
    birth_date: date,
    appointment_year: int,
    appointment_month: int | None = None,
    contract_code: int | None = None,
    sex: Sex,
    sequence: int,
) -> Nip:
    """Compose a NIP: of a PNS from an appointment month, of a PPPK from a contract code.

    Raises `ValueError` when both or neither are given, or when the parts make no valid NIP.
    """
    part = appointment_month if contract_code is None else contract_code
    if part is None or (appointment_month is not None and contract_code is not None):
        raise ValueError("give either appointment_month (PNS) or contract_code (PPPK)")
    if (contract_code is not None) != (part >= PPPK_FIRST_CODE):
        raise ValueError(f"{part} is no appointment month or contract code")
    if not 1 <= sequence <= LAST_SEQUENCE:
        raise ValueError(f"sequence {sequence} is not within 1-{LAST_SEQUENCE}")
    text = f"{birth_date:%Y%m%d}{appointment_year:04d}{part:02d}{sex:d}{sequence:03d}"
    nip = parse_nip(text)
    if isinstance(nip, NipFault):
        raise ValueError(f"no valid NIP from these parts: {nip.code}")
    return nip


def _form_fault(digits: str) -> NipFault | None:
    if not digits:
        return NipFault(NipFaultCode.EMPTY, "")
    # isdigit() alone would let superscripts and Arabic-Indic digits through.
    if not (digits.isascii() and digits.isdigit()):
        return NipFault(NipFaultCode.NOT_DIGITS, digits)
    if len(digits) != NIP_LENGTH:
        return NipFault(NipFaultCode.LENGTH, str(len(digits)))
    return None


def _birth_date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
