"""What is kept of a position and a device: enough to see that two are equal, and nothing else.

Both are HMAC-SHA-256, cut to 128 bits, under keys derived from SECRET_KEY. Without the key nobody
can tell which place or device a digest stands for, or try places until one fits
(docs/decisions/0007-what-a-check-in-keeps.md).
"""

from datetime import date

from django.utils.crypto import salted_hmac

LENGTH = 32


def position_digest(agency_id: int, on: date, position: tuple[float, float] | None) -> str:
    """The digest of exact coordinates (degrees, as sent) in the quarter of `on`; empty for none.

    Equal positions have equal digests within one agency and calendar quarter, and in no wider
    circle: weekly comparisons need weeks beside each other, and nobody needs years.
    """
    if position is None:
        return ""
    quarter = f"{on.year}-{(on.month + 2) // 3}"
    latitude, longitude = position
    return _digest(f"position:{agency_id}:{quarter}", f"{latitude!r},{longitude!r}")


def device_digest(agency_id: int, device: str) -> str:
    """The digest of a browser's random number within one agency; empty for none."""
    return _digest(f"device:{agency_id}", device) if device else ""


def _digest(purpose: str, value: str) -> str:
    return salted_hmac(f"hadir.{purpose}", value, algorithm="sha256").hexdigest()[:LENGTH]
