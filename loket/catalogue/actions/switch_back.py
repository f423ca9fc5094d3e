"""The emergency is over: services are served as before (seed S1-25)."""

from __future__ import annotations

from django.db import transaction

from loket.audit.actions.record import record

from ..models import Service


@transaction.atomic
def switch_back() -> list[str]:
    """Every service switched in an emergency is served as before; returns which, none when none was."""
    rows = list(Service.objects.select_for_update(of=("self",)).exclude(presence_before=""))
    for row in rows:
        row.presence, row.presence_before = row.presence_before, ""
        row.emergency_note = row.emergency_note_en = ""
        row.save(update_fields=["presence", "presence_before", "emergency_note", "emergency_note_en"])
    told = [row.code for row in rows]
    if told:
        record("catalogue.switch_back", obj_type="catalogue", detail={"services": told})
    return told
