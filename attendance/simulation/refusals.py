"""What stops a simulation."""


class BadInput(Exception):  # noqa: N818 - it is the input that is bad
    """A file that cannot be used: its name, the line (None: the whole file) and the reason.

    The reason is an Indonesian sentence, or a fault of a rule whose sentence is in `wording`: a
    process that judges has no translations.
    """

    def __init__(self, file: str, line: int | None, reason: object) -> None:
        super().__init__(file, line, reason)
        self.file, self.line, self.reason = file, line, reason


class BadField(ValueError):  # noqa: N818 - it is the field that is bad
    """A field that cannot be read; its text is the reason, an Indonesian sentence."""
