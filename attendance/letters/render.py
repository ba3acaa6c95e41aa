"""A template and its data, to PDF: tagged (PDF/UA-1) and fit for archives (PDF/A-2a)."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

FOLDER = Path(__file__).parent
SHARED = "surat.typ"
FONTS = FOLDER / "fonts"
"""The portal's own typeface, for what is more than a letter."""


def letter_files(template: str, data: Mapping[str, Any]) -> dict[str, bytes]:
    """What the compiler is given: the template (a name without `.typ`), its library, its data.

    Everything is in memory: a letter reads no file of the machine and reaches no network.
    """
    return {
        "main.typ": (FOLDER / f"{template}.typ").read_bytes(),
        SHARED: (FOLDER / SHARED).read_bytes(),
        "data.json": json.dumps(data, ensure_ascii=False).encode(),
    }


def render_pdf(template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """The letter as PDF bytes; `at` (aware) is written as its time of creation.

    Fonts are those inside the library and in `FONTS`: a letter looks alike on every machine.
    """
    # The library maps 50 MB: only a process that is asked for a letter pays for it.
    import typst

    # The library's stubs do not know files in memory, which its documentation promises.
    files: Any = letter_files(template, data)
    return typst.compile(
        files,
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        ignore_system_fonts=True,
        font_paths=[FONTS],
        timestamp=int(at.timestamp()),
    )


def marked_place(template: str, data: Mapping[str, Any]) -> dict[str, float]:
    """The value the template left at its label ``<cap>``: where the signature's stamp goes.

    Asked right after `render_pdf` it costs nothing: the library remembers what it laid out.
    """
    import typst

    files: Any = letter_files(template, data)
    found = typst.query(
        files, "<cap>", field="value", one=True, ignore_system_fonts=True, font_paths=[FONTS]
    )
    place: dict[str, float] = json.loads(found)
    return place


def render_stamp(
    data: Mapping[str, Any], qr: bytes, *, at: datetime, form: Literal["pdf", "png"]
) -> bytes:
    """The visible part of a signature: a page of its own size, or a picture at 300 dots an inch.

    `qr` is an SVG. The page carries no tags: the letter's own tag tells what the stamp is.
    """
    import typst

    files: Any = letter_files("stempel", data) | {"qr.svg": qr}
    if form == "png":
        return typst.compile(files, format="png", ppi=300, ignore_system_fonts=True)
    return typst.compile(
        files,
        format="pdf",
        pdf_standards=["a-2b"],
        pdf_tags=False,
        ignore_system_fonts=True,
        timestamp=int(at.timestamp()),
    )
