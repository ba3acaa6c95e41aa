"""A text as a QR picture for a page or a letter: the outline of its dark squares as an SVG path."""

from dataclasses import dataclass
from itertools import groupby

import segno

QUIET_ZONE = 4
"""Light squares around the picture that readers need (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class QrPicture:
    """`path` draws on a square of `size` units a side, quiet zone included."""

    size: int
    path: str


def qr_picture(text: str) -> QrPicture:
    """The QR picture of `text`, readable with 15 % of it damaged."""
    code = segno.make(text, error="m", micro=False)
    rows = list(code.matrix_iter(border=QUIET_ZONE))
    path = "".join(
        f"M{x} {y}h{width}v1h-{width}z" for y, row in enumerate(rows) for x, width in _runs(row)
    )
    return QrPicture(len(rows), path)


def _runs(row: object) -> list[tuple[int, int]]:
    """Where dark squares of a row begin, and how many stand together."""
    found, x = [], 0
    for dark, group in groupby(bytes(row)):  # type: ignore[call-overload]
        width = len(list(group))
        if dark:
            found.append((x, width))
        x += width
    return found
