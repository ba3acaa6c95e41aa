"""What followers of a desk read: answers of forms, letters and notices, in the active language."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from services import wording
from services.models import Closure, Desk, Follower, FollowerNotice
from services.queries.followers import secret_of_follower
from services.rules import Code

TITLE_LENGTH, BODY_LENGTH = 160, 600


def unknown_link() -> str:
    """The title where a secret address leads nowhere."""
    return _("Tautan ini tidak berlaku lagi")


def too_often() -> str:
    """Too many requests from one visitor's address."""
    return _(
        "Terlalu banyak permintaan dari jaringan Anda dalam satu menit, jadi yang ini belum "
        "diterima. Tunggu satu menit, lalu kirim lagi."
    )


def email_missing() -> str:
    """No mail address, or none that can be one."""
    return _("Alamat surel belum benar, jadi belum ada yang dikirim. Tulis misalnya nama@contoh.id")


def browser_refused() -> str:
    """The browser's subscription cannot be used."""
    return _(
        "Peramban ini memberi alamat notifikasi yang tidak dapat dipakai. Perbarui perambannya, "
        "atau pakai surel."
    )


def browser_added(desk: Desk) -> str:
    """This browser will be told."""
    return _("Peramban ini akan mengabari Anda tentang %(desk)s.") % {"desk": desk.name}


def confirm_title(desk: Desk) -> str:
    """The letter that asks for the second yes."""
    return _cut(_("Setujui dulu: kabar tentang %(desk)s") % {"desk": place(desk)}, TITLE_LENGTH)


def confirm_body(desk: Desk, until: datetime) -> str:
    """What to do with the letter until `until` (aware)."""
    given = {"desk": place(desk), "until": wording.full_moment(until, ZoneInfo(desk.office.zone))}
    return _cut(
        _(
            "Seseorang meminta agar alamat ini dikabari tentang %(desk)s. Kalau itu Anda, buka "
            "tautan di bawah dan tekan tombolnya sebelum %(until)s. Kalau bukan, abaikan saja: "
            "tanpa persetujuan tidak ada kabar yang dikirim, dan alamat ini dihapus."
        )
        % given,
        BODY_LENGTH,
    )


def known_title(desk: Desk) -> str:
    """The letter to somebody who asked for what they have."""
    return _cut(_("Anda sudah mengikuti %(desk)s") % {"desk": place(desk)}, TITLE_LENGTH)


def known_body(desk: Desk) -> str:
    """That nothing needs to be done."""
    return _cut(
        _(
            "Seseorang meminta lagi agar alamat ini dikabari tentang %(desk)s. Alamat ini sudah "
            "dikabari, jadi tidak ada yang berubah."
        )
        % {"desk": place(desk)},
        BODY_LENGTH,
    )


def closure_news(desk: Desk, row: Closure) -> tuple[str, str]:
    """Title and text of a closure that is announced, or in force."""
    zone = ZoneInfo(desk.office.zone)
    given = {"start": wording.full_moment(row.starts_at, zone), "message": row.message.rstrip(".")}
    if row.ends_at is None:
        body = _("Tutup sejak %(start)s: %(message)s.") % given
    else:
        given["end"] = wording.full_moment(row.ends_at, zone)
        body = _("Tutup sejak %(start)s sampai %(end)s: %(message)s.") % given
    if row.alternative:
        body = f"{body} {row.alternative.rstrip('.')}."
    title = _("Penutupan: %(desk)s") % {"desk": place(desk)}
    return _cut(title, TITLE_LENGTH), _cut(body, BODY_LENGTH)


def recalled_news(desk: Desk, starts_at: datetime) -> tuple[str, str]:
    """Title and text of a closure that was told and will not be."""
    start = wording.full_moment(starts_at, ZoneInfo(desk.office.zone))
    title = _("Jadi buka: %(desk)s") % {"desk": place(desk)}
    body = _("Penutupan mulai %(start)s dibatalkan. Jam layanan berlaku seperti biasa.")
    return _cut(title, TITLE_LENGTH), body % {"start": start}


def ended_news(desk: Desk, text: str) -> tuple[str, str]:
    """Title and text of a closure that is over; `text` says how things stand now."""
    title = _("Penutupan berakhir: %(desk)s") % {"desk": place(desk)}
    return _cut(title, TITLE_LENGTH), _cut(text, BODY_LENGTH)


def change_news(
    desk: Desk, code: Code, services: list[str], text: str, now: datetime
) -> tuple[str, str]:
    """Title and text of a change in service hours; `services` where not all of the desk's."""
    given = {"desk": place(desk), "state": wording.code_label(code)}
    title = _("%(state)s: %(desk)s") % given
    concerned = f"{', '.join(services)}. " if services else ""
    checked = _("Dicek %(moment)s.") % {
        "moment": wording.full_moment(now, ZoneInfo(desk.office.zone))
    }
    return _cut(title, TITLE_LENGTH), _cut(f"{concerned}{text} {checked}", BODY_LENGTH)


def letter_text(notice: FollowerNotice, follower: Follower, link: str) -> str:
    """A letter: what happened, where to look, and how to stop it."""
    lines = [notice.body, "", link]
    if not notice.key.startswith("confirm:"):
        why = _(
            "Surel ini dikirim karena alamat ini mengikuti %(desk)s di Hadir. Ubah atau "
            "berhenti: %(link)s"
        )
        keep = f"{settings.PORTAL_URL}{link_of(follower)}"
        lines += ["", "--", why % {"desk": place(follower.desk), "link": keep}]
    return "\n".join(lines)


def link_of(follower: Follower) -> str:
    """The page of one's own wish."""
    return reverse("services:follow_confirm", args=[secret_of_follower(follower)])


def stop_link_of(follower: Follower) -> str:
    """The address that stops with one click (RFC 8058)."""
    return reverse("services:follow_stop", args=[secret_of_follower(follower)])


def place(desk: Desk) -> str:
    """`Loket KTP, MPP Sumedang`."""
    return f"{desk.name}, {desk.office.name}"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
