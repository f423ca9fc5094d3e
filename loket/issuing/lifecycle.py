"""The only writer of an output's ``state``; each move with its audit row, by compare-and-set."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from loket.applications.policies import Overtaken
from loket.audit.actions.record import record
from loket.audit.actor import Actor
from loket.foundation.kernel import clock

from . import states
from .models import Output


def move(output: Output, name: str, *, by: Actor, slot: str, **columns: Any) -> None:
    """Make the move ``name``; further ``columns`` are written in the same update.

    Raises ``Overtaken`` when the output is not (or no longer) where the move starts.
    """
    row = states.TABLE.find(name, output.state, slot)
    if row is None:
        raise Overtaken(_overtaken(output))
    values = {"state": row.to, "version": output.version + 1, "entered_at": clock.now(), **columns}
    changed = Output.objects.filter(pk=output.pk, state=row.from_, version=output.version).update(**values)
    if not changed:
        raise Overtaken(_overtaken(output))
    for column, value in values.items():
        setattr(output, column, value)
    record(
        f"issuing.{name}",
        actor=by,
        obj_type="application",
        obj_ref=output.application.reference,
        detail={"output": output.kind, "from": row.from_, "to": row.to},
    )


def _overtaken(output: Output) -> str:
    state = Output.objects.filter(pk=output.pk).values_list("state", flat=True).first() or output.state
    return _("%(name)s sudah “%(state)s”. Langkah Anda tidak dicatat.") % {
        "name": output.name,
        "state": states.LABELS[state],
    }
