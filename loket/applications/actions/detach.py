"""Take one photo away again."""

from __future__ import annotations

from django.db import transaction

from loket.foundation.kernel import clock

from .. import states
from ..models import Application, Attachment
from ..models.defect import DefectKind
from ..queries import current_papers, returned_at
from . import _draft


def detach(application: Application, attachment: Attachment) -> None:
    """Remove ``attachment`` from a draft, or a photo sent since the return from a returned application.

    Its bytes are erased unless another paper shows them. Raises ``NotEditable``, and ``NotToMend`` for a photo that the
    officer has already seen.
    """
    with transaction.atomic():
        current = _draft.locked(application)
        slug = attachment.slug
        _draft.check_editable(current, [slug], kind=DefectKind.PAPER)
        if current.state == states.RETURNED:
            _check_new(current, attachment)
        current.attachments.filter(replaced_by=attachment).update(replaced_by=None)
        current.attachments.filter(pk=attachment.pk).delete()
        _draft.let_go(attachment.file)
        _draft.mark(current, [slug], kind=DefectKind.PAPER, mended=_has_new(current, slug))
        current.saved_at = clock.now()
        current.save(update_fields=["saved_at"])


def _check_new(application: Application, attachment: Attachment) -> None:
    since = returned_at(application)
    if since is None or attachment.created_at <= since:
        raise _draft.NotToMend


def _has_new(application: Application, slug: str) -> bool:
    since = returned_at(application)
    return since is not None and current_papers(application).filter(slug=slug, created_at__gt=since).exists()
