"""A clock that stands still."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from asn_wfh import clock

Freeze = Callable[[datetime], datetime]


@pytest.fixture
def freeze(monkeypatch: pytest.MonkeyPatch) -> Freeze:
    """Set the clock of the whole portal to an aware moment."""

    def set_to(moment: datetime) -> datetime:
        at = moment.astimezone(UTC)
        monkeypatch.setattr(clock, "now", lambda: at)
        return at

    return set_to
