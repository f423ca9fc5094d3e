"""Put the photos that were checked with the account into the resident's locker."""

from __future__ import annotations

from datetime import datetime

from loket.residents.locker_rules import HOUSEHOLD, KINDS
from loket.residents.models import LockerPaper, Resident, ResidentPaper


def keep_account_papers(resident: Resident, *, at: datetime) -> None:
    """Keep the account's KTP (or Surket) and KK, accepted ``at``, for later applications. Nothing twice."""
    papers = ResidentPaper.objects.filter(resident=resident, is_current=True, accepted_at=at, slug__in=KINDS)
    for paper in papers:
        about = resident.kk_hash if KINDS[paper.slug].about == HOUSEHOLD else resident.identity_hash
        if about is not None:
            LockerPaper.objects.get_or_create(
                resident=resident,
                slug=paper.slug,
                about=bytes(about),
                file_id=paper.file_id,
                defaults={"taken_at": paper.created_at, "checked_at": at},
            )
