"""The picture of an electronic signature: QR, name, moment and certificate."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any, Literal

import segno

from attendance.letters.render import render_stamp
from attendance.signing.values import Mark


def stamp_pdf(mark: Mark, certificate: str, *, at: datetime) -> bytes:
    """The stamp as one PDF page of its own size; `certificate` is the name on the certificate."""
    return _made(mark, certificate, at, "pdf")


def stamp_png(mark: Mark, *, at: datetime) -> bytes:
    """The stamp as a picture, for a service that draws it itself."""
    return _made(mark, "", at, "png")


def _made(mark: Mark, certificate: str, at: datetime, form: Literal["pdf", "png"]) -> bytes:
    lines = [f"Sertifikat: {certificate}"] if certificate else []
    data: Mapping[str, Any] = {**mark.stamp, "baris": lines}
    return render_stamp(data, _qr(mark.address), at=at, form=form)


def _qr(address: str) -> bytes:
    """The QR picture as SVG; the quiet zone is the white around it."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=2, xmldecl=False, svgns=True, nl=False
    )
    return out.getvalue()
