"""The only writer of a message's state. Each function is one conditional UPDATE: who comes second changes nothing."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from loket.foundation.kernel import clock
from loket.tenants.keys import lookup_hash

from . import states
from .models import Message

#: a worker that has not noted the outcome by then is taken for dead; longer than any gateway's time limit
LEASE_SECONDS = 45


def claim(message_id: int) -> Message | None:
    """Take a due message for ourselves, or None when it is done, not due, or in somebody's hands.

    A message whose lease ran out was in the hands of a worker that died: whether it left is unknown, so it
    is marked ``maybe_twice`` and sent again under the same key.
    """
    now = clock.now()
    rows = Message.objects.select_for_update(skip_locked=True, of=("self",))
    message: Message | None = rows.filter(pk=message_id, state__in=states.OPEN, not_before__lte=now).first()
    if message is None or (message.leased_until and message.leased_until > now):
        return None
    if message.state == states.SENDING:
        message.maybe_twice = True
    message.state = states.SENDING
    message.attempts += 1
    message.lease = uuid.uuid4()
    message.leased_until = now + timedelta(seconds=_lease_seconds())
    message.save(update_fields=["state", "maybe_twice", "attempts", "lease", "leased_until"])
    return message


def mark_sent(message: Message, *, provider_id: str, wipe: bool) -> bool:
    """Note that the channel took it; False when our lease was lost meanwhile."""
    return _finish(message, states.SENT, wipe=wipe, provider_id=provider_id, error="")


def set_aside(message: Message, *, error: str, wipe: bool) -> bool:
    """Give up on this channel; False when our lease was lost meanwhile."""
    return _finish(message, states.FAILED, wipe=wipe, error=error)


def drop(message: Message, *, error: str) -> bool:
    """Do not send: undone, no longer true, or too late. False when our lease was lost meanwhile."""
    return _finish(message, states.CANCELLED, wipe=True, error=error)


def try_later(message: Message, *, at: datetime, error: str, uncertain: bool) -> bool:
    """Put it back until ``at``; ``uncertain``: it may have left all the same. False when the lease was lost."""
    changes: dict[str, object] = {"not_before": at, "error": error}
    if uncertain:
        changes["maybe_twice"] = True
    return _release(message, states.QUEUED, changes)


def follow(message: Message, *, address: str, phone: str, email: str) -> None:
    """Point the message at its owner's present address."""
    message.to, message.to_hash = address, lookup_hash(address)
    message.addresses = {"phone": phone, "email": email}
    message.save(update_fields=["to", "to_hash", "addresses"])


def cancel(messages: QuerySet[Message], *, error: str) -> int:
    """Cancel those that no worker has taken up yet; returns how many."""
    return messages.filter(state=states.QUEUED).update(
        state=states.CANCELLED,
        error=error,
        done_at=clock.now(),
        text="",
        variables="",
        addresses="",
    )


def send_again(message: Message) -> bool:
    """Queue a message that was set aside once more; False when it is not set aside."""
    waiting = Message.objects.filter(pk=message.pk, state=states.FAILED).exclude(text="")
    return bool(waiting.update(state=states.QUEUED, attempts=0, not_before=clock.now(), done_at=None))


def _finish(message: Message, state: str, *, wipe: bool, **changes: object) -> bool:
    changes["done_at"] = clock.now()
    if wipe:
        changes |= {"text": "", "variables": "", "addresses": ""}
    return _release(message, state, changes)


def _release(message: Message, state: str, changes: dict[str, object]) -> bool:
    ours = Message.objects.filter(pk=message.pk, state=states.SENDING, lease=message.lease)
    return bool(ours.update(state=state, lease=None, leased_until=None, **changes))


def _lease_seconds() -> float:
    return float(getattr(settings, "LOKET_MESSAGE_LEASE_SECONDS", LEASE_SECONDS))
