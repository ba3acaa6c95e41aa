"""How an action says no: with the ground of the refusal and the sentence for the person."""

from enum import StrEnum

from attendance.rules.roster import Finding


class Ground(StrEnum):
    """What stands in the way; a page answers each with its own HTTP status."""

    AUTHORITY = "authority"
    STATE = "state"
    CONTENT = "content"


class RosterRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Nothing was changed. `findings` are the rules that the roster's lines break."""

    def __init__(self, ground: Ground, sentence: str, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(sentence)
        self.ground = ground
        self.sentence = sentence
        self.findings = findings


class RequestRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A request could not be asked, withdrawn or settled; nothing was changed.

    `field` names the field of the form the sentence belongs to, empty for the whole.
    """

    def __init__(self, ground: Ground, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.ground = ground
        self.sentence = sentence
        self.field = field


class CaseRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A step in a discipline case was not taken; nothing was changed.

    `field` names the field of the form the sentence belongs to, empty for the whole.
    """

    def __init__(self, ground: Ground, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.ground = ground
        self.sentence = sentence
        self.field = field
