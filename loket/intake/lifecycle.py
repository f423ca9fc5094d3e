"""The only writer of a call request's ``state`` (ADR 3)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.notifications.actions.queue import queue
from loket.notifications.messages import Recipient
from loket.staff.models import Membership

from . import states
from .models import CallRequest

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
