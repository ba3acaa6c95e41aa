"""The citizens' pages as bytes: written when something changes or a minute has passed.

`republish` is for whoever changed what an office shows; `publish_office` writes its snapshots now.
Both are safe to call twice. How and why: docs/decisions/0012-snapshots.md.
"""

from services.snapshots.publish import (
    publish_desks,
    publish_office,
    publish_offices,
    republish,
    republish_desks,
    store,
)

__all__ = [
    "publish_desks",
    "publish_office",
    "publish_offices",
    "republish",
    "republish_desks",
    "store",
]
