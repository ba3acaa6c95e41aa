"""Indonesian names with academic titles, put together from parts. No real person is meant."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

from accounts.reference import FOLDER, Row, parts, read_rows

GRADES = [
    f"{group}/{step}"
    for group in ("I", "II", "III", "IV")
    for step in "abcde"[: 5 if group == "IV" else 4]
]
LAST_DRS_YEAR = 1972
"""Drs., Dra. and Ir. were given up in the nineties; later graduates have S.Sos., S.T."""

MIXED = (
    ("jawa", 40),
    ("sunda", 20),
    ("batak", 10),
    ("minang", 10),
    ("melayu", 6),
    ("bali", 4),
    ("bugis", 4),
    ("manado", 3),
    ("aceh", 3),
)
SUNDANESE = (("sunda", 78), ("jawa", 12), ("batak", 4), ("minang", 4), ("melayu", 2))
HOME_OF_NAMES = {
    "kemenpanrb": MIXED,
    "73.71": (("bugis", 76), ("jawa", 8), ("manado", 5), ("maluku", 5), ("ntt", 3), ("melayu", 3)),
    "91.71": (
        ("papua", 60),
        ("bugis", 12),
        ("jawa", 12),
        ("maluku", 7),
        ("manado", 5),
        ("batak", 4),
    ),
}
"""How often names of a region are met among an agency's staff; else Sundanese."""


def fits(tokens: Sequence[str], code: str, kind: str) -> bool:
    """Whether a data file's `units` name the unit: any, its kind, its code, or a beginning."""
    return any(token in ("any", kind, code) or code.startswith(f"{token}-") for token in tokens)


class NameMaker:
    """Makes names, each once as long as the parts suffice."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._given = read_rows(folder / "given_names.csv")
        self._family = read_rows(folder / "family_names.csv")
        self._titles = read_rows(folder / "titles.csv")
        self._used: set[str] = set()

    def name(self, chance: Random, agency_code: str, sex: str) -> str:
        """A name without titles; `sex` is `m` or `f`."""
        mix = HOME_OF_NAMES.get(agency_code, SUNDANESE)
        for _ in range(40):
            hint = chance.choices([one for one, _ in mix], [share for _, share in mix])[0]
            name = self._compose(chance, hint, sex)
            if name not in self._used:
                break
        self._used.add(name)
        return name

    def with_titles(self, chance: Random, name: str, sex: str, born: int, post: "Post") -> str:
        """`name` with the titles that somebody in `post` would bear."""
        before: list[str] = []
        after: list[str] = []
        for level in _levels(chance, post):
            title = self._title(chance, level, sex, born, post)
            if title is None:
                continue
            (before if title["position"] == "prefix" else after).append(title["title"])
        shown = " ".join([*reversed(before), name])
        return ", ".join([shown, *after])

    def _compose(self, chance: Random, hint: str, sex: str) -> str:
        given = [
            row["name"] for row in self._given if row["region_hint"] == hint and row["sex"] == sex
        ]
        family = [
            row["name"]
            for row in self._family
            if row["region_hint"] == hint and row["sex"] in ("any", sex)
        ]
        first = chance.choice(given)
        words = [first, chance.choice(family)]
        if chance.random() < 0.25:
            words.insert(1, chance.choice([one for one in given if one != first]))
        return " ".join(words)

    def _title(self, chance: Random, level: str, sex: str, born: int, post: "Post") -> Row | None:
        fitting = [
            row for row in self._titles if row["level"] == level and _suits(row, sex, born, post)
        ]
        special = [row for row in fitting if row["units"] not in ("any", "any_m", "any_f")]
        if special and chance.random() < 0.4:
            return chance.choice(special)
        return chance.choice(fitting) if fitting else None


class Post:
    """What titles depend on: where somebody works, as what, and how high."""

    def __init__(self, unit_code: str, unit_kind: str, job_code: str, grade: str) -> None:
        self.unit_code, self.unit_kind, self.job_code = unit_code, unit_kind, job_code
        self.rank = GRADES.index(grade)

    @property
    def is_doctor(self) -> bool:
        """A physician's post."""
        return self.job_code.startswith("dokter")

    @property
    def is_nurse(self) -> bool:
        """A nurse's or midwife's post."""
        return self.job_code.startswith(("perawat", "bidan"))


def _levels(chance: Random, post: Post) -> list[str]:
    """Levels of the degrees somebody in the post has, lowest first."""
    if post.is_doctor:
        return ["profesi"]
    if post.rank < GRADES.index("II/c"):
        return []
    if post.rank < GRADES.index("III/a"):
        return ["d3"] if chance.random() < 0.7 else []
    levels = ["s1"]
    share = 0.12 if post.rank < GRADES.index("III/c") else 0.45
    if chance.random() < (0.85 if post.rank >= GRADES.index("IV/a") else share):
        levels.append("s2")
    if post.rank >= GRADES.index("IV/b") and chance.random() < 0.2:
        levels.append("s3")
    return levels


def _suits(row: Row, sex: str, born: int, post: Post) -> bool:
    tokens = parts(row["units"])
    if row["title"] in ("Drs.", "Dra.", "Ir.") and born > LAST_DRS_YEAR:
        return False
    if row["level"] == "profesi":
        return row["title"] == "dr."
    nursing = row["field"] == "keperawatan" or row["title"] == "A.Md.Kep."
    if nursing != post.is_nurse and row["level"] in ("d3", "s1"):
        return False
    if GRADES.index(row["min_grade"]) > post.rank:
        return False
    own = [token for token in tokens if not token.startswith("any_")]
    return f"any_{sex}" in tokens or fits(own, post.unit_code, post.unit_kind)
