"""Photographs for tests: drawn, noisy like real ones, sharp or blurred."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageDraw, ImageFilter


def photograph(*, blurred: bool = False, dark: bool = False, width: int = 2400, height: int = 1800) -> bytes:
    """A JPEG with text on it, about 1.5 MB as a phone's camera makes it."""
    picture = Image.effect_noise((width // 4, height // 4), 60).resize((width, height)).convert("RGB")
    pen = ImageDraw.Draw(picture)
    for line in range(100, height, 90):
        pen.text((100, line), "CONTOH, BUKAN DOKUMEN ASLI " * 8, fill="black")
    if blurred:
        picture = Image.new("RGB", (width, height), "#b8b4ad").filter(ImageFilter.GaussianBlur(4))
    if dark:
        picture = picture.point(lambda value: value // 8)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=88)
    return buffer.getvalue()


def upload(content: bytes, name: str = "foto.jpg", kind: str = "image/jpeg") -> dict[str, Any]:
    """What Playwright puts into a file input."""
    return {"name": name, "mimeType": kind, "buffer": content}
