"""Templates print: what the Content-Security-Policy would refuse is not in them."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import templates

ALL = list(templates())
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}|{#.*?#}", re.DOTALL)
REFUSED = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "a handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a handler of htmx": re.compile(r"\bhx-(on|vals=.js)", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "something from another host": re.compile(
        r"<(script|img|iframe|link)\b[^>]*(src|href)=[\"'](https?:)?//", re.IGNORECASE
    ),
    "unescaped text": re.compile(r"\|safe\b|{% autoescape off %}"),
}


@pytest.mark.parametrize(("path", "text"), ALL, ids=[str(path) for path, _ in ALL])
def test_nothing_inline(path: Path, text: str) -> None:
    found = [what for what, sign in REFUSED.items() if sign.search(COMMENT.sub("", text))]
    assert not found


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a style attribute", '<p class="a" style="color:red">'),
        ("a style element", "<style>p {}</style>"),
        ("an inline script", "<script>alert(1)</script>"),
        ("a handler", '<button type="button" onclick="go()">'),
        ("a handler of htmx", '<b hx-on:click="go()">'),
        ("a javascript: address", '<a href="javascript:go()">'),
        ("something from another host", '<script src="https://contoh.id/a.js"></script>'),
        ("unescaped text", "{{ note|safe }}"),
    ],
)
def test_each_is_recognised(what: str, text: str) -> None:
    assert REFUSED[what].search(text)


@pytest.mark.parametrize(("path", "text"), ALL, ids=[str(path) for path, _ in ALL])
def test_every_include_is_given_what_it_shows(path: Path, text: str) -> None:
    includes = re.findall(r"{% include [^%]*%}", COMMENT.sub("", text))
    assert [each for each in includes if not each.endswith("only %}")] == []


BEARING = {
    Path("templates/attendance/desk_tablet.html"),
    Path("templates/services/_report_code.html"),
    Path("templates/services/follow_link.html"),
}
"""Forms sent to, or with, a secret, which is the permission: nobody else can know it."""


def test_every_form_that_writes_is_marked_against_forgery() -> None:
    """By Django's token, or where there is no session by `services.forms_public.FormToken`."""
    unmarked = [
        str(path)
        for path, text in ALL
        if path not in BEARING
        for form in re.findall(r"<form\b.*?</form>", COMMENT.sub("", text), re.DOTALL)
        if 'method="post"' in form and not re.search("csrf_token|name=.tanda.", form)
    ]
    assert not unmarked
