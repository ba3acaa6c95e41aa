"""Letters and notifications on their way out: many at once, and what became of each.

Who keeps what waits (a staff member's message, a citizen's notice) claims it, hands it over here
and settles it by the outcome. Nothing here touches the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage, mailers

from asn_wfh.push import Browser, Notice, PushFailed, is_push_on, send_notice

SIDE_BY_SIDE = 8
"""Notifications under way at once: their services answer slowly, but each is another's."""
PERMANENT = 500
"""From this reply on a mail server will not change its mind (RFC 5321, 4.2.1)."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something was not taken. `gone`: nobody is there any more; `final`: do not try again."""

    reason: str
    gone: bool = False
    final: bool = False


class Server(Protocol):
    """A mail server that is open."""

    def send_messages(self, email_messages: list[EmailMessage], /) -> object:
        """Send them; raises what smtplib raises."""


def post_letters(letters: Sequence[Callable[[], EmailMessage]]) -> list[Failure | None]:
    """Send letters over one connection, in order; None for each that was taken.

    Each is made only when its turn has come, so that one that cannot be made fails alone. Where
    the server is away, all of them wait.
    """
    if not letters:
        return []
    if not settings.MAIL_IS_ON:
        return [Failure("surel belum disiapkan", final=True)] * len(letters)
    server = mailers.default
    try:
        server.open()
    except (SMTPException, OSError) as error:
        return [Failure(type(error).__name__)] * len(letters)
    try:
        return [_post_letter(letter, server) for letter in letters]
    finally:
        server.close()


def post_notices(notices: Iterable[tuple[Browser, Notice]]) -> list[Failure | None]:
    """Send notifications side by side; None for each that was taken, in the given order."""
    given = list(notices)
    if not given:
        return []
    if not is_push_on():
        return [Failure("notifikasi dimatikan", final=True)] * len(given)
    with ThreadPoolExecutor(SIDE_BY_SIDE) as side:
        return list(side.map(_post_notice, given))


def _post_letter(letter: Callable[[], EmailMessage], server: Server) -> Failure | None:
    try:
        server.send_messages([letter()])
    except SMTPRecipientsRefused as error:
        if all(code >= PERMANENT for code, _text in error.recipients.values()):
            return Failure("alamat ditolak", gone=True)
        return Failure("alamat ditunda")
    except (SMTPException, OSError, ValueError) as error:
        return Failure(type(error).__name__)
    return None


def _post_notice(given: tuple[Browser, Notice]) -> Failure | None:
    try:
        send_notice(*given)
    except PushFailed as failure:
        return Failure(str(failure), gone=failure.gone)
    return None
