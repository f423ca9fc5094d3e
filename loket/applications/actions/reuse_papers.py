"""Take over the verified photos of the account, so that nobody photographs the same card twice."""

from __future__ import annotations

from typing import Any

from loket.residents.queries import reusable_papers
from loket.tenants.scope import joined

from .. import completeness, states
from ..models import Application, Attachment
from ..models.attachment import AttachmentSource
from ..queries import papers_in_force
from ..surroundings import office_now
from . import _draft
from .attach import attach

#: The family card serves everyone on it; a card of one person only that person.
_FAMILY = frozenset({"kk_asli"})


def reuse_papers(application: Application) -> list[Attachment]:
    """Attach the account's accepted photos to the papers of a draft they fit, and take away those that no
    longer fit since the draft is for somebody else. Papers with a photo already are left alone.

    Returns what was attached.
    """
    with joined():  # refuses nothing
        current = _draft.locked(application)
        if current.state != states.DRAFT:
            return []
        form = current.service_version.form
        full = form.complete(current.read_answers(), office_now())
        wanted = form.papers(full, switched_on=completeness.papers_switched_on(current))
        fitting = {paper.slug: paper.accepted_slugs for paper in wanted if _fits(paper.slug, full)}
        present = papers_in_force(current)
        _drop_unfitting(present, fitting)
        known = reusable_papers(current.applicant) if fitting else {}
        taken = {row.slug for row in present}
        return [
            attach(current, slug, known[one], source=AttachmentSource.ACCOUNT)
            for slug, accepted in fitting.items()
            if slug not in taken
            for one in accepted
            if one in known
        ]


def _fits(slug: str, answers: dict[str, Any]) -> bool:
    if slug in _FAMILY:
        given = answers.get("subjek_no_kk")
        return not given or given == answers.get("pemohon_no_kk")
    return bool(answers.get("peran_pemohon") == _draft.SELF)


def _drop_unfitting(present: list[Attachment], fitting: dict[str, tuple[str, ...]]) -> None:
    for row in list(present):
        if row.source == AttachmentSource.ACCOUNT and row.slug not in fitting:
            row.delete()
            present.remove(row)
