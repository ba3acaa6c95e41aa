"""What an assignment letter says, and what is said about it on screen."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from attendance.models import AssignmentLetter, Policy, Roster, SignedDocument, WorkMode
from attendance.wording.moments import clock_words, day_words
from attendance.wording.roster_pages import week_words

PLACES = {
    WorkMode.WFO: "bekerja di kantor",
    WorkMode.WFH: "bekerja dari rumah",
    WorkMode.WFA: "bekerja dari tempat lain yang disetujui",
}
SHORT_DAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
ONE_DAY = timedelta(days=1)
DECREE = "Keputusan Pejabat Pembina Kepegawaian Nomor"
DECREE_WORDS = ("keputusan", "peraturan", "surat", "instruksi")
"""A decree's number may be kept with the decree's own name before it."""


def period_words(first: date, last: date) -> str:
    """`Senin, 23 November 2026 sampai dengan Minggu, 29 November 2026`."""
    return f"{day_words(first)} sampai dengan {day_words(last)}"


def date_words(day: date) -> str:
    """`18 November 2026`."""
    return format_date(day, "j F Y")


def moment_words(at: datetime, zone: str) -> str:
    """`18 November 2026, 09.00 WIB`."""
    clock = ZoneInfo(zone)
    return f"{date_words(at.astimezone(clock).date())}, {clock_words(at, clock)}"


def dates_words(days: Iterable[date]) -> str:
    """`1–4, 7 dan seterusnya`: days in runs, each month named once: `27–30 Nov, 1–3 Des`."""
    runs = list(_runs(sorted(days)))
    said = []
    for number, (first, last) in enumerate(runs):
        following = runs[number + 1] if number + 1 < len(runs) else None
        month_ends = following is None or following[0].month != last.month
        text = f"{first.day}" if first == last else f"{first.day}–{last.day}"
        said.append(f"{text} {format_date(last, 'b').title()}" if month_ends else text)
    return ", ".join(said)


def _runs(days: list[date]) -> Iterator[tuple[date, date]]:
    """Days that follow one another within a month, as first and last."""
    first = last = None
    for day in days:
        if last is not None and day == last + ONE_DAY and day.month == last.month:
            last = day
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = day
    if first is not None and last is not None:
        yield first, last


def title_words(roster: Roster) -> str:
    """The subject of a letter: whose, and for when."""
    return f"Surat tugas {roster.unit.name}, {week_words(roster.first_day, roster.last_day)}"


def legend_words(modes: Iterable[str]) -> str:
    """What the modes in a letter's table mean."""
    return " ".join(f"{mode}: {PLACES[WorkMode(mode)]}." for mode in WorkMode if mode in set(modes))


def basis_sentences(policies: Iterable[Policy]) -> list[str]:
    """The regulations and decrees a roster rests on, each once, the oldest first."""
    said: list[str] = []
    for policy in policies:
        regulation = policy.regulation
        said.append(f"{regulation.number} tentang {_without_full_stop(regulation.title)}")
        number = policy.decree_number.strip()
        decree = number if number.lower().startswith(DECREE_WORDS) else f"{DECREE} {number}"
        said.append(
            f"{decree} tanggal {date_words(policy.decree_date)} tentang "
            f"{_without_full_stop(policy.name)}"
        )
    return list(dict.fromkeys(said))


def _without_full_stop(text: str) -> str:
    return text.strip().removesuffix(".")


def roster_basis(roster: Roster) -> str:
    """The approved roster itself, as a ground of the letter."""
    settled = "" if roster.settled_at is None else moment_words(roster.settled_at, _zone(roster))
    return f"Jadwal tempat kerja {roster.unit.name} versi {roster.version}, disetujui {settled}"


def delegation_basis(name: str, title: str, number: str, day: date) -> str:
    """The ground on which another official signs, with the principal's name."""
    return f"Surat Nomor {number} tanggal {date_words(day)}: pelimpahan wewenang {name}, {title}"


def duty_sentences(policies: Iterable[Policy], modes: Iterable[str], zone_name: str) -> list[str]:
    """What the people of a letter have to do; the policies' own duties on days out of office."""
    said = ["Melaksanakan tugas kedinasan di tempat kerja menurut jadwal pada surat ini."]
    said.append("Melakukan presensi masuk dan pulang melalui Hadir pada setiap hari kerja.")
    if set(modes) - {WorkMode.WFO}:
        for policy in policies:
            said.extend(_away_duties(policy, zone_name))
    said.append("Melaporkan hasil pelaksanaan tugas kepada atasan langsung.")
    return list(dict.fromkeys(said))


