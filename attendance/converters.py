"""Dates and months in addresses: `/kehadiran/2026-11-16/`, `/kepatuhan/2026-11/`."""

from datetime import date

from attendance.queries.months import FIRST_YEAR, LAST_YEAR


class DateConverter:
    """An ISO date; a text that only looks like one (`2026-02-30`) is no address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """The date; ValueError, so 404, where the calendar has none."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """`2026-11-16`."""
        return value.isoformat()


class MonthConverter:
    """A month as its first day; years outside those of the portal are no address."""

    regex = r"\d{4}-\d{2}"

    def to_python(self, value: str) -> date:
        """The month's first day; ValueError, so 404, where there is no such month."""
        month = date.fromisoformat(f"{value}-01")
        if not FIRST_YEAR <= month.year <= LAST_YEAR:
            raise ValueError(value)
        return month

    def to_url(self, value: date) -> str:
        """`2026-11`."""
        return f"{value:%Y-%m}"
