"""Practice as dated rows: thresholds, accepted texts, the monthly form, reductions of pay."""

from decimal import Decimal
from pathlib import Path

from accounts.reference import is_yes, parts, read_rows, upsert
from attendance.models import AgreementText, FilingItem, PayReduction, Threshold

FOLDER = Path(__file__).parent / "data"


def load_thresholds(using: str) -> int:
    """Put the portal's thresholds right; how many."""
    names = ("code", "valid_from", "legal_basis")
    rows = [
        Threshold(
            value=int(row["value"]),
            valid_until=row["valid_until"] or None,
            **{name: row[name] for name in names},
        )
        for row in read_rows(FOLDER / "thresholds.csv")
    ]
    return upsert(rows, key=["agency", "code", "valid_from"], using=using)


def load_agreement_texts(using: str) -> int:
    """Add the national texts of the *surat pernyataan*, and their ends; how many."""
    # What somebody accepted stays word for word: a text once loaded only gets its end.
    rows = read_rows(FOLDER / "agreement_texts.csv")
    for row in rows:
        AgreementText.objects.using(using).update_or_create(
            agency=None,
            valid_from=row["valid_from"],
            defaults={"valid_until": row["valid_until"] or None},
            create_defaults={name: row[name] or None for name in row},
        )
    return len(rows)


def load_filing_items(using: str) -> int:
    """Put the rows of the regions' monthly form right; how many."""
    same = ("code", "section_title", "title", "kind", "source", "valid_from", "legal_basis")
    rows = [
        FilingItem(
            section=int(row["section"]),
            position=int(row["position"]),
            options=parts(row["options"]),
            named=is_yes(row["named"]),
            required=is_yes(row["required"]),
            valid_until=row["valid_until"] or None,
            **{name: row[name] for name in same},
        )
        for row in read_rows(FOLDER / "filing_items.csv")
    ]
    return upsert(rows, key=["code", "valid_from"], using=using)


def load_pay_reductions(using: str) -> int:
    """Put the portal's example of reductions right; how many. Percent in the file, 1.25 as 125."""
    names = ("ground", "from_minutes", "valid_from", "legal_basis")
    rows = [
        PayReduction(
            until_minutes=row["until_minutes"] or None,
            percent_hundredths=int(Decimal(row["percent"]) * 100),
            valid_until=row["valid_until"] or None,
            **{name: row[name] for name in names},
        )
        for row in read_rows(FOLDER / "pay_reductions.csv")
    ]
    return upsert(rows, key=["agency", "ground", "from_minutes", "valid_from"], using=using)
