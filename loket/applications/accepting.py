"""What a rule looks at before it accepts an application without an officer: each a yes or a no, nothing personal."""

from __future__ import annotations

from datetime import timedelta

from loket.files.queries import near_pairs
from loket.foundation.kernel import clock
from loket.registry.models import RegistryLookup
from loket.residents.broker_signs import is_suspected

from .models import Application, Attachment
from .queries import current_papers

#: One account that applies for more people than this in thirty days is a sign of a broker (S4-24).
MOST_SUBJECTS = 5
_MONTH = timedelta(days=30)


def rule_inputs(case: Application) -> dict[str, bool]:
    """Key of ``registry.labels.RULE_INPUTS`` → yes; a rule accepts only when all are yes."""
    papers = list(current_papers(case).select_related("file"))
    return {
        "registry": _registry_agrees(case),
        "account": case.applicant.is_verified,
        "duplicate": not case.applicant.nik_conflict and not _has_twin(case, papers),
        "broker": not is_suspected(case.applicant) and not serves_many(case),
        "papers": bool(papers) and all(paper.file.is_ready for paper in papers),
        "first": case.resubmissions == 0,
    }


def is_still_rebuilding(case: Application) -> bool:
    """Some paper waits for its decoder: the rule is asked again in a moment."""
    return any(paper.file.state == "received" for paper in current_papers(case).select_related("file"))


def serves_many(case: Application) -> bool:
    """The applicant's account applied for more people in thirty days than a family has."""
    rows = Application.objects.filter(
        applicant=case.applicant_id, submitted_at__gt=clock.now() - _MONTH, subject_hash__isnull=False
    )
    return int(rows.values("subject_hash").distinct().count()) > MOST_SUBJECTS


def _registry_agrees(case: Application) -> bool:
    """The newest answer is about this very person, given since the case was sent, and the same in every field."""
    latest = (
        RegistryLookup.objects.filter(obj_type="application", obj_ref=case.reference).order_by("-id").first()
    )
    if latest is None or case.submitted_at is None or latest.at < case.submitted_at:
        return False
    about = case.subject_hash is not None and bytes(latest.nik_hash) == bytes(case.subject_hash)
    return bool(about and latest.is_all_same and "nama" in latest.asked)


def _has_twin(case: Application, papers: list[Attachment]) -> bool:
    """Another running case about the same person, or a photo that somebody else handed in too."""
    if case.subject_hash is not None:
        same = Application.objects.all().running().of_subject(bytes(case.subject_hash)).exclude(pk=case.pk)
        if same.exists():
            return True
    near = near_pairs(paper.file for paper in papers if paper.file.phash)
    found = {pk for pks in near.values() for pk in pks}
    others = Attachment.objects.filter(file__in=found).exclude(application__applicant=case.applicant_id)
    return bool(found) and others.exists()
