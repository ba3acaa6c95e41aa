"""Icons of the sprite, and of the light sprite of citizens' pages. `icon` is a template builtin."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

SPRITE = "vendor/bootstrap-icons/icons.svg"
LIGHT_SPRITE = "vendor/bootstrap-icons/citizens.svg"
SPRITE_LISTS = Path(__file__).resolve().parent.parent.parent / "static/vendor/bootstrap-icons"
_light: ContextVar[bool] = ContextVar("light_sprite", default=False)


@cache
def icon_names(listed: str = "icons.txt") -> frozenset[str]:
    """The icons in the sprite, or in the light one (`citizens.txt`)."""
    return frozenset((SPRITE_LISTS / listed).read_text(encoding="utf-8").split())


@contextmanager
def light_icons() -> Iterator[None]:
    """Within it icons come from the light sprite: 4 KB less for a page of citizens."""
    token = _light.set(True)
    try:
        yield
    finally:
        _light.reset(token)


def icon(name: str, label: str = "") -> SafeString:
    """The icon `name` of the sprite; hidden from screen readers unless `label` says what it is.

    Raises ValueError when the sprite lacks it: add the name to icons.txt and run vendor.py.
    """
    if name not in icon_names():
        raise ValueError(f"The sprite has no icon {name!r}; see static/vendor/README.md.")
    is_light = _light.get() and name in icon_names("citizens.txt")
    href = f"{static(LIGHT_SPRITE if is_light else SPRITE)}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, href
        )
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', href
    )
