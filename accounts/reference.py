"""Reference data from the files that ship in the apps: reading them, and the regions and agencies.

Each app has a `reference` module with `load(using)`; `manage.py load_reference` calls them in
the order of the rooms. A file is loaded as a whole: rows are added and corrected by their code,
so loading twice changes nothing.
"""

import csv
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from django.db.models import Model

from accounts.models import Agency, AgencyKind, ReferenceData, Region

FOLDER = Path(__file__).parent / "data"
BATCH = 1_000
GOVERNMENT_OF = {"provinsi": "Pemerintah Provinsi", "kabupaten": "Pemerintah", "kota": "Pemerintah"}
"""What stands before a region's name to name its government."""

Row = dict[str, str]
Counts = dict[str, int]


def read_rows(path: Path) -> list[Row]:
    """The rows of a CSV data file (UTF-8, comma, header), every value a string."""
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def is_yes(value: str) -> bool:
    """Whether a data file's `yes`/`no` says yes."""
    return value == "yes"


def parts(value: str) -> list[str]:
    """The members of a data file's list, which are joined by `;`."""
    return [part for part in value.split(";") if part]


def upsert(rows: Sequence[Model], *, key: Sequence[str], using: str) -> int:
    """Insert `rows` (of one model), or put right those whose `key` fields are there already.

    Fields outside the data files must have been named in the model's defaults only: every field
    but the key is overwritten, except `is_demo`, which belongs to the demonstration.
    """
    model = type(rows[0])
    kept = {*key, "id", "is_demo"}
    fields = (field for field in model._meta.concrete_fields if not field.generated)
    update = [field.name for field in fields if field.name not in kept]
    model._base_manager.using(using).bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=list(key),
        update_fields=update,
    )
    return len(rows)


def load_when_changed(
    app: str,
    sources: Sequence[Path],
    load: Callable[[str], Counts],
    *,
    using: str,
    always: bool = False,
) -> Counts | None:
    """Run `load(using)` unless the database already holds what `sources` say; None if it does.

    `sources` should include the module that reads the data: a file read differently is new.
    Must run inside a transaction.
    """
    digest = _digest(sources)
    known = ReferenceData.objects.using(using).filter(app=app)
    if not always and known.filter(digest=digest).exists():
        return None
    counts = load(using)
    ReferenceData.objects.using(using).update_or_create(app=app, defaults={"digest": digest})
    return counts


def load(using: str) -> Counts:
    """Load regions, and an agency for every government with a PPK, ministry and partner."""
    regions = read_rows(FOLDER / "regions.csv")
    upsert([_region(row) for row in regions], key=["code"], using=using)
    agencies = [_government(row) for row in regions if is_yes(row["has_ppk"])]
    agencies += [_central_agency(row) for row in read_rows(FOLDER / "ministries.csv")]
    upsert(agencies, key=["code"], using=using)
    return {"wilayah": len(regions), "instansi": len(agencies)}


def sources() -> list[Path]:
    """The files `load` depends on."""
    return [FOLDER / "regions.csv", FOLDER / "ministries.csv", Path(__file__)]


def _region(row: Row) -> Region:
    return Region(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        parent_id=row["parent_code"] or None,
        zone=row["zone"],
        has_ppk=is_yes(row["has_ppk"]),
    )


def _government(row: Row) -> Agency:
    return Agency(
        code=row["code"],
        name=f"{GOVERNMENT_OF[row['kind']]} {row['name']}",
        kind=AgencyKind(row["kind"]),
        region_id=row["code"],
        zone=row["zone"],
    )


def _central_agency(row: Row) -> Agency:
    return Agency(
        code=row["code"], name=row["name"], kind=AgencyKind(row["kind"]), zone=row["zone"]
    )


def _digest(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
