"""Take a change of the packaged catalogue over into a draft, or leave it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from loket.accounts.models import Account
from loket.audit.actions.record import record

from ..compiling import checksum, compile_service
from ..draft_queries import shared_data
from ..editing import Edited
from ..loading import Catalogue
from ..merging import as_source, merge
from ..models import Service, ServiceDraft, StarterBase
from ..standing_alone import faithful
from ..starter_queries import sides
from .change_draft import change_draft
from .open_draft import open_draft
from .take_over_file import TakenOver, take_over_file

Row = Mapping[str, Any]


@transaction.atomic
def take_update(
    service: Service, *, catalogue: Catalogue, by: Account, take: Collection[str] = ()
) -> ServiceDraft:
    """What the catalogue changed goes into the draft of ``service``, beside the dinas' own changes.

    Where both changed the same element the dinas' own stays, unless ``take`` names it. Residents notice
    nothing until the draft is published. Raises KeyError while the draft is too broken to compile.
    """
    held = Service.objects.select_for_update(no_key=True).get(pk=service.pk)
    three = sides(held, catalogue)
    draft = open_draft(held, by=by)
    edit = partial(
        _merged, base=three.base, theirs=three.theirs, row=catalogue.services[held.code], take=take
    )
    change_draft(draft, edit, revision=draft.revision, by=by)
    _remember(held, three.theirs, by=by, declined=False)
    record("catalogue.update.take", obj_type="service", obj_ref=held.code)
    return draft


@transaction.atomic
def decline_update(service: Service, *, catalogue: Catalogue, by: Account) -> None:
    """Leave it: not offered again until the catalogue says something else."""
    _remember(service, catalogue.definition(service.code), by=by, declined=True)
    record("catalogue.update.decline", obj_type="service", obj_ref=service.code)


def take_new(code: str, *, catalogue: Catalogue, by: Account) -> TakenOver:
    """A packaged service this dinas does not have: as a draft of a closed service."""
    return take_over_file(catalogue, codes=[code], by=by, publishes=False)


def _merged(source: Row, shared: Row, *, base: Row, theirs: Row, row: Row, take: Collection[str]) -> Edited:
    merged = merge(base, compile_service(source, shared), theirs, take=take)
    written = as_source(merged, source, faithful(row, theirs, shared), shared_data())
    if source.get("retired"):
        written["retired"] = source["retired"]
    said = _("%(count)d bagian") % {"count": len(merged.taken)}
    return Edited(written, "part:catalogue", "updated", said)


def _remember(service: Service, definition: Row, *, by: Account, declined: bool) -> None:
    StarterBase.objects.update_or_create(
        service=service,
        defaults={
            "definition": definition,
            "checksum": checksum(definition),
            "by": by,
            "declined": declined,
        },
    )