def _away_duties(policy: Policy, zone_name: str) -> Iterator[str]:
    if policy.check_in_windows:
        windows = " dan ".join(
            window.replace(":", ".").replace("-", "–") for window in policy.check_in_windows
        )
        yield f"Melakukan presensi pada pukul {windows} {zone_name}."
    if policy.presence_checks_per_day:
        within = (
            f" dalam waktu {policy.presence_answer_minutes} menit"
            if policy.presence_answer_minutes
            else ""
        )
        yield (
            "Pada hari bekerja di luar kantor, menjawab panggilan kehadiran "
            f"{policy.presence_checks_per_day} kali sehari{within}."
        )
    if policy.report_due_at:
        yield (
            "Pada hari bekerja di luar kantor, menyampaikan laporan kerja paling lambat pukul "
            f"{policy.report_due_at:%H.%M} {zone_name}."
        )


def replaces_sentence(former: SignedDocument) -> str:
    """Which letter a letter takes the place of."""
    return (
        f"Surat tugas ini menggantikan Surat Tugas Nomor {former.number} tanggal "
        f"{date_words(former.issued_on)}, yang tidak berlaku lagi."
    )


def retired_reason(at: datetime, roster: Roster) -> str:
    """Why a letter of a superseded roster holds no longer."""
    return (
        f"digantikan karena jadwal {week_words(roster.first_day, roster.last_day)} diubah pada "
        f"{moment_words(at, _zone(roster))}"
    )


def stamp_label(name: str, code: str) -> str:
    """What a screen reader says at the visible signature."""
    return f"Tanda tangan elektronik {name}. Periksa keasliannya dengan kode {code}."


def told(letter: AssignmentLetter) -> tuple[str, str]:
    """Title and body of the message to everybody whom the letter names."""
    roster, document = letter.roster, letter.document
    when = week_words(roster.first_day, roster.last_day)
    return (
        _("Surat tugas %(when)s sudah terbit") % {"when": when},
        _(
            "Surat Tugas Nomor %(number)s untuk jadwal kerja Anda %(when)s sudah ditandatangani "
            "%(signer)s. Buka atau unduh suratnya di sini."
        )
        % {"number": document.number, "when": when, "signer": document.signer_title},
    )


def may_not_sign() -> str:
    """Why somebody may not sign a unit's letter."""
    return _(
        "Surat tugas unit ini ditandatangani oleh PPK, PyB, atau penerima pelimpahan wewenangnya, "
        "dan wewenang itu tidak Anda pegang hari ini. Minta pejabat itu menandatanganinya."
    )


def not_in_force() -> str:
    """Why a roster has no letter yet."""
    return _(
        "Surat tugas hanya dibuat dari jadwal yang berlaku. Setujui dulu jadwalnya, atau buka "
        "versi yang berlaku."
    )


def signed_already(number: str) -> str:
    """Why there is no second letter of a version."""
    return _(
        "Surat tugas jadwal ini sudah ditandatangani dengan nomor %(number)s. Buka surat itu; "
        "surat baru dibuat bila ada versi jadwal yang baru."
    ) % {"number": number}


def without_lines() -> str:
    """Why an empty roster has no letter."""
    return _("Jadwal ini tidak memuat siapa pun, jadi tidak ada yang dapat ditugaskan.")


def signed(number: str) -> str:
    """After signing."""
    return _("Surat ditandatangani dengan nomor %(number)s. Pegawainya sudah diberi tahu.") % {
        "number": number
    }


def pattern_without_number() -> str:
    """Why a pattern of numbers is refused."""
    return _(
        "Pola nomor harus memuat {number}, tempat nomor urutnya, dan {year}, tahunnya. Contoh: "
        "800.1.11.1/{number}/{year}."
    )


def pattern_saved(example: str) -> str:
    """After changing the pattern."""
    return _("Pola nomor disimpan. Surat berikutnya bernomor %(example)s.") % {"example": example}


def letters_closed() -> str:
    """Who may open the list of letters."""
    return _(
        "Daftar surat tugas dibuka oleh operator kepegawaian, PPK, PyB, dan inspektorat. Surat "
        "tugas Anda sendiri ada di Pesan dan pada jadwal unit Anda."
    )


def _zone(roster: Roster) -> str:
    return roster.unit.zone or roster.unit.agency.zone
