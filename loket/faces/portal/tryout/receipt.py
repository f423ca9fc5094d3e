"""The sample receipt of a try-out."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from loket.foundation.kernel import clock
from loket.tenants.scope import current_tenant

from .walk import Walk


def receipt(walk: Walk) -> dict[str, Any]:
    """As the real one, with a number that nobody has."""
    tenant, now = current_tenant(), clock.now()
    year = now.astimezone(tenant.zone).year % 100
    return {
        "number": f"{tenant.reference_prefix}-{year:02d}-CONTOH",
        "service_name": str(walk.form.title),
        "at": now,
        "coming": [
            {"title": _("Petugas memeriksa"), "text": _("Tanggalnya dihitung saat warga mengirim.")},
            {"title": _("Kami kabari hasilnya"), "text": _("Lewat saluran pesan kantor ini.")},
            {"title": _("Dokumen diterima"), "text": _delivery(walk)},
        ],
    }


def _delivery(walk: Walk) -> str:
    chosen = walk.answers.get("penyelesaian")
    field = walk.form.by_slug.get("penyelesaian")
    choice = field.choice(chosen) if field is not None else None
    return str(choice.label) if choice is not None else _("Sesuai layanan ini.")
