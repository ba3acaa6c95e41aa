"""Constraints and indexes: a name that says what, a sentence for the person, a query to serve."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.sources import APPS, ROOT, modules, tree

OWN_MODELS = [
    model
    for app in APPS
    for model in apps.get_app_config(app).get_models()
    if model._meta.managed and not model.__module__.startswith("pghistory")
]
CONSTRAINTS = [
    pytest.param(model, constraint, id=constraint.name)
    for model in OWN_MODELS
    for constraint in model._meta.constraints
]


@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS)
def test_a_constraint_is_named_app_model_fact(
    model: type[models.Model], constraint: models.BaseConstraint
) -> None:
    assert _is_named(constraint.name, model)


@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS)
def test_a_constraint_says_in_a_sentence_why_it_refuses(
    model: type[models.Model], constraint: models.BaseConstraint
) -> None:
    said = str(constraint.violation_error_message)
    assert said != str(constraint.default_violation_error_message)
    assert len(said.split()) >= 4
    assert said.endswith(".")


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_an_index_is_named_after_its_table(model: type[models.Model]) -> None:
    assert [one.name for one in model._meta.indexes if not _is_named(one.name, model)] == []


def _is_named(name: str, model: type[models.Model]) -> bool:
    """`app_model_fact`; of a model of two words the last will do (`report` for a report)."""
    found = re.fullmatch(rf"{model._meta.app_label}_([a-z]+)_[a-z0-9_]+", name)
    return found is not None and model._meta.model_name.endswith(found[1])


def test_every_index_names_the_query_it_serves() -> None:
    silent = [f"{path}:{line}" for path, line, above in indexes() if not above.startswith("#")]
    assert not silent
    assert len(list(indexes())) == sum(len(model._meta.indexes) for model in OWN_MODELS)


def indexes() -> Iterator[tuple[str, int, str]]:
    """Every `Index(…)` in the models: file, line, and the line above it."""
    for module in modules():
        if "models" not in module.parts:
            continue
        lines = (ROOT / module).read_text(encoding="utf-8").splitlines()
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Index"):
                yield str(module), node.lineno, lines[node.lineno - 2].strip()
