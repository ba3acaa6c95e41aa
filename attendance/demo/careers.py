"""Posts, grades, ages and NIPs that go together."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from accounts.models import EmploymentType
from accounts.reference import FOLDER, Row, parts, read_rows
from accounts.rules import LAST_SEQUENCE, Sex, make_nip
from attendance.demo.names import GRADES, fits

RETIREMENT_AGE = 58
SERVICE_YEARS = {
    "I/c": (2, 8),
    "I/d": (4, 12),
    "II/a": (1, 6),
    "II/b": (3, 9),
    "II/c": (2, 10),
    "II/d": (5, 15),
    "III/a": (2, 9),
    "III/b": (4, 13),
    "III/c": (8, 18),
    "III/d": (11, 23),
    "IV/a": (16, 27),
    "IV/b": (19, 30),
    "IV/c": (22, 31),
    "IV/d": (24, 32),
    "IV/e": (26, 33),
}
"""Years since appointment at which a PNS usually holds a grade."""

PPPK_GRADES = {"II/a": "V", "II/c": "VII", "III/a": "IX"}
"""A PPPK's grade for the entry grade of the post (Perpres 11/2024)."""

PPPK_SHARE, CPNS_SHARE = 0.2, 0.05
SECOND_POSTS = {"sekretariat": "kasubbag-umum", "bagian": "kasubbag-umum", "kecamatan": "sekcam"}
COMMON_WEIGHT = {
    "penelaah-teknis": 5,
    "penata-layanan": 4,
    "pengolah-data": 4,
    "pengadministrasi": 3,
    "operator-layanan": 2,
    "pengelola-layanan": 2,
}
BACK_OFFICE_JOBS = ("arsiparis", "pengadministrasi", "pengolah-data", "analis-keuangan", "pranata")


@dataclass(frozen=True)
class Job:
    """A post of the data file."""

    code: str
    name: str
    kind: str
    min_grade: str
    max_grade: str
    echelon: str
    units: tuple[str, ...]

    @property
    def grades(self) -> list[str]:
        """The grades that hold the post."""
        return GRADES[GRADES.index(self.min_grade) : GRADES.index(self.max_grade) + 1]

    @property
    def faces_away(self) -> bool:
        """Whether the post never stands at a counter, even in a unit that serves directly."""
        return self.code.startswith(BACK_OFFICE_JOBS)


@dataclass(frozen=True)
class Career:
    """How somebody came to a post."""

    nip: str
    born: date
    sex: str
    employment_type: EmploymentType
    appointed_on: date
    grade: str


class Posts:
    """Chooses posts for the people of a unit."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._jobs = [_job(row) for row in read_rows(folder / "demo_jobs.csv")]

    def of_head(self, title: str, echelon: str) -> Job:
        """The post of a unit's head, graded as its echelon asks; without one a senior expert."""
        for job in self._jobs:
            if echelon and job.echelon == echelon:
                return Job(job.code, title, job.kind, job.min_grade, job.max_grade, echelon, ())
        return Job("kepala-unit", title, "fungsional", "III/d", "IV/a", "", ())

    def of_second(self, unit_kind: str) -> Job | None:
        """The structural post below the head that units of this kind have."""
        code = SECOND_POSTS.get(unit_kind)
        return next((job for job in self._jobs if job.code == code), None)

    def of_member(self, chance: Random, unit_code: str, unit_kind: str) -> Job:
        """The post of one more person of a unit."""
        open_posts = [job for job in self._jobs if job.kind != "struktural"]
        special = [
            job
            for job in open_posts
            if "any" not in job.units and fits(job.units, unit_code, unit_kind)
        ]
        if special and chance.random() < 0.6:
            return chance.choice(special)
        common = [job for job in open_posts if "any" in job.units]
        return chance.choices(common, [COMMON_WEIGHT.get(job.code, 1) for job in common])[0]


class Careers:
    """Makes careers with NIPs that no two people share."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._taken: Counter[str] = Counter()

    def begin(self, chance: Random, job: Job, *, leads: bool) -> Career:
        """A career that leads to `job`; heads are PNS."""
        kind = _employment(chance, job, leads=leads)
        if kind is EmploymentType.PNS:
            return self._pns(chance, job)
        return self._cpns(chance, job) if kind is EmploymentType.CPNS else self._pppk(chance, job)

    def _pns(self, chance: Random, job: Job) -> Career:
        grades = job.grades
        grade = chance.choices(grades, range(len(grades) + 1, 1, -1))[0]
        served = chance.randint(*SERVICE_YEARS[grade])
        youngest, oldest = 21 if grade < "III" else 23, 33
        age = min(chance.randint(youngest, oldest), RETIREMENT_AGE - 1 - served)
        appointed = date(self._today.year - served, chance.choice((1, 2, 3, 4, 10, 12)), 1)
        return self._career(chance, EmploymentType.PNS, appointed, age, grade)

    def _cpns(self, chance: Random, job: Job) -> Career:
        start = self._today - timedelta(days=chance.randint(100, 330))
        return self._career(
            chance, EmploymentType.CPNS, start.replace(day=1), chance.randint(22, 32), job.min_grade
        )

    def _pppk(self, chance: Random, job: Job) -> Career:
        is_new = chance.random() < 0.3
        days = chance.randint(90, 340) if is_new else chance.randint(400, 1700)
        start = (self._today - timedelta(days=days)).replace(day=1)
        grade = PPPK_GRADES[job.min_grade]
        return self._career(chance, EmploymentType.PPPK, start, chance.randint(24, 48), grade)

    def _career(
        self, chance: Random, kind: EmploymentType, appointed: date, age: int, grade: str
    ) -> Career:
        sex = chance.choice((Sex.MALE, Sex.FEMALE))
        day = date(appointed.year - age, 1, 1) + timedelta(days=chance.randint(0, 364))
        is_pppk = kind is EmploymentType.PPPK
        part = chance.choice((21, 21, 24)) if is_pppk else appointed.month
        stem = f"{day:%Y%m%d}{appointed.year}{part:02d}{sex:d}"
        self._taken[stem] += 1 if self._taken[stem] else chance.randint(1, 9)
        nip = make_nip(
            birth_date=day,
            appointment_year=appointed.year,
            appointment_month=None if is_pppk else part,
            contract_code=part if is_pppk else None,
            sex=sex,
            sequence=min(self._taken[stem], LAST_SEQUENCE),
        )
        letter = "m" if sex is Sex.MALE else "f"
        return Career(nip.text, day, letter, kind, appointed, grade)


def _employment(chance: Random, job: Job, *, leads: bool) -> EmploymentType:
    if leads or job.kind == "struktural" or job.min_grade not in PPPK_GRADES:
        return EmploymentType.PNS
    drawn = chance.random()
    if drawn < PPPK_SHARE / 0.8:
        return EmploymentType.PPPK
    may_start = job.min_grade != "II/a" and drawn > 1 - CPNS_SHARE / 0.8
    return EmploymentType.CPNS if may_start else EmploymentType.PNS


def _job(row: Row) -> Job:
    return Job(
        code=row["code"],
        name=row["name"],
        kind=row["job_kind"],
        min_grade=row["min_grade"],
        max_grade=row["max_grade"],
        echelon=row["echelon"],
        units=tuple(parts(row["units"])),
    )
