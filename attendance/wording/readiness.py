"""Words of readiness: what was declared, what is missing, what to do."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.rules.readiness import Device, Infrastructure, Line, NotReady, ReadinessLimits
from attendance.wording.moments import day_words


def missing_sentence(reason: NotReady) -> str:
    """To the employee: what is missing, and what mends it."""
    match reason:
        case NotReady.NOT_DECLARED:
            return _("Anda belum menyatakan kesiapan. Isi formulir di bawah; cukup satu menit.")
        case NotReady.WITHDRAWN:
            return _("Pernyataan Anda sudah ditarik. Nyatakan lagi bila Anda siap.")
        case NotReady.OLD_AGREEMENT:
            return _(
                "Teks surat pernyataan berubah sejak Anda menyetujuinya, jadi persetujuan lama "
                "tidak berlaku lagi. Baca teks yang baru, lalu setujui kembali."
            )
        case NotReady.PHONE_ONLY:
            return _(
                "Telepon saja belum cukup untuk bekerja dari rumah. Pinjam laptop kantor lewat "
                "atasan, lalu perbarui pernyataan ini."
            )
        case NotReady.NO_DEVICE:
            return _(
                "Belum ada perangkat. Pinjam laptop kantor lewat atasan, lalu perbarui pernyataan."
            )
        case NotReady.NO_LINE:
            return _("Belum ada jaringan internet di tempat kerja Anda. Perbarui bila sudah ada.")
        case NotReady.NO_WORKPLACE:
            return _(
                "Belum ada tempat kerja yang layak di rumah. Perbarui pernyataan bila sudah ada."
            )


def missing_label(reason: NotReady) -> str:
    """The same in a table's few words."""
    match reason:
        case NotReady.NOT_DECLARED:
            return _("belum menyatakan")
        case NotReady.WITHDRAWN:
            return _("pernyataan ditarik")
        case NotReady.OLD_AGREEMENT:
            return _("perlu setuju teks baru")
        case NotReady.PHONE_ONLY:
            return _("hanya telepon")
        case NotReady.NO_DEVICE:
            return _("tanpa perangkat")
        case NotReady.NO_LINE:
            return _("tanpa jaringan")
        case NotReady.NO_WORKPLACE:
            return _("tanpa tempat kerja layak")


def device_label(device: Device) -> str:
    """A kind of device in few words."""
    match device:
        case Device.OFFICE:
            return _("perangkat kantor")
        case Device.OWN:
            return _("perangkat sendiri")
        case Device.PHONE:
            return _("hanya telepon")
        case Device.NONE:
            return _("tidak ada")


def line_label(line: Line) -> str:
    """A kind of line in few words."""
    match line:
        case Line.FIBRE:
            return _("internet rumah")
        case Line.MOBILE:
            return _("paket data")
        case Line.NONE:
            return _("tidak ada")


def infrastructure_words(found: Infrastructure | None) -> str:
    """The answer of the report form, section 2f; or that it cannot be given yet."""
    match found:
        case Infrastructure.SUFFICIENT:
            return _("Memadai")
        case Infrastructure.LIMITED:
            return _("Terbatas")
        case None:
            return _("Belum dapat dinilai")


def limits_words(limits: ReadinessLimits) -> str:
    """From where on it is sufficient, in one sentence."""
    return _(
        "Memadai bila sarana cukup pada sedikitnya %(equipped)d%% dari yang menyatakan; dinilai "
        "setelah %(declared)d%% pegawai menyatakan."
    ) % {"equipped": limits.equipped_percent, "declared": limits.declared_percent}


def text_changed(since: date) -> str:
    """The text was replaced between reading and accepting."""
    return _(
        "Teks surat pernyataan baru berlaku sejak %(since)s, jadi persetujuan tadi belum disimpan. "
        "Baca teks di bawah, lalu setujui kembali; isian Anda tetap ada."
    ) % {"since": day_words(since)}


def no_text() -> str:
    """Nothing to accept."""
    return _(
        "Teks surat pernyataan belum ada, jadi kesiapan belum dapat dinyatakan. Beri tahu operator "
        "kepegawaian."
    )


def nothing_to_withdraw() -> str:
    """There is no declaration that stands."""
    return _("Tidak ada pernyataan yang berlaku, jadi tidak ada yang ditarik.")


def declared(*, is_ready: bool) -> str:
    """After declaring."""
    if is_ready:
        return _("Tersimpan. Anda tercatat siap bekerja dari rumah.")
    return _("Tersimpan. Anda belum tercatat siap; yang masih kurang disebut di bawah.")


def withdrawn() -> str:
    """After withdrawing."""
    return _("Pernyataan ditarik. Anda tidak lagi tercatat siap bekerja dari rumah.")


def reminder_title() -> str:
    """The title of the reminder."""
    return _("Nyatakan kesiapan bekerja dari rumah")


def reminder_body(agency: str) -> str:
    """The reminder's text."""
    return _(
        "%(agency)s meminta pernyataan perangkat, jaringan, dan tempat kerja, beserta persetujuan "
        "surat pernyataannya. Cukup satu menit."
    ) % {"agency": agency}


def reminded(told: int) -> str:
    """After reminding."""
    if not told:
        return _("Semua yang perlu diingatkan hari ini sudah mendapat pesan.")
    return ngettext("%(told)d pegawai diingatkan.", "%(told)d pegawai diingatkan.", told) % {
        "told": told
    }


def may_not_write_text() -> str:
    """To somebody who does not keep the agency's records."""
    return _(
        "Teks surat pernyataan ditulis oleh operator kepegawaian. Sampaikan perubahannya kepada "
        "mereka."
    )


def text_in_the_past(today: date) -> str:
    """A text cannot begin before it was written."""
    return _(
        "Teks baru berlaku paling awal hari ini (%(today)s): yang sudah disetujui tidak berubah ke "
        "belakang."
    ) % {"today": day_words(today)}


def text_begun_today() -> str:
    """There is one from that date on."""
    return _(
        "Sudah ada teks instansi yang mulai berlaku pada tanggal itu dan mungkin sudah disetujui "
        "pegawai. Pilih tanggal berikutnya."
    )


def text_written(since: date) -> str:
    """After writing a text."""
    return _(
        "Teks baru berlaku mulai %(since)s. Sejak hari itu setiap pegawai perlu menyetujuinya lagi."
    ) % {"since": day_words(since)}


def may_not_read() -> str:
    """To somebody whom the figures do not concern."""
    return _(
        "Angka kesiapan untuk operator kepegawaian, PyB, PPK, dan Inspektorat. Pernyataan Anda "
        "sendiri ada di halaman Kesiapan."
    )
