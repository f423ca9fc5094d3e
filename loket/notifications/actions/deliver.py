"""Hand one message to its channel: claim in one transaction, send outside any, note in another."""

from __future__ import annotations

import logging

from loket.foundation.gateways import routes
from loket.foundation.gateways.outgoing import Outgoing, TransportError
from loket.foundation.kernel import clock
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from .. import lifecycle, states
from ..kinds import MessageKind, kinds
from ..models import Message
from ..recipients import address_books
from ..rules import ATTEMPTS, URGENT_ATTEMPTS, TextFault, pause_before
from ..wakeup import defer_delivery
from .queue import queue_on_next_channel

log = logging.getLogger("loket.notifications")


def deliver(tenant: Tenant, message_id: int) -> str:
    """Send the message if it is due and still true; returns what became of it in one word.

    Safe to call again at any time: a message is sent by whoever claims it, and once noted it is not claimed.
    """
    with in_tenant(tenant):
        message = lifecycle.claim(message_id)
        if message is None:
            return _not_ours(message_id)
        reason = _reason_to_drop(message)
        if reason:
            lifecycle.drop(message, error=reason)
            return "dropped"
        if message.attempts > _limit(message) * 2:
            return _after_failure(message, TransportError("lost_workers", permanent=True))
    try:
        receipt = routes.transport_for(message.channel).send(_outgoing(message, tenant))
    except TransportError as error:
        with in_tenant(tenant):
            return _after_failure(message, error)
    except Exception as error:  # an adapter's own fault: counted like any other
        # not its words: they may hold an address
        log.error("adapter broke channel=%s fault=%s", message.channel, type(error).__name__)
        with in_tenant(tenant):
            return _after_failure(message, TransportError("crashed", uncertain=True))
    with in_tenant(tenant):
        lifecycle.mark_sent(message, provider_id=receipt.provider_id[:200], wipe=_is_secret(message))
    return "sent"


def _not_ours(message_id: int) -> str:
    """A job that came too early (clocks differ) is asked for again; everything else is in good hands."""
    early = Message.objects.filter(pk=message_id, state=states.QUEUED, not_before__gt=clock.now()).first()
    if early is None:
        return "nothing to do"
    defer_delivery(early)
    return "too early"


def _reason_to_drop(message: Message) -> str:
    kind = _kind(message)
    if message.not_after and message.not_after < clock.now():
        return "too_late"
    if kind and kind.still_true and message.ref and not kind.still_true(message.ref):
        return "no_longer_true"
    return "" if not message.owner or _follows_owner(message) else "address_changed"


def _follows_owner(message: Message) -> bool:
    """Send to the owner's present address; False when there is none, or the text was for the old one only."""
    is_known, present = address_books.present(message.owner)
    address = present.address_on(message.channel) if present else ""
    if not is_known or address == message.to:
        return True
    if present is None or not address or _is_secret(message):
        return False
    lifecycle.follow(message, address=address, phone=present.phone, email=present.email)
    return True


def _after_failure(message: Message, error: TransportError) -> str:
    code = error.code[:60]
    if not error.permanent and message.attempts < _limit(message):
        at = clock.now() + pause_before(message.attempts)
        if lifecycle.try_later(message, at=at, error=code, uncertain=error.uncertain):
            message.not_before = at
            defer_delivery(message)
        return "later"
    if lifecycle.set_aside(message, error=code, wipe=_is_secret(message)) and _next_channel(message) is None:
        log.warning("message set aside id=%s kind=%s error=%s", message.pk, message.kind, code)
    return "set aside"


def _next_channel(message: Message) -> Message | None:
    """The replacement on the next channel; a kind or wording that is gone meanwhile is no reason to go round."""
    try:
        return queue_on_next_channel(message)
    except (KeyError, TextFault):
        return None


def _limit(message: Message) -> int:
    return URGENT_ATTEMPTS if message.is_urgent else ATTEMPTS


def _outgoing(message: Message, tenant: Tenant) -> Outgoing:
    return Outgoing(
        key=str(message.key),
        tenant=tenant.slug,
        sender=tenant.short_name,
        to=message.to,
        kind=message.kind,
        subject=message.subject,
        text=message.text,
        language=message.language,
    )


def _kind(message: Message) -> MessageKind | None:
    return kinds.get(message.kind)


def _is_secret(message: Message) -> bool:
    kind = _kind(message)
    return bool(kind and kind.secret)
