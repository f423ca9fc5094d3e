"""What an approved application leaves in its applicant's locker."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from loket.residents.locker_rules import MOST_ANSWERS
from loket.residents.models import LockerAnswers, LockerPaper
from loket.tenants.scope import current_tenant

from .. import locker_match
from ..models import Application
from ..models.attachment import AttachmentSource
from ..queries import papers_in_force
from ..surroundings import office_now


def keep_in_locker(application: Application, *, at: datetime) -> None:
    """Keep the papers that were checked ``at``, and the answers that stay true, for the next application.

    Within the transaction of the approval. Papers taken over keep the date of their own check.
    """
    if application.sealed_answers is None:
        return
    LockerPaper.objects.bulk_create(_papers(application, at), ignore_conflicts=True)
    answers = locker_match.answers_to_keep(application) if application.subject_hash is not None else {}
    if not answers:
        return
    about = bytes(application.subject_hash or b"")
    LockerAnswers.objects.update_or_create(
        resident_id=application.applicant_id,
        origin=application.reference,
        defaults={"about": about, "answers": answers, "checked_at": at},
    )
    rows = LockerAnswers.objects.filter(resident_id=application.applicant_id, about=about)
    old = rows.order_by("-checked_at", "-id").values_list("pk", flat=True)[MOST_ANSWERS:]
    LockerAnswers.objects.filter(pk__in=list(old)).delete()


def _papers(application: Application, at: datetime) -> Iterator[LockerPaper]:
    full = application.service_version.form.complete(application.read_answers(), office_now())
    for row in papers_in_force(application):
        kind = str(full.get(f"{row.slug}__jenis") or row.slug)  # which of the alternatives was sent
        about = locker_match.about_whom(kind, full)
        if about is not None and row.source == AttachmentSource.UPLOAD:
            yield LockerPaper(
                tenant=current_tenant(),
                resident_id=application.applicant_id,
                slug=kind,
                about=about,
                file_id=row.file_id,
                position=row.position,
                taken_at=row.created_at,
                checked_at=at,
                origin=application.reference,
            )
