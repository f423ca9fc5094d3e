"""The only writer of a resident's ``state`` (ADR 3; security rules 9, 16 and 37).

Each move is one transaction: the row by compare-and-set on state and version, its history row, its audit
row and its message. A trigger in the database refuses a change of state that comes from elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from loket.accounts.actions.close_account import reopen_account
from loket.audit.actions.record import record
from loket.audit.actor import Actor
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.notifications import states as message_states
from loket.notifications.actions.cancel import cancel
from loket.notifications.actions.queue import queue
from loket.notifications.messages import Recipient
from loket.notifications.queries import messages_about

from .models import LockerPaper, Resident, ResidentDefect, ResidentPaper, ResidentStep
from .rules import UNDO_FOR
from .states import MOVES, ResidentState


class MoveRefused(Refusal):
    """The account has moved on: another tab, another officer, or no such move from here."""

    default_code = "stale"
    default_status = 409


def move(
    resident: Resident,
    name: str,
    *,
    by: Actor,
    slot: str,
    columns: Mapping[str, Any] | None = None,
    remarks: Mapping[str, Any] | None = None,
    message: Mapping[str, object] | None = None,
) -> ResidentStep:
    """Make the move ``name`` and return its history row.

    ``columns`` are further columns of the resident written with the state; ``remarks`` go into the history
    row (reason, item, note, seconds); ``message`` are the variables of the move's message. Raises
    ``MoveRefused`` when the account is not in a state the move starts from, or changed meanwhile.
    """
    row = MOVES.find(name, resident.state, slot)
    if row is None:
        raise MoveRefused(_("Akun ini sudah berubah. Muat ulang halaman untuk melihat keadaannya sekarang."))
    now, before = clock.now(), resident.state
    with transaction.atomic():
        _write(resident, row.to, {"opened_by": None, "opened_seen_at": None, **(columns or {})})
        step: ResidentStep = ResidentStep.objects.create(
            resident=resident, move=name, from_state=before, to_state=row.to, version=resident.version, at=now,
            actor_kind=by.kind, actor_id=by.id, actor_name="" if by.kind == "resident" else by.name,
            **(remarks or {}),
        )  # fmt: skip
        _audit(resident, f"residents.{name}", by, step)
        if row.message and message is not None:
            not_before = now + UNDO_FOR if row.undo else None
            queue(
                row.message,
                to=recipient(resident),
                variables=message,
                ref=f"resident-step:{step.public_id}",
                not_before=not_before,
                dedupe=f"resident-step:{step.public_id}",
            )
    return step


def undo(step: ResidentStep, *, by: Actor) -> ResidentStep:
    """Take back a decision of the last ten seconds; its message dies. Returns the history row of the undo.

    Raises ``MoveRefused`` when it is too late, by somebody else, or when something happened since.
    """
    resident = step.resident
    late = clock.now() - step.at > UNDO_FOR
    row = MOVES.find(step.move, step.from_state)
    if late or step.actor_id != by.id or step.undone_at or row is None or not row.undo:
        raise MoveRefused(_("Sudah lewat 10 detik. Keputusan ini tidak bisa diurungkan lagi."))
    with transaction.atomic():
        _write(resident, step.from_state, {"verified_at": None}, expected=step.version)
        _silence(f"resident-step:{step.public_id}")
        ResidentStep.objects.filter(pk=step.pk).update(undone_at=clock.now())
        ResidentDefect.objects.filter(step=step).delete()
        ResidentPaper.objects.filter(resident=resident, accepted_at=step.at).update(accepted_at=None)
        LockerPaper.objects.filter(resident=resident, checked_at=step.at, origin="").delete()
        if step.to_state == ResidentState.CANCELLED:
            reopen_account(resident.account)
        back: ResidentStep = ResidentStep.objects.create(
            resident=resident, move="undo", from_state=step.to_state, to_state=step.from_state,
            version=resident.version, actor_kind=by.kind, actor_id=by.id, actor_name=by.name,
        )  # fmt: skip
        _audit(resident, "residents.undo", by, back)
    return back


def _silence(ref: str) -> None:
    """Cancel what was to be said; a worker that has it already makes the decision stand."""
    cancel(ref)
    if messages_about(ref).exclude(state=message_states.CANCELLED).exists():
        raise MoveRefused(_("Sudah lewat 10 detik. Keputusan ini tidak bisa diurungkan lagi."))


def recipient(resident: Resident) -> Recipient:
    """Where messages about the account go."""
    return Recipient(
        phone=str(resident.phone),
        email=str(resident.email),
        language=resident.account.language,
        owner=f"resident:{resident.public_id}",
    )


def present_recipient(public_id: str) -> Recipient | None:
    """Where messages to this resident go now; None when there is no such resident."""
    resident = Resident.objects.select_related("account").filter(public_id=public_id).first()
    return recipient(resident) if resident else None


def _write(
    resident: Resident, state: str, columns: Mapping[str, Any], *, expected: int | None = None
) -> None:
    version = resident.version if expected is None else expected
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.lifecycle', %s, true)", [f"resident:{resident.pk}:{version + 1}"]
        )
    same = Resident.objects.filter(pk=resident.pk, state=resident.state, version=version)
    if not same.update(state=state, version=version + 1, **columns):
        raise MoveRefused(_("Petugas lain sudah memutuskan akun ini. Muat ulang halaman."))
    resident.refresh_from_db()


def _audit(resident: Resident, action: str, by: Actor, step: ResidentStep) -> None:
    record(
        action,
        actor=by,
        obj_type="resident",
        obj_ref=str(resident.public_id),
        detail={"from": step.from_state, "to": step.to_state, "reason": step.reason, "item": step.item},
    )
