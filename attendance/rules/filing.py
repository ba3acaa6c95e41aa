"""What the portal can answer of the regions' monthly form, each answer with what it rests on.

SE Mendagri 800.1.5/3349/SJ has regions report their work culture every month, in 14 sections. A
source below is named by the form's rows (`FilingItem.source`); it answers in the form's own words,
or not at all where the month's facts do not suffice: then an officer answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from attendance.rules.filing_answers import month_of, month_text, whole_number
from attendance.rules.filing_facts import Count, Facts, Figure, Proposal
from attendance.rules.readiness import Infrastructure

FRIDAY = 5
DAY_NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
SAVINGS = ("10a", "10b", "10c", "10d", "10e", "10f")
"""The rows that row 10g adds up."""

BASE_MONTH_ROW, BASE_TRIPS_ROW = "6dasar", "6jumlah"
NOTICEABLE_POINTS = 1
"""So many percentage points of staffed desk time make a difference: less is noise."""

Answers = Mapping[str, str]
"""Values of rows by code, as far as they are known."""


def work_modes(facts: Facts, _: Answers) -> Proposal:
    """1a: WFO and WFH are applied where a policy allows it and both really happened."""
    shown = (
        Figure("home_policies", facts.policies, "policies"),
        *facts.listed(("planned_wfh_days", "days"), ("wfh_days", "days"), ("wfo_days", "days")),
    )
    if not facts.figures:
        return Proposal(figures=shown)
    both = facts.policies and facts.value("wfh_days") and facts.value("wfo_days")
    return Proposal("Dilaksanakan" if both else "Belum", shown)


def home_weekday(facts: Facts, _: Answers) -> Proposal:
    """1b: the one weekday the policies keep for WFH, else the one with most days at home."""
    counted = facts.home_by_weekday
    shown = tuple(
        Figure(f"wfh_weekday_{day}", days, "days", "wfh_days")
        for day, days in sorted(counted.items())
        if days
    )
    kept = facts.home_weekdays
    day = next(iter(kept)) if len(kept) == 1 else None
    if day is None and any(counted.values()):
        day = max(counted, key=lambda one: (counted[one], one == FRIDAY, -one))
    if day is None:
        return Proposal(figures=shown)
    if day == FRIDAY:
        return Proposal("Jumat", shown)
    return Proposal("Hari lain", shown, DAY_NAMES[day - 1])


def composition(facts: Facts, _: Answers) -> Proposal:
    """1c: the share of WFH in WFH and WFO together, in whole percent; the rest is WFO."""
    home, office = facts.value("wfh_days"), facts.value("wfo_days")
    shown = facts.listed(("wfh_days", "days"), ("wfo_days", "days"), ("wfa_days", "days"))
    if not home + office:
        return Proposal(figures=shown)
    return Proposal(str(rounded_percent(home, home + office)), shown)


def signatures(facts: Facts, _: Answers) -> Proposal:
    """2b: letters and reports signed here show it, but not those with the test certificate."""
    shown = (
        Figure("signed_documents", facts.letters, "documents"),
        Figure("practice_documents", facts.practice_letters, "documents"),
    )
    return Proposal("Sudah" if facts.letters > facts.practice_letters else "", shown)


def electronic_attendance(facts: Facts, _: Answers) -> Proposal:
    """2c: people checked in through the portal."""
    shown = facts.listed(("present_days", "days"), ("due_days", "days"))
    return Proposal("Sudah" if facts.value("present_days") else "", shown)


def infrastructure(facts: Facts, _: Answers) -> Proposal:
    """2f: sufficient or limited by what people declared, where enough of them did."""
    means = facts.means
    if means is None:
        return Proposal()
    shown = (
        Figure("equipped_people", means.equipped, "people"),
        Figure("declared_people", means.declared, "people"),
        Figure("active_people", means.people, "people"),
    )
    words = {Infrastructure.SUFFICIENT: "Memadai", Infrastructure.LIMITED: "Terbatas", None: ""}
    return Proposal(words[means.judged], shown)


def control(facts: Facts, _: Answers) -> Proposal:
    """3a: presence checks or check-in windows are among the policies' duties."""
    shown = (
        Figure("presence_checks", facts.presence_checks, "checks"),
        Figure("check_in_windows", facts.windows, "windows"),
        *facts.listed(("cases_opened", "cases")),
    )
    return Proposal(_in_force(facts.presence_checks or facts.windows), shown)


def supervision(facts: Facts, _: Answers) -> Proposal:
    """3b: work reports are due, or superiors are in office and settle their people's requests."""
    shown = (
        Figure("report_duty", facts.reports_due, "policies"),
        Figure("supervisors", facts.supervisors, "people"),
        *facts.listed(("corrections_accepted", "requests"), ("corrections_refused", "requests")),
    )
    settled = facts.value("corrections_accepted") + facts.value("corrections_refused")
    return Proposal(_in_force(facts.reports_due or (facts.supervisors and settled)), shown)


def _in_force(found: object) -> str:
    return "Ada" if found else "Dalam penyusunan"


def direct_service(facts: Facts, _: Answers) -> Proposal:
    """4a: nobody of a direct-service unit but its back office worked away from the office."""
    shown = (
        Figure("direct_units", facts.direct.units, "units"),
        Figure("direct_office_days", facts.direct.present - facts.direct.away, "days"),
        Figure("direct_away_days", facts.direct.away, "days"),
    )
    if not facts.direct.present:
        return Proposal(figures=shown)
    return Proposal("Tidak" if facts.direct.away else "Ya", shown)


