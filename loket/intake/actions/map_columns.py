"""An officer says what the columns of a sheet mean; kept for the next sheet with the same headings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal

from .. import import_states
from ..import_plans import Plan
from ..lifecycle import ImportMoved
from ..models import Import, ImportMapping
from ..row_checking import IDENTITY
from ..sheets.column_guessing import SERVICE


class MappingRefused(Refusal):
    """Nobody can be entered with this mapping."""

    default_code = "mapping"


def map_columns(batch: Import, plan: Plan) -> Import:
    """Keep ``plan`` for this list and for its kind of sheet. Raises ``MappingRefused`` and ``ImportMoved``."""
    if batch.state not in import_states.MAPPABLE:
        raise ImportMoved
    meant = list(plan.columns.values())
    if len(set(meant)) != len(meant):
        raise MappingRefused(
            _("Satu isian hanya boleh dari satu kolom. Periksa kolom yang dipilih dua kali.")
        )
    for slug, sentence in (
        (IDENTITY[0], _("Pilih kolom yang berisi NIK pemohon.")),
        (IDENTITY[1], _("Pilih kolom yang berisi nama pemohon.")),
    ):
        if slug not in meant:
            raise MappingRefused(sentence)
    if batch.service_id is None and SERVICE not in meant:
        raise MappingRefused(_("Pilih kolom yang berisi jenis layanan."))
    batch.mapping = plan.as_data()
    batch.save(update_fields=["mapping"])
    ImportMapping.objects.update_or_create(
        signature=batch.signature,
        service=batch.service,
        defaults={"mapping": plan.as_data(), "saved_at": clock.now()},
        create_defaults={
            "mapping": plan.as_data(),
            "saved_at": clock.now(),
            "tenant": batch.tenant,
            "signature": batch.signature,
            "service": batch.service,
        },
    )
    return batch
