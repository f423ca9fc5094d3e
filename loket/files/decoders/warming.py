"""Load every library and codec before the file system is taken away."""

from __future__ import annotations

import io
from contextlib import suppress

import pikepdf
from PIL import Image

from .answers import UndecodableFile
from .images import rebuild_image
from .pdfs import rebuild_pdf

_FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "HEIF": "image/heic"}


def warm_up() -> None:
    """Rebuild one tiny file of each kind: what is not loaded now cannot be loaded later."""
    picture = Image.new("RGB", (64, 48), (120, 90, 60))
    for name, media_type in _FORMATS.items():
        out = io.BytesIO()
        picture.save(out, name)
        rebuild_image(out.getvalue(), media_type)
    rebuild_pdf(_blank())
    with suppress(UndecodableFile):  # reading a locked PDF loads the ciphers
        rebuild_pdf(_blank(encryption=pikepdf.Encryption(owner="x", user="")))


def _blank(encryption: pikepdf.Encryption | None = None) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, encryption=encryption or False)
    return out.getvalue()