def support_units(facts: Facts, _: Answers) -> Proposal:
    """4b: selectively means that some days were worked from home, and not all of them."""
    support = facts.support
    shown = (
        Figure("support_units", support.units, "units"),
        Figure("support_away_days", support.away, "days"),
        Figure("support_present_days", support.present, "days"),
    )
    if not support.present:
        return Proposal(figures=shown)
    return Proposal("Ya" if 0 < support.away < support.present else "Tidak", shown)


TARGETS = (
    ("present_days", "present_target_percent"),
    ("on_time_days", "on_time_target_percent"),
    ("quota_kept_days", "quota_target_percent"),
    ("desk_staffed_minutes", "staffed_target_percent"),
)
"""A figure of the report and the threshold that its share should reach."""


def targets(facts: Facts, _: Answers) -> Proposal:
    """4c: every target that the month has figures for is reached."""
    shown, reached = [], True
    for code, threshold in TARGETS:
        value, base = facts.figures.get(code, (0, None))
        if not base or threshold not in facts.targets:
            continue
        wanted = facts.targets[threshold]
        shown += [
            # Rounded down: a share just short of its target must not look like it.
            Figure(f"{code}_share", value * 100 // base, "percent", code),
            Figure(threshold, wanted, "percent"),
        ]
        reached = reached and value * 100 >= base * wanted
    if not shown:
        return Proposal()
    return Proposal("Tercapai" if reached else "Tidak", tuple(shown))


def service_quality(facts: Facts, _: Answers) -> Proposal:
    """4d: staffed desk time and proven wrong statuses against the month before.

    Each of the two that got better counts for, each that got worse against; even means the same.
    """
    now, then = _staffed_percent(facts.figures), _staffed_percent(facts.before)
    if now is None or then is None:
        return Proposal(figures=_quality_figures(facts, now, then))
    wrong = facts.value("status_wrong") - facts.before.get("status_wrong", (0, None))[0]
    steps = (abs(now - then) >= NOTICEABLE_POINTS) * _sign(now - then) - _sign(wrong)
    words = {1: "Meningkat", 0: "Tetap", -1: "Menurun"}
    return Proposal(words[_sign(steps)], _quality_figures(facts, now, then))


def _quality_figures(facts: Facts, now: int | None, then: int | None) -> tuple[Figure, ...]:
    before = facts.before.get("status_wrong")
    return (
        *([] if now is None else [Figure("staffed_now", now, "percent", "desk_staffed_minutes")]),
        *([] if then is None else [Figure("staffed_before", then, "percent")]),
        *facts.listed(("status_wrong", "reports")),
        *([] if before is None else [Figure("wrong_before", before[0], "reports")]),
    )


def _staffed_percent(figures: Mapping[str, Count]) -> int | None:
    promised = figures.get("desk_promised_minutes", (0, None))[0]
    if not promised:
        return None
    return rounded_percent(figures.get("desk_staffed_minutes", (0, None))[0], promised)


def base_month(facts: Facts, _: Answers) -> Proposal:
    """6, what the saving is measured against: the last month before the circular took force."""
    first = facts.scheme_from.replace(day=1)
    before = date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)
    return Proposal(month_text(before))


def base_trips(facts: Facts, answers: Answers) -> Proposal:
    """6: the trips begun in the base month, where the portal kept its people's travel then."""
    month = month_of(answers.get(BASE_MONTH_ROW, ""))
    if month is None or not (month in facts.trips or facts.keeps(month)):
        return Proposal()
    return Proposal(str(facts.trips.get(month, 0)))


def trips(facts: Facts, answers: Answers) -> Proposal:
    """6a: by how much fewer trips began than in the base month, in whole percent rounded down.

    The records of travel do not tell a destination abroad; those trips are few and count here.
    """
    now = facts.trips.get(facts.month, 0)
    base = whole_number(answers.get(BASE_TRIPS_ROW, ""))
    shown = [Figure("trips", now, "trips")]
    if not base:
        return Proposal(figures=tuple(shown))
    shown.append(Figure("base_trips", base, "trips"))
    return Proposal(str(max(0, (base - now) * 100 // base)), tuple(shown))


def exclusions(facts: Facts, _: Answers) -> Proposal:
    """9: whom the policies that allow WFH keep in the office, if anybody."""
    return Proposal("\n".join(facts.exclusions) or ("Tidak ada" if facts.policies else ""))


def total(facts: Facts, answers: Answers) -> Proposal:
    """10g: the rows before it added up, beside the month's days at home; none before any is in."""
    amounts = [whole_number(answers.get(code, "")) for code in SAVINGS]
    known = [amount for amount in amounts if amount is not None]
    shown = facts.listed(("wfh_days", "days"))
    return Proposal(str(sum(known)) if known else "", shown)


def obstacles(facts: Facts, _: Answers) -> Proposal:
    """13: an officer writes it; the month's outages and unstaffed desk time are offered as text."""
    promised = facts.value("desk_promised_minutes")
    unstaffed = promised - facts.value("desk_staffed_minutes") - facts.value("desk_unknown_minutes")
    shown = [*facts.listed(("outages", "outages"), ("outage_minutes", "minutes"))]
    if promised:
        shown.append(Figure("unstaffed_minutes", unstaffed, "minutes", "desk_staffed_minutes"))
    return Proposal(figures=tuple(shown))


def rounded_percent(part: int, whole: int) -> int:
    """`part` of `whole` in percent, a half rounded up."""
    return (part * 200 + whole) // (2 * whole)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


SOURCES: dict[str, Callable[[Facts, Answers], Proposal]] = {
    source.__name__: source
    for source in (
        work_modes, home_weekday, composition, signatures, electronic_attendance, infrastructure,
        control, supervision, direct_service, support_units, targets, service_quality,
        base_month, base_trips, trips, exclusions, total, obstacles,
    )
}  # fmt: skip
"""By the name that `FilingItem.source` gives; `answers` holds the rows that stand before."""
