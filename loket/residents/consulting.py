"""What the population register is asked about an account: the words as typed, never the papers."""

from __future__ import annotations

from loket.audit.actor import Actor
from loket.registry.actions.ask import Subject, ask
from loket.registry.queries import registry_settings

from .models import Resident

PURPOSE = "account_check"


def consult_on_arrival(resident: Resident, *, by: Actor) -> None:
    """Ask when the account was just sent, where the dinas wants that; nothing else."""
    if registry_settings().asks_on_arrival:
        consult(resident, by=by)


def consult(resident: Resident, *, by: Actor) -> bool:
    """Put the question down for a worker; False when the dinas asks no register, or there is no NIK to ask by."""
    if not resident.nik:
        return False
    typed = {"nama": resident.name, "no_kk": str(resident.nomor_kk or "")}
    subject = Subject("resident", str(resident.public_id), str(resident.nik), typed)
    return ask(subject, purpose=PURPOSE, by=by)
