"""What the pages say while a roster makes itself, and what became of it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.solver.figures import Figures


def building() -> str:
    """The step in which people, rules and wishes are read."""
    return _("Membaca pegawai, aturan, dan keinginan")


def searching(plans: int) -> str:
    """The step of the search itself, with how many plans it found so far."""
    if not plans:
        return _("Mencari susunan")
    return _("Mencari susunan yang lebih baik (%(plans)d ditemukan)") % {"plans": plans}


def keeping() -> str:
    """The step in which the plan goes into the draft."""
    return _("Menyimpan ke draf")


def explaining() -> str:
    """The step after a search that found that the rules collide."""
    return _("Mencari aturan yang bertabrakan")


def done(figures: Figures) -> str:
    """A plan is in the draft."""
    return _(
        "Susunan tersimpan di draf: %(used)d hari fleksibel, %(met)d dari %(possible)d keinginan "
        "terpenuhi. Periksa, ubah bila perlu, lalu ajukan."
    ) % {"used": figures.used, "met": figures.met, "possible": figures.possible}


def collides(count: int) -> str:
    """No plan can exist."""
    return ngettext(
        "Tidak ada susunan yang memenuhi semua aturan: %(count)d tabrakan. Draf tidak diubah.",
        "Tidak ada susunan yang memenuhi semua aturan: %(count)d tabrakan. Draf tidak diubah.",
        count,
    ) % {"count": count}


def out_of_time(seconds: int) -> str:
    """Neither a plan nor a collision was found within the limit."""
    return _(
        "Dalam %(seconds)d detik belum ditemukan susunan yang memenuhi semua aturan, dan belum "
        "terbukti mustahil. Draf tidak diubah. Pilih batas waktu yang lebih panjang, lalu susun "
        "lagi."
    ) % {"seconds": seconds}


def cancelled() -> str:
    """Somebody called the search off."""
    return _("Penyusunan dibatalkan. Draf tidak diubah.")


def too_late_to_cancel() -> str:
    """The search had ended before the click."""
    return _("Penyusunan sudah selesai sebelum sempat dibatalkan.")


def given_up() -> str:
    """A search that no worker took for hours."""
    return _(
        "Penyusunan tidak selesai dalam dua jam, jadi dihentikan. Draf tidak diubah. Susun lagi; "
        "bila terulang, hubungi pengelola sistem."
    )


def broker_away() -> str:
    """No worker could be asked."""
    return _(
        "Antrean pekerjaan sedang tidak dapat dihubungi, jadi penyusunan belum dimulai. Draf tidak "
        "diubah. Coba lagi beberapa menit lagi, atau isi jadwal dengan tangan."
    )


def search_failed() -> str:
    """The search broke down."""
    return _(
        "Penyusunan terhenti karena kesalahan pada sistem. Draf tidak diubah. Susun lagi; bila "
        "terulang, hubungi pengelola sistem."
    )


def changed_meanwhile() -> str:
    """Why an answer is not written over newer lines."""
    return _(
        "Draf diubah selagi disusun, jadi hasilnya tidak dipakai dan isian terbaru tetap ada. "
        "Susun lagi bila masih perlu."
    )


def no_draft_any_more() -> str:
    """Why an answer is not written into a roster that was handed in."""
    return _(
        "Jadwal ini bukan draf lagi, jadi hasil penyusunan tidak dipakai dan isinya tidak berubah."
    )


def rules_changed() -> str:
    """Why an answer that no longer fits is dropped."""
    return _(
        "Pegawai, cuti, atau kebijakan berubah selagi jadwal disusun, jadi hasilnya tidak dipakai "
        "dan draf tidak diubah. Susun lagi dengan data terbaru."
    )


def asked() -> str:
    """A search was queued."""
    return _("Isian tersimpan dan penyusunan otomatis dimulai.")


def may_not_generate_all() -> str:
    """Why somebody may not have all units' rosters made."""
    return _(
        "Jadwal semua unit disusun sekaligus oleh operator kepegawaian atau PyB, dan peran itu "
        "tidak Anda pegang hari ini. Jadwal satu unit disusun atasannya di halaman Jadwal tim."
    )


def period_unreadable() -> str:
    """A week or month that is no date."""
    return _("Masa jadwal tidak terbaca. Pilih minggu atau bulannya, lalu susun lagi.")


def nothing_to_generate() -> str:
    """Why a batch would be empty."""
    return _(
        "Semua unit sudah punya jadwal yang menyentuh masa itu, atau belum punya pegawai aktif. "
        "Pilih masa lain, atau sertakan draf yang ada."
    )


def batch_asked(count: int) -> str:
    """A batch was queued."""
    return ngettext(
        "Penyusunan dimulai untuk %(count)d unit.",
        "Penyusunan dimulai untuk %(count)d unit.",
        count,
    ) % {"count": count}


def gap_words(gap: float | None) -> str:
    """How good a plan is, for a reader: `paling jauh 2 % dari yang terbaik`."""
    if gap is None:
        return ""
    if gap <= 0:
        return _("yang terbaik; tidak ada susunan yang lebih baik")
    return _("paling jauh %(percent)s %% dari yang terbaik") % {
        "percent": f"{max(0.1, 100 * gap):.1f}".replace(".", ",").removesuffix(",0")
    }


def summary_facts(summary: Mapping[str, Any], gap: float | None) -> list[tuple[str, str]]:
    """The figures of a kept plan as (word, value), for a list of facts."""
    facts = [
        (_("Mutu"), gap_words(gap)),
        (
            _("Hari fleksibel dipakai"),
            _("%(used)d dari %(usable)d yang dibolehkan aturan") % summary,
        ),
        (
            _("Pembagian per orang, 8 pekan terakhir dan masa ini"),
            _(
                "%(fewest)d sampai %(most)d hari (sebelumnya %(fewest_before)d sampai "
                "%(most_before)d)"
            )
            % summary,
        ),
        (
            _("Keinginan terpenuhi"),
            _("%(met)d dari %(possible)d yang dibolehkan aturan") % summary
            if summary["wished"]
            else _("tidak ada keinginan yang dicatat"),
        ),
    ]
    refused = summary["wished"] - summary["possible"]
    if refused:
        facts.append((_("Keinginan yang tidak dibolehkan aturan"), str(refused)))
    if not summary["is_repeatable"]:
        facts.append(
            (_("Catatan"), _("Dihentikan jam, jadi penyusunan ulang dapat memberi hasil lain."))
        )
    return facts
