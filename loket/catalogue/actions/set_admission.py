"""How many applications a service takes, and at which hours."""

from __future__ import annotations

from datetime import time

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal

from ..models import Service


class AdmissionRefused(Refusal):
    """The values do not go together; ``field`` is the column it is about."""

    default_code = "admission"


@transaction.atomic
def set_admission(
    service: Service,
    *,
    quota_day: int | None,
    quota_week: int | None,
    opens_at: time | None,
    closes_at: time | None,
) -> None:
    """Set quota (applications a day, and from Monday to Sunday) and hours, at once; None is no limit.

    Raises ``AdmissionRefused`` for half a window, one that ends before it begins, or a week below a day.
    """
    if (opens_at is None) != (closes_at is None):
        raise AdmissionRefused(_("Isi jam buka dan jam tutup, atau kosongkan keduanya."), field="closes_at")
    if opens_at is not None and closes_at is not None and closes_at <= opens_at:
        raise AdmissionRefused(_("Jam tutup harus sesudah jam buka."), field="closes_at")
    if quota_day is not None and quota_week is not None and quota_week < quota_day:
        raise AdmissionRefused(
            _("Kuota seminggu tidak bisa lebih kecil daripada kuota sehari."), field="quota_week"
        )
    service.quota_day, service.quota_week = quota_day, quota_week
    service.opens_at, service.closes_at = opens_at, closes_at
    service.save(update_fields=["quota_day", "quota_week", "opens_at", "closes_at"])
    told = {
        "day": quota_day,
        "week": quota_week,
        "opens": str(opens_at or ""),
        "closes": str(closes_at or ""),
    }
    record("catalogue.admission", obj_type="service", obj_ref=service.code, detail=told)
