"""What a browser sends to the roster pages, and what became of it."""

from django.urls import reverse

from accounts.tenancy import tenant
from attendance.actions.roster_drafts import stamp_of
from attendance.actions.rosters import approve_roster
from attendance.forms.roster_grid import cell_name
from attendance.models import Roster
from attendance.queries.plan_facts import saved_lines
from tests.attendance.offices import NOW, submitted


def url(name, roster):
    return reverse(f"attendance:roster_{name}", args=[roster.pk])


def typed(of, roster, *away, **more):
    """What a browser sends for the grid with these people away."""
    with tenant(of.agency.pk):
        lines = saved_lines(roster)
    sent = {"stamp": stamp_of(lines), "langkah": "simpan"}
    changed = {(person.pk, day) for person, day in away}
    for line in lines:
        slot = (line.person_id, line.date)
        sent[cell_name("plan", slot)] = "WFH" if slot in changed else "WFO"
        sent[cell_name("note", slot)] = ""
    return {**sent, **more}


def state_of(of, roster):
    with tenant(of.agency.pk):
        return Roster.objects.get(pk=roster.pk).state


def approved(of, *away):
    roster = submitted(of, *away)
    with tenant(of.agency.pk):
        return approve_roster(roster_id=roster.pk, by=of.ppk, at=NOW)
