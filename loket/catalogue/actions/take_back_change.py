"""Take one change of a draft back."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loket.accounts.models import Account

from ..editing import EditRefused
from ..editing_undo import take_back
from ..models import DraftChange, ServiceDraft
from .change_draft import change_draft


@transaction.atomic
def take_back_change(draft: ServiceDraft, change: DraftChange, *, by: Account) -> DraftChange | None:
    """Undo ``change`` in ``draft``, leaving what came after it. Returns the new change.

    Raises ``EditRefused`` when it was published or undone already, or its element was changed again since.
    """
    if change.undone or change.version_id is not None or change.service_id != draft.service_id:
        raise EditRefused(_("Perubahan ini sudah diterbitkan atau sudah diurungkan."))
    edit = partial(take_back, changes=change.changes, element=change.element, label=change.label)
    made = change_draft(draft, edit, revision=draft.revision, by=by)
    change.undone = True
    change.save(update_fields=["undone"])
    return made
