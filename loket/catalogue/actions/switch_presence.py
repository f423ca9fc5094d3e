"""An emergency: many services change how they are served at once, and change back as easily (seed S1-25)."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal

from ..models import Presence, Service


class SwitchRefused(Refusal):
    """Nothing can be switched as asked; ``field`` says what is missing."""

    default_code = "switch"
    default_status = 422


@transaction.atomic
def switch_presence(
    codes: Collection[str], presence: Presence, *, reason: str, reason_en: str = ""
) -> list[str]:
    """Serve the services ``codes`` as ``presence`` for now; returns which changed.

    Residents read the reason on each of them. What they were before is kept, also when they are switched
    twice. Applications that run go on. Raises ``SwitchRefused`` without a reason or without services.
    """
    if not reason:
        raise SwitchRefused(_("Tulis alasannya. Warga membacanya di halaman layanan."), field="reason")
    rows = list(Service.objects.select_for_update(of=("self",)).filter(code__in=codes).order_by("position"))
    if not rows:
        raise SwitchRefused(_("Pilih paling sedikit satu layanan."), field="codes")
    changed = [row for row in rows if row.presence != presence or row.presence_before]
    for row in changed:
        row.presence_before = row.presence_before or row.presence
        row.presence, row.emergency_note, row.emergency_note_en = presence, reason, reason_en
        row.save(update_fields=["presence", "presence_before", "emergency_note", "emergency_note_en"])
    if not changed:
        raise SwitchRefused(_("Semua layanan yang dipilih sudah dilayani dengan cara itu."), field="codes")
    told = [row.code for row in changed]
    record("catalogue.switch_presence", obj_type="catalogue", detail={"to": str(presence), "services": told})
    return told
