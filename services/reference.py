"""Public services in citizens' words, their national standards, and terms of answering reports."""

from pathlib import Path

from accounts.reference import Counts, Row, parts, read_rows, upsert
from services.models import ComplaintTerm, Service, ServiceStandard

FOLDER = Path(__file__).parent / "data"


def load(using: str) -> Counts:
    """Load services and terms. Offices, desks and hours are the agencies' own, in no file."""
    rows = [_service(row) for row in read_rows(FOLDER / "services.csv")]
    return {
        "layanan": upsert(rows, key=["slug"], using=using),
        "tenggat laporan": _load_complaint_terms(using),
        "komponen standar": _load_standards(using),
    }


def sources() -> list[Path]:
    """The files `load` depends on."""
    files = ("services.csv", "complaint_terms.csv", "service_standards.csv")
    return [*(FOLDER / name for name in files), Path(__file__)]


def _service(row: Row) -> Service:
    return Service(
        slug=row["slug"],
        name=row["name"],
        name_en=row["name_en"],
        category=row["category"],
        synonyms="; ".join(parts(row["synonyms"])),
        online_url=row["online_url"],
        phone=row["phone"],
    )


def _load_complaint_terms(using: str) -> int:
    """The nation's terms; an agency may have shorter ones of its own."""
    rows = read_rows(FOLDER / "complaint_terms.csv")
    for row in rows:
        ComplaintTerm.objects.using(using).update_or_create(
            agency=None,
            complaint_class=row["complaint_class"],
            valid_from=row["valid_from"],
            defaults={
                "valid_until": row["valid_until"] or None,
                "working_days": int(row["working_days"]),
                "legal_basis": row["legal_basis"],
            },
        )
    return len(rows)


def _load_standards(using: str) -> int:
    """The nation's components; an agency's own row of a component comes before them."""
    rows = read_rows(FOLDER / "service_standards.csv")
    services = Service.objects.using(using).in_bulk(field_name="slug")
    for row in rows:
        ServiceStandard.objects.using(using).update_or_create(
            agency=None,
            service=services[row["service_slug"]],
            component=row["component"],
            valid_from=row["valid_from"],
            defaults={
                "valid_until": row["valid_until"] or None,
                "text": "\n".join(parts(row["text"])),
                "text_en": "\n".join(parts(row["text_en"])),
                "legal_basis": row["legal_basis"],
            },
        )
    return len(rows)
