"""How the dinas offers a service: presence and its reason, channels, from when until when (X-1 to X-3, S3-14)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal

from ..models import Service

#: Columns of a service that an administrator switches here; all else is the builder's.
OFFER = frozenset(
    {
        *("presence", "presence_note", "presence_note_en", "channel_web", "channel_whatsapp"),
        *("is_active", "available_from", "available_until", "counter_minutes"),
        *("verify_hours", "target_value", "target_unit", "needs_two_people"),
    }
)


class OfferRefused(Refusal):
    """The values do not go together; ``field`` is the column it is about."""

    default_code = "offer"
    default_status = 422


@transaction.atomic
def set_offer(code: str, values: Mapping[str, Any]) -> list[str]:
    """Set the columns given (of ``OFFER``) of one service; returns which changed, and records them.

    While its presence is switched in an emergency, the presence given is the one it goes back to. Raises
    ``OfferRefused``, ``KeyError`` for a column that is none of these, ``Service.DoesNotExist``.
    """
    unknown = set(values) - OFFER
    if unknown:
        raise KeyError(sorted(unknown)[0])
    service: Service = Service.objects.select_for_update(of=("self",)).get(code=code)
    columns = dict(values)
    if service.presence_before and "presence" in columns:
        columns["presence_before"] = columns.pop("presence")
    changed = {name: value for name, value in columns.items() if getattr(service, name) != value}
    for name, value in changed.items():
        setattr(service, name, value)
    _check(service)
    if changed:
        service.save(update_fields=sorted(changed))
        told = {name: _told(name, value) for name, value in changed.items()}
        record("catalogue.offer", obj_type="service", obj_ref=code, detail=told)
    return sorted(changed)


def _told(name: str, value: object) -> object:
    """What the record keeps: of free words only that they changed, for they may hold anything."""
    if name.startswith("presence_note"):
        return "…" if value else ""
    return str(value) if isinstance(value, date) else value


def _check(service: Service) -> None:
    if not service.channel_web and not service.channel_whatsapp:
        raise OfferRefused(_("Pilih paling sedikit satu saluran: web atau WhatsApp."), field="channel_web")
    begin, end = service.available_from, service.available_until
    if begin and end and end < begin:
        raise OfferRefused(_("Tanggal tutup lebih awal daripada tanggal buka."), field="available_until")
