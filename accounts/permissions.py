"""Who may do what, asked as questions of a person's standing; the one place that answers."""

from __future__ import annotations

from accounts.standing import Held, Standing

SETTLING = frozenset({"supervisor", "pyb", "ppk"})
"""Roles that settle requests: the direct superior, and those above who may step in."""

NATIONAL_KINDS = frozenset({"kementerian", "lpnk"})
"""Kinds of agency whose overseers see all others."""

KEEPING_OFFICERS = frozenset({"supervisor", "service_manager", "personnel"})
"""Roles that note who is qualified for a desk: the people's superior, or the desk's keeper."""


def can_draft_roster(standing: Standing, unit_id: int) -> Held | None:
    """The role by which the holder may draft and submit the roster of a unit, or None."""
    return standing.holds({"supervisor"}, unit_id)


def can_approve_roster(standing: Standing, unit_id: int) -> Held | None:
    """The role by which the holder may approve the roster of a unit, or None.

    PermenPANRB 4/2025: the PPK decides, or whom the PPK delegates by decree.
    """
    return standing.holds({"ppk", "pyb"}, unit_id)


def can_read_compliance(standing: Standing) -> bool:
    """Whether the holder may read the agency's compliance reports."""
    return standing.holds({"ppk", "pyb", "personnel", "inspector"}) is not None


def can_compute_compliance(standing: Standing) -> bool:
    """Whether the holder may have a compliance report computed: the inspectorate only reads."""
    return standing.holds({"ppk", "pyb", "personnel"}) is not None


def can_fill_filing(standing: Standing) -> Held | None:
    """The role by which the holder fills in the month's form, or None: the inspectorate reads."""
    return standing.holds({"personnel", "pyb", "ppk"})


def can_sign_filing(standing: Standing) -> Held | None:
    """The role by which the holder signs and files the month's form, or None."""
    return standing.holds({"pyb", "ppk"})


def can_export_pay(standing: Standing) -> bool:
    """Whether the holder may export what attendance means for people's allowances."""
    return standing.holds({"personnel", "pyb", "ppk"}) is not None


def can_set_pay(standing: Standing) -> Held | None:
    """The role by which the holder sets the agency's reductions, by its head's decree, or None."""
    return standing.holds({"personnel", "ppk"})


def can_oversee(standing: Standing) -> bool:
    """Whether the holder may read the figures of the agencies their own agency oversees."""
    return standing.holds({"overseer"}) is not None


def can_run_nationally(standing: Standing, agency_kind: str) -> bool:
    """Whether the holder, of an agency of this kind, may have the reports of all agencies computed.

    Ministries and institutions oversee the whole country; a province only its own part.
    """
    return can_oversee(standing) and agency_kind in NATIONAL_KINDS


def can_see_board(standing: Standing) -> bool:
    """Whether the holder may open the board of a team."""
    return standing.sees_whole_agency or bool(standing.unit_ids)


def can_settle_requests(standing: Standing, unit_id: int) -> Held | None:
    """The role by which the holder may settle corrections and leave of a unit's people, or None.

    The direct superior, or whoever stands above or acts for them; never of one's own.
    """
    return standing.holds(SETTLING, unit_id)


def can_settle_any(standing: Standing) -> bool:
    """Whether the holder settles anybody's corrections and leave today."""
    return bool(standing.roles & SETTLING)


def can_declare_outages(standing: Standing) -> Held | None:
    """The role by which the holder may declare or dismiss an outage of the agency, or None."""
    return standing.holds({"personnel", "pyb", "ppk"})


def can_read_outages(standing: Standing) -> bool:
    """Whether the holder may read the agency's outages with the people they touch."""
    return standing.holds({"personnel", "inspector", "pyb", "ppk"}) is not None


def can_examine(standing: Standing, unit_id: int) -> Held | None:
    """The role by which the holder may examine a discipline case of a unit's people, or None.

    PP 94/2021 art. 26: the direct superior examines; those above may take the case over.
    """
    return standing.holds({"supervisor", "pyb", "ppk"}, unit_id)


