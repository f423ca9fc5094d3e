"""The only writer of an application's ``state`` (ADR 3; security rules 9, 16 and 37).

Each move is one transaction: the row by compare-and-set on state and version, its history row, its audit row
and its outgoing message. A trigger in the database refuses every change of state that comes from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from loket.audit.actions.record import record
from loket.audit.actor import Actor
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.transitions import Move
from loket.notifications import states as message_states
from loket.notifications.actions.cancel import cancel
from loket.notifications.actions.queue import queue
from loket.notifications.queries import messages_about
from loket.tenants import statements
from loket.tenants.one_save import compare_and_set
from loket.tenants.scope import current_tenant

from . import messages, rules, states
from ._dates import dates_before, dates_of, dates_when_held, dates_when_released
from .models import Application, Defect, Hold, Step
from .policies import Overtaken
from .queries import latest_step, open_defects, what_happened

if TYPE_CHECKING:
    from collections.abc import Iterator


class MoveUnknown(Refusal):
    """The life cycle has no such move from where the application stands (409)."""

    default_code = "move_unknown"
    default_status = 409


class NeedMissing(Refusal):
    """The move exists, but something it needs is missing."""

    default_code = "need_missing"


class AlreadyOpen(Refusal):
    """The same person already has an open application of this service (security rule 10)."""

    default_code = "already_open"
    default_status = 409


class UndoRefused(Refusal):
    """Too late, somebody else's decision, or something else has happened since."""

    default_code = "undo_refused"
    default_status = 409


def move(  # noqa: PLR0913 - all keyword-only: what one move writes into four tables
    application: Application,
    name: str,
    *,
    by: Actor,
    slot: str,
    note: str = "",
    reason: str = "",
    sentence: str = "",
    defects: Iterable[rules.Fault] = (),
    details: Mapping[str, str] | None = None,
    changes: Mapping[str, Any] | None = None,
) -> Step:
    """Make the move ``name`` on the application as it was read (its ``state`` and ``version``).

    ``sentence`` is what the resident is told, ``note`` stays with the office; ``details`` are further
    variables of the message; ``changes`` are columns written in the same update. The object given is brought
    up to date. The caller has asked the policy. Raises ``MoveUnknown``, ``NeedMissing``, ``AlreadyOpen``, or
    ``Overtaken`` when somebody else was first.
    """
    row = states.TABLE.find(name, application.state, slot)
    if row is None or row.undo:
        raise MoveUnknown(what_happened(application, to_resident=slot == states.Slot.APPLICANT))
    faults = tuple(defects)
    _check_needs(application, row, sentence=sentence, faults=faults)
    at = clock.now()
    columns = {**dates_of(application, row, at), **(changes or {})}
    with transaction.atomic():
        step = _make(application, row, by=by, at=at, columns=columns, texts=(reason, sentence, note))
        _name_defects(application, step, faults)
        if row.message:
            _announce(application, step, row, details or {})
    return step


def undo(application: Application, *, by: Actor, changes: Mapping[str, Any] | None = None) -> Step:
    """Take back the decision just made: same officer, within ten seconds, nothing else happened since.

    A rule's decision may be taken back by any officer of the slot, within ten minutes.

    The message of the undone move never leaves. Raises ``UndoRefused`` or ``Overtaken``.
    """
    last = latest_step(application)
    at = clock.now()
    if last is None or (last.move, last.from_state) not in states.UNDOABLE or last.slot != states.Slot.VERIFY:
        raise UndoRefused(_("Tidak ada keputusan yang bisa diurungkan."))
    of_rule = last.actor_kind == "system"
    if (last.actor_id != by.id and not of_rule) or last.version != application.version:
        raise UndoRefused(what_happened(application))
    if at - last.at >= rules.undo_window(last.actor_kind):
        raise UndoRefused(_("Sudah lewat 10 detik, keputusan sudah dikirim. Hubungi pemohon bila keliru."))
    row = states.TABLE.find("undo", application.state, states.Slot.VERIFY)
    if row is None:
        raise UndoRefused(what_happened(application))
    with transaction.atomic():
        columns = {**dates_before(application, last), **(changes or {})}
        step = _make(application, row, by=by, at=at, columns=columns, texts=("", "", ""))
        Defect.objects.filter(step=last).delete()
        _silence(_message_ref(application, last))
    return step


def hold(application: Application, *, since: datetime) -> None:
    """Stop the clocks of a case that waits for a central system; its state stays, its version rises.

    Raises ``Overtaken`` when somebody moved it meanwhile.
    """
    _touch(application, dates_when_held(application, since))


def let_go(application: Application, *, at: datetime) -> None:
    """Let the clocks of a held case run on from ``at``, as if no time had passed; as ``hold``."""
    _touch(application, dates_when_released(application, at))


def expect(application: Application, *, at: datetime | None) -> None:
    """Note when the resident is expected for his visit, None for no hour yet; reminders begin anew. As ``hold``."""
    _touch(application, {"visit_at": at, "nudges": 0})


