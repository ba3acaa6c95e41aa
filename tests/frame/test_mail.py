"""Addresses of mail servers: read strictly, with secrets from files."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from asn_wfh.environment import Environment
from asn_wfh.mail import mail, portal_url
from asn_wfh.secrets import push_key


def of(url: str, **given: Any) -> Environment:
    return Environment(
        _env_file=None,
        **{"email_url": url, "default_from_email": "Hadir <hadir@example.go.id>", **given},
    )


def test_without_an_address_nothing_is_tried() -> None:
    assert not mail(of("")).is_on


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("smtp://u%40x:p%3Aq@mail.example:2525", ("mail.example", 2525, "u@x", "p:q", True, False)),
        ("smtps://u:p@mail.example", ("mail.example", 465, "u", "p", False, True)),
        ("smtp://mail.example:25?tls=off", ("mail.example", 25, "", "", False, False)),
    ],
)
def test_an_smtp_address_is_read_whole(url: str, options: Any) -> None:
    read = mail(of(url)).mailers["default"]["OPTIONS"]
    names = ("host", "port", "username", "password", "use_tls", "use_ssl")
    assert tuple(read[name] for name in names) == options


@pytest.mark.parametrize(
    "url",
    [
        "smtp://", "mail.example:25", "imap://mail.example", "smtp://u:p@mail.example?tls=off",
        "smtp://mail.example?tls=maybe", "smtps://mail.example?tls=off", "smtp://u@mail.example",
        "smtp://mail.example:mail", "smtp://mail.example/inbox", "file:mails", "console://x",
        "smtp://mail.example?tls=off&x=1",
    ],
)  # fmt: skip
def test_what_cannot_be_meant_stops_the_start_with_its_name(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        mail(of(url))


def test_the_password_may_stand_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("rahasia\n")
    read = mail(of("smtp://u@mail.example", email_password_file=secret))
    assert read.mailers["default"]["OPTIONS"]["password"] == "rahasia"
    with pytest.raises(ImproperlyConfigured, match="EMAIL_PASSWORD_FILE"):
        mail(of("smtp://u:p@mail.example", email_password_file=secret))
    with pytest.raises(ImproperlyConfigured, match="EMAIL_PASSWORD_FILE"):
        mail(of("smtp://u@mail.example", email_password_file=tmp_path / "gone"))


def test_a_real_mail_server_needs_a_sender_and_the_portal_s_address() -> None:
    with pytest.raises(ImproperlyConfigured, match="DEFAULT_FROM_EMAIL"):
        mail(of("smtp://mail.example", default_from_email="Hadir"))
    with pytest.raises(ImproperlyConfigured, match="PORTAL_URL"):
        portal_url(of("smtp://mail.example"))
    assert portal_url(of("", portal_url="https://hadir.example/")) == "https://hadir.example"


def test_the_push_key_is_made_once_and_kept_secret(tmp_path: Path) -> None:
    first = push_key(of("", data=tmp_path))
    assert push_key(of("", data=tmp_path)) == first.strip()
    assert (tmp_path / "vapid_private_key.pem").stat().st_mode & 0o077 == 0
    assert push_key(of("", data=tmp_path / "x", database_url="postgresql://h/d")) == ""
