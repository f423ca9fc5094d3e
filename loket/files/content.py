"""The cheap look at received bytes: content decides the type, headers decide the size; nothing is decoded.

Everything here runs in the web process, so it only finds and compares bytes (security rules 21, 22, 25). The
thorough look is the decoder's.
"""

from __future__ import annotations

import io
import re

import filetype
import imagesize

from .refusals import FileRefused
from .rules import MAX_BYTES, MAX_PIXELS, MAX_SIDE

#: What may be handed in: media type by the kind that the content shows.
ACCEPTED = {
    "image/jpeg": "image/jpeg",
    "image/png": "image/png",
    "image/webp": "image/webp",
    "image/heic": "image/heic",
    "image/heif": "image/heic",
    "application/pdf": "application/pdf",
}

_PDF_SCRIPT = re.compile(rb"/JavaScript\b|/Launch\b")
_PDF_LOCK = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
_JPEG_START_OF_SCAN = 0xDA
_JPEG = b"\xff\xd8\xff"
_PNG_END = b"IEND\xaeB`\x82"


def examine(received: bytes) -> str:
    """Media type of ``received``. Raises ``FileRefused`` with the one sentence that fits best."""
    if not received:
        raise FileRefused("empty")
    if len(received) > MAX_BYTES:
        raise FileRefused("too_large")
    is_jpeg = received.startswith(_JPEG)  # nearly every photo; the library asks eighty other types first
    media_type = "image/jpeg" if is_jpeg else ACCEPTED.get(filetype.guess_mime(received[:4096]) or "")
    if media_type is None:
        raise FileRefused("not_photo")
    if media_type == "application/pdf":
        _examine_pdf(received)
    else:
        _examine_image(received, media_type)
    return media_type


def _examine_pdf(received: bytes) -> None:
    if _PDF_LOCK.search(received):
        raise FileRefused("pdf_locked")
    if _PDF_SCRIPT.search(received):
        raise FileRefused("pdf_script")
    if b"startxref" not in received[-8192:]:
        raise FileRefused("truncated")


def _examine_image(received: bytes, media_type: str) -> None:
    width, height = _claimed_size(received)
    if width > MAX_SIDE or height > MAX_SIDE or width * height > MAX_PIXELS:
        raise FileRefused("too_many_pixels")
    whole = {"image/jpeg": _jpeg_ends, "image/png": _png_ends, "image/webp": _webp_ends}.get(
        media_type, _heic_ends
    )
    if not whole(received):
        raise FileRefused("truncated")


def _claimed_size(received: bytes) -> tuple[int, int]:
    """Width and height that the header claims. A header that cannot be read is refused."""
    try:
        width, height = imagesize.get(io.BytesIO(received))
    except Exception as error:  # imagesize raises whatever its reading of a spoiled header comes to
        raise FileRefused("truncated") from error
    if width <= 0 or height <= 0:
        raise FileRefused("truncated")
    return int(width), int(height)


#: Fill bytes between two segments, and more segments than any camera writes: hostile files end here, soon.
_FILLING = re.compile(rb"\xff+")
_MOST_SEGMENTS = 20_000


def _jpeg_ends(received: bytes) -> bool:
    """An end marker after the start of the main scan: thumbnails inside EXIF lie before it."""
    position = 2
    for _ in range(_MOST_SEGMENTS):
        if position + 4 > len(received) or received[position] != 0xFF:
            return False
        marker = received[position + 1]
        if marker == 0xFF:
            filling = _FILLING.match(received, position)
            position = filling.end() - 1 if filling else len(received)
            continue
        length = int.from_bytes(received[position + 2 : position + 4], "big")
        position += 2 + length
        if marker == _JPEG_START_OF_SCAN:
            return received.rfind(b"\xff\xd9", position) != -1  # whole files end with it
    return False


def _png_ends(received: bytes) -> bool:
    return _PNG_END in received


def _webp_ends(received: bytes) -> bool:
    return len(received) >= int.from_bytes(received[4:8], "little") + 8


def _heic_ends(received: bytes) -> bool:
    """The boxes of the container, one after the other, must lie inside the file; 0 means to the end."""
    position = 0
    while position + 8 <= len(received):
        size = int.from_bytes(received[position : position + 4], "big")
        if size == 1:
            size = int.from_bytes(received[position + 8 : position + 16], "big")
        if size == 0:
            return True
        if size < 8:
            return False
        position += size
    return position <= len(received)
