"""What a page in two languages prints about itself and the other. A template builtin."""

from django import template
from django.conf import settings
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from asn_wfh.language import ENGLISH, INDONESIAN, address_in, current

register = template.Library()


@register.simple_tag
def page_language() -> str:
    """The language of this page, for `<html lang>`: ``id`` or ``en``."""
    return current()


@register.filter
def in_language(address: str, language: str) -> str:
    """The address of the same page in `language`; keeps the query."""
    return address_in(address, language)


@register.filter
def absolute(address: str) -> str:
    """The address with the portal's scheme and host in front."""
    return f"{settings.PORTAL_URL}{address}"


@register.inclusion_tag("components/_language_switch.html")
def language_switch(here: str) -> dict[str, str]:
    """A link to this page (`here`, with its query) in the other language."""
    other = INDONESIAN if current() == ENGLISH else ENGLISH
    return {"language": other, "url": address_in(here, other)}


@register.filter
def as_written(text: str, own_words: tuple[str, ...]) -> SafeString:
    """`text` with what a manager wrote in it marked as Indonesian, on a page in English.

    A closure's message stands in a sentence of the portal; a screen reader must not read it as
    English.
    """
    escaped = conditional_escape(text)
    if current() == INDONESIAN:
        return escaped
    for words in own_words:
        said = conditional_escape(words)
        escaped = mark_safe(escaped.replace(said, format_html('<span lang="id">{}</span>', said)))  # noqa: S308 - both are escaped
    return escaped
