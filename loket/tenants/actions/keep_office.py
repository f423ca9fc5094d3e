"""Add a place of service, change it, or take it away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import ProtectedError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal

from ..models import Office

#: What an office can be for; the columns are ``is_<use>``.
USES = ("print_site", "pickup", "recording", "ikd")


class OfficeInUse(Refusal):
    """Something still points at the office."""

    default_code = "office_in_use"
    default_status = 422


@dataclass(frozen=True, slots=True)
class OfficeData:
    """What people read about a place of service, and what it is for."""

    name: str
    address: str
    phone: str
    hours: str
    uses: frozenset[str]


def keep_office(office: Office | None, data: OfficeData) -> Office:
    """Save ``office``, or a new one. The dinas itself stays a place of collection."""
    row = office or Office(slug=_free_slug(data.name))
    row.name, row.address, row.phone, row.hours = data.name, data.address, data.phone, data.hours
    for use in USES:
        setattr(row, f"is_{use}", use in data.uses)
    row.is_pickup = row.is_pickup or row.is_main
    row.save()
    return row


def remove_office(office: Office, *, used_by: Sequence[str] = ()) -> None:
    """Delete a place that nothing points at. Raises ``OfficeInUse`` saying where it is used (``used_by``)."""
    if office.is_main:
        raise OfficeInUse(_("Kantor dinas tidak bisa dihapus."))
    uses = [*used_by, *(zone.name for zone in office.zones.all())]
    if uses:
        sentence = _("%(name)s masih dipakai: %(uses)s. Pindahkan dulu.")
        raise OfficeInUse(sentence % {"name": office.name, "uses": ", ".join(uses)})
    try:
        office.delete()
    except ProtectedError as in_use:
        raise OfficeInUse(_("Kantor ini masih dipakai permohonan. Hapus kegunaannya saja.")) from in_use


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:70] or "kantor"
    taken = set(Office.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    return next(slug for n in range(2, 10_000) if (slug := f"{wanted}-{n}") not in taken)
