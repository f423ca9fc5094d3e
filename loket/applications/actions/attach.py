"""Put one photo or PDF under a paper of an application."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from loket.files.models import StoredFile
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal

from .. import states
from ..models import Application, Attachment
from ..models.attachment import AttachmentSource
from ..models.defect import DefectKind
from ..queries import current_papers, returned_at
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
    the officer. A photo sent takes the place of one taken over from the account. Raises ``NotEditable``,
    ``NotToMend`` or ``TooManyPhotos``.
    """
    with transaction.atomic():
        current = _draft.locked(application)
        _draft.check_editable(current, [slug], kind=DefectKind.PAPER)
        present = list(current_papers(current).filter(slug=slug))
        same = next((row for row in present if row.file_id == file.pk), None)
        if same is not None:
            return same
        old = _outdated(current, present, source)
        if len(present) - len(old) >= MAX_PER_PAPER:
            raise TooManyPhotos(slug)
        made = _add(current, slug, file, source, after=present)
        _replace(current, old, made)
        _draft.mark(current, [slug], kind=DefectKind.PAPER, mended=True)
        current.saved_at = clock.now()
        current.save(update_fields=["saved_at"])
    return made


def _add(
    application: Application,
    slug: str,
    file: StoredFile,
    source: AttachmentSource,
    *,
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
        return [row for row in present if row.source == AttachmentSource.ACCOUNT]
    return []


def _replace(application: Application, old: list[Attachment], new: Attachment) -> None:
    """A returned application keeps the old photos beside the new; a draft simply forgets them."""
    chosen = Attachment.objects.filter(pk__in=[row.pk for row in old])
    if application.state == states.RETURNED:
        chosen.update(replaced_by=new)
    else:
        chosen.delete()
