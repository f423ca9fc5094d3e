"""Say which office prints for which kecamatan."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import ProtectedError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal
from loket.regions.queries import kecamatan_of

from ..models import Office, PrintZone, ZoneKecamatan
from ..queries import forget_hosts
from ..scope import current_tenant


class ZoneRefused(Refusal):
    """A zone cannot be kept or removed like this."""

    default_code = "zone"
    default_status = 422


def keep_zone(zone: PrintZone | None, *, name: str, office: Office, kecamatan: Collection[str]) -> PrintZone:
    """Save ``zone`` (None: a new one) with exactly these kecamatan; those of other zones move over.

    Raises ``ZoneRefused`` for a kecamatan outside the regency and an office that prints nothing.
    """
    known = set(kecamatan_of(current_tenant().regency_id).values_list("code", flat=True))
    if not set(kecamatan) <= known:
        raise ZoneRefused(_("Ada kecamatan di luar kabupaten/kota ini. Muat ulang halaman, lalu pilih lagi."))
    if not (office.is_print_site or office.is_main):
        raise ZoneRefused(_("Kantor ini bukan tempat cetak. Tandai dulu di halaman kantor."))
    row = zone or PrintZone(slug=_free_slug(name))
    row.name, row.office = name, office
    row.save()
    ZoneKecamatan.objects.filter(zone=row).exclude(kecamatan_code__in=kecamatan).delete()
    ZoneKecamatan.objects.filter(kecamatan_code__in=kecamatan).exclude(zone=row).delete()
    there = set(ZoneKecamatan.objects.filter(zone=row).values_list("kecamatan_code", flat=True))
    ZoneKecamatan.objects.bulk_create(
        ZoneKecamatan(tenant=current_tenant(), zone=row, kecamatan_code=code)
        for code in sorted(set(kecamatan) - there)
    )
    forget_hosts()
    return row


def remove_zone(zone: PrintZone) -> None:
    """Delete a zone; its kecamatan are unmapped from now on. Raises ``ZoneRefused`` while officers are in it."""
    try:
        zone.delete()
        forget_hosts()
    except ProtectedError as in_use:
        raise ZoneRefused(
            _("Masih ada petugas di wilayah ini. Pindahkan petugasnya dulu di halaman petugas.")
        ) from in_use


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:34] or "wilayah"
    taken = set(PrintZone.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    return next(slug for n in range(2, 10_000) if (slug := f"{wanted}-{n}") not in taken)
