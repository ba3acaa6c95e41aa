"""A week of wishes of one person: what may be wished on each date, and what was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts.models import Employee
from asn_wfh import clock
from attendance.models import Roster, SpecialCircumstance, Wish
from attendance.queries.plan_facts import PlanFacts, plan_facts
from attendance.queries.wishes import wishes_of
from attendance.rules.approval import RosterState
from attendance.rules.calendar import week_start
from attendance.rules.eligibility import EligibilityRefusal
from attendance.rules.modes import WorkMode
from attendance.rules.roster import Member
from attendance.rules.wishes import (
    NotAtWork,
    WishRefusal,
    last_wish_day,
    refuse_wish,
    refuse_wish_day,
)

ONE_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class WishFacts:
    """What decides about one person's wishes of a week."""

    person: Employee
    today: date
    plan: PlanFacts
    rosters: Mapping[date, RosterState]
    wishes: Mapping[date, Wish]

    @property
    def member(self) -> Member | None:
        """The person as the roster's rules know them; None for somebody who has left."""
        return next((one for one in self.plan.members if one.person.ref == self.person.pk), None)

    def refuse_day(self, day: date) -> WishRefusal | None:
        """Why the wish of `day` stays as it is."""
        return refuse_wish_day(
            day,
            today=self.today,
            at_work=(self.person.pk, day) in self.plan.slots,
            roster=self.rosters.get(day),
        )

    def refuse(self, day: date, mode: WorkMode) -> WishRefusal | EligibilityRefusal | None:
        """Why `mode` cannot be wished for `day`."""
        member = self.member
        if member is None:
            return NotAtWork(day)
        return self.refuse_day(day) or refuse_wish(member.person, day, mode, self.plan.policies)


@dataclass(frozen=True)
class WishWeek:
    """The page's week. `before` and `after` are the Mondays one may turn to, None at the ends."""

    monday: date
    facts: WishFacts
    circumstances: tuple[SpecialCircumstance, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """The dates from Monday to Sunday on which there is work, or a holiday to name."""
        return tuple(self.facts.plan.period.days())

    @property
    def before(self) -> date | None:
        """The Monday before, down to the running week."""
        earlier = self.monday - ONE_WEEK
        return earlier if earlier >= week_start(self.facts.today) else None

    @property
    def after(self) -> date | None:
        """The Monday after, as far as wishes can be noted."""
        later = self.monday + ONE_WEEK
        return later if later <= last_wish_day(self.facts.today) else None


def wish_week(person: Employee, *, day: date | None, now: datetime) -> WishWeek:
    """The week of `day`, or the coming one; a fixed number of statements."""
    today = clock.on_local_date(now, person.zone)
    first = week_start(today)
    monday = first + ONE_WEEK if day is None else week_start(day)
    monday = min(max(monday, first), week_start(last_wish_day(today)))
    facts = wish_facts(person, monday, monday + 6 * timedelta(days=1), today=today)
    circumstances = SpecialCircumstance.objects.of(person).select_related(
        "settled_by", "settled_under__principal"
    )
    return WishWeek(monday, facts, tuple(circumstances.order_by("-valid_from", "-pk")[:10]))


def wish_facts(person: Employee, first: date, last: date, *, today: date) -> WishFacts:
    """What decides about wishes from `first` to `last`; two statements beside the plan's."""
    rosters: dict[date, RosterState] = {}
    rows = Roster.objects.filter(
        agency_id=person.agency_id,
        unit_id=person.unit_id,
        first_day__lte=last,
        last_day__gte=first,
    ).order_by("version")
    # A version under way beside one in force changes nothing: the date is decided.
    for row in rows:
        for number in range((row.last_day - row.first_day).days + 1):
            day = row.first_day + number * timedelta(days=1)
            if rosters.get(day) is not RosterState.APPROVED:
                rosters[day] = RosterState(row.state)
    found = wishes_of(agency_id=person.agency_id, employee_ids=[person.pk], first=first, last=last)
    return WishFacts(
        person=person,
        today=today,
        plan=plan_facts(person.unit, first, last),
        rosters=rosters,
        wishes={day: wish for (_, day), wish in found.items()},
    )
