"""Rules that collide, told with dates, desks, numbers and names, and what to relax."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from attendance.rules.caps import home_limit, office_limit
from attendance.rules.eligibility import (
    BelowTopPerformers,
    DirectService,
    EligibilityRefusal,
    FirstContractYear,
    NoRecordedHome,
    NoScore,
    NotReady,
    PostExcluded,
    ServingSanction,
    StillCpns,
)
from attendance.rules.events import absence_on
from attendance.rules.policy import Policy, policy_on
from attendance.rules.roster import Ref, count_day
from attendance.solver.case import GenerationCase, Opening, Slot, openings_of
from attendance.solver.named import (
    DeskMinimum,
    DeskQualified,
    HomeCap,
    KeptLine,
    NamedRule,
    OfficeBound,
    OfficeCap,
    WeeklyMaximum,
)
from attendance.solver.proposals import Explained
from attendance.wording.eligibility import eligibility_sentence
from attendance.wording.moments import basis_words, day_words, percent_words
from attendance.wording.reliefs import relief_sentence

MOST_NAMES = 8


@dataclass(frozen=True)
class Telling:
    """What sentences need: the case and the people's names."""

    case: GenerationCase
    names: Mapping[Any, str]

    @cached_property
    def openings(self) -> Mapping[Slot, Opening]:
        """What the rules leave open, read once for all sentences."""
        return openings_of(self.case)

    def name(self, person: Ref) -> str:
        """A person's name."""
        return self.names.get(person, str(person))

    def all_of(self, people: Iterable[Ref]) -> str:
        """Names in order, cut where there are many."""
        names = sorted(self.name(person) for person in people)
        if len(names) <= MOST_NAMES:
            return ", ".join(names)
        rest = len(names) - MOST_NAMES
        return _("%(names)s, dan %(rest)d lainnya") % {
            "names": ", ".join(names[:MOST_NAMES]),
            "rest": rest,
        }


def told(explained: Explained, telling: Telling) -> dict[str, Any]:
    """A collision for the page: a title, its rules, other dates, and proposals."""
    rules = explained.collision.rules
    return {
        "title": _("%(day)s: aturan ini tidak dapat dipenuhi bersama") % {"day": _when(rules)}
        if len(rules) > 1
        else _("%(day)s: aturan ini tidak dapat dipenuhi") % {"day": _when(rules)},
        "rules": [rule_sentence(rule, telling) for rule in rules],
        "also": ", ".join(day_words(day) for day in explained.also),
        "proposals": [
            {
                "text": relief_sentence(one.relief, telling.name),
                "ends_all": one.ends_all,
            }
            for one in explained.proposals
        ],
    }


def _when(rules: tuple[NamedRule, ...]) -> str:
    days = sorted({rule.day for rule in rules if not isinstance(rule, WeeklyMaximum)})
    if not days:
        days = [rules[0].day]
    if len(days) == 1:
        return day_words(days[0])
    return _("%(first)s sampai %(last)s") % {
        "first": day_words(days[0]),
        "last": day_words(days[-1]),
    }


def rule_sentence(rule: NamedRule, telling: Telling) -> str:
    """One rule as it stands in the way on its date."""
    match rule:
        case DeskMinimum():
            return _desk_minimum(rule, telling)
        case DeskQualified():
            return _desk_qualified(rule, telling)
        case HomeCap() | OfficeCap():
            return _cap(rule, telling)
        case OfficeBound():
            return _office_bound(rule, telling)
        case WeeklyMaximum():
            return _weekly_maximum(rule, telling)
        case KeptLine():
            kept = telling.case.kept[rule.person, rule.day]
            return _("Isian %(name)s pada %(day)s dipertahankan: %(mode)s.") % {
                "name": telling.name(rule.person),
                "day": day_words(rule.day),
                "mode": kept.mode.value,
            }


def _desk_minimum(rule: DeskMinimum, telling: Telling) -> str:
    case = telling.case
    seats = next(one for one in case.seats[rule.day] if one.desk == rule.desk)
    able = [
        member
        for member in case.roster.members
        if member.active.covers(rule.day) and case.takes(rule.desk, (member.person.ref, rule.day))
    ]
    away = [one.person.ref for one in able if absence_on(rule.day, one.absences) is not None]
    present = [one.person.ref for one in able if one.person.ref not in away]
    sentence = _(
        "%(desk)s butuh %(needed)d petugas pada %(day)s; yang memenuhi syarat dan bertugas hari "
        "itu %(count)d orang"
    ) % {
        "desk": seats.name,
        "needed": seats.needed,
        "day": day_words(rule.day),
        "count": len(present),
    }
    if present and len(present) <= MOST_NAMES:
        sentence += f" ({telling.all_of(present)})"
    if away:
        absent = _("%(names)s sedang cuti atau bertugas luar") % {"names": telling.all_of(away)}
        sentence += f"; {absent}"
    return f"{sentence}."


