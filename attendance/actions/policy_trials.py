"""The life of a policy's trial: asked, queued, computed week by week, ended.

The row is the truth and the message only rings the bell: a bell nobody could ring ends the trial
with a sentence, a lost one is rung again, one heard twice computes the same and is kept once.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.forms.models import model_to_dict

from accounts.models import Agency, Employee
from accounts.permissions import can_draft_policy
from accounts.tenancy import tenant
from asn_wfh import clock
from attendance.actions.bells import is_lost, ring
from attendance.actions.refused import Ground, RequestRefused
from attendance.models import DayClose, JobState, Policy, PolicyTrial
from attendance.models.policies import WorkShares
from attendance.queries.policy_trial import WEEK, last_weeks, trial_facts, week_cases
from attendance.rules.trial import UnitTrial, days_of, worst_cap
from attendance.wording import trials as words

log = structlog.get_logger(__name__)

TRIAL_TASK = "attendance.try_policy"
ACTIVE = (JobState.QUEUED, JobState.RUNNING)
QUEUED_TOO_LONG = timedelta(minutes=2)
RUNNING_TOO_LONG = timedelta(minutes=10)
"""After so long a trial's message is taken for lost, and sent again."""
GIVEN_UP_AFTER = timedelta(hours=1)
TRIED = (
    *(field.name for field in WorkShares._meta.get_fields()),
    "unit",
    "post",
    "region_level",
    "excluded_unit_codes",
    "modes",
    "count_absent_in_base",
)
"""Fields of a policy on which a trial depends: not its name, dates or decree."""


class TrialEnded(Exception):  # noqa: N818 - somebody cancelled it, or another worker was faster
    """The trial is no longer to be computed."""


def ask_trial(*, policy: Policy, by: Employee, at: datetime) -> PolicyTrial:
    """Queue a trial of `policy` on the last 13 whole weeks, or answer the one under way.

    Runs inside the agency's tenancy; a worker is asked on commit. Raises RequestRefused.
    """
    if can_draft_policy(by.standing) is None:
        raise RequestRefused(Ground.AUTHORITY, words.may_not_try())
    agency = policy.agency
    first, last = last_weeks(clock.on_local_date(at, agency.zone))
    if not DayClose.objects.filter(agency_id=agency.pk, date__range=(first, last)).exists():
        raise RequestRefused(Ground.CONTENT, words.nothing_judged(first, last))
    trials = PolicyTrial.objects.filter(agency_id=agency.pk, policy=policy)
    trial, is_new = trials.filter(state__in=ACTIVE).first(), False
    if trial is None:
        try:
            with transaction.atomic():
                trial, is_new = (
                    PolicyTrial.objects.create(
                        agency=agency,
                        policy=policy,
                        first_day=first,
                        last_day=last,
                        asked_by=by,
                        asked_at=at,
                    ),
                    True,
                )
        except IntegrityError:
            return trials.latest("asked_at")
        log.info("trial.asked", agency=agency.pk, trial=trial.pk, policy=policy.pk, by=by.pk)
    if is_new or is_stuck(trial, at):
        transaction.on_commit(partial(_ring, agency.pk, trial.pk), robust=True)
    return trial


def cancel_trial(*, trial: PolicyTrial, by: Employee, at: datetime) -> bool:
    """Stop a trial before its next week; False where it had ended already."""
    stopped = _active(trial.pk).update(
        state=JobState.CANCELLED, message=words.cancelled(), finished_at=at
    )
    log.info("trial.cancelled", agency=trial.agency_id, trial=trial.pk, by=by.pk, stopped=stopped)
    return bool(stopped)


def run_trial(*, agency_id: int, trial_id: int, now: datetime) -> bool:
    """Compute a queued trial, or one whose worker was killed; whether a result was kept.

    Call it outside any transaction: each week is one, and shows on the row.
    """
    with tenant(agency_id):
        trial = _active(trial_id).select_related("policy__regulation", "policy__agency").first()
        if trial is None:
            return False
        facts = trial_facts(trial.policy, trial.first_day, trial.last_day)
    units: dict[int, UnitTrial] = defaultdict(UnitTrial)
    weeks = (trial.last_day - trial.first_day + timedelta(days=1)) // WEEK
    try:
        for number in range(weeks):
            with tenant(agency_id):
                _step(trial, number, weeks, now)
                for unit_id, case in week_cases(facts, trial.first_day + number * WEEK):
                    units[unit_id].add(case)
        with tenant(agency_id):
            _keep(trial, {**result_of(units), "digest": digest_of(trial.policy)})
    except TrialEnded:
        log.info("trial.ended_elsewhere", agency=agency_id, trial=trial_id)
        return False
    log.info("trial.computed", agency=agency_id, trial=trial_id, units=len(units))
    return True


