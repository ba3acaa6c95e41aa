"""Collisions people meet, each with the rules it names and what would help."""

from datetime import date, timedelta

from attendance.solver.collisions import Collision, collisions_of
from attendance.solver.named import (
    DeskMinimum,
    DeskQualified,
    HomeCap,
    KeptLine,
    OfficeBound,
    OfficeCap,
    WeeklyMaximum,
)
from attendance.solver.proposals import (
    FreeLine,
    LowerDesk,
    MoveLeave,
    Qualify,
    RaiseCap,
    RaiseWeekly,
    explain,
)
from attendance.wording.collisions import Telling, told
from tests.attendance.solver.units import MONDAY, Counter, Rule, Someone, UnitFacts, case_of

FRIDAY = MONDAY + timedelta(days=4)
SUNDAY = MONDAY + timedelta(days=6)


def unit(people: int = 10, rule: Rule | None = None, **fields: object) -> UnitFacts:
    """A week of a unit under one policy: Friday at home, no caps."""
    usual = Rule(date(2026, 1, 1), weekdays=frozenset({5}), home=None)
    return UnitFacts(
        first=MONDAY,
        last=SUNDAY,
        people=[Someone(f"Staf {n:02d}") for n in range(1, people + 1)],
        rules=[rule or usual],
        **fields,
    )


def explained(facts: UnitFacts):
    case = case_of(facts)
    return explain(case, collisions_of(case))


def only(facts: UnitFacts) -> tuple[Collision, list[object]]:
    (found,) = explained(facts)
    return found.collision, [one.relief for one in found.proposals]


def words_of(facts: UnitFacts) -> dict[str, object]:
    case = case_of(facts)
    (found,) = explain(case, collisions_of(case))
    return told(found, Telling(case, {}))


def desk_short_of_officers() -> UnitFacts:
    facts = unit(
        counters=[Counter("Loket KTP-el", 2, frozenset({5}), frozenset({"Staf 01", "Staf 02"}))]
    )
    facts.people[1].leave = (FRIDAY, FRIDAY)
    return facts


def test_a_desk_short_of_qualified_officers() -> None:
    collision, reliefs = only(desk_short_of_officers())
    desk = "Loket KTP-el"
    assert set(collision.rules) == {DeskMinimum(FRIDAY, desk), DeskQualified(FRIDAY, desk)}
    assert LowerDesk(FRIDAY, desk, desk, 2, 1) in reliefs
    assert MoveLeave(FRIDAY, "Staf 02") in reliefs
    assert Qualify(FRIDAY, "Staf 03", desk, desk) in reliefs


def test_the_words_name_date_desk_numbers_and_the_one_on_leave() -> None:
    said = words_of(desk_short_of_officers())
    assert said["title"] == "Jumat, 27 November 2026: aturan ini tidak dapat dipenuhi bersama"
    desk, officers = said["rules"]
    assert desk == (
        "Loket KTP-el butuh 2 petugas pada Jumat, 27 November 2026; yang memenuhi syarat dan "
        "bertugas hari itu 1 orang (Staf 01); Staf 02 sedang cuti atau bertugas luar."
    )
    assert officers == (
        "Yang boleh melayani Loket KTP-el pada Jumat, 27 November 2026 hanya: Staf 01, Staf 02."
    )
    assert {
        "text": "Turunkan kebutuhan Loket KTP-el pada Jumat, 27 November 2026 dari 2 menjadi 1 "
        "petugas (pengelola layanan).",
        "ends_all": True,
    } in said["proposals"]


def test_a_cap_on_the_office_against_the_desks_minimum() -> None:
    facts = unit(
        rule=Rule(date(2026, 1, 1), home=None, office=25, per_week=None),
        counters=[Counter("Loket 1", 3, frozenset({3}))],
    )
    collision, reliefs = only(facts)
    wednesday = MONDAY + timedelta(days=2)
    assert set(collision.rules) == {OfficeCap(wednesday), DeskMinimum(wednesday, "Loket 1")}
    # 25 % of 10 is 2: the desk's third officer needs 30 %.
    assert RaiseCap(wednesday, False, "", 25, 30) in reliefs
    assert LowerDesk(wednesday, "Loket 1", "Loket 1", 3, 2) in reliefs


def test_a_cap_on_the_office_against_those_who_have_to_be_there() -> None:
    facts = unit(rule=Rule(date(2026, 1, 1), home=None, office=50, per_week=None))
    for one in facts.people[:6]:
        one.kind = "cpns"
    found = explained(facts)
    # The same on five days is told once, with the dates of the others.
    assert len(found) == 1
    assert set(found[0].collision.rules) == {OfficeCap(MONDAY), OfficeBound(MONDAY)}
    assert found[0].also == tuple(MONDAY + timedelta(days=n) for n in range(1, 5))
    (relief,) = found[0].proposals
    assert (relief.relief.to, relief.ends_all) == (60, True)


def test_a_cap_on_the_office_against_the_weekly_maximum() -> None:
    collision, reliefs = only(unit(rule=Rule(date(2026, 1, 1), home=None, office=50, per_week=2)))
    kinds = {type(rule) for rule in collision.rules}
    assert kinds == {OfficeCap, WeeklyMaximum}
    # Five people away on five days are 25 flexible days; ten people may have 20.
    assert len(collision.rules) == 6
    assert any(isinstance(one, RaiseWeekly) and one.to == 3 for one in reliefs)


def test_lines_to_keep_against_a_cap() -> None:
    facts = unit(people=4, rule=Rule(date(2026, 1, 1), home=25))
    facts.kept = {("Staf 01", MONDAY): ("WFH", None), ("Staf 02", MONDAY): ("WFH", None)}
    collision, reliefs = only(facts)
    assert set(collision.rules) == {
        HomeCap(MONDAY),
        KeptLine(MONDAY, "Staf 01"),
        KeptLine(MONDAY, "Staf 02"),
    }
    assert FreeLine(MONDAY, "Staf 01") in reliefs
    assert RaiseCap(MONDAY, True, "", 25, 50) in reliefs


def test_both_caps_against_each_other() -> None:
    # 3 at home and 3 in the office leave one of 7 nowhere.
    facts = unit(people=7, rule=Rule(date(2026, 1, 1), home=50, office=50, per_week=None))
    collision, reliefs = (explained(facts)[0].collision, explained(facts)[0].proposals)
    assert set(collision.rules) == {HomeCap(MONDAY), OfficeCap(MONDAY)}
    # 4 of 7 are 58 %.
    assert {(one.relief.is_home, one.relief.to) for one in reliefs} == {(True, 58), (False, 58)}


def test_a_sanction_is_not_named_where_the_answer_is_kept() -> None:
    facts = unit(people=2, rule=Rule(date(2026, 1, 1), home=None, office=50, per_week=None))
    for one in facts.people:
        one.sanction = (date(2026, 1, 1), date(2026, 12, 31))
    said = words_of(facts)
    assert "hukuman" not in str(said)
    assert "Staf 01 (syarat perorangan), Staf 02 (syarat perorangan)" in str(said["rules"])
