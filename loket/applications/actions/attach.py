"""Put one photo or PDF under a paper of an application."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from loket.files.models import StoredFile
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import joined

from .. import states
from ..models import Application, Attachment
from ..models.attachment import AttachmentSource
from ..models.defect import DefectKind
from ..queries import papers_in_force, returned_at
from . import _draft

#: Most photos of one paper; a family card has two sides, a court ruling may have many pages (as PDF).
MAX_PER_PAPER = 10


class TooManyPhotos(Refusal):
    """One paper already holds as many photos as it may."""

    default_code = "too_many_photos"

    def __init__(self, slug: str) -> None:
        super().__init__(_("Paling banyak 10 foto untuk satu berkas. Hapus satu dulu."), field=slug)


def attach(
    application: Application,
    slug: str,
    file: StoredFile,
    *,
    source: AttachmentSource = AttachmentSource.UPLOAD,
) -> Attachment:
    """Add ``file`` to the paper ``slug``; the same file twice is one attachment.

    In a returned application the first new photo of a paper takes the place of the old ones, which stay for
    the officer. A photo sent takes the place of those taken over. Raises ``NotEditable``,
    ``NotToMend`` or ``TooManyPhotos``.
    """
    photos = attach_all(application, slug, [file], source=source)
    return next(row for row in photos if row.file_id == file.pk)


def attach_all(
    application: Application,
    slug: str,
    files: Sequence[StoredFile],
    *,
    source: AttachmentSource = AttachmentSource.UPLOAD,
    checked_at: datetime | None = None,
    known: Sequence[Attachment] | None = None,
) -> list[Attachment]:
    """As ``attach`` for several files under one lock; what fits is kept before ``TooManyPhotos`` is raised.

    ``known`` are the paper's photos in force when the caller has read them under the same lock. Returns the
    paper's photos in force afterwards. ``checked_at``: when an officer had found a photo taken over right.
    """
    with joined():  # refuses before it writes, but for TooManyPhotos, which takes nothing back
        current = _draft.locked(application)
        _draft.check_editable(current, [slug], kind=DefectKind.PAPER)
        rows = papers_in_force(current) if known is None else known
        present = [row for row in rows if row.slug == slug]
        before, found = len(present), {row.file_id: row for row in present}
        for file in files:
            if file.pk in found:
                continue
            old = _outdated(current, present, source)
            if len(present) - len(old) >= MAX_PER_PAPER:
                break
            found[file.pk] = made = _add(current, slug, file, source, checked_at=checked_at, after=present)
            _replace(current, old, made)
            present = [row for row in present if row not in old] + [made]
        if len(found) > before:
            _draft.mark(current, [slug], kind=DefectKind.PAPER, mended=True)
            _draft.note_photos(current)
    if any(file.pk not in found for file in files):
        raise TooManyPhotos(slug)
    return present


def _add(
    application: Application,
    slug: str,
    file: StoredFile,
    source: AttachmentSource,
    *,
    checked_at: datetime | None,
    after: list[Attachment],
) -> Attachment:
    last = after[-1].position if after else None
    if application.state == states.RETURNED:  # photos replaced by a correction keep their places
        last = application.attachments.filter(slug=slug).aggregate(last=Max("position"))["last"]
    made: Attachment = Attachment.objects.create(
        application=application,
        slug=slug,
        position=0 if last is None else last + 1,
        file=file,
        source=source,
        checked_at=checked_at,
        created_at=clock.now(),
    )
    return made


def _outdated(
    application: Application, present: list[Attachment], source: AttachmentSource
) -> list[Attachment]:
    """What a new photo takes the place of."""
    if application.state == states.RETURNED:
        since = returned_at(application)
        return [row for row in present if since is not None and row.created_at <= since]
    if source == AttachmentSource.UPLOAD:
        return [row for row in present if row.source != AttachmentSource.UPLOAD]
    return []


def _replace(application: Application, old: list[Attachment], new: Attachment) -> None:
    """A returned application keeps the old photos beside the new; a draft simply forgets them."""
    if not old:
        return
    chosen = Attachment.objects.filter(pk__in=[row.pk for row in old])
    if application.state == states.RETURNED:
        chosen.update(replaced_by=new)
    else:
        chosen.delete()
