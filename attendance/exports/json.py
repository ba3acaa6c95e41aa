"""The report as JSON: every figure by its code, for programs.

``{"agency": {code, name, zone}, "month": "2026-11", "version", "rule_version", "data_until",
"computed_at", "content_hash", "figures": [{code, value, base, scope, unit, slice}]}``. `scope` is
`agency`, `unit`, `unit_below` (with all units below) or `slice`; `unit` is a code or null.
"""

import json
from collections.abc import Generator, Iterator
from datetime import UTC

from attendance.models import ComplianceReport
from attendance.queries.exports import UnitFigures, slice_figures, unit_figures
from attendance.queries.figures import BY_CODE


def report_json(report: ComplianceReport) -> Generator[str]:
    """The document piece by piece; inside the agency's tenancy."""
    head = {
        "agency": {
            "code": report.agency.code,
            "name": report.agency.name,
            "zone": report.agency.zone,
        },
        "month": f"{report.month:%Y-%m}",
        "version": report.version,
        "rule_version": report.rule_version,
        "data_until": report.data_until.isoformat(),
        "computed_at": report.computed_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "content_hash": report.content_hash,
    }
    yield _text(head)[:-1] + ', "figures": [\n'
    for number, figure in enumerate(_figures(report)):
        yield (",\n" if number else "") + _text(figure)
    yield "\n]}\n"


def _figures(report: ComplianceReport) -> Iterator[dict[str, str | int | None]]:
    for one in unit_figures(report, below=True):
        scope, unit = _scope(one), one.unit_code if one.unit_id is not None else None
        for code in BY_CODE:
            if code in one.counted:
                value, base = one.counted[code]
                yield _figure(code, value, base, scope, unit, "")
    for part in slice_figures(report):
        yield _figure(part.code, part.value, part.base, "slice", None, part.slice)


def _scope(one: UnitFigures) -> str:
    if one.unit_id is None:
        return "agency"
    return "unit_below" if one.below else "unit"


def _figure(
    code: str, value: int, base: int | None, scope: str, unit: str | None, part: str
) -> dict[str, str | int | None]:
    return {
        "code": code,
        "value": value,
        "base": base,
        "scope": scope,
        "unit": unit,
        "slice": part,
    }


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