def _touch(application: Application, columns: Mapping[str, Any]) -> None:
    still = Move("touch", application.state, application.state, "")
    _write(application, still, columns)


def _silence(ref: str) -> None:
    """Cancel what was to be said; a worker that has it already makes the decision stand."""
    cancel(ref)
    if messages_about(ref).exclude(state=message_states.CANCELLED).exists():
        raise UndoRefused(_("Sudah lewat 10 detik, keputusan sudah dikirim. Hubungi pemohon bila keliru."))


@contextmanager
def importing() -> Iterator[None]:
    """Let rows be inserted in any state within the block: for measuring and taking over old cases only."""
    _allow("import")
    try:
        yield
    finally:
        if not connection.needs_rollback:  # a broken transaction takes the permission with it
            _allow("")


def _make(
    application: Application,
    row: Move,
    *,
    by: Actor,
    at: datetime,
    columns: Mapping[str, Any],
    texts: tuple[str, str, str],
) -> Step:
    was_held = application.held_at is not None
    _write(application, row, {"entered_at": at, **columns})
    if was_held and application.held_at is None:
        Hold.objects.filter(application=application, released_at__isnull=True).update(released_at=at)
    reason, sentence, note = texts
    step: Step = Step.objects.create(
        application=application,
        move=row.name,
        from_state=row.from_,
        to_state=row.to,
        version=application.version,
        at=at,
        slot=row.slot,
        actor_kind=by.kind,
        actor_id=by.id,
        actor_name="" if by.kind == "resident" else by.name,
        reason_code=reason,
        sentence=sentence,
        note=note,
    )
    record(
        f"applications.{row.name}",
        actor=by,
        obj_type="application",
        obj_ref=application.reference,
        detail={"from": row.from_, "to": row.to, "version": application.version, "reason": reason},
    )
    return step


def _write(application: Application, row: Move, columns: Mapping[str, Any]) -> None:
    """Compare and set: only the row as it was read is changed (security rule 9); the caller's block is atomic."""
    version = application.version + 1
    _allow(f"{application.pk}:{version}")
    try:
        changed = compare_and_set(
            application,
            {"state": row.to, "version": version, **columns},
            state=row.from_,
            version=application.version,
        )
    except IntegrityError as error:
        if "one_open_application_per_person" in str(error):
            raise AlreadyOpen(
                _("Permohonan layanan ini untuk orang yang sama sedang berjalan. Lihat di Permohonan saya.")
            ) from None
        raise
    if not changed:
        raise Overtaken(what_happened(application, to_resident=row.slot == states.Slot.APPLICANT))
    application.state, application.version = row.to, version
    for name, value in columns.items():
        setattr(application, name, value)


def _allow(token: str) -> None:
    """Open the trigger's door for one row and one version of this transaction."""
    statements.rows("SELECT set_config('app.lifecycle', %s, true)", [token])


def _check_needs(
    application: Application, row: Move, *, sentence: str, faults: tuple[rules.Fault, ...]
) -> None:
    if "reason" in row.needs and not sentence:
        raise NeedMissing(_("Pilih alasannya dulu."), code="reason_missing")
    if "defects" in row.needs and not faults:
        raise NeedMissing(_("Pilih paling sedikit satu hal yang perlu diperbaiki."), code="defects_missing")
    if "mended" in row.needs and open_defects(application).exists():
        raise NeedMissing(_("Masih ada yang perlu diperbaiki sebelum dikirim lagi."), code="not_mended")
    if "visit" in row.needs and not _needs_visit(application):
        raise NeedMissing(_("Permohonan ini tidak memerlukan kedatangan."), code="no_visit_needed")
    if "no_visit" in row.needs and _needs_visit(application):
        raise NeedMissing(_("Pemohon perlu datang dulu sebelum permohonan diproses."), code="visit_missing")


def _needs_visit(application: Application) -> bool:
    definition = application.service_version.definition
    return bool(definition.get("visit")) and rules.needs_visit(definition, application.read_answers())


def _name_defects(application: Application, step: Step, faults: tuple[rules.Fault, ...]) -> None:
    Defect.objects.bulk_create(
        Defect(
            tenant=current_tenant(),
            application=application,
            step=step,
            item=fault.item,
            kind=fault.kind,
            reason_code=fault.reason_code,
            sentence=fault.sentence,
        )
        for fault in faults
    )


def _announce(application: Application, step: Step, row: Move, details: Mapping[str, str]) -> None:
    waits = (row.name, row.from_) in states.UNDOABLE
    queue(
        row.message,
        to=messages.recipient(application),
        variables=messages.variables(row.message, application, step, details),
        ref=_message_ref(application, step),
        not_before=step.at + rules.undo_window(step.actor_kind) if waits else None,
        service=application.service.code,
    )


def _message_ref(application: Application, step: Step) -> str:
    return f"{application.reference}/{step.version}"
