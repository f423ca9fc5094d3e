"""Add, change, put aside or take back one shared part of the dinas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loket.accounts.models import Account
from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal

from ..editing import EditRefused
from ..models import DraftChange, Section, SharedPart


class PartChangedMeanwhile(Refusal):
    """Somebody else changed the part after the form was shown (409); ``part`` is how it stands now."""

    default_code = "changed_meanwhile"
    default_status = 409

    def __init__(self, part: SharedPart) -> None:
        name = part.updated_by.display_name if part.updated_by else "–"
        sentence = _("{name} baru saja mengubah bagian yang sama. Bandingkan, lalu simpan lagi.")
        super().__init__(format_lazy(sentence, name=name))
        self.part = part


@transaction.atomic
def change_shared(
    section: Section, slug: str, definition: Mapping[str, Any], *, revision: int, by: Account, label: str
) -> SharedPart:
    """Save a shared part; ``revision`` 0 makes a new one. Published services keep what they have.

    Raises ``PartChangedMeanwhile``, and ``EditRefused`` for a new part whose name is taken.
    """
    part: SharedPart | None = (
        SharedPart.objects.select_for_update(of=("self",))
        .select_related("updated_by")
        .filter(section=section, slug=slug)
        .first()
    )
    if part is None:
        last = SharedPart.objects.filter(section=section).aggregate(last=Max("position"))["last"] or 0
        part = SharedPart(section=section, slug=slug, position=last + 1, revision=0, definition=None)
    elif revision == 0:
        raise EditRefused(_("Nama ini sudah dipakai. Beri nama lain."))
    elif revision != part.revision:
        raise PartChangedMeanwhile(part)
    before, part.definition = part.definition, dict(definition)
    if before != part.definition:
        _keep(part, before, by, label, "shared_changed" if before else "shared_added")
    return part


@transaction.atomic
def set_retired(
    part: SharedPart, *, retired: bool, used_in: Sequence[str], by: Account, label: str
) -> SharedPart:
    """Put a part aside, or take it back. Raises ``EditRefused`` with where it is used."""
    if retired and used_in:
        sentence = _("“{name}” masih dipakai: {uses}. Ubah dulu di sana, lalu coba lagi.")
        raise EditRefused(format_lazy(sentence, name=label, uses=", ".join(used_in[:6])), code="in_use")
    if part.retired != retired:
        part.retired = retired
        _keep(part, part.definition, by, label, "shared_retired" if retired else "shared_restored")
    return part


def _keep(part: SharedPart, before: Any, by: Account, label: str, what: str) -> None:
    part.revision += 1
    part.updated_by, part.updated_at = by, clock.now()
    part.save()
    element = f"{part.section}:{part.slug}"
    DraftChange(
        revision=part.revision,
        element=element,
        what=what,
        label=label[:300],
        changes={element: [before, part.definition]},
        by=by,
    ).save()
    record("catalogue.shared.change", obj_type="shared_part", obj_ref=element, detail={"what": what})
