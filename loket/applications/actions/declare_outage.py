"""A head or an administrator says that a central system is down."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal

from .._systems_down import note_down
from ..models import Outage, System
from ..outages import SLOTS
from ..policies import Officer, may_declare_outage, require
from ..wakeup import defer_minding

#: Nobody remembers the start of a longer one to the minute.
_LONGEST_AGO = timedelta(days=7)


class OutageRefused(Refusal):
    """The declaration does not make sense; ``field`` is what it is about."""

    default_code = "outage"


def declare_outage(
    *,
    system: str,
    slots: Collection[str],
    started_at: datetime,
    by: Officer,
    tells_hold: bool = True,
    tells_release: bool = False,
) -> Outage:
    """Declare ``system`` down since ``started_at``; the worker holds every case of ``slots`` and new ones too.

    Raises ``NotAllowed``, ``OutageRefused`` for a start that cannot be, no slot, or one declared already.
    """
    require(may_declare_outage(by))
    _check(system, slots, started_at)
    outage = Outage(
        system=system,
        slots=sorted(slots),
        started_at=started_at,
        tells_hold=tells_hold,
        tells_release=tells_release,
        declared_by_id=by.actor.id,
        declared_by=by.actor.name,
        declared_at=clock.now(),
    )
    with transaction.atomic():
        try:
            with transaction.atomic():
                outage.save()
        except IntegrityError:
            raise OutageRefused(_("Gangguan ini sudah dinyatakan."), field="sistem") from None
        record(
            "applications.outage_declared",
            actor=by.actor,
            obj_type="outage",
            obj_ref=str(outage.public_id),
            detail={"system": system, "slots": outage.slots, "since": started_at.isoformat()},
        )
        note_down(system, started_at)
        defer_minding()
    return outage


def _check(system: str, slots: Collection[str], started_at: datetime) -> None:
    if system not in System.values:
        raise OutageRefused(_("Pilih sistem yang terganggu."), field="sistem")
    if not slots or not set(slots) <= set(SLOTS):
        raise OutageRefused(_("Pilih pekerjaan yang terhenti."), field="pekerjaan")
    now = clock.now()
    if started_at > now:
        raise OutageRefused(_("Waktu mulai belum tiba."), field="mulai")
    if started_at < now - _LONGEST_AGO:
        raise OutageRefused(_("Waktu mulai paling lama 7 hari yang lalu."), field="mulai")
