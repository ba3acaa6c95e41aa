"""One person after the other: their rows in, their judged days and cases out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import NamedTuple

from attendance.rules.calendar import Period
from attendance.rules.events import Absence, AbsenceKind, absence_on
from attendance.rules.modes import WorkMode
from attendance.rules.sanctions import SanctionTable
from attendance.rules.verdict import judge_day
from attendance.simulation import fields
from attendance.simulation.cases import Cases
from attendance.simulation.files import ABSENCES, EMPLOYEES, EVENTS, ROSTER, Source, columns_reason
from attendance.simulation.frame import Frame
from attendance.simulation.merging import Rows, Stream
from attendance.simulation.postings import Judged, Posting, Span
from attendance.simulation.refusals import BadField, BadInput
from attendance.simulation.sums import Sums, add_days
from attendance.simulation.taps import MODES, Taps, check_tap, taps_of


class Facts(NamedTuple):
    """What the files say of one person: plans by the date's text, events, excuses."""

    plans: dict[str, WorkMode]
    taps: Taps
    absences: list[Absence]


class People:
    """The employees of ordered sources, judged one by one; `sums` grows with them.

    The sources are open until `opened` ends.
    """

    def __init__(
        self,
        sources: Mapping[str, Source],
        frame: Frame,
        span: Span,
        table: SanctionTable,
        opened: ExitStack,
    ) -> None:
        self.sums: Sums = {}
        self._frame, self._span, self._cases = frame, span, Cases(span, table)
        self._employees, self._roster, self._events, self._absences = (
            Stream(sources[shape.name], opened) for shape in (EMPLOYEES, ROSTER, EVENTS, ABSENCES)
        )
        self._postings: dict[tuple[str, str], Posting] = {}

    def judged(self) -> Iterator[tuple[str, str]]:
        """Each person's lines of `days.csv` and of `cases.csv`, in the order of NIPs.

        Raises BadInput at a row that is bad, whose person is unknown, or who is there twice.
        """
        for nip, rows in self._employees.all():
            posting = self._posting(nip, rows)
            facts = Facts(
                self._plans(self._roster.of(nip)),
                self._taps(self._events.of(nip), posting),
                self._excuses(self._absences.of(nip)),
            )
            days = judge_person(posting, facts)
            verdicts = [verdict for verdict, _ in days]
            add_days(self.sums, posting.agency, self._span.months, verdicts)
            prefix = f"{nip},"
            yield (
                prefix.join(["", *[columns for _, columns in days]]),
                prefix.join(["", *self._cases.of(verdicts)]),
            )
        for stream in (self._roster, self._events, self._absences):
            stream.close()

    def _posting(self, nip: str, rows: Rows) -> Posting:
        known = fields.nip(nip)
        if not isinstance(known, str):
            raise self._employees.bad(0, known)
        if len(rows) > 1:
            raise self._employees.bad(1, f"NIP {nip} sudah ada di baris lain.")
        try:
            _check_columns(rows[0], self._employees)
            _, agency, _, zone = rows[0]
            found = self._postings.get((agency, zone))
            if found is None:
                names = fields.agency(agency), fields.zone(zone)
                found = self._postings[names] = Posting(*names, self._frame, self._span)
        except BadField as error:
            raise self._employees.bad(0, str(error)) from None
        return found

    def _plans(self, rows: Rows) -> dict[str, WorkMode]:
        try:
            plans = {day: MODES[mode] for _, day, mode in rows}
        except (ValueError, KeyError):
            raise _first_bad(self._roster, rows, _check_plan) from None
        if len(plans) < len(rows):
            days = [day for _, day, _ in rows]
            twice = next(at for at, day in enumerate(days) if day in days[:at])
            raise self._roster.bad(twice, f"tanggal {days[twice]} pegawai ini sudah ada di atas.")
        return plans

    def _taps(self, rows: Rows, posting: Posting) -> Taps:
        try:
            return taps_of(rows, posting)
        except (ValueError, KeyError):
            raise _first_bad(self._events, rows, check_tap) from None

    def _excuses(self, rows: Rows) -> list[Absence]:
        try:
            return [_absence(row) for row in rows]
        except ValueError:
            raise _first_bad(self._absences, rows, _absence) from None


def judge_person(posting: Posting, facts: Facts) -> list[Judged]:
    """Every date of the span, judged by the rules."""
    plans, (events, outages), absences = facts
    days = []
    for place, text in enumerate(posting.span.texts):
        day = posting.days[place]
        absence = absence_on(day.date, absences) if absences else None
        those, gaps = events.get(text), outages.get(text, ())
        morning = posting.mornings[place]
        if morning is not None and morning in events:
            those, gaps = [*(those or ()), *events[morning]], [*gaps, *outages.get(morning, ())]
        if those is None:
            days.append(posting.without_events(place, plans.get(text), absence))
            continue
        verdict = judge_day(day, plan=plans.get(text), events=those, absence=absence, outages=gaps)
        days.append(Judged(verdict, posting.columns(place, verdict)))
    return days


def _first_bad(stream: Stream, rows: Rows, check: Callable[[Sequence[str]], object]) -> BadInput:
    """The first row that `check` refuses, after a quicker reading failed."""
    for at, row in enumerate(rows):
        try:
            _check_columns(row, stream)
            check(row)
        except BadField as error:
            return stream.bad(at, str(error))
    raise AssertionError("a row was refused, but none is bad")


def _check_columns(row: Sequence[str], stream: Stream) -> None:
    shape = stream.source.shape
    if len(row) != len(shape.columns):
        raise BadField(columns_reason(len(row), shape))


def _check_plan(row: Sequence[str]) -> None:
    _, day, mode = row
    fields.day(day, "date")
    fields.choice(WorkMode, mode, "mode")


def _absence(row: Sequence[str]) -> Absence:
    _, kind, first, last = row
    period = Period(fields.day(first, "first_day"), fields.day(last, "last_day"))
    if not period.covers(period.first_day):
        raise BadField(f"last_day {fields.shown(last)} mendahului first_day.")
    return Absence(fields.choice(AbsenceKind, kind, "kind"), period)
