"""Presets in words, and as the beginning of a form."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from attendance.models import Policy, PolicyPreset
from attendance.wording.policy_content import limit_sentences, places_sentences

SECTORS = {
    "administration": "administrasi dan dukungan pimpinan",
    "direct_service": "layanan langsung",
    "essential": "sektor esensial",
    "non_essential": "sektor non-esensial",
}


def summary(preset: PolicyPreset) -> str:
    """What a preset sets, in two sentences."""
    as_policy = Policy(
        modes=preset.modes,
        wfh_weekdays=preset.wfh_weekdays,
        wfa_weekdays=preset.wfa_weekdays,
        office_weekdays=preset.office_weekdays,
        weekly_max_days=preset.weekly_max_days,
        wfh_cap_percent=preset.wfh_cap_percent,
        wfo_cap_percent=preset.wfo_cap_percent,
    )
    said = places_sentences(as_policy) + limit_sentences(as_policy)[:1]
    if preset.sector:
        said.append(_("Untuk %(sector)s.") % {"sector": _(SECTORS[preset.sector])})
    return " ".join(said)


def adapted(preset: PolicyPreset, today: date) -> dict[str, Any]:
    """What a form takes from a preset under other names; an end that is over is left open."""
    over = preset.valid_until is not None and preset.valid_until < today
    return {
        "region_level": preset.pandemic_level,
        "valid_until": None if over else preset.valid_until,
    }
