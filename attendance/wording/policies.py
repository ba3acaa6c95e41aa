"""What may be done with a policy, what was done, and why it was not."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from attendance.models import Policy
from attendance.wording.moments import day_words
from attendance.wording.policy_content import places_sentences


def may_not_read() -> str:
    """Who may open the policies."""
    return _(
        "Halaman kebijakan dibuka oleh PPK, PyB, operator kepegawaian, dan Inspektorat. "
        "Yang berlaku bagi Anda dapat dibaca dari halaman Jadwal."
    )


def may_not_draft() -> str:
    """Who may write drafts."""
    return _("Draf kebijakan disusun oleh operator kepegawaian, PyB, atau PPK instansi ini.")


def may_not_publish() -> str:
    """Who may publish."""
    return _(
        "Kebijakan diterbitkan, diakhiri, dan ditarik oleh PPK atau pejabat yang menerima "
        "pelimpahan wewenang PPK. Kirim drafnya kepada mereka."
    )


def changed_meanwhile() -> str:
    """Somebody else saved the draft after the page was read."""
    return _(
        "Draf ini sudah diubah orang lain sejak halaman ini dibuka. Periksa isinya yang "
        "terbaru, lalu ulangi."
    )


def published_meanwhile() -> str:
    """Only drafts change."""
    return _(
        "Kebijakan ini sudah terbit, jadi tidak dapat diubah. Untuk mengubahnya, susun draf "
        "pengganti dari halaman kebijakan ini."
    )


def decree_number_missing() -> str:
    """Nothing is published without a decree."""
    return _(
        "Nomor keputusan PPK belum diisi, padahal kebijakan terbit berdasarkan keputusan itu. "
        "Isi nomornya di draf, lalu terbitkan."
    )


def over_already(last_day: date) -> str:
    """A draft whose period lies in the past."""
    return _(
        "Masa berlaku draf ini berakhir %(day)s, jadi tidak ada hari yang diatur. Betulkan "
        "tanggal berakhirnya dulu."
    ) % {"day": day_words(last_day)}


def reason_missing() -> str:
    """Ending early needs a reason."""
    return _("Tulis alasannya: pegawai membacanya bersama pemberitahuan.")


def end_in_the_past(today: date) -> str:
    """What was lawful stays so."""
    return _(
        "Hari yang sudah lewat tetap diatur kebijakan ini. Pilih hari terakhir mulai %(day)s."
    ) % {"day": day_words(today)}


def end_not_earlier(last_day: date) -> str:
    """An end is only ever moved forward."""
    return _(
        "Kebijakan ini memang berakhir %(day)s. Untuk mengakhiri lebih awal pilih hari "
        "sebelumnya; untuk memperpanjang, susun draf pengganti."
    ) % {"day": day_words(last_day)}


def not_in_force() -> str:
    """Only what holds can be ended."""
    return _("Kebijakan ini tidak sedang berlaku, jadi tidak ada yang diakhiri.")


def begun_already() -> str:
    """Only what has not begun can be recalled."""
    return _(
        "Kebijakan ini sudah mulai berlaku atau belum terbit, jadi tidak dapat ditarik. Yang "
        "sedang berlaku dapat diakhiri lebih awal."
    )


def former_not_begun(name: str, first_day: date) -> str:
    """A policy cannot be ended before it began."""
    return _(
        "Kebijakan yang diganti, %(name)s, baru mulai %(day)s. Tarik dulu kebijakan itu, atau "
        "pilih tanggal mulai sesudahnya."
    ) % {"name": name, "day": day_words(first_day)}


def replaces_in_the_past(name: str, today: date) -> str:
    """A replacement begins today at the earliest."""
    return _(
        "Draf ini mengganti %(name)s sejak hari yang sudah lewat, padahal hari itu diatur "
        "kebijakan lama. Pilih tanggal mulai paling cepat %(day)s."
    ) % {"name": name, "day": day_words(today)}


def other_scope(name: str) -> str:
    """A replacement keeps the scope."""
    return _(
        "Draf pengganti harus berlingkup sama dengan %(name)s: unit, jabatan, dan level wilayah. "
        "Untuk lingkup lain, susun kebijakan baru."
    ) % {"name": name}


def replaced_reason(name: str) -> str:
    """Why a former policy ended."""
    return _("Diganti oleh %(name)s.") % {"name": name}


def draft_saved() -> str:
    """After saving."""
    return _("Draf tersimpan. Belum ada yang berlaku sampai diterbitkan.")


def draft_discarded(name: str) -> str:
    """After throwing a draft away."""
    return _("Draf %(name)s dibuang.") % {"name": name}


def published(policy: Policy) -> str:
    """After publishing."""
    return _(
        "%(name)s terbit dan berlaku mulai %(day)s. Pegawai yang diatur sudah diberi tahu."
    ) % {
        "name": policy.name,
        "day": day_words(policy.valid_from),
    }


def ended(policy: Policy) -> str:
    """After ending early."""
    return _("%(name)s berakhir %(day)s. Pegawai yang diatur sudah diberi tahu.") % {
        "name": policy.name,
        "day": day_words(policy.valid_until or policy.valid_from),
    }


def recalled(policy: Policy) -> str:
    """After recalling."""
    return _("%(name)s ditarik dan menjadi draf lagi. Pegawai sudah diberi tahu.") % {
        "name": policy.name
    }


def told_published(policy: Policy) -> tuple[str, str]:
    """Title and body of the message that a policy begins."""
    return (
        _("Kebijakan kerja baru: %(name)s") % {"name": policy.name},
        _("Berlaku mulai %(day)s. %(when)s Dasar: %(basis)s. Buka untuk membaca apa artinya "
          "bagi Anda.")
        % {
            "day": day_words(policy.valid_from),
            "when": " ".join(places_sentences(policy)),
            "basis": policy.decree_number,
        },
    )  # fmt: skip


def told_ended(policy: Policy) -> tuple[str, str]:
    """Title and body of the message that a policy ends early."""
    return (
        _("Kebijakan berakhir: %(name)s") % {"name": policy.name},
        _("Berlaku sampai %(day)s. Alasannya: %(reason)s Sesudah itu yang berlaku adalah "
          "kebijakan lain, atau WFO bila tidak ada.")
        % {
            "day": day_words(policy.valid_until or policy.valid_from),
            "reason": policy.end_reason if policy.end_reason.endswith(".")
            else f"{policy.end_reason}.",
        },
    )  # fmt: skip


def told_recalled(policy: Policy) -> tuple[str, str]:
    """Title and body of the message that an announced policy does not begin."""
    return (
        _("Kebijakan batal mulai: %(name)s") % {"name": policy.name},
        _("Kebijakan yang diumumkan mulai %(day)s ditarik kembali dan tidak berlaku.")
        % {"day": day_words(policy.valid_from)},
    )


def warnings(draft: Policy, today: date) -> list[str]:
    """What a person should know before publishing a draft, a sentence each."""
    said = []
    if not draft.decree_number:
        said.append(_("Nomor keputusan PPK belum diisi; tanpa itu draf tidak dapat terbit."))
    if draft.decree_file_id is None:
        said.append(_("Berkas keputusan belum diunggah. Pegawai belum dapat membacanya."))
    if draft.valid_from < today:
        said.append(
            _("Draf ini berlaku surut sejak %(day)s. Hari yang sudah dinilai tidak berubah.")
            % {"day": day_words(draft.valid_from)}
        )
    former = draft.replaces
    if former is not None and former.valid_from < draft.valid_from:
        said.append(
            _("Saat terbit, %(name)s berakhir %(day)s.")
            % {"name": former.name, "day": day_words(draft.valid_from - timedelta(days=1))}
        )
    return said
