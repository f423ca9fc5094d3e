"""The only writer of the ``state`` of a call request and of a list that is brought in (ADR 3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from loket.audit.actions.record import record
from loket.audit.actor import Actor
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.notifications.actions.queue import queue
from loket.notifications.messages import Recipient
from loket.staff.models import Membership

from . import import_states, states
from .models import CallRequest, Import

TAKEN = _("Petugas lain sudah menangani permintaan ini. Muat ulang halaman.")


class CallTaken(Refusal):
    """A colleague was first, or the request moved on."""

    default_code = "call_taken"
    default_status = 409


def move(call: CallRequest, name: str, *, by: Membership) -> CallRequest:
    """Make the move and return the request as it is now; of two officers at once, one wins.

    Raises ``CallTaken``.
    """
    row = states.MOVES.find(name, call.state)
    if row is None:
        raise CallTaken(_("Permintaan ini sudah berubah. Muat ulang halaman."))
    now = clock.now()
    changed = CallRequest.objects.filter(pk=call.pk, state=row.from_, version=call.version).update(
        state=row.to,
        version=call.version + 1,
        entered_at=now,
        officer=None if row.to == states.WAITING else by,
        tries=call.tries + int(name in {"miss", "give_up"}),
    )
    if not changed:
        raise CallTaken(TAKEN)
    record(f"intake.{name}_request", obj_type="call", obj_ref=call.ticket, detail={"to": row.to})
    if row.message:
        to = Recipient(phone=str(call.phone), language=call.language)
        queue(row.message, to=to, variables={"nomor": call.ticket})
    call.refresh_from_db()
    return call


class ImportMoved(Refusal):
    """Another tab, another officer or a worker moved the list on meanwhile."""

    default_code = "import_moved"
    default_status = 409

    def __init__(self) -> None:
        super().__init__(_("Daftar ini sudah berubah. Buka lagi untuk melihat keadaannya sekarang."))


def move_import(
    batch: Import,
    name: str,
    *,
    by: Actor,
    changes: Mapping[str, Any] | None = None,
    detail: Mapping[str, object] | None = None,
) -> Import:
    """Make the move with ``changes`` of further columns and record it; ``detail`` are figures for the record.

    Raises ``ImportMoved`` when the list does not stand where the move starts.
    """
    row = import_states.MOVES.find(name, batch.state)
    if row is None:
        raise ImportMoved
    columns = {"state": row.to, "problem": "", **(changes or {})}
    if not Import.objects.filter(pk=batch.pk, state=row.from_).update(**columns):
        raise ImportMoved
    facts = {"from": row.from_, "to": row.to, **(detail or {})}
    record(f"intake.import_{name}", actor=by, obj_type="import", obj_ref=str(batch.public_id), detail=facts)
    batch.refresh_from_db()
    return batch
