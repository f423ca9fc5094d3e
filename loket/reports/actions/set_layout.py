"""Lay out the recap of the present dinas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from loket.audit.actions.record import record
from loket.audit.actor import Actor

from ..models import RecapLayout


@transaction.atomic
def set_layout(values: Mapping[str, Any], *, by: Actor | None) -> RecapLayout:
    """Keep columns, spelling and signature (keys as the columns of ``RecapLayout``); others stay as they are."""
    kept: RecapLayout = RecapLayout.objects.select_for_update().first() or RecapLayout()
    for name, value in values.items():
        setattr(kept, name, value)
    kept.save()
    record("reports.layout_set", actor=by, obj_type="recap", detail={"set": sorted(values)})
    return kept
