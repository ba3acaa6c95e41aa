"""Practice as dated rows, from the data files: thresholds, and the text that employees accept."""

from pathlib import Path

from accounts.reference import read_rows, upsert
from attendance.models import AgreementText, Threshold

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
