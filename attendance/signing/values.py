"""What is passed around while a letter is signed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


class SigningRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The letter was not signed, and nothing was kept. `field` names what was typed wrong."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


@dataclass(frozen=True, slots=True)
class Place:
    """Where the visible signature goes: `page` from 1, a box in points from the lower left."""

    page: int
    left: float
    bottom: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Mark:
    """What the visible signature says. `stamp` are the values of the template `stempel`."""

    place: Place
    stamp: Mapping[str, Any]
    address: str
    reason: str
    label: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What a signer typed for the BSrE, for this one signature: never kept, shown or logged."""

    nik: str = field(repr=False)
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Order:
    """A letter to sign: its bytes, who signs (an official's name), and when (aware)."""

    pdf: bytes = field(repr=False)
    mark: Mark
    signer_name: str
    at: datetime
    typed: Typed | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """The signed bytes; `kind` is a `SignatureKind`, `certificate_subject` names the holder."""

    content: bytes = field(repr=False)
    kind: str
    certificate_subject: str
