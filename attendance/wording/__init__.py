"""Every refusal, note and verdict of attendance as a sentence: what happened, why, what next.

The rules return values; here they become Indonesian a civil servant would say aloud. The
functions translate when called, so the active language decides. Person data never enters a
sentence here: a caller puts a name in front where the page may show one.
"""

from attendance.wording.check_ins import note_sentence, refused_sentence, repeat_sentence
from attendance.wording.days import (
    flag_label,
    live_sentence,
    mode_label,
    place_label,
    status_label,
)
from attendance.wording.eligibility import eligibility_sentence
from attendance.wording.moments import clock_words, day_words, weekday_words
from attendance.wording.reasons import reason_sentence
from attendance.wording.rosters import (
    approval_sentence,
    cap_sentence,
    move_sentence,
    roster_sentence,
)
from attendance.wording.schedules import off_sentence, schedule_fault_sentence

__all__ = [
    "approval_sentence",
    "cap_sentence",
    "clock_words",
    "day_words",
    "eligibility_sentence",
    "flag_label",
    "live_sentence",
    "mode_label",
    "move_sentence",
    "note_sentence",
    "off_sentence",
    "place_label",
    "reason_sentence",
    "refused_sentence",
    "repeat_sentence",
    "roster_sentence",
    "schedule_fault_sentence",
    "status_label",
    "weekday_words",
]
