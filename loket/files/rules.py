"""Limits and thresholds of files: pure, no database, no clock."""

from __future__ import annotations

from datetime import timedelta

#: Largest file a person may hand in (settled.md, Data and keys).
MAX_BYTES = 15 * 1024 * 1024
#: Largest photo, read from the header before anything is decoded (settled.md).
MAX_PIXELS = 55_000_000
#: Longest side a JPEG or WebP can have at all; longer claims are bombs.
MAX_SIDE = 32_000
#: Most pages of a PDF.
MAX_PAGES = 30
#: Largest piece of a resumable upload; phones send 32 to 64 KB.
MAX_PIECE = 1024 * 1024
#: An upload or a file that nobody attached to anything is swept after this time (security rule 13).
UNCLAIMED_FOR = timedelta(hours=24)
#: Per owner (an account or an anonymous session) and 24 hours: number of files and their bytes.
QUOTA_FILES = 150
QUOTA_BYTES = 400 * 1024 * 1024
#: All visitors without an account together, per dinas and 24 hours: bytes that belong to nothing yet. Sessions
#: cost nothing, so one visitor with many of them must not fill the disk.
ANONYMOUS_BYTES = 3 * 1024 * 1024 * 1024
#: A file that killed or hung its decoder this often is refused as unreadable.
MAX_ATTEMPTS = 3
#: Long side of the preview, pixels.
THUMBNAIL_SIDE = 480

#: Thresholds of the quality advice, measured on a 256 px wide grey copy; the phone's script uses the same.
BLUR_BELOW = 60.0
DARK_BELOW = 55.0
GLARE_ABOVE = 0.25
SMALL_BELOW = 400


def quality_warnings(
    *, sharpness: float | None, brightness: float | None, glare: float | None, long_side: int
) -> list[str]:
    """Keys of ``labels.QUALITY`` that a photo deserves: advice, never a refusal (seed S4-13).

    ``sharpness`` is the variance of the Laplacian, ``brightness`` the mean grey (0 to 255), ``glare`` the
    share of nearly white pixels (0 to 1), ``long_side`` in pixels. A PDF has no measures and no advice.
    """
    if sharpness is None or brightness is None or glare is None:
        return []
    found = {
        "small": 0 < long_side < SMALL_BELOW,
        "dark": brightness < DARK_BELOW,
        "glare": glare > GLARE_ABOVE,
        "blurred": sharpness < BLUR_BELOW,
    }
    return [key for key, is_so in found.items() if is_so]
