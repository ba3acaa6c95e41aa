"""What a browser sends to the roster pages, and what became of it."""

import json
from collections import defaultdict
from datetime import timedelta

from django.urls import reverse

from accounts.tenancy import tenant
from attendance.actions.roster_lines import stamp_of
from attendance.actions.rosters import approve_roster
from attendance.forms.rosters import cell_name, row_name
from attendance.models import Roster
from attendance.queries.plan_facts import saved_lines
from tests.attendance.offices import NOW, submitted


def url(name, roster):
    return reverse(f"attendance:roster_{name}", args=[roster.pk])


def typed(of, roster, *away, **more):
    """What the grid sends with these people away: a field for each of them and no other."""
    with tenant(of.agency.pk):
        lines = saved_lines(roster)
    rows = defaultdict(dict)
    for person, day in away:
        rows[row_name(person.pk)][f"{day:%Y%m%d}"] = ["WFH", "", ""]
    cells = {name: json.dumps(row) for name, row in rows.items()}
    return {"stamp": stamp_of(lines), "langkah": "simpan", **cells, **more}


def row(**cells):
    """A person's field: `d20261127=("WFH", "", "Naskah")` gives place, shift and note."""
    return json.dumps({day.removeprefix("d"): list(cell) for day, cell in cells.items()})


def fields(of, roster, monday, *away, **more):
    """What the page of the week that begins on `monday` sends: a field for every cell."""
    with tenant(of.agency.pk):
        lines = saved_lines(roster)
    sent = {"stamp": stamp_of(lines), "langkah": "simpan", "pekan": f"{monday:%Y-%m-%d}"}
    changed = {(person.pk, day) for person, day in away}
    for line in lines:
        slot = (line.person_id, line.date)
        if monday <= line.date < monday + timedelta(days=7):
            sent[cell_name("plan", slot)] = "WFH" if slot in changed else "WFO"
            sent[cell_name("note", slot)] = line.note
    return {**sent, **more}


def state_of(of, roster):
    with tenant(of.agency.pk):
        return Roster.objects.get(pk=roster.pk).state


def approved(of, *away):
    roster = submitted(of, *away)
    with tenant(of.agency.pk):
        return approve_roster(roster_id=roster.pk, by=of.ppk, at=NOW)