def can_keep_machines(standing: Standing) -> bool:
    """Whether the holder keeps the agency's machines, code screens and imports."""
    return standing.holds({"personnel"}) is not None


def can_read_anomalies(standing: Standing) -> bool:
    """Whether the holder may look into the agency's weekly list of patterns."""
    return standing.holds({"personnel", "inspector", "pyb", "ppk"}) is not None


def can_mark_anomalies(standing: Standing) -> Held | None:
    """The role by which the holder may note what became of a pattern: the inspectorate reads."""
    return standing.holds({"personnel", "pyb", "ppk"})


def can_freeze_month(standing: Standing) -> Held | None:
    """The role by which the holder may fix a month's report: the PPK or whom the PPK delegated."""
    return standing.holds({"ppk"})


def can_read_policies(standing: Standing) -> bool:
    """Whether the holder may open the agency's policies with their previews and trials."""
    return standing.holds({"ppk", "pyb", "personnel", "inspector"}) is not None


def can_draft_policy(standing: Standing) -> Held | None:
    """The role by which the holder may write a policy's draft, or None."""
    return standing.holds({"personnel", "pyb", "ppk"})


def can_publish_policy(standing: Standing) -> Held | None:
    """The role by which the holder may put a policy in force: the PPK or whom the PPK delegated."""
    return standing.holds({"ppk"})


def can_declare_emergency(standing: Standing) -> Held | None:
    """The role by which the holder may send everybody home, or None."""
    return standing.holds({"pyb", "ppk"})


def can_generate_rosters(standing: Standing) -> Held | None:
    """The role by which the holder may have the rosters of all units made at once, or None."""
    return standing.holds({"personnel", "pyb"})


def can_keep_records(standing: Standing) -> Held | None:
    """The role by which the holder keeps personnel records: scores, qualifications, or None."""
    return standing.holds({"personnel"})


def can_read_readiness(standing: Standing) -> bool:
    """Whether the holder may read the agency's figures of readiness for work from home."""
    return standing.holds({"personnel", "inspector", "pyb", "ppk"}) is not None


def can_keep_desk_officers(standing: Standing, unit_id: int) -> Held | None:
    """The role by which the holder may note who is qualified for a unit's desks, or None.

    Its superior knows the people, the service manager the desks, the personnel office the record.
    """
    return standing.holds(KEEPING_OFFICERS, unit_id)


def can_keep_some_desk_officers(standing: Standing) -> bool:
    """Whether the holder keeps the officers of any unit's desks."""
    return bool(standing.roles & KEEPING_OFFICERS)


def can_keep_offices(standing: Standing) -> Held | None:
    """The role by which the holder keeps the agency's offices, hours and closures, or None."""
    return standing.holds({"service_manager"})


def can_keep_desk(standing: Standing, unit_id: int | None) -> Held | None:
    """The role by which the holder keeps a desk of a unit (None: of no unit), or None."""
    return standing.holds({"service_manager"}, unit_id)


def can_keep_some_desk(standing: Standing) -> bool:
    """Whether the holder keeps any desk: the agency's, or those of one unit."""
    return "service_manager" in standing.roles


def can_cover_desk(standing: Standing, unit_id: int | None) -> Held | None:
    """The role by which the holder sends somebody to a unit's desk (None: of no unit), or None."""
    return standing.holds({"service_manager", "supervisor"}, unit_id)


def can_see_desks(standing: Standing) -> bool:
    """Whether the holder may see the live board of the agency's desks."""
    return bool(standing.roles & {"service_manager", "supervisor"}) or standing.sees_whole_agency


def can_read_complaints(standing: Standing) -> bool:
    """Whether the holder may read what citizens reported to the agency."""
    return standing.holds({"service_manager", "inspector", "pyb", "ppk"}) is not None


def can_answer_complaints(standing: Standing) -> Held | None:
    """The role by which the holder answers citizens' reports and verifies statuses, or None."""
    return standing.holds({"service_manager"})
