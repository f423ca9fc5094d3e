"""What screens ask about orders over many cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from .models import Batch, BatchItem

_FATE = BatchItem.Fate


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an order is."""

    batch: Batch
    done: int
    failed: int

    @property
    def waiting(self) -> int:
        """Cases whose turn has not come."""
        return self.batch.total - self.done - self.failed

    @property
    def tried(self) -> int:
        """Cases done or failed."""
        return self.done + self.failed


def batch_of(public_id: object, membership_id: int) -> Progress | None:
    """An officer's own order with its progress, or None."""
    row = _counted(membership_id).filter(public_id=public_id).first()
    return Progress(row, row.done, row.failed) if row is not None else None


def batches_of(membership_id: int) -> list[Progress]:
    """The officer's latest twenty orders."""
    return [
        Progress(row, row.done, row.failed) for row in _counted(membership_id).order_by("-created_at")[:20]
    ]


def failures_of(batch: Batch) -> list[BatchItem]:
    """The cases that failed, each with why, in the order of the list."""
    rows = BatchItem.objects.filter(batch=batch, fate=_FATE.FAILED).select_related("application")
    return list(rows.order_by("position"))


def _counted(membership_id: int) -> QuerySet[Any]:
    rows: QuerySet[Any] = Batch.objects.filter(officer_id=membership_id).annotate(
        done=Count("items", filter=Q(items__fate=_FATE.DONE)),
        failed=Count("items", filter=Q(items__fate=_FATE.FAILED)),
    )
    return rows
