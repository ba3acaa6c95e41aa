"""Words about the regions' monthly form: what is lacking, what was done, why it was not."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from attendance.rules.filing_answers import Gap
from attendance.wording.compliance import month_words
from attendance.wording.letters import date_words


def row_words(code: str, title: str) -> str:
    """How a row is named in a sentence: `6a (Perjalanan dalam negeri)`."""
    return f"{code} ({title})" if code[-1:].isdigit() or len(code) <= 3 else title


def gap_words(gap: Gap) -> str:
    """What a row lacks, in a few words."""
    return {
        Gap.EMPTY: _("belum dijawab"),
        Gap.UNREVIEWED: _("belum ditinjau"),
        Gap.UNNAMED: _("belum disebutkan"),
        Gap.UNREASONED: _("alasannya belum diisi"),
    }[gap]


def lacks(code: str, title: str, gap: Gap) -> str:
    """A row that keeps the form from being filed."""
    return f"{row_words(code, title)}: {gap_words(gap)}"


def carried_from(month: date, this: date) -> str:
    """Where an answer comes from that nobody has looked at since."""
    before = (month.year * 12 + month.month) == (this.year * 12 + this.month) - 1
    whence = _("bulan lalu") if before else month_words(month)
    return _("dari %(month)s, belum ditinjau") % {"month": whence}


def completeness(complete: int, every: int) -> str:
    """`11 dari 14 bagian lengkap`."""
    return _("%(complete)d dari %(every)d bagian lengkap") % {"complete": complete, "every": every}


def may_not_fill() -> str:
    """Who fills the form in."""
    return _(
        "Formulir ini diisi oleh operator kepegawaian, PyB, atau PPK instansi ini. Anda dapat "
        "membacanya, tetapi tidak mengubahnya."
    )


def may_not_sign() -> str:
    """Who signs and files it."""
    return _(
        "Formulir ini ditandatangani oleh PyB atau PPK, atau pejabat yang menerima pelimpahan "
        "wewenangnya. Mintalah salah satunya menandatangani."
    )


def filed_already(month: date, day: date) -> str:
    """A filed form stays as it was."""
    return _(
        "Formulir %(month)s sudah ditandatangani pada %(day)s, jadi isinya tidak berubah lagi. "
        "Bila ada yang keliru, buat perbaikannya dari halaman ini."
    ) % {"month": month_words(month), "day": date_words(day)}


def changed_meanwhile(month: date) -> str:
    """Somebody or something changed an answer between looking and signing."""
    return _(
        "Isi formulir %(month)s berubah sejak halaman ini dibuka. Periksa isinya yang terbaru, "
        "lalu tandatangani."
    ) % {"month": month_words(month)}


def no_report(month: date) -> str:
    """There is no report to fill it with."""
    return _(
        "Laporan kepatuhan %(month)s belum dihitung sampai akhir bulan, padahal jawaban formulir "
        "bersandar padanya. Hitung laporannya dulu, lalu kembali ke sini."
    ) % {"month": month_words(month)}


def not_over(month: date) -> str:
    """The month still runs."""
    return _(
        "%(month)s belum berakhir, jadi formulirnya belum dapat ditandatangani. Isinya sudah dapat "
        "disiapkan; tandatangani setelah bulan ini selesai dan laporannya dihitung."
    ) % {"month": month_words(month)}


def incomplete(missing: Sequence[str]) -> str:
    """Every row that is lacking, by name."""
    return _("Formulir belum lengkap. Lengkapi dulu: %(rows)s.") % {"rows": "; ".join(missing)}


def reason_to_correct(limit: int) -> str:
    """A correction says why."""
    return _("Tulis alasan perbaikannya, paling banyak %(limit)d huruf.") % {"limit": limit}


def not_to_correct(month: date, *, opened: bool) -> str:
    """Only a filed form is corrected; one that is open is simply filled in."""
    if opened:
        return _(
            "Formulir %(month)s masih terbuka, jadi isinya dapat diubah langsung. Muat ulang "
            "halamannya."
        ) % {"month": month_words(month)}
    return _(
        "Formulir %(month)s belum ditandatangani, jadi belum ada yang perlu diperbaiki. Isi dulu "
        "formulirnya."
    ) % {"month": month_words(month)}


def no_version(month: date, version: int) -> str:
    """A version that was never signed."""
    return _("Formulir %(month)s versi %(version)d tidak ada. Ini yang terbaru.") % {
        "month": month_words(month),
        "version": version,
    }


def no_correction(month: date) -> str:
    """Nothing to give up."""
    return _(
        "Tidak ada perbaikan formulir %(month)s yang sedang disiapkan; mungkin sudah "
        "ditandatangani atau dibatalkan orang lain."
    ) % {"month": month_words(month)}


def nothing_corrected(version: int) -> str:
    """A correction that says the same again."""
    return _(
        "Perbaikan ini belum mengubah apa pun dari versi %(version)d. Ubah jawaban yang keliru, "
        "atau batalkan perbaikannya."
    ) % {"version": version}


def correction_opened(version: int) -> str:
    """What the officer reads after asking for a correction."""
    return _(
        "Perbaikan dibuka sebagai versi %(version)d. Ubah yang keliru; versi %(before)d tetap "
        "berlaku sampai perbaikan ini ditandatangani."
    ) % {"version": version, "before": version - 1}


def correction_discarded() -> str:
    """What the officer reads after giving a correction up."""
    return _("Perbaikan dibatalkan. Formulir yang sudah ditandatangani tetap berlaku.")


def saved(rows: int) -> str:
    """What the officer reads after saving."""
    if not rows:
        return _("Tidak ada yang berubah.")
    return _("%(rows)d jawaban tersimpan.") % {"rows": rows}


def filed(month: date, number: str) -> str:
    """What the signer reads."""
    return _("Formulir %(month)s sudah ditandatangani dengan nomor %(number)s.") % {
        "month": month_words(month),
        "number": number,
    }


def reason_missing(proposed: str) -> str:
    """Another answer than the computed one needs a reason."""
    return _(
        "Jawaban ini berbeda dari hitungan portal (%(proposed)s). Tulis alasannya, atau pilih "
        "jawaban hitungan."
    ) % {"proposed": proposed}


def name_missing() -> str:
    """Something must be named beside the answer."""
    return _("Sebutkan yang dimaksud.")


def place_missing() -> str:
    """The form's foot names a place."""
    return _("Tulis tempat formulir ini ditandatangani.")