def resume_trials(*, agency: Agency, at: datetime) -> int:
    """Ask again for trials of the agency that got stuck, and end those given up; how many."""
    with tenant(agency.pk):
        rows = PolicyTrial.objects.filter(agency=agency, state__in=ACTIVE)
        stuck = [row for row in rows if is_stuck(row, at)]
    for row in stuck:
        if at - row.asked_at >= GIVEN_UP_AFTER:
            fail_trial(agency_id=agency.pk, trial_id=row.pk, sentence=words.given_up(), at=at)
        else:
            _ring(agency.pk, row.pk)
    return len(stuck)


def is_stuck(trial: PolicyTrial, at: datetime) -> bool:
    """Whether an unfinished trial has waited so long at `at` that its message must be lost."""
    return is_lost(trial, at, queued=QUEUED_TOO_LONG, running=RUNNING_TOO_LONG)


def fail_trial(*, agency_id: int, trial_id: int, sentence: str, at: datetime) -> None:
    """End a trial that cannot go on, with the sentence its page shows; one that ended stays."""
    with tenant(agency_id):
        _active(trial_id).update(state=JobState.FAILED, message=sentence, finished_at=at)
    log.warning("trial.failed", agency=agency_id, trial=trial_id)


def digest_of(policy: Policy) -> str:
    """SHA-256 over all that a trial depends on in the policy: tells a draft changed since."""
    values = model_to_dict(policy, fields=TRIED)
    text = json.dumps(values, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def result_of(units: Mapping[int, UnitTrial]) -> dict[str, Any]:
    """What the row keeps: ids, dates and numbers only. `units` are the figures, in order of the
    worst first; `lists` the days and people behind them, by unit id."""
    figures = [_figures(pk, one) for pk, one in units.items()]
    totals = {
        name: sum(row[name] for row in figures)
        for name in ("people", "due", "away", "caps", "desks", "refused", "out")
    }
    return {
        "totals": totals | {"excluded": _summed(figures)},
        "units": sorted(
            figures, key=lambda row: (-row["caps"], -row["desks"], -row["refused"], row["unit"])
        ),
        "lists": {str(pk): _lists(one) for pk, one in units.items()},
    }


def _figures(pk: int, one: UnitTrial) -> dict[str, Any]:
    worst = worst_cap(one.caps)
    return {
        "unit": pk,
        "people": len(one.people),
        "due": one.due,
        "away": one.away,
        "caps": days_of(one.caps),
        "worst": None if worst is None else _cap_row(worst),
        "desks": days_of(one.desks),
        "refused": sum(map(len, one.refused.values())),
        "out": len(set().union(*one.excluded.values())),
        "excluded": {code: len(people) for code, people in sorted(one.excluded.items())},
    }


def _lists(one: UnitTrial) -> dict[str, Any]:
    return {
        "caps": [_cap_row(cap) for cap in sorted(one.caps, key=lambda cap: (cap.day, cap.kind))],
        "desks": [
            [str(desk.day), desk.desk, desk.office, desk.needed, desk.collides]
            for desk in sorted(one.desks, key=lambda desk: (desk.day, desk.desk))
        ],
        "refused": sorted(
            [str(day), person, list(codes)]
            for person, days in one.refused.items()
            for day, codes in days.items()
        ),
        "excluded": {
            code: sorted(people, key=int) for code, people in sorted(one.excluded.items())
        },
    }


def _cap_row(cap: Any) -> list[Any]:
    return [str(cap.day), cap.kind, cap.people, cap.allowed, cap.base]


def _summed(figures: list[dict[str, Any]]) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for row in figures:
        for code, people in row["excluded"].items():
            sums[code] += people
    return dict(sorted(sums.items(), key=lambda one: -one[1]))


def _active(trial_id: int) -> Any:
    return PolicyTrial.objects.filter(pk=trial_id, state__in=ACTIVE)


def _step(trial: PolicyTrial, done: int, total: int, now: datetime) -> None:
    """Show that `done` of `total` weeks are counted. Raises TrialEnded."""
    going = _active(trial.pk).update(
        state=JobState.RUNNING,
        done=done,
        total=total,
        started_at=Coalesce(F("started_at"), Value(now)),
    )
    if not going:
        raise TrialEnded


def _keep(trial: PolicyTrial, result: dict[str, Any]) -> None:
    kept = _active(trial.pk).update(
        state=JobState.DONE,
        done=F("total"),
        message="",
        result=result,
        finished_at=clock.now(),  # the one moment that cannot be passed in at the start
    )
    if not kept:
        raise TrialEnded


def _ring(agency_id: int, trial_id: int) -> None:
    """Ask a worker for the trial; where nobody can be asked, it ends and says so."""
    if not ring(TRIAL_TASK, agency_id, trial_id):
        fail_trial(
            agency_id=agency_id, trial_id=trial_id, sentence=words.broker_away(), at=clock.now()
        )
