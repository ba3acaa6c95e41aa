"""The database's refusals, in the words that stand beside each constraint in the models."""

from functools import cache

from django.apps import apps
from django.db import IntegrityError
from django.db.models import BaseConstraint


def sentence_of(error: IntegrityError) -> str | None:
    """The sentence of the constraint that refused, or None where it has none of ours.

    A race that got past the rules ends here: the constraint is the last word, and the person
    reads its `violation_error_message` instead of an error page.
    """
    name = constraint_of(error)
    return None if name is None else _sentences().get(name)


def constraint_of(error: IntegrityError) -> str | None:
    """The name of the constraint PostgreSQL gives with the error, or None."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    return str(name) if name else None


@cache
def _sentences() -> dict[str, str]:
    constraints = (
        constraint for model in apps.get_models() for constraint in model._meta.constraints
    )
    return {
        constraint.name: str(constraint.violation_error_message)
        for constraint in constraints
        if _has_own_words(constraint)
    }


def _has_own_words(constraint: BaseConstraint) -> bool:
    return constraint.violation_error_message not in (
        None,
        BaseConstraint.default_violation_error_message,
    )
