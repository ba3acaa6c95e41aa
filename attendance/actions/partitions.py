"""Monthly partitions of the large tables, made before anybody needs them."""

from datetime import date, timedelta

from django.db import connections, transaction

MONTHS_BACK = 2
MONTHS_AHEAD = 3
LOCK_TIMEOUT = "3s"


def make_partitions(*, first_day: date, last_day: date, using: str = "default") -> int:
    """Make the missing partitions for the months of `first_day` to `last_day`; how many.

    Safe to run twice and at once. Adding a partition locks its table for a moment: rather than
    hold check-ins up behind a long reader it gives up after a few seconds with
    `OperationalError`, and the next run tries again. The database's function runs as the owner,
    so the application role may call it too.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('hadir_make_partitions'))")
        cursor.execute("SELECT hadir_make_partitions(%s, %s)", [first_day, last_day])
        return int(cursor.fetchone()[0])


def months_around(day: date) -> tuple[date, date]:
    """The first and last day that need a partition when it is `day`.

    Back: late receipts and days judged anew. Ahead: time for somebody to notice a fault.
    """
    first = _month_later(day, -MONTHS_BACK)
    after_last = _month_later(day, MONTHS_AHEAD + 1)
    return first, after_last - timedelta(days=1)


def _month_later(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
