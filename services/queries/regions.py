"""The way in by place, for those who do not type: province, then kabupaten or kota."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.models.agencies import Region
from services.models import Office
from services.querysets import lasting


@dataclass(frozen=True, slots=True)
class RegionChoice:
    """A region with offices, to choose; `offices` counts those in it."""

    code: str
    name: str
    offices: int


@dataclass(frozen=True, slots=True)
class Regions:
    """The provinces, and the kab/kota of the chosen one."""

    chosen: Region | None
    """Province, kabupaten or kota; None shows all of Indonesia."""
    province: str
    """Code of the chosen province, or of the one the chosen kab/kota lies in; else empty."""
    provinces: tuple[RegionChoice, ...]
    inside: tuple[RegionChoice, ...]


def regions_with_offices(code: str, now: datetime) -> Regions:
    """What can be chosen where region `code` (``32``, ``32.11`` or empty) is; two statements."""
    there = Office.objects.filter(lasting(now)).order_by().values_list("region_id", flat=True)
    counts: dict[str, int] = {}
    for region_id in there:
        for each in {region_id, region_id.split(".")[0]}:
            counts[each] = counts.get(each, 0) + 1
    rows = Region.objects.filter(pk__in={*counts, code}).in_bulk()
    province = code.split(".", maxsplit=1)[0] if code in rows else ""

    def choices(wanted: list[str]) -> tuple[RegionChoice, ...]:
        found = [RegionChoice(each, rows[each].name, counts[each]) for each in wanted]
        return tuple(sorted(found, key=lambda each: each.name.casefold()))

    return Regions(
        chosen=rows.get(code),
        province=province,
        provinces=choices([each for each in counts if "." not in each]),
        inside=choices([each for each in counts if province and each.startswith(f"{province}.")]),
    )
