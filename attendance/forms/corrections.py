"""The shape of a correction: each kind asks for what it needs, and for nothing else."""

import re
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from attendance.forms.evidence import EvidenceField
from attendance.models import CheckIn, Correction, WorkMode
from attendance.queries.corrections import AskedDay
from attendance.rules import modes
from attendance.rules.claims import Claim, ClaimKind, claimed_moment
from attendance.wording import clock_words, mode_label
from attendance.wording.requests import missing_sentence, time_unreadable

REASON_LIMIT: int = Correction._meta.get_field("reason").max_length or 500
CLOCK = re.compile(r"^\s*(\d{1,2})\s*[.:]\s*(\d{2})\s*$")


class ClockField(forms.CharField):
    """A time of day as people write it, `07.24` or `07:24`, as a `time`."""

    def clean(self, value: Any) -> time | None:
        """The time; ValidationError where it is none."""
        text = super().clean(value)
        if not text:
            return None
        found = CLOCK.match(text)
        if found is None or int(found[1]) > 23 or int(found[2]) > 59:
            raise ValidationError(time_unreadable(), code="invalid")
        return time(int(found[1]), int(found[2]))


class CorrectionForm(forms.Form):
    """One correction of `kind` for the day `found`; a missing field is named, nothing is lost."""

    def __init__(self, kind: ClaimKind, found: AskedDay, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self._found = kind, found
        zone = found.on_record.hours.zone
        if kind in (ClaimKind.IN, ClaimKind.OUT):
            self.fields["moment"] = ClockField(
                label="Jam masuk yang sebenarnya"
                if kind is ClaimKind.IN
                else "Jam pulang yang sebenarnya",
                help_text=f"Menurut jam {found.on_record.hours.start_at.astimezone(zone):%Z}.",
                widget=forms.TimeInput(attrs={"type": "time"}),
                error_messages={"required": missing_sentence("moment")},
            )
        if kind in (ClaimKind.TAP, ClaimKind.MODE):
            self.fields["event"] = self._event_field(kind)
        if kind in (ClaimKind.IN, ClaimKind.OUT, ClaimKind.MODE):
            self.fields["mode"] = self._mode_field(kind)
        self.fields["reason"] = forms.CharField(
            label="Apa yang terjadi?",
            max_length=REASON_LIMIT,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="Singkat saja; atasan membacanya sebelum memutuskan.",
            error_messages={"required": missing_sentence("reason")},
        )
        self.fields["evidence"] = EvidenceField(
            label="Berkas bukti (boleh kosong)",
            help_text="PDF, JPEG, atau PNG, paling besar 2 MB. Hanya atasan dan pejabat yang "
            "berwenang yang dapat membukanya, dan setiap pembacaan dicatat.",
        )

    @property
    def claim(self) -> Claim:
        """What a valid form says."""
        typed = self.cleaned_data
        moment: time | None = typed.get("moment")
        chosen = next(
            (row for row in self._found.day.check_ins if str(row.id) == typed.get("event")), None
        )
        hours = self._found.on_record.hours
        kind = modes.EventKind.OUT if self.kind is ClaimKind.OUT else modes.EventKind.IN
        return Claim(
            kind=self.kind,
            day=hours.date,
            moment=None
            if moment is None
            else claimed_moment(hours, moment.hour, moment.minute, kind),
            event=None if chosen is None else self._found.event(chosen),
            mode=modes.WorkMode(typed["mode"]) if typed.get("mode") else None,
        )

    def _event_field(self, kind: ClaimKind) -> forms.ChoiceField:
        rows = self._found.waiting if kind is ClaimKind.TAP else self._found.day.check_ins
        return forms.ChoiceField(
            label="Presensi yang mana?",
            choices=[(str(row.id), self._event_words(row)) for row in rows],
            initial=str(rows[0].id) if len(rows) == 1 else None,
            widget=forms.RadioSelect,
            error_messages=dict.fromkeys(("required", "invalid_choice"), missing_sentence("event")),
        )

    def _mode_field(self, kind: ClaimKind) -> forms.ChoiceField:
        plan = self._found.on_record.verdict.plan
        return forms.ChoiceField(
            label="Tempat kerja yang sebenarnya",
            choices=[(mode.value, mode.label) for mode in WorkMode],
            initial=plan.value if plan is not None and kind is not ClaimKind.MODE else None,
            widget=forms.RadioSelect,
            error_messages=dict.fromkeys(("required", "invalid_choice"), missing_sentence("mode")),
        )

    def _event_words(self, row: CheckIn) -> str:
        zone = self._found.on_record.hours.zone
        what = "Masuk" if row.kind == "in" else "Pulang"
        words = (
            f"{what} {clock_words(row.recorded_at, zone)}, {mode_label(modes.WorkMode(row.mode))}"
        )
        if self.kind is ClaimKind.TAP:
            return f"{words}; ditekan pukul {clock_words(row.tapped_at, zone)}"
        return words
