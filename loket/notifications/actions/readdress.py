"""A person's address changed: what is still promised goes to the new one, never to the old one."""

from __future__ import annotations

from django.db import transaction

from .. import lifecycle, states
from ..kinds import kinds
from ..models import Message
from ..recipients import Recipient


def readdress(owner: str, to: Recipient) -> int:
    """Point the owner's waiting messages at the present addresses; returns how many go on.

    Messages on a channel where the person has no address any more, and secrets (a code proves the old
    number), are cancelled. One that a worker holds at this moment can no longer be stopped.
    """
    kept = 0
    with transaction.atomic():
        waiting = Message.objects.filter(owner=owner, state=states.QUEUED)
        for message in waiting.select_for_update(of=("self",)):
            address = to.address_on(message.channel)
            if not address or (message.kind in kinds and kinds[message.kind].secret):
                lifecycle.cancel(Message.objects.filter(pk=message.pk), error="address_changed")
                continue
            lifecycle.follow(message, address=address, phone=to.phone, email=to.email)
            kept += 1
    return kept
