"""The code on an office's screen: a new one every 30 seconds from the screen's secret (RFC 6238).

Whoever types it has seen the screen within the last minute. That is stronger than a location,
which a browser can invent, and weaker than a fingerprint: a colleague may pass a code on.
"""

import re
from datetime import UTC, datetime
from enum import StrEnum

from pyotp import TOTP
from pyotp.utils import strings_equal

STEP_SECONDS = 30
"""Life of a code: the default time step of RFC 6238, section 5.2."""

DIGITS = 6
"""Length of a code: the least RFC 4226 allows (section 5.3), and what people can carry over."""

STEPS_BACK = 1
"""How many past codes are taken beside the one on the screen: "at most one time step is allowed
as the network delay" (RFC 6238, section 5.2). It covers typing and a slow screen, and means that
a code works for 30 to 60 seconds."""

GUESS_LIMIT = 5
"""Wrong codes after which an employee's codes are refused for a while: with two codes valid per
screen, five tries hit an agency of twenty screens once in five thousand times."""

GUESS_SPAN_SECONDS = 600
"""How long a wrong code is held against its sender."""


class CodeFault(StrEnum):
    """Why a code is not taken."""

    WRONG = "wrong"
    USED = "used"
    TOO_MANY = "too_many"
    NO_SCREEN = "no_screen"


def step_at(at: datetime) -> int:
    """The number of the time step that the aware moment `at` falls in, counted from 1970."""
    return int(at.timestamp()) // STEP_SECONDS


def step_ends_at(step: int) -> datetime:
    """The moment (UTC) at which the code of `step` leaves the screen."""
    return datetime.fromtimestamp((step + 1) * STEP_SECONDS, UTC)


def code_of(secret: str, step: int) -> str:
    """The six digits that a screen with `secret` (base32) shows during `step`."""
    return TOTP(secret, digits=DIGITS, interval=STEP_SECONDS).generate_otp(step)


def matching_step(secret: str, code: str, at: datetime) -> int | None:
    """The step, among those accepted at `at` (aware), whose code is `code`; None for no match.

    The comparison takes the same time wherever the first wrong digit stands.
    """
    now = step_at(at)
    for step in range(now, now - STEPS_BACK - 1, -1):
        if strings_equal(code, code_of(secret, step)):
            return step
    return None


def plain_code(typed: str) -> str:
    """What was typed without the blanks and hyphens that people put between groups of digits."""
    return re.sub(r"[\s\-]", "", typed)


def is_code(text: str) -> bool:
    """Whether `text` has the shape of a code: six ASCII digits."""
    return re.fullmatch(rf"[0-9]{{{DIGITS}}}", text) is not None
