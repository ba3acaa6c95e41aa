"""What a stored status still says: nothing of presence, or of its absence, outlives its date."""

from datetime import timedelta

import pytest

from services.models import DeskStatus
from services.queries.statuses import published_before
from services.rules import derive
from tests.services.rules.desk_examples import at, desk

NOW = at("09.00")


@pytest.mark.parametrize(
    ("code", "reason", "overnight"),
    [
        ("staffed", "", False),
        ("unstaffed", "", False),
        ("unconfirmed", "system", False),
        ("unconfirmed", "stale", False),
        ("unconfirmed", "no_data", True),
        ("closed", "announced", True),
        ("remote", "", True),
    ],
)
def test_what_goes_on_overnight(code: str, reason: str, overnight: bool) -> None:
    facts = desk(NOW)
    for days, stands in ((0, True), (1, overnight)):
        settled_at = NOW - timedelta(days=days, minutes=5)
        row = DeskStatus(
            code=code,
            reason=reason,
            basis="plan",
            since=settled_at,
            settled_at=settled_at,
            valid_until=NOW + timedelta(minutes=5),
        )
        assert (published_before(row, facts, derive(facts, NOW), NOW) is not None) is stands
