"""How pytest runs under a mutant: what fails soonest goes first, and only facts fail.

Loaded by mutation.ini. A table test says in a millisecond what a property test says after a
hundred examples, and the smallest failing example is of no use here. Hypothesis' checks of a
test's own health are off: a slow machine, or the same test run twice in one process, would
otherwise pass for a killed mutant.
"""

import pytest
from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "mutation",
    parent=settings.get_profile("ci"),
    phases=[Phase.explicit, Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("mutation")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Property tests last; otherwise the order stays."""
    items.sort(key=lambda item: "hypothesis" in item.keywords)
