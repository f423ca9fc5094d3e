"""Apply one edit to a draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loket.accounts.models import Account
from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal

from ..draft_queries import shared_data
from ..editing import Edit, Edited, NotThere, touched
from ..models import DraftChange, ServiceDraft


class ChangedMeanwhile(Refusal):
    """Somebody else changed the same element after the form was shown; nothing was saved, nothing is lost."""

    default_code = "changed_meanwhile"
    default_status = 409

    def __init__(self, changes: Sequence[DraftChange], edited: Edited) -> None:
        sentence = _("{name} baru saja mengubah bagian yang sama. Bandingkan, lalu pilih.")
        names = " & ".join(dict.fromkeys(change.by.display_name for change in changes if change.by)) or "–"
        super().__init__(format_lazy(sentence, name=names))
        self.changes = changes
        self.edited = edited


@transaction.atomic
def change_draft(draft: ServiceDraft, edit: Edit, *, revision: int, by: Account) -> DraftChange | None:
    """Apply ``edit``, made on a page that showed ``revision``; returns the change, None when nothing changed.

    Edits of different elements land side by side. Raises ``ChangedMeanwhile`` when somebody else has changed
    the same element since (the edit's own "one further" and "add" land on top), ``EditRefused`` and
    ``NotThere`` as the edit says.
    """
    current: ServiceDraft | None = ServiceDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if current is None:
        raise NotThere(_("Draf ini baru saja diterbitkan. Buka lagi halaman layanan, lalu ubah dari sana."))
    edited = edit(current.source, shared_data())
    changes = touched(current.source, edited.source)
    if not changes:
        return None
    if revision < current.revision and not edited.relative:
        _refuse_overwriting(current, edited, changes, revision)
    return _keep(draft, current, edited, changes, by)


def _refuse_overwriting(
    draft: ServiceDraft, edited: Edited, changes: dict[str, list[Any]], revision: int
) -> None:
    mine = {name for name in changes if not name.startswith("order:")} | {edited.element}
    later = DraftChange.objects.filter(service_id=draft.service_id, revision__gt=revision, undone=False)
    theirs = [change for change in later.select_related("by").order_by("revision") if mine & _names(change)]
    if theirs:
        raise ChangedMeanwhile(theirs, edited)


def _names(change: DraftChange) -> set[str]:
    return {name for name in change.changes if not name.startswith("order:")} | {change.element}


def _keep(
    draft: ServiceDraft, current: ServiceDraft, edited: Edited, changes: dict[str, list[Any]], by: Account
) -> DraftChange:
    change = DraftChange(
        service_id=current.service_id,
        revision=current.revision + 1,
        element=edited.element,
        what=edited.what,
        label=edited.label[:300],
        changes=changes,
        by=by,
    )
    draft.source, draft.revision = edited.source, current.revision + 1
    draft.updated_by, draft.updated_at = by, clock.now()
    draft.asked_to_publish_by, draft.asked_to_publish_at = None, None
    draft.save(
        update_fields=[
            "source", "revision", "updated_by", "updated_at", "asked_to_publish_by", "asked_to_publish_at",
        ]
    )  # fmt: skip
    change.save()
    record(
        "catalogue.draft.change",
        obj_type="service",
        obj_ref=str(edited.source["code"]),
        detail={"what": edited.what, "element": edited.element, "revision": change.revision},
    )
    return change
