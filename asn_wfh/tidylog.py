"""One log for several processes: each line begins with the name of who wrote it."""

import os
from typing import TextIO

WIDTH = 10
# ANSI colours that are readable on dark and on light terminals.
COLOURS = {"hadir": 36, "web": 34, "worker": 35, "beat": 33, "PostgreSQL": 32, "Valkey": 32}


class TidyLog:
    """Writes whole lines to `out`, each with a prefix of fixed width.

    The prefix is coloured on a terminal only, and never where ``NO_COLOR`` is set.
    """

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._coloured = out.isatty() and not os.environ.get("NO_COLOR")

    def line(self, name: str, text: str) -> None:
        """Write `text` (one line or several) as said by `name`."""
        prefix = f"{name:<{WIDTH}} │ "
        if self._coloured:
            prefix = f"\033[{COLOURS.get(name, 37)}m{prefix}\033[0m"
        for part in text.splitlines() or [""]:
            self._out.write(f"{prefix}{part.rstrip()}\n")
        self._out.flush()

    def say(self, text: str) -> None:
        """A line of the run command itself."""
        self.line("hadir", text)


class LineBuffer:
    """Bytes in, whole lines out: what a child's pipe gives arrives in arbitrary pieces."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[str]:
        """The lines completed by `data`."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        return [line.decode("utf-8", "replace") for line in lines]

    def rest(self) -> list[str]:
        """What is left when the pipe has closed: a last line without its end, if any."""
        rest, self._rest = self._rest, b""
        return [rest.decode("utf-8", "replace")] if rest else []