def _desk_qualified(rule: DeskQualified, telling: Telling) -> str:
    skill = telling.case.roster.skills[rule.desk]
    officers = [one for one in skill.officers if skill.takes(one, rule.day)]
    return _("Yang boleh melayani %(desk)s pada %(day)s hanya: %(names)s.") % {
        "desk": skill.name,
        "day": day_words(rule.day),
        "names": telling.all_of(officers),
    }


def _cap(rule: HomeCap | OfficeCap, telling: Telling) -> str:
    roster = telling.case.roster
    policy = _policy(telling, rule.day)
    count, _in_office = count_day(rule.day, roster.members, set(), policy)
    is_home = isinstance(rule, HomeCap)
    percent = policy.wfh_percent if is_home else policy.wfo_percent
    limit = home_limit(policy, count.base) if is_home else office_limit(policy, count.base)
    words = {
        "day": day_words(rule.day),
        "limit": limit,
        "percent": percent_words(percent or 0),
        "base": count.base,
        "people": count.office,
        "basis": basis_words(policy.legal_basis),
    }
    if is_home:
        return (
            _(
                "Paling banyak %(limit)d orang di luar kantor pada %(day)s (%(percent)s %% dari "
                "%(base)d, dibulatkan ke bawah)%(basis)s; yang bekerja hari itu %(people)d."
            )
            % words
        )
    return (
        _(
            "Paling banyak %(limit)d orang di kantor pada %(day)s (%(percent)s %% dari %(base)d, "
            "dibulatkan ke bawah)%(basis)s; yang bekerja hari itu %(people)d."
        )
        % words
    )


def _policy(telling: Telling, day: date) -> Policy:
    policy = policy_on(day, telling.case.roster.policies)
    if policy is None:
        raise LookupError(f"a cap on {day} without a policy")
    return policy


def _office_bound(rule: OfficeBound, telling: Telling) -> str:
    openings = {slot: one for slot, one in telling.openings.items() if slot[1] == rule.day}
    bound = {slot[0]: one.why for slot, one in openings.items() if not one.modes}
    if len(bound) == len(openings):
        shared = {type(why[0]) for why in bound.values()}
        first = next(iter(bound.values()))[0]
        if len(shared) == 1 and _short(first) is None:
            return eligibility_sentence(first)
    reasons = [
        f"{telling.name(person)} ({_short(why[0]) or _('menurut kebijakan')})"
        for person, why in sorted(bound.items(), key=lambda one: telling.name(one[0]))
    ]
    listed = ", ".join(reasons[:MOST_NAMES])
    if len(reasons) > MOST_NAMES:
        listed = _("%(names)s, dan %(rest)d lainnya") % {
            "names": listed,
            "rest": len(reasons) - MOST_NAMES,
        }
    return _("%(count)d orang harus di kantor pada %(day)s: %(names)s.") % {
        "count": len(bound),
        "day": day_words(rule.day),
        "names": listed,
    }


def _short(refusal: EligibilityRefusal) -> str | None:
    """The reason in a word or two, where it is about the person.

    A hukuman disiplin is not named: this is kept longer than the sanction lasts.
    """
    match refusal:
        case StillCpns():
            return "CPNS"
        case FirstContractYear():
            return _("PPPK tahun pertama")
        case ServingSanction():
            return _("syarat perorangan")
        case PostExcluded():
            return _("jabatan dikecualikan")
        case DirectService():
            return _("pelayanan langsung")
        case NoRecordedHome():
            return _("alamat rumah belum tercatat")
        case NotReady():
            return _("belum menyatakan kesiapan")
        case NoScore() | BelowTopPerformers():
            return _("syarat kinerja")
    return None


def _weekly_maximum(rule: WeeklyMaximum, telling: Telling) -> str:
    limits = [
        one.limit
        for slot, one in telling.openings.items()
        if one.limit is not None and 0 <= (slot[1] - rule.day).days < 7
    ]
    return _(
        "Paling banyak %(limit)d hari fleksibel seminggu untuk tiap orang, pada minggu yang mulai "
        "%(day)s."
    ) % {"limit": max(limits, default=0), "day": day_words(rule.day)}
