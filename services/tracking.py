"""The tracking code of a report: sixteen letters and digits to write down, the last one a check.

No look-alikes stand in it (0 and O, 1 and I, 2 and Z, 5 and S, 8 and B, U and V). Fifteen free
characters of 23 are 67 bits. The portal keeps only its SHA-256.
"""

from __future__ import annotations

import hashlib

from django.utils.crypto import salted_hmac

ALPHABET = "ACDEFGHJKLMNPRTUWXY3479"
"""Twenty-three of them: with a prime number the check finds every wrong or swapped character."""
FREE = 15
GROUP = 4


def code_of(nonce: str) -> str:
    """The code of the report sent with this form: `ACDE-FGHJ-KLMN-PRTU`.

    Derived with the portal's secret, so that one form is one report however often it is sent.
    """
    number = int.from_bytes(salted_hmac("services.tracking", nonce, algorithm="sha256").digest())
    values = []
    for _place in range(FREE):
        number, value = divmod(number, len(ALPHABET))
        values.append(value)
    return grouped("".join(ALPHABET[value] for value in [*values, _check(values)]))


def tidy(text: str) -> str:
    """What was typed as a code, without blanks and dashes, in capitals."""
    return "".join(each for each in text.upper() if each.isalnum())


def grouped(code: str) -> str:
    """A tidy code in groups of four."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def is_plausible(code: str) -> bool:
    """Whether a tidy code has the right length and check: a slip of the pen has not."""
    if len(code) != FREE + 1 or not set(code) <= set(ALPHABET):
        return False
    values = [ALPHABET.index(each) for each in code]
    return values[-1] == _check(values[:-1])


def digest_of(code: str) -> str:
    """What is kept of a code: SHA-256 of its tidy form, in hexadecimal."""
    return hashlib.sha256(tidy(code).encode()).hexdigest()


def _check(values: list[int]) -> int:
    """The value that makes the sum a multiple of 23; the weights are the places 1 to 16."""
    prime = len(ALPHABET)
    total = sum(place * value for place, value in enumerate(values, 1))
    return -total * pow(FREE + 1, -1, prime) % prime
