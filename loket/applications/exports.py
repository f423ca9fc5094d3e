"""What screens ask about tables that a worker writes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from .models import Export, ExportPiece

#: A table is kept so long, then its bytes are destroyed.
KEPT_FOR = timedelta(days=7)
_MOST_SHOWN = 20


def export_of(public_id: object, membership_id: int) -> Export | None:
    """An officer's own table, or None."""
    found: Export | None = Export.objects.filter(public_id=public_id, officer_id=membership_id).first()
    return found


def exports_of(membership_id: int) -> list[Export]:
    """The officer's latest tables."""
    return list(Export.objects.filter(officer_id=membership_id).order_by("-created_at")[:_MOST_SHOWN])


def working() -> QuerySet[Export]:
    """Tables that are not written to the end."""
    rows: QuerySet[Export] = Export.objects.filter(ready_at=None, failed_at=None, erased_at=None)
    return rows


def over(at: datetime) -> list[Export]:
    """Tables whose time is over, and those that were given up, not destroyed yet."""
    old = Q(created_at__lt=at - KEPT_FOR) | Q(failed_at__isnull=False)
    return list(Export.objects.filter(old, erased_at=None).order_by("created_at"))


def pieces_of(export: Export) -> Iterator[bytes]:
    """The bytes of a whole table in order, one piece in memory at a time. Raises ``envelope.Tampered``."""
    rows = ExportPiece.objects.filter(export=export).order_by("number")
    for piece in rows.iterator(chunk_size=4):
        yield export.unseal(piece.sealed, piece.number)
