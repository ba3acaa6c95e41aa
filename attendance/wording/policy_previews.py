"""What a policy does on a day, and who decided about it, in words."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from accounts.models import Delegation, Employee
from attendance.queries.policy_preview import Preview, Tally
from attendance.rules import eligibility
from attendance.wording.moments import clock_words, day_words

REASONS: dict[type[eligibility.EligibilityRefusal], str] = {
    eligibility.NotWorkingDay: "hari libur menurut jam kerjanya",
    eligibility.NoPolicy: "tidak ada kebijakan yang mengatur mereka",
    eligibility.PolicyEnded: "kebijakan sudah berakhir",
    eligibility.WeekdayNotAllowed: "bukan harinya",
    eligibility.OfficeDay: "hari wajib di kantor",
    eligibility.ModeNotAllowed: "tempat itu tidak dibolehkan",
    eligibility.ServingSanction: "menjalani hukuman disiplin",
    eligibility.StillCpns: "masih CPNS",
    eligibility.FirstContractYear: "PPPK tahun pertama",
    eligibility.PostExcluded: "jabatannya dikecualikan",
    eligibility.UnitExcluded: "unitnya dikecualikan",
    eligibility.DirectService: "melayani masyarakat langsung",
    eligibility.BelowTopPerformers: "nilai kinerjanya di bawah batas",
    eligibility.NoScore: "nilai kinerjanya belum tercatat",
    eligibility.NotReady: "belum menyatakan kesiapan",
    eligibility.WeeklyLimitReached: "batas seminggu sudah penuh",
    eligibility.NoRecordedHome: "alamat rumahnya belum tercatat",
}


def reason_label(kind: type[eligibility.EligibilityRefusal]) -> str:
    """A kind of refusal, to stand behind a number of people."""
    return _(REASONS[kind])


def headline(preview: Preview) -> str:
    """`Jumat, 27 November 2026: 412 boleh WFH, 96 harus masuk, 31 belum pasti.`"""
    said = _(
        "%(day)s: %(may)s boleh %(mode)s, %(must)s harus masuk, %(undecided)s belum pasti."
    ) % {
        "day": day_words(preview.day),
        "mode": preview.mode.value,
        "may": _number(preview.after.may),
        "must": _number(preview.after.must),
        "undecided": _number(preview.after.undecided),
    }
    if preview.after.absent:
        said += " " + _("%(absent)s lainnya cuti atau dinas luar.") % {
            "absent": _number(preview.after.absent)
        }
    return said


def change_sentences(preview: Preview) -> list[str]:
    """What differs from what holds now."""
    mode = preview.mode.value
    said = []
    if preview.gained:
        said.append(
            _("%(count)s pegawai menjadi boleh %(mode)s.")
            % {"count": _number(preview.gained), "mode": mode}
        )
    if preview.lost:
        said.append(
            _("%(count)s pegawai tidak lagi boleh %(mode)s.")
            % {"count": _number(preview.lost), "mode": mode}
        )
    unsure = preview.after.undecided - preview.before.undecided
    if unsure > 0:
        said.append(
            _("%(count)s pegawai menjadi boleh %(mode)s bila keterangannya dilengkapi.")
            % {"count": _number(unsure), "mode": mode}
        )
    if not said:
        said.append(_("Hari itu tidak ada yang berubah tentang siapa yang boleh %s.") % mode)
    return said


def cap_sentence(tally: Tally) -> str:
    """What the caps leave of those who may; empty without caps."""
    said = []
    if tally.home_allowed is not None and tally.may:
        said.append(
            _("Dengan batas persen tiap unit, paling banyak %(count)s dari mereka di luar kantor "
              "pada hari itu; siapa gilirannya ditentukan jadwal unit.")
            % {"count": _number(tally.home_allowed)}
        )  # fmt: skip
    if tally.office_allowed is not None:
        said.append(
            _("Paling banyak %(count)s orang di kantor pada hari itu.")
            % {"count": _number(tally.office_allowed)}
        )
    return " ".join(said)


def done_by(person: Employee | None, under: Delegation | None, at: datetime, zone: str) -> str:
    """`Sekda a.n. Wali Kota (surat 800/12/2026), 30 Maret 2026 pukul 10.00 WIB`."""
    clock = ZoneInfo(zone)
    name = person.name if person is not None else _("Sebelum pencatatan nama")
    if under is not None:
        name = _("%(name)s a.n. %(principal)s (surat %(letter)s)") % {
            "name": name,
            "principal": under.principal.name,
            "letter": under.letter_number,
        }
    day = format_date(at.astimezone(clock).date(), "j F Y")
    return _("%(name)s, %(day)s pukul %(time)s") % {
        "name": name,
        "day": day,
        "time": clock_words(at, clock),
    }


def heading_places() -> str:
    """Over where and when."""
    return _("Tempat dan hari")


def heading_limits() -> str:
    """Over how many."""
    return _("Batas")


def heading_excluded() -> str:
    """Over who stays."""
    return _("Tetap di kantor")


def heading_conditions() -> str:
    """Over what a person must bring."""
    return _("Syarat")


def heading_duties() -> str:
    """Over what a day at home asks for."""
    return _("Kewajiban saat di luar kantor")


def label_may() -> str:
    """Those who may be away."""
    return _("Boleh")


def label_must() -> str:
    """Those who must come."""
    return _("Harus masuk")


def label_undecided() -> str:
    """Those for whom a fact is missing."""
    return _("Belum pasti")


def label_absent() -> str:
    """Those on leave or travel."""
    return _("Cuti atau dinas luar")


def label_drafted() -> str:
    """Who wrote the draft."""
    return _("Disusun")


def label_published() -> str:
    """Who published it."""
    return _("Diterbitkan")


def label_ended() -> str:
    """Who ended it."""
    return _("Diakhiri")


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
