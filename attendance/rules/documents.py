"""Codes of signed documents: short enough to type, too many to guess; and their numbers."""

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 signs: no I, L, O, U, which people misread."""

GROUPS, GROUP_LENGTH = 3, 4
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
SHAPE = re.compile(rf"[{ALPHABET}]{{{GROUPS * GROUP_LENGTH}}}")


def code_of(number: int) -> str:
    """`7K3F-9QWM-2XTD`: the code made of a number below `CODES`."""
    signs = ""
    for _ in range(GROUPS * GROUP_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        signs = ALPHABET[rest] + signs
    return _grouped(signs)


CODES = len(ALPHABET) ** (GROUPS * GROUP_LENGTH)
"""How many codes there are: 2^60, so that a guess never hits one."""


def read_code(typed: str) -> str | None:
    """The code somebody typed, with or without dashes, in any case; None where it is none."""
    signs = re.sub(r"[\s-]", "", typed).upper().translate(MISREAD)
    return _grouped(signs) if SHAPE.fullmatch(signs) else None


def number_words(pattern: str, number: int, year: int) -> str:
    """The number of a letter by its agency's pattern, as in ``800/{number}/{year}``."""
    return pattern.replace("{number}", str(number)).replace("{year}", str(year))


def _grouped(signs: str) -> str:
    return "-".join(
        signs[at : at + GROUP_LENGTH] for at in range(0, GROUPS * GROUP_LENGTH, GROUP_LENGTH)
    )
