"""Photos of the locker become papers of an application."""

from __future__ import annotations

from loket.residents.locker import Kept

from ..models import Application, Attachment
from ..models.attachment import AttachmentSource
from .attach import attach_all


def attach_kept(application: Application, slug: str, kept: Kept) -> list[Attachment]:
    """Put the photos of a kept paper under ``slug``; returns the paper's photos in force."""
    source = AttachmentSource.ACCOUNT if kept.is_of_account else AttachmentSource.LOCKER
    files = [photo.file for photo in kept.photos]
    return attach_all(application, slug, files, source=source, checked_at=kept.checked_at)
