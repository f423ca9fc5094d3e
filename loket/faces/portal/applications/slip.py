"""The QR of the printed slip."""

from __future__ import annotations

import io

import segno
from django.utils.safestring import SafeString


def qr_drawing(link: str) -> SafeString:
    """An SVG drawing of ``link``, drawn by us alone and safe to stand in a page."""
    drawing = io.BytesIO()
    segno.make(link, error="m", micro=False).save(
        drawing,
        kind="svg",
        scale=4,
        border=2,
        xmldecl=False,
        svgns=False,
        nl=False,
        omitsize=False,
        svgclass="qr",
        lineclass=None,
    )
    return SafeString(drawing.getvalue().decode())
