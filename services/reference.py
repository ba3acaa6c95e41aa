"""Public services, in the words citizens use for them, from the data file."""

from pathlib import Path

from accounts.reference import Counts, Row, parts, read_rows, upsert
from services.models import Service

FOLDER = Path(__file__).parent / "data"


def load(using: str) -> Counts:
    """Load the services. Offices, desks and hours are the agencies' own and stand in no file."""
    rows = [_service(row) for row in read_rows(FOLDER / "services.csv")]
    return {"layanan": upsert(rows, key=["slug"], using=using)}


def sources() -> list[Path]:
    """The files `load` depends on."""
    return [FOLDER / "services.csv", Path(__file__)]


def _service(row: Row) -> Service:
    return Service(
        slug=row["slug"],
        name=row["name"],
        category=row["category"],
        synonyms="; ".join(parts(row["synonyms"])),
        online_url=row["online_url"],
        phone=row["phone"],
    )