def not_rupiah() -> str:
    """An amount that cannot be read."""
    return _("Tulis rupiah utuh, misalnya 1.250.000.")


def not_percent() -> str:
    """A percentage that cannot be read."""
    return _("Tulis persen utuh dari 0 sampai 100, misalnya 47.")


def not_number() -> str:
    """A number that cannot be read."""
    return _("Tulis bilangan utuh, misalnya 12.")


def not_month() -> str:
    """A month that cannot be read."""
    return _("Tulis bulan dan tahun, misalnya Maret 2026.")


def reminder_title(month: date) -> str:
    """The message's first line."""
    return _("Formulir %(month)s belum ditandatangani") % {"month": month_words(month)}


def reminder_body(month: date, due: date, today: date) -> str:
    """Until when the form is due."""
    when = _("hari ini") if due == today else date_words(due)
    return _(
        "Laporan transformasi budaya kerja %(month)s (SE Mendagri 800.1.5/3349/SJ) paling lambat "
        "disampaikan %(when)s. Buka formulirnya, lengkapi, tandatangani, lalu sampaikan PDF-nya."
    ) % {"month": month_words(month), "when": when}


def no_form(month: date) -> str:
    """The form did not exist yet in that month."""
    return _(
        "Untuk %(month)s belum ada formulir: SE Mendagri 800.1.5/3349/SJ berlaku sejak April 2026."
    ) % {"month": month_words(month)}


def not_begun(month: date) -> str:
    """A month that lies ahead."""
    return _(
        "%(month)s belum mulai, jadi formulirnya belum dapat disiapkan. Pilih bulan yang sudah "
        "berjalan."
    ) % {"month": month_words(month)}


def not_asked() -> str:
    """A row that may stay empty."""
    return _("tidak diisi")


def differs() -> str:
    """An answer that is not the computed one, with its reason."""
    return _("berbeda dari hitungan, beralasan")


def computed() -> str:
    """An answer as the portal computed it."""
    return _("dihitung portal")


def answered() -> str:
    """An answer that an officer gave."""
    return _("dijawab")
