"""Take over the verified photos of the account, so that nobody photographs the same card twice."""

from __future__ import annotations

from typing import Any

from loket.tenants.scope import joined

from .. import locker_match, states
from ..models import Application, Attachment
from ..models.attachment import AttachmentSource
from ..queries import papers_in_force
from ..surroundings import office_now
from . import _draft
from ._kept import attach_kept


def reuse_papers(application: Application) -> list[Attachment]:
    """Attach what was checked with the account to the papers of a draft it fits (experience rule 5), and take
    away whatever came out of the locker but no longer fits since the draft is for somebody else. Papers with a
    photo already are left alone. What was checked with an application is only offered: see ``use_paper``.

    Returns what was attached.
    """
    with joined():  # refuses nothing
        current = _draft.locked(application)
        if current.state != states.DRAFT:
            return []
        full = current.service_version.form.complete(current.read_answers(), office_now())
        fitting = locker_match.papers_for(current, full)
        present = papers_in_force(current)
        _drop_unfitting(present, fitting)
        taken = {row.slug for row in present}
        return [
            row
            for slug, kept in fitting.items()
            if slug not in taken and kept.is_of_account
            for row in attach_kept(current, slug, kept)
        ]


def _drop_unfitting(present: list[Attachment], fitting: dict[str, Any]) -> None:
    for row in list(present):
        kept = fitting.get(row.slug)
        fits = kept is not None and any(photo.file_id == row.file_id for photo in kept.photos)
        if row.source != AttachmentSource.UPLOAD and not fits:
            row.delete()
            present.remove(row)
