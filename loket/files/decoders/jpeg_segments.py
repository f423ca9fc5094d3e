"""A JPEG without its remarks: EXIF, GPS, XMP, IPTC, comments, and whatever follows its end."""

from __future__ import annotations

_START = b"\xff\xd8"
_END = b"\xff\xd9"
_SCAN = 0xDA
_COMMENT = 0xFE
_ADOBE = 0xEE
_FIRST_APPLICATION, _LAST_APPLICATION = 0xE1, 0xEF


def without_remarks(photo: bytes) -> bytes:
    """``photo`` with only the segments that decide its pixels. Raises ``ValueError`` when it is no JPEG."""
    if photo[:2] != _START:
        raise ValueError("no JPEG")
    kept = [_START]
    position = 2
    while position + 4 <= len(photo):
        if photo[position] != 0xFF:
            raise ValueError("no segment")
        marker = photo[position + 1]
        end = position + 2 + int.from_bytes(photo[position + 2 : position + 4], "big")
        if marker == 0xFF:
            position += 1
            continue
        if marker == _SCAN:
            return b"".join(kept) + _scans(photo, position)
        if not _is_remark(marker):
            kept.append(photo[position:end])
        position = end
    raise ValueError("no scan")


def _is_remark(marker: int) -> bool:
    is_application = _FIRST_APPLICATION <= marker <= _LAST_APPLICATION and marker != _ADOBE
    return is_application or marker == _COMMENT


def _scans(photo: bytes, position: int) -> bytes:
    """From the first scan to the end marker, the marker included."""
    end = photo.find(_END, position)
    return photo[position:] + _END if end < 0 else photo[position : end + 2]
