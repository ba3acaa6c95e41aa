"""Fields of the files read strictly: a value, or the reason why there is none."""

import re
from datetime import UTC, date, datetime, time
from enum import StrEnum

from accounts.rules import NipFault, parse_nip
from attendance.simulation.refusals import BadField

YEARS = range(1990, 2101)
"""Before 1990 the three zones of Indonesia were others; after 2100 it is a slip of the pen."""
ZONES = ("Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura")
MOST_MINUTES = 24 * 60

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?")
_NUMBER = re.compile(r"[0-9]{1,4}")
_WORKDAYS = re.compile(r"[1-7]{1,7}")


def day(text: str, column: str) -> date:
    """`2026-05-04`."""
    try:
        found = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None:
        raise BadField(f"{column} {shown(text)} bukan tanggal. Tulis seperti 2026-05-04.")
    _check_year(found.year, text, column)
    return found


def instant(text: str, column: str) -> datetime:
    """ISO 8601 with an offset, as an instant in UTC."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise BadField(
            f"{column} {shown(text)} bukan waktu ISO 8601. Tulis seperti 2026-05-04T07:25:13+07:00."
        ) from None
    if found.tzinfo is None:
        raise BadField(
            f"{column} {shown(text)} tidak menyebut selisih zona waktu. Tulis seperti "
            "2026-05-04T07:25:13+07:00."
        )
    _check_year(found.year, text, column)
    return found.astimezone(UTC)


def clock(text: str, column: str) -> time:
    """`07:30` or `07:30:00`."""
    try:
        if _CLOCK.fullmatch(text):
            return time.fromisoformat(text)
    except ValueError:
        pass
    raise BadField(f"{column} {shown(text)} bukan jam. Tulis seperti 07:30.")


def minutes(text: str, column: str) -> int:
    """Whole minutes of at most a day."""
    if not _NUMBER.fullmatch(text) or int(text) > MOST_MINUTES:
        raise BadField(
            f"{column} {shown(text)} bukan menit. Tulis bilangan bulat 0 sampai {MOST_MINUTES}."
        )
    return int(text)


def workdays(text: str, column: str) -> frozenset[int]:
    """ISO weekday digits: `12345`."""
    if not _WORKDAYS.fullmatch(text) or len(set(text)) < len(text):
        raise BadField(
            f"{column} {shown(text)} bukan hari kerja. Tulis angka 1 (Senin) sampai 7 (Minggu), "
            "misalnya 12345."
        )
    return frozenset(map(int, text))


def choice[E: StrEnum](kinds: type[E], text: str, column: str) -> E:
    """One of the words of `kinds`."""
    try:
        return kinds(text)
    except ValueError:
        words = ", ".join(kinds)
        raise BadField(f"{column} {shown(text)} tidak dikenal. Pilih {words}.") from None


def zone(text: str) -> str:
    """One of the zones of Keppres 41/1987 by IANA name."""
    if text not in ZONES:
        raise BadField(f"zone {shown(text)} tidak dikenal. Pilih {', '.join(ZONES)}.")
    return text


def agency(text: str) -> str:
    """The code or name by which the files know an agency."""
    if not text.strip():
        raise BadField("agency kosong. Isi kode instansinya.")
    return text


def nip(text: str) -> str | NipFault:
    """The eighteen digits, or what is wrong with them."""
    found = parse_nip(text)
    return found if isinstance(found, NipFault) else found.text


def shown(text: str) -> str:
    """A field as a sentence quotes it: short, on one line, also when empty."""
    if not text:
        return "(kosong)"
    plain = "".join(sign if sign.isprintable() else "·" for sign in text[:60])
    return f"“{plain}{'…' if len(text) > 60 else ''}”"


def _check_year(year: int, text: str, column: str) -> None:
    if year not in YEARS:
        raise BadField(
            f"{column} {shown(text)} di luar tahun {YEARS[0]}–{YEARS[-1]}. Betulkan tahunnya."
        )
