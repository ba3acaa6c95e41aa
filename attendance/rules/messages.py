"""Which channels carry which message where a person has said nothing, and when to try again.

Plain strings: the values of `MessageKind` and `Channel`.
"""

from collections.abc import Mapping

ALWAYS = frozenset({"emergency"})
"""Kinds that go through every channel, whatever a person chose: they concern today's safety."""
ASKED_FOR = frozenset({"reminder"})
"""Kinds that reach only those who asked for them, even in the inbox."""
USUAL: Mapping[str, frozenset[str]] = {
    "emergency": frozenset({"email", "push"}),
    "policy": frozenset({"email", "push"}),
    "roster": frozenset({"push"}),
    "task": frozenset({"push"}),
    "swap": frozenset({"push"}),
    "request": frozenset({"push"}),
    "letter": frozenset({"email", "push"}),
    "desk": frozenset({"push"}),
    "report": frozenset({"email", "push"}),
    "reminder": frozenset(),
}
"""What is usual for each kind; a browser is told only once its owner has subscribed it."""


def is_usual(kind: str, channel: str) -> bool:
    """Whether a message of `kind` goes through `channel` for somebody who never chose."""
    return channel in USUAL[kind]
