"""Words of a policy's trial on real weeks: what it counts, why it waits, why days fall away."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from attendance.wording.moments import day_words


def span_words(first: date, last: date) -> str:
    """`Senin, 17 Agustus 2026 sampai Minggu, 15 November 2026`."""
    return _("%(first)s sampai %(last)s") % {"first": day_words(first), "last": day_words(last)}


def job_title(weeks: int) -> str:
    """What the progress is of."""
    return _("Menguji kebijakan pada %(weeks)d minggu") % {"weeks": weeks}


def week_words(done: int, total: int) -> str:
    """Which week is being counted."""
    return _("Minggu ke-%(week)d dari %(total)d") % {"week": min(done + 1, total), "total": total}


def queued() -> str:
    """No worker has taken it yet."""
    return _("Menunggu giliran; biasanya kurang dari semenit.")


def cancelled() -> str:
    """Somebody stopped it."""
    return _("Uji coba dibatalkan; hasil yang lama tetap ada.")


def too_late_to_cancel() -> str:
    """It ended before it could be stopped."""
    return _("Uji coba sudah selesai, jadi tidak ada yang dibatalkan.")


def given_up() -> str:
    """Nobody took it for an hour."""
    return _("Uji coba tidak selesai dalam satu jam. Mulai lagi; bila terulang, hubungi operator.")


def broker_away() -> str:
    """The message could not be sent."""
    return _("Pekerja latar tidak dapat dihubungi, jadi uji coba tidak dimulai. Coba lagi nanti.")


def computation_failed() -> str:
    """An error nobody foresaw."""
    return _("Uji coba gagal karena kesalahan sistem yang sudah dicatat. Coba lagi nanti.")


def may_not_try() -> str:
    """To somebody who only reads policies."""
    return _(
        "Menguji kebijakan adalah wewenang operator kepegawaian, PyB, dan PPK. Anda tetap dapat "
        "membaca hasilnya di halaman ini."
    )


def nothing_judged(first: date, last: date) -> str:
    """There are no days to try it on."""
    return _(
        "Belum ada hari yang dinilai dari %(span)s, jadi kebijakan ini belum dapat diuji. Coba "
        "lagi setelah presensi berjalan sedikitnya satu minggu."
    ) % {"span": span_words(first, last)}


def cap_words(kind: str, people: int, allowed: int, base: int) -> str:
    """A broken cap in one line: `9 di rumah, boleh 5 dari 10`."""
    values = {"people": people, "allowed": allowed, "base": base}
    match kind:
        case "wfh":
            return _("%(people)d di rumah, boleh %(allowed)d dari %(base)d") % values
        case "wfo":
            return _("%(people)d di kantor, boleh %(allowed)d dari %(base)d") % values
        case _collision:
            return (
                _("batas rumah dan kantor hanya cukup bagi %(allowed)d dari %(people)d orang")
                % values
            )


def desk_words(office: int, needed: int, *, collides: bool) -> str:
    """A desk that is short: by its plan, or because the cap leaves too few in the office."""
    values = {"office": office, "needed": needed}
    if collides:
        return _("perlu %(needed)d petugas, batas kantor hanya %(office)d") % values
    return _("%(office)d petugas dari %(needed)d yang diperlukan") % values


REASONS = {
    "not_working_day": "hari libur",
    "no_policy": "tidak ada kebijakan",
    "policy_ended": "kebijakan berakhir",
    "weekday": "bukan hari yang diizinkan",
    "office_day": "hari wajib di kantor",
    "mode": "tempat kerja tidak diizinkan",
    "weekly_limit": "batas hari seminggu",
    "sanction": "menjalani hukuman disiplin",
    "cpns": "masih CPNS",
    "first_year": "tahun pertama kontrak",
    "post": "jabatan dikecualikan",
    "unit": "unit dikecualikan",
    "direct_service": "layanan langsung",
    "performance": "di luar kinerja terbaik",
    "no_score": "belum ada nilai kinerja",
    "not_ready": "belum siap",
    "no_home": "alamat rumah belum tercatat",
}
"""The codes of `rules.trial.REASONS` in few words."""


def reason_label(code: str) -> str:
    """Why a day or a person falls away, in few words."""
    return _(REASONS[code])


def reasons_words(codes: Sequence[str]) -> str:
    """Several of them."""
    return ", ".join(reason_label(code) for code in codes)


FIGURES = {
    "caps": "Hari melampaui batas",
    "desks": "Hari loket kekurangan petugas",
    "refused": "Hari WFH yang tidak akan diizinkan",
    "excluded": "Pegawai yang dikecualikan",
}
"""The lists that open behind the figures, by the word in their address."""


def figure_label(figure: str) -> str:
    """The title of a list."""
    return _(FIGURES[figure])
