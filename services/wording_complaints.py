"""Citizens' reports in words: refusals, steps, deadlines. All of it in the active language."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from services import wording
from services.models import (
    Complaint,
    ComplaintKind,
    ComplaintState,
    ComplaintStep,
    Finding,
    Seen,
)
from services.rules.reports import (
    COMPLAINT_DAYS,
    MOST_LINKS,
    STATUS_DAYS,
    Doubt,
)


def doubt_sentence(doubt: Doubt, *, status: bool) -> str:
    """Why a report is not taken as it stands, and what to do."""
    match doubt:
        case Doubt.LINKS:
            return _(
                "Laporan memuat lebih dari %(most)d tautan, jadi ditahan seperti iklan. Hapus "
                "tautan yang tidak perlu, lalu kirim lagi."
            ) % {"most": MOST_LINKS}
        case Doubt.SAME_TEXT:
            return _(
                "Laporan dengan kalimat yang sama persis sudah kami terima minggu ini. Bila itu "
                "laporan Anda, buka dengan kode lacaknya; bila bukan, ceritakan dengan kata Anda "
                "sendiri."
            )
        case Doubt.TOO_MANY:
            return _(
                "Laporan tentang kantor ini sedang sangat banyak, jadi yang ini belum tersimpan. "
                "Coba lagi satu jam lagi, atau sampaikan sekarang lewat SP4N-LAPOR!"
            )
        case Doubt.AHEAD:
            return _("Waktu itu belum tiba di kantor ini. Periksa tanggal dan jamnya.")
        case Doubt.TOO_LONG_AGO:
            days = STATUS_DAYS if status else COMPLAINT_DAYS
            return _(
                "Kejadian lebih dari %(days)d hari lalu tidak dapat diperiksa lagi di sini. "
                "Sampaikan lewat SP4N-LAPOR!, atau betulkan tanggalnya."
            ) % {"days": days}
        case Doubt.UNREADY:
            return _(
                "Portal ini belum siap menerima laporan: tenggat jawabannya belum dimuat. Isian "
                "Anda belum tersimpan. Sampaikan lewat SP4N-LAPOR! atau telepon kantornya."
            )


def too_often() -> str:
    """Too many tries from one address."""
    return _(
        "Terlalu banyak percobaan dari jaringan Anda dalam satu menit. Isian Anda masih ada; "
        "tunggu satu menit, lalu coba lagi."
    )


def is_over() -> str:
    """A report that is settled takes nothing more."""
    return _(
        "Laporan ini sudah selesai atau sudah memuat sebanyak mungkin pesan, jadi tidak ada yang "
        "ditambahkan. Bila masih ada masalah, buat laporan baru."
    )


def unknown_code() -> str:
    """The one answer to every code that leads nowhere."""
    return _(
        "Tidak ada laporan dengan kode ini. Periksa kembali hurufnya; angka 0, 1, 2, 5, 6, 8 dan "
        "huruf B, I, O, Q, S, V, Z tidak pernah dipakai."
    )


def unknown_office() -> str:
    """The address names no office."""
    return _(
        "Kantor ini tidak ditemukan. Mungkin alamatnya salah ketik. Cari kantornya, lalu lapor "
        "dari sana."
    )


def sent_page_over() -> str:
    """The page with the code is gone."""
    return _(
        "Halaman dengan kode lacak hanya terbuka sepuluh menit sesudah laporan dikirim. Bila Anda "
        "sudah mencatat kodenya, buka laporan dengan kode itu; bila belum, kirim laporan baru."
    )


def message_empty() -> str:
    """Nothing was typed."""
    return _("Pesan masih kosong. Tulis dulu yang ingin Anda sampaikan.")


def message_added() -> str:
    """The message stands."""
    return _("Pesan Anda sudah ditambahkan dan dapat dibaca instansi.")


def kind_label(kind: str) -> str:
    """What sort of report it is."""
    if kind == ComplaintKind.WRONG_STATUS:
        return _("Status loket keliru")
    return _("Keluhan tentang layanan")


def seen_label(seen: str) -> str:
    """What the citizen found at the desk; empty for none."""
    return {
        Seen.NOBODY.value: _("Tidak ada petugas di loket"),
        Seen.STAFFED.value: _("Ada petugas yang melayani"),
        Seen.CLOSED.value: _("Loket tutup"),
        Seen.OTHER.value: _("Lainnya, saya tulis di bawah"),
    }.get(seen, "")


def state_label(state: str) -> str:
    """Where a report stands."""
    return {
        ComplaintState.RECEIVED.value: _("Diterima"),
        ComplaintState.WORKED_ON.value: _("Sedang ditangani"),
        ComplaintState.ANSWERED.value: _("Dijawab"),
        ComplaintState.REFERRED.value: _("Diteruskan ke SP4N-LAPOR!"),
        ComplaintState.WITHDRAWN.value: _("Dicabut pelapor"),
        ComplaintState.REJECTED.value: _("Tidak dapat ditangani"),
    }[state]


def step_label(step: ComplaintStep) -> str:
    """One line of the report's progress, as its bearer reads it."""
    if step.by_citizen and step.message:
        return _("Pesan Anda")
    if step.state == ComplaintState.WITHDRAWN:
        return _("Anda mencabut laporan")
    return state_label(step.state)


def finding_sentence(finding: str) -> str:
    """What the verification of a wrong status found; empty for none."""
    return {
        Finding.WRONG.value: _("Hasil pemeriksaan: status di halaman memang keliru. Terima kasih."),
        Finding.RIGHT.value: _("Hasil pemeriksaan: status di halaman ternyata benar."),
        Finding.UNKNOWN.value: _("Hasil pemeriksaan: tidak dapat dipastikan lagi."),
    }.get(finding, "")


def due_sentence(complaint: Complaint, today: date) -> str:
    """By when the agency answers, or that it is late; empty for a settled report."""
    if complaint.settled_at is not None:
        return ""
    day = wording.long_date(complaint.due_on)
    if today > complaint.due_on:
        return _(
            "Tenggat jawaban, %(day)s, sudah lewat. Anda dapat menyampaikannya juga lewat "
            "SP4N-LAPOR!, kanal pengaduan nasional."
        ) % {"day": day}
    if complaint.kind == ComplaintKind.WRONG_STATUS:
        return _("Diperiksa paling lambat %(day)s.") % {"day": day}
    return _("Dijawab paling lambat %(day)s.") % {"day": day}


def moment(at: datetime, zone: str) -> str:
    """A moment with its whole date, in the office's zone."""
    return wording.full_moment(at, ZoneInfo(zone))
