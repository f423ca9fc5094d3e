"""How worker, nursery and child speak: lengths first, every length capped on reading.

Request: kind, length, bytes. Answer: length of a small JSON head, the head, then the blobs whose sizes it
names. The worker trusts nothing of an answer: a child that read hostile bytes may say anything.
"""

from __future__ import annotations

import json
import math
import socket
import struct
import time
from typing import Any

from .answers import Decoded, DecoderDied, UndecodableFile

_REQUEST = struct.Struct("!BI")
_HEAD = struct.Struct("!I")
_MAX_HEAD = 4096
#: Largest rebuilt copy: 55 megapixels at the best quality used stay below it.
MAX_CONTENT = 48 * 1024 * 1024
_MAX_THUMBNAIL = 512 * 1024
_KINDS = {"image/jpeg": 1, "image/png": 2, "image/webp": 3, "image/heic": 4, "application/pdf": 5}
_CODES = frozenset({"truncated", "unreadable", "too_many_pixels", "pdf_script", "pdf_locked", "pdf_pages"})


def send_request(line: socket.socket, received: bytes, media_type: str) -> None:
    """Hand the bytes over."""
    line.sendall(_REQUEST.pack(_KINDS[media_type], len(received)))
    line.sendall(received)


def read_request(line: socket.socket) -> tuple[bytes, str]:
    """The bytes and their media type, in the child."""
    kind, length = _REQUEST.unpack(_exactly(line, _REQUEST.size))
    media_type = next(name for name, number in _KINDS.items() if number == kind)
    return _exactly(line, length), media_type


def send_answer(line: socket.socket, decoded: Decoded) -> None:
    """Answer with a rebuilt file."""
    head = {"media_type": decoded.media_type, "sizes": [len(decoded.content), len(decoded.thumbnail)]}
    text = json.dumps(head | decoded.measures()).encode()
    line.sendall(_HEAD.pack(len(text)) + text)
    line.sendall(decoded.content)
    line.sendall(decoded.thumbnail)


def send_refusal(line: socket.socket, code: str) -> None:
    """Answer that no copy can be made, and why."""
    text = json.dumps({"code": code}).encode()
    line.sendall(_HEAD.pack(len(text)) + text)


def read_answer(line: socket.socket, *, seconds: float) -> Decoded:
    """The answer, in the worker. Raises ``UndecodableFile`` (the child said so) or ``DecoderDied``."""
    deadline = time.monotonic() + seconds
    try:
        (length,) = _HEAD.unpack(_exactly(line, _HEAD.size, deadline=deadline))
        if length > _MAX_HEAD:
            raise DecoderDied("head too long")
        head = json.loads(_exactly(line, length, deadline=deadline))
        if head.get("code") in _CODES:
            raise UndecodableFile(head["code"])
        content_size, thumbnail_size = _sizes(head)
        content = _exactly(line, content_size, deadline=deadline)
        return _checked(head, content, _exactly(line, thumbnail_size, deadline=deadline))
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DecoderDied(type(error).__name__) from error


def _sizes(head: dict[str, Any]) -> tuple[int, int]:
    content, thumbnail = (int(size) for size in head["sizes"])
    if not 0 < content <= MAX_CONTENT or not 0 <= thumbnail <= _MAX_THUMBNAIL:
        raise ValueError("sizes out of range")
    return content, thumbnail


def _checked(head: dict[str, Any], content: bytes, thumbnail: bytes) -> Decoded:
    """The answer with every field of the expected kind and range. Raises ``ValueError``."""
    is_pdf = head["media_type"] == "application/pdf"
    expected = b"%PDF-" if is_pdf else b"\xff\xd8\xff"
    if head["media_type"] not in ("application/pdf", "image/jpeg") or not content.startswith(expected):
        raise ValueError("not what was asked for")
    if thumbnail and not thumbnail.startswith(b"\xff\xd8\xff"):
        raise ValueError("not a preview")
    return Decoded(
        media_type=head["media_type"],
        content=content,
        thumbnail=thumbnail,
        width=_whole(head["width"], 1 << 16),
        height=_whole(head["height"], 1 << 16),
        pages=_whole(head["pages"], 1 << 15),
        phash=_whole(head["phash"], 1 << 63),
        sharpness=_real(head["sharpness"]),
        brightness=_real(head["brightness"]),
        glare=_real(head["glare"]),
    )


def _whole(value: object, limit: int) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not -limit <= value < limit:
        raise ValueError("number out of range")
    return value


def _real(value: object) -> float | None:
    if value is None:
        return None
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("number out of range")
    return float(value)


def _exactly(line: socket.socket, length: int, *, deadline: float | None = None) -> bytes:
    """``length`` bytes. Raises ``EOFError`` when the other side is gone, ``TimeoutError`` when it is late."""
    buffer = bytearray(length)
    rest = memoryview(buffer)
    while rest:
        if deadline is not None:
            line.settimeout(max(0.001, deadline - time.monotonic()))
        count = line.recv_into(rest)
        if count == 0:
            raise EOFError
        rest = rest[count:]
    return bytes(buffer)
