"""Discipline cases as the templates print them."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.urls import reverse

from accounts.models import Employee
from attendance.models import DisciplineCase
from attendance.queries.cases import GROUPS, CaseDay, CaseList, CasePage
from attendance.wording import cases as words


def list_row(one: DisciplineCase, found: CaseList) -> dict[str, Any]:
    """A line of the list; `late` where the examination should have begun."""
    return {
        "case": one,
        "indicated": words.sanction_label(one.sanction),
        "state": f"case_{one.state}",
        "late": one.state == "open" and one.due_on < found.today,
    }


def group_links(found: CaseList, *, mine: bool) -> list[dict[str, Any]]:
    """The groups of states with their numbers, each a link."""
    owned = "&milik=saya" if mine else ""
    return [
        {
            "label": words.group_label(name),
            "number": found.counts[name],
            "url": f"?keadaan={name}{owned}",
            "current": name == found.group,
            "code": f"case_{GROUPS[name][0].value}",
        }
        for name in GROUPS
    ]


def case_shape(page: CasePage, reader: Employee) -> dict[str, Any]:
    """What both pages of a case say about it, in words.

    A direct superior without a role reads the days here, but not each day's own page.
    """
    case, standing = page.case, reader.standing
    opens_days = standing.sees_whole_agency or case.employee.unit_id in standing.unit_ids
    pending = [day.then.date for day in page.days if day.is_pending]
    return {
        "indicated": words.sanction_label(case.sanction),
        "level": words.level_label(case.level),
        "state": f"case_{case.state}",
        "ground": words.ground_sentence(case, is_streak=page.is_streak),
        "threshold": "" if page.step is None else words.basis_of_threshold(page.step),
        "pay": "" if case.pay_stops_from is None else words.pay_sentence(case.pay_stops_from),
        "pending": words.pending_note(pending) if pending else "",
        "changed": "" if page.changed is None else page.changed.note,
        "meeting": page.summonses[-1] if page.summonses else None,
        "days": [_day(day, case, opens=opens_days) for day in page.days],
        "steps": [
            {
                "code": f"case_{step.kind}",
                "row": step,
                "imposed": words.sanction_label(step.imposed) if step.imposed else "",
                "delegation": "" if step.under is None else words.delegation_words(step.under),
            }
            for step in page.steps
        ],
        "others": [
            {
                "pk": other.pk,
                "label": words.sanction_label(other.sanction),
                "state": f"case_{other.state}",
            }
            for other in page.others
        ],
    }


def move_shapes(page: CasePage, forms: Mapping[str, Form]) -> list[dict[str, Any]]:
    """What the reader may do now, each with its words, its address and its form.

    A form whose move is no longer possible is not shown: the page has said why.
    """
    again = bool(page.summonses)
    return [
        {
            "name": name,
            "title": words.move_label(name, again=again),
            "hint": words.move_hint(name, page.summon_until),
            "url": reverse(f"attendance:case_{name}", args=[page.case.pk]),
            "form": forms[name],
        }
        for name in page.moves
    ]


def _day(day: CaseDay, case: DisciplineCase, *, opens: bool) -> dict[str, Any]:
    on = day.then.date
    return {
        "row": day.then,
        "url": reverse("attendance:day_of", args=[on, case.employee_id]) if opens else "",
        "own_url": reverse("attendance:day", args=[on]),
        "correct_url": reverse("attendance:correction_ask", args=[on]),
        "now": day.status_now if day.is_changed else "",
        "is_pending": day.is_pending,
    }
