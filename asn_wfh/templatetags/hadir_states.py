"""One table of every state people see: its word, its icon, its tone.

Colour never stands alone: templates print icon and word together.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class State:
    """A word (translatable), an icon of the sprite, and a tone of static/css/core.css."""

    label: str | Promise
    icon: str
    tone: str


STATES = {
    # A person on a day
    "present": State(_("Hadir"), "check-circle-fill", "ok"),
    "late": State(_("Terlambat"), "stopwatch-fill", "wait"),
    "not_yet": State(_("Belum presensi"), "hourglass-split", "unsure"),
    "absent": State(_("Tanpa keterangan"), "x-circle-fill", "bad"),
    "out": State(_("Sudah pulang"), "house-door-fill", "shut"),
    "no_out": State(_("Belum presensi pulang"), "exclamation-circle-fill", "wait"),
    "early": State(_("Pulang lebih awal"), "stopwatch-fill", "wait"),
    "outage": State(_("Alasan teknis"), "wifi-off", "pause"),
    "pending": State(_("Menunggu verifikasi"), "hourglass-split", "pause"),
    "mismatch": State(_("Tidak sesuai jadwal"), "exclamation-triangle-fill", "wait"),
    "excused": State(_("Berhalangan sah"), "calendar-check", "shut"),
    "leave": State(_("Cuti"), "calendar-x", "shut"),
    "travel": State(_("Dinas luar"), "airplane-fill", "far"),
    "sick": State(_("Sakit"), "bandaid-fill", "shut"),
    "study": State(_("Tugas belajar"), "mortarboard-fill", "shut"),
    "off": State(_("Libur"), "moon-stars-fill", "shut"),
    # Where the work is done
    "WFO": State(_("WFO · di kantor"), "building", "pause"),
    "WFH": State(_("WFH · dari rumah"), "house-door-fill", "far"),
    "WFA": State(_("WFA · tempat lain"), "geo-alt-fill", "far"),
    # A roster
    "draft": State(_("Draf"), "pencil-square", "shut"),
    "submitted": State(_("Diajukan"), "send-fill", "pause"),
    "returned": State(_("Dikembalikan"), "arrow-repeat", "wait"),
    "approved": State(_("Berlaku"), "check-circle-fill", "ok"),
    "superseded": State(_("Digantikan"), "clock-history", "shut"),
    # A policy
    "policy_draft": State(_("Draf"), "pencil-square", "shut"),
    "policy_coming": State(_("Akan berlaku"), "calendar-check", "pause"),
    "policy_in_force": State(_("Berlaku"), "check-circle-fill", "ok"),
    "policy_ended": State(_("Berakhir"), "clock-history", "shut"),
    # An agency's report of a month
    "report_month_frozen": State(_("Disahkan"), "lock-fill", "ok"),
    "report_month_complete": State(_("Belum disahkan"), "file-earmark-text", "pause"),
    "report_month_partial": State(_("Belum lengkap"), "hourglass-split", "wait"),
    "report_month_missing": State(_("Belum melapor"), "dash-lg", "unsure"),
    # A request of an employee
    "asked": State(_("Menunggu atasan"), "hourglass-split", "pause"),
    "overdue": State(_("Lewat tenggat"), "exclamation-circle-fill", "bad"),
    "accepted": State(_("Diterima"), "check-circle-fill", "ok"),
    "refused": State(_("Ditolak"), "x-circle-fill", "bad"),
    "withdrawn": State(_("Ditarik kembali"), "slash-circle-fill", "shut"),
    # An exchange of days
    "swap_asked": State(_("Menunggu rekan"), "hourglass-split", "pause"),
    "swap_accepted": State(_("Menunggu atasan"), "hourglass-split", "wait"),
    "swap_approved": State(_("Disetujui"), "check-circle-fill", "ok"),
    "swap_declined": State(_("Ditolak rekan"), "x-circle-fill", "shut"),
    "swap_refused": State(_("Ditolak atasan"), "x-circle-fill", "bad"),
    "swap_withdrawn": State(_("Ditarik kembali"), "slash-circle-fill", "shut"),
    # A discipline case and its steps
    "case_open": State(_("Menunggu pemeriksaan"), "hourglass-split", "wait"),
    "case_opened": State(_("Kasus terbuka"), "inbox-fill", "wait"),
    "case_summoned": State(_("Dipanggil"), "send-fill", "pause"),
    "case_examined": State(_("Sudah diperiksa"), "clipboard-data", "far"),
    "case_dismissed": State(_("Tidak terbukti"), "check-circle-fill", "ok"),
    "case_sanctioned": State(_("Dijatuhi hukuman"), "journal-text", "bad"),
    "case_lapsed": State(_("Gugur"), "slash-circle-fill", "shut"),
    "case_merged": State(_("Digabung"), "arrow-right", "shut"),
    "case_answered": State(_("Tanggapan"), "pencil-square", "pause"),
    "case_changed": State(_("Hari berubah"), "exclamation-triangle-fill", "wait"),
    "case_reopened": State(_("Dibuka lagi"), "arrow-repeat", "wait"),
    "case_pay_stop": State(_("Tanda gaji"), "exclamation-circle-fill", "bad"),
    # A job in the background
    "queued": State(_("Menunggu giliran"), "hourglass-split", "shut"),
    "running": State(_("Dikerjakan"), "arrow-repeat", "pause"),
    "infeasible": State(_("Aturan bertabrakan"), "exclamation-triangle-fill", "wait"),
    "done": State(_("Selesai"), "check-circle-fill", "ok"),
    "failed": State(_("Gagal"), "x-circle-fill", "bad"),
    "cancelled": State(_("Dibatalkan"), "slash-circle-fill", "shut"),
    # A check-in's place
    "inside": State(_("Di dalam lokasi"), "geo-alt-fill", "ok"),
    "outside": State(_("Di luar lokasi"), "geo-alt-fill", "wait"),
    "unsure": State(_("Lokasi perlu verifikasi"), "question-circle", "pause"),
    "unmeasured": State(_("Lokasi tidak terukur"), "question-circle", "shut"),
    # An outage
    "outage_proposed": State(_("Menunggu keputusan"), "hourglass-split", "wait"),
    "outage_declared": State(_("Dinyatakan"), "check-circle-fill", "ok"),
    "outage_dismissed": State(_("Usulan ditolak"), "slash-circle-fill", "shut"),
    "outage_withdrawn": State(_("Dicabut"), "slash-circle-fill", "shut"),
    # An emergency
    "release_on": State(_("Berlaku"), "megaphone-fill", "bad"),
    "release_ahead": State(_("Akan berlaku"), "hourglass-split", "wait"),
    # The text of an agreement
    "text_held": State(_("Berlaku"), "check-circle-fill", "ok"),
    # A pattern of a week
    "anomaly_new": State(_("Belum dilihat"), "eye", "wait"),
    "anomaly_explained": State(_("Sudah dijelaskan"), "check-circle-fill", "ok"),
    "anomaly_followed": State(_("Ditindaklanjuti"), "arrow-right", "pause"),
    # A citizen's report
    "report_received": State(_("Diterima"), "inbox-fill", "wait"),
    "report_worked_on": State(_("Sedang ditangani"), "arrow-repeat", "pause"),
    "report_answered": State(_("Dijawab"), "check-circle-fill", "ok"),
    "report_referred": State(_("Diteruskan ke SP4N-LAPOR!"), "send-fill", "far"),
    "report_withdrawn": State(_("Dicabut pelapor"), "slash-circle-fill", "shut"),
    "report_rejected": State(_("Tidak dapat ditangani"), "x-circle-fill", "shut"),
    # A service at a desk
    "staffed": State(_("Ada petugas"), "person-check-fill", "ok"),
    "break": State(_("Istirahat"), "pause-circle-fill", "pause"),
    "expected": State(_("Menunggu petugas"), "hourglass-split", "wait"),
    "unstaffed": State(_("Belum ada petugas"), "person-dash-fill", "bad"),
    "remote": State(_("Dilayani daring/telepon"), "telephone-fill", "far"),
    "closed": State(_("Tutup"), "door-closed-fill", "shut"),
    "unconfirmed": State(_("Belum terkonfirmasi"), "question-circle", "unsure"),
}


def state(code: str) -> State:
    """The state of a code; an unknown code is a mistake in the program (ValueError)."""
    try:
        return STATES[str(code)]
    except KeyError:
        raise ValueError(f"No such state: {code!r}; add it to hadir_states.STATES.") from None
