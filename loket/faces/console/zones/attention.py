"""The alarm for kecamatan that no print zone holds."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from loket.tenants.queries import unmapped_kecamatan
from loket.tenants.scope import current_tenant

from ..attention import Attention


def from_zones() -> Sequence[Attention]:
    """Names the kecamatan whose cards nobody knows where to print (seed S3-48)."""
    unmapped = unmapped_kecamatan(current_tenant())
    if not unmapped:
        return ()
    names = ", ".join(region.name for region in unmapped)
    sentence = _("Belum masuk wilayah cetak: %(names)s. Kartunya sementara dicetak di dinas.")
    return (
        Attention(sentence % {"names": names}, reverse("console:zones:list"), _("Atur wilayah"), tone="bata"),
    )
