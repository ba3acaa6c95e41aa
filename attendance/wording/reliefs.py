"""What to relax so that a roster becomes possible, each with who may do it."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from attendance.rules.roster import Ref
from attendance.solver.proposals import (
    FreeLine,
    LowerDesk,
    MendRecord,
    MoveLeave,
    Qualify,
    RaiseCap,
    RaiseWeekly,
    Relief,
)
from attendance.wording.moments import day_words, percent_words


def relief_sentence(relief: Relief, name: Callable[[Ref], str]) -> str:
    """One proposal; `name` gives a person's name."""
    match relief:
        case RaiseCap() | RaiseWeekly():
            return _of_policy(relief)
        case LowerDesk():
            return _(
                "Turunkan kebutuhan %(desk)s pada %(day)s dari %(now)d menjadi %(to)d petugas "
                "(pengelola layanan)."
            ) % {
                "desk": relief.name,
                "day": day_words(relief.day),
                "now": relief.now,
                "to": relief.to,
            }
        case FreeLine():
            return _("Lepaskan isian %(name)s pada %(day)s yang dipertahankan (Anda sendiri).") % {
                "name": name(relief.person),
                "day": day_words(relief.day),
            }
        case MoveLeave():
            return _(
                "Bicarakan dengan %(name)s agar cuti atau tugas luarnya pada %(day)s dipindahkan "
                "(atasan langsung)."
            ) % {"name": name(relief.person), "day": day_words(relief.day)}
        case Qualify():
            return _(
                "Catat %(name)s sebagai petugas %(desk)s, mulai %(day)s (operator kepegawaian)."
            ) % {
                "name": name(relief.person),
                "desk": relief.name,
                "day": day_words(relief.day),
            }
        case MendRecord():
            return _(
                "Lengkapi alamat rumah atau pernyataan kesiapan %(name)s sebelum %(day)s (pegawai "
                "itu sendiri)."
            ) % {"name": name(relief.person), "day": day_words(relief.day)}


def _of_policy(relief: RaiseCap | RaiseWeekly) -> str:
    policy = f" “{relief.policy}”" if relief.policy else ""
    words = {"policy": policy, "to": relief.to}
    match relief:
        case RaiseCap():
            place = _("WFH") if relief.is_home else _("WFO")
            said = _(
                "Naikkan batas %(place)s pada kebijakan%(policy)s dari %(now)s %% menjadi "
                "%(to)d %% (PPK)."
            )
            return said % {**words, "place": place, "now": percent_words(relief.now)}
        case RaiseWeekly():
            said = _(
                "Naikkan batas seminggu pada kebijakan%(policy)s dari %(now)d menjadi %(to)d hari "
                "(PPK)."
            )
            return said % {**words, "now": relief.now}
