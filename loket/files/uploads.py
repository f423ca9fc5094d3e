"""How files of a form without script come in: Django's handlers, in pieces that hold most photos whole.

Each piece is looked through and handed on by itself; at Django's 64 KiB a photo cost five times as many steps.
"""

from __future__ import annotations

from django.core.files import uploadhandler

_PIECE = 1024 * 1024


class InMemory(uploadhandler.MemoryFileUploadHandler):
    """For bodies that stay in memory until they are sealed."""

    chunk_size = _PIECE


class OnDisk(uploadhandler.TemporaryFileUploadHandler):
    """For larger bodies."""

    chunk_size = _PIECE
