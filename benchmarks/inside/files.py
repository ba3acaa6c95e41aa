"""One file of all days of a month, in a process of its own: seconds, bytes, peak memory."""

import resource
import time
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

from accounts.tenancy import tenant
from attendance.exports.days import write_days, write_days_csv
from attendance.models import ComplianceReport


def run(agency: int, report: int, kind: str) -> dict[str, Any]:
    """Write the file as a worker does, without keeping its parts; `kind` is `xlsx` or `csv`."""
    with tenant(agency):
        of = ComplianceReport.objects.select_related("agency").get(pk=report)
    before = _peak_mb()
    begun = time.perf_counter()
    with TemporaryDirectory() as folder, TemporaryFile(dir=folder) as out:
        if kind == "xlsx":
            write_days(of, out, folder, _quiet)
        else:
            write_days_csv(of, out, _quiet)
        size = out.seek(0, 2)
    return {
        "seconds": time.perf_counter() - begun,
        "mb": size / 1e6,
        "before_mb": before,
        "peak_mb": _peak_mb(),
    }


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _quiet(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""
