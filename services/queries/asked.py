"""What a citizen typed, taken apart: words of a service, and the place they want it in.

"perpanjang sim kota sukabumi" asks for `perpanjang sim` in Kota Sukabumi; "di", "mau", "bikin"
ask for nothing. Words, their other spellings and short names of places stand in a data file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from accounts.models.agencies import Region, RegionKind
from accounts.reference import read_rows
from services.reference import FOLDER

MOST_WORDS = 10
"""Words of one search that are looked at: its work is bounded."""
LONGEST_NAME = 4
"""Words of the longest region's name, without its kind: `Penukal Abab Lematang Ilir`."""
SHORTEST_MISSPELT = 6
CLOSE = 0.86
"""Likeness (difflib, 0 to 1) from which a misspelt place is understood: "sumedamg"."""

type Tokens = tuple[str, ...]
type Places = dict[Tokens, list[Region]]

REGENCIES = frozenset({RegionKind.REGENCY, RegionKind.ADMINISTRATIVE_REGENCY})
CITIES = frozenset({RegionKind.CITY, RegionKind.ADMINISTRATIVE_CITY})
PROVINCES = frozenset({RegionKind.PROVINCE})
KINDS = {
    "kabupaten": REGENCIES,
    "kab": REGENCIES,
    "regency": REGENCIES,
    "kota": CITIES,
    "city": CITIES,
    "provinsi": PROVINCES,
    "prov": PROVINCES,
    "province": PROVINCES,
}
BEFORE_NAMES = {
    "provinsi", "kabupaten", "kota", "administrasi", "daerah", "khusus", "ibukota", "istimewa",
}  # fmt: skip
"""Words of an official name that nobody needs to type."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A search taken apart. Neither words nor regions: nothing was asked for."""

    words: Tokens
    """Words of a service or of an office's name, small letters."""
    regions: tuple[Region, ...] = ()
    """The places meant; several where a name is shared (Kabupaten and Kota Sukabumi)."""

    @property
    def text(self) -> str:
        """The words as one text."""
        return " ".join(self.words)

    @property
    def where(self) -> str:
        """The places by name, or empty."""
        return ", ".join(region.name for region in self.regions)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the data file knows of citizens' words."""

    fillers: frozenset[str]
    same: dict[str, str]
    places: dict[str, Tokens]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The data file `search_words.csv`, read once."""
    rows = read_rows(FOLDER / "search_words.csv")
    return Vocabulary(
        fillers=frozenset(row["word"] for row in rows if row["kind"] == "filler"),
        same={row["word"]: row["means"] for row in rows if row["kind"] == "same"},
        places={row["word"]: _tokens(row["means"]) for row in rows if row["kind"] == "place"},
    )


def take_apart(text: str) -> Asked:
    """`text` as typed, as words and places; one statement, over the regions."""
    known = vocabulary()
    tokens: list[str] = []
    for token in _tokens(text)[:MOST_WORDS]:
        tokens += known.places.get(token, (token,))
    words, regions = _split(tuple(tokens), _places())
    usual = tuple(dict.fromkeys(known.same.get(word, word) for word in words))
    telling = tuple(word for word in usual if word not in known.fillers)
    return Asked(telling if telling or regions else usual, regions)


def misread_place(asked: Asked, unknown: Iterable[str]) -> Asked:
    """`asked` with those of the `unknown` words that resemble a place understood as that place."""
    names = {key[0]: regions for key, regions in _places().items() if len(key) == 1}
    found: dict[str, list[Region]] = {}
    for word in unknown:
        if len(word) >= SHORTEST_MISSPELT:
            for name in get_close_matches(word, names, n=1, cutoff=CLOSE):
                found[word] = names[name]
    rest = tuple(word for word in asked.words if word not in found)
    regions = [*asked.regions, *(region for each in found.values() for region in each)]
    return Asked(rest, tuple(dict.fromkeys(regions)))


def _tokens(text: str) -> Tokens:
    return tuple(re.findall(r"\w+", text.lower()))


def _places() -> Places:
    """Regions by what people call them: the name without its kind."""
    found: Places = {}
    for region in Region.objects.select_related("parent"):
        name = _tokens(region.name)
        bare = name
        while len(bare) > 1 and bare[0] in BEFORE_NAMES:
            bare = bare[1:]
        for key in {name, bare}:
            found.setdefault(key, []).append(region)
    return found


def _split(tokens: Tokens, places: Places) -> tuple[Tokens, tuple[Region, ...]]:
    words: list[str] = []
    regions: list[Region] = []
    at = 0
    while at < len(tokens):
        taken, here = _place_at(tokens, at, places)
        if taken:
            regions += here
            at += taken
        else:
            words.append(tokens[at])
            at += 1
    return tuple(words), tuple(dict.fromkeys(regions))


def _place_at(tokens: Tokens, at: int, places: Places) -> tuple[int, list[Region]]:
    """How many tokens from `at` name a place, and which; the longest name wins."""
    kinds = KINDS.get(tokens[at])
    start = at + 1 if kinds else at
    for length in range(LONGEST_NAME, 0, -1):
        found = places.get(tokens[start : start + length], [])
        if found and start + length <= len(tokens):
            wanted = [each for each in found if kinds is None or each.kind in kinds]
            return start + length - at, wanted or found
    return 0, []
