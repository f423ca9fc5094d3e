"""An officer keeps a filter under a name, for himself or for the office."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from loket.audit.actions.record import record
from loket.audit.rules import PersonalDataInRecord, check_impersonal
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.text import plain

from ..models import SavedQueue
from ..policies import Officer
from ..queue_filter import COLUMNS, QueueFilter

#: Longest name, and how many one officer keeps: they stand in one row.
_LONGEST, _MOST = 40, 12


def save_queue(
    name: str, kept: QueueFilter, *, columns: Sequence[str], by: Officer, is_shared: bool = False
) -> SavedQueue:
    """Keep ``kept`` under ``name``; the same name again replaces what was kept.

    Raises ``Refusal`` without a name, with numbers of people in it, beyond twelve queues, or when the office
    shares another queue of that name.
    """
    words = plain(name, max_length=_LONGEST)
    if not words:
        raise Refusal(_("Beri nama untuk antrean ini."), code="queue_name")
    try:
        check_impersonal(words)
    except PersonalDataInRecord:
        raise Refusal(_("Nama antrean tanpa NIK, nomor KK, atau nomor HP."), code="queue_name") from None
    others = SavedQueue.objects.filter(owner_id=by.membership_id).exclude(name=words)
    if others.count() >= _MOST:
        raise Refusal(_("Paling banyak 12 antrean. Hapus satu dulu."), code="queue_many")
    known = [column for column in columns if column in COLUMNS]
    values = {"filter": kept.as_data(), "columns": known, "is_shared": is_shared}
    try:
        with transaction.atomic():
            made: SavedQueue
            made, _new = SavedQueue.objects.update_or_create(
                owner_id=by.membership_id, name=words, defaults=values, create_defaults=values
            )
    except IntegrityError:
        raise Refusal(
            _("Kantor sudah memakai nama antrean itu. Pilih nama lain."), code="queue_name"
        ) from None
    record(
        "applications.queue_kept", obj_type="queue", obj_ref=str(made.public_id), detail={"shared": is_shared}
    )
    return made
