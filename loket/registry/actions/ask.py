"""Ask the register about somebody, later and by a worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from loket.audit.actor import Actor, current_actor
from loket.registry.models import PendingLookup
from loket.registry.queries import is_in_use
from loket.tenants.scope import current_tenant

#: name of the job in tasks.py, and its queue
LOOK_UP, QUEUE = "registry.look_up", "registry"


@dataclass(frozen=True, slots=True)
class Subject:
    """What the question is about, and who is asked about, as typed."""

    #: "resident" or "application", and its public name
    obj_type: str
    obj_ref: str
    nik: str = field(repr=False)
    #: field of the port's ``FIELDS`` → text; empty ones are not asked
    fields: Mapping[str, str] = field(repr=False)


def ask(subject: Subject, *, purpose: str, by: Actor | None = None, then: str = "") -> bool:
    """Put the question down for a worker, in the present transaction; False when the dinas asks no register.

    A question about the same thing that is still on its way is replaced. ``then`` names a job that is deferred
    with ``obj_ref`` once there is an outcome. Nothing here speaks to the network.
    """
    if not is_in_use():
        return False
    who = by or current_actor()
    asked = {name: text for name, text in subject.fields.items() if text}
    pending, _made = PendingLookup.objects.update_or_create(
        obj_type=subject.obj_type,
        obj_ref=subject.obj_ref,
        defaults={
            "question": {"nik": subject.nik, "fields": asked},
            "purpose": purpose,
            "actor_kind": who.kind,
            "actor_id": who.id,
            "then": then,
        },
    )
    wake(pending)
    return True


def wake(pending: PendingLookup) -> None:
    """Order the worker; nothing when the job waits already."""
    job = app.configure_task(LOOK_UP, queue=QUEUE, queueing_lock=f"registry:{pending.pk}")
    try:
        with transaction.atomic():
            job.defer(tenant_id=current_tenant().pk, pending_id=pending.pk)
    except (AlreadyEnqueued, IntegrityError):
        return
