"""Somebody asks to be called ("telepon saya")."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import Phone
from loket.foundation.ui.dates import clock_time, long_day
from loket.notifications.actions.queue import queue
from loket.notifications.messages import Recipient
from loket.residents.models import Resident
from loket.tenants.keys import lookup_hash
from loket.tenants.scope import current_tenant

from .. import states
from ..models import CallRequest
from ..rules import call_due, new_ticket


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants to be called, under which number, about what."""

    name: str = field(repr=False)
    phone: Phone
    #: a key of ``labels.TOPICS``
    topic: str
    language: str = "id"


def request_call(wish: Wish, *, resident: Resident | None = None) -> CallRequest:
    """Put the wish into the queue, with its deadline on the office's calendar, and confirm it by a message.

    A number that waits already gets its waiting request back: nobody is called twice. The caller counts
    against abuse first.
    """
    now, phone_hash = clock.now(), lookup_hash(wish.phone.e164)
    try:
        with transaction.atomic():
            call: CallRequest = CallRequest.objects.create(
                ticket=new_ticket(),
                name=wish.name,
                phone=wish.phone.e164,
                phone_hash=phone_hash,
                topic=wish.topic,
                language=wish.language,
                resident=resident,
                created_at=now,
                due_at=call_due(current_tenant().calendar(), now),
                entered_at=now,
            )
            record("intake.request_call", obj_type="call", obj_ref=call.ticket, detail={"topic": wish.topic})
            _confirm(call)
    except IntegrityError:
        waiting: CallRequest | None = CallRequest.objects.filter(
            phone_hash=phone_hash, state__in=states.OPEN
        ).first()
        if waiting is None:
            raise
        return waiting
    return call


def _confirm(call: CallRequest) -> None:
    if call.due_at is None:
        return
    queue(
        "intake.call_received",
        to=Recipient(phone=str(call.phone), language=call.language),
        variables={"nomor": call.ticket, "kapan": f"{long_day(call.due_at)}, {clock_time(call.due_at)}"},
    )
