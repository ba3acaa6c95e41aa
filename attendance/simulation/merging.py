"""Several files of people in the order of NIPs, read side by side, one person at a time."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from itertools import chain, groupby
from operator import itemgetter

from attendance.simulation import fields
from attendance.simulation.files import EMPLOYEES, Source, blocks, split_line
from attendance.simulation.refusals import BadField, BadInput

Rows = list[list[str]]
NO_ROWS: Rows = []


class Stream:
    """The rows of an ordered file by NIP. Rows have the file's columns; only their NIPs are read.

    `of` must be called with growing NIPs. `begun` is the position of the rows returned last. The
    file is open until `opened` ends.
    """

    def __init__(self, source: Source, opened: ExitStack) -> None:
        self.source = source
        self.begun = self._after = self._split_before = 0
        lines = opened.enter_context(closing(blocks(source)))
        rows = chain.from_iterable(map(self._split, lines))
        self._groups = groupby(rows, key=itemgetter(0))
        self._nip: str | None = ""
        self._group: Iterator[list[str]]
        self._next()

    def of(self, nip: str) -> Rows:
        """The rows of one person. Raises BadInput for a row of a stranger before."""
        if self._nip != nip:
            if self._nip is not None and self._nip < nip:
                raise self._unknown()
            return NO_ROWS
        self.begun = self._after
        rows = list(self._group)
        self._after += len(rows)
        self._next()
        return rows

    def all(self) -> Iterator[tuple[str, Rows]]:
        """Everybody in the file with their rows."""
        while self._nip is not None:
            yield self._nip, self.of(self._nip)

    def close(self) -> None:
        """Raises BadInput where rows are left, which belong to nobody."""
        if self._nip is not None:
            raise self._unknown()

    def bad(self, row: int, reason: object) -> BadInput:
        """What to raise about one of the rows returned last, by its place among them."""
        return self.source.bad(self.begun + row, reason)

    def _next(self) -> None:
        self._nip, self._group = next(self._groups, (None, iter(())))

    def _unknown(self) -> BadInput:
        known = fields.nip(self._nip or "")
        reason = f"NIP {known} tidak ada di {EMPLOYEES.name}." if isinstance(known, str) else known
        return self.source.bad(self._after, reason)

    def _split(self, lines: list[str]) -> Rows:
        begun, self._split_before = self._split_before, self._split_before + len(lines)
        # The csv module takes three times as long, and only quotes need it.
        if '"' not in "".join(lines):
            return [line.split(",") for line in lines]
        rows = []
        for row, line in enumerate(lines, begun):
            try:
                rows.append(split_line(line))
            except BadField as error:
                raise self.source.bad(row, str(error)) from None
        return rows
