"""Photographs for the desk: drawn, fictitious, rebuilt as the product rebuilds them."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from loket.applications.models import Application, Attachment
from loket.files.actions import rebuild
from loket.files.actions.receive import receive
from loket.foundation.kernel import clock
from loket.tenants.scope import current_tenant


def drawn(words: str, size: tuple[int, int] = (1280, 860), colour: str = "#b9cde6") -> bytes:
    """A card on a table with some words on it."""
    image = Image.new("RGB", size, "#7d6a55")
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.rounded_rectangle((width // 10, height // 10, width * 9 // 10, height * 9 // 10), 40, fill=colour)
    for row, line in enumerate([words, "CONTOH, BUKAN DOKUMEN ASLI", "9901 0241 0787 0003"]):
        draw.text((width // 7, height // 6 + row * 90), line, fill="#1a2247", font_size=52)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=84)
    return out.getvalue()


def attach_photo(application: Application, slug: str, words: str, **look: object) -> Attachment:
    """Receive, rebuild and attach one drawn photo."""
    file = receive(drawn(words, **look), owner="test")  # type: ignore[arg-type]  # size and colour only
    rebuild.rebuild(current_tenant(), file.pk)
    file.refresh_from_db()
    paper: Attachment = Attachment.objects.create(
        application=application, slug=slug, file=file, created_at=clock.now()
    )
    return paper
