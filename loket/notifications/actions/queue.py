"""Promise a message, in the transaction of the change that causes it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from datetime import datetime

from django.db import IntegrityError, transaction

from loket.foundation.kernel import clock
from loket.tenants.keys import lookup_hash
from loket.tenants.models import Tenant
from loket.tenants.scope import current_tenant

from ..kinds import MessageKind, kinds
from ..models import Message
from ..recipients import Recipient
from ..rules import plan_of_channels
from ..sameness import mark_of
from ..texts import rendered
from ..wakeup import defer_delivery


def queue(
    kind_key: str,
    *,
    to: Recipient,
    variables: Mapping[str, object],
    ref: str = "",
    not_before: datetime | None = None,
    dedupe: str = "",
    service: str = "",
) -> list[Message]:
    """Write the outbox rows and their jobs; they live and die with the present transaction.

    One message on the first of the dinas' channels on which the person can be reached (the others stand
    in if it fails), and an e-mail beside it for kinds that say so. Nothing when the kind is switched off
    here or the person has no address. ``not_before``: earliest time it leaves (undo). ``dedupe``: the same
    text again gives the first messages back. ``service``: code of the service it is about, whose own wording
    goes before the kind's. Raises KeyError for an unknown kind, TextFault for missing or
    unknown variables.
    """
    kind, tenant = kinds[kind_key], current_tenant()
    if not is_switched_on(kind, tenant):
        return []
    reachable = {channel: to.address_on(channel) for channel in ("whatsapp", "sms", "email")}
    plans = [plan_of_channels(tenant.notify_channels, reachable)]
    if kind.email and to.email and "email" not in plans[0]:
        plans.append(["email"])
    messages = []
    for plan in filter(None, plans):
        message = _draft(kind, to, variables, plan, service)
        message.ref, message.not_before = ref, not_before or clock.now()
        message.dedupe = f"{dedupe}:{plan[0]}" if dedupe and plan == ["email"] else dedupe
        messages.append(_promise(message))
    return messages


def queue_on_next_channel(failed: Message) -> Message | None:
    """The same news on the next channel after one failed for good; None when there is no channel left."""
    if not failed.next_channels:
        return None
    addresses = failed.addresses
    to = Recipient(
        phone=addresses.get("phone", ""),
        email=addresses.get("email", ""),
        language=failed.language,
        owner=failed.owner,
    )
    message = _draft(kinds[failed.kind], to, failed.variables, failed.next_channels, failed.service)
    message.ref, message.instead_of, message.not_after = (
        failed.ref,
        failed,
        failed.not_after,
    )
    return _promise(message)


def is_switched_on(kind: MessageKind, tenant: Tenant) -> bool:
    """Whether this dinas sends messages of the kind; what residents need to get on is always sent."""
    if not kind.default_on:
        return not {kind.key, kind.name}.isdisjoint(tenant.optional_message_kinds)
    return not (kind.is_optional and kind.key in tenant.silent_message_kinds)


def _draft(
    kind: MessageKind, to: Recipient, variables: Mapping[str, object], plan: list[str], service: str
) -> Message:
    channel, language = plan[0], "en" if to.language.startswith("en") else "id"
    wording = rendered(kind, variables, channel=channel, language=language, service=service)
    address, now = to.address_on(channel), clock.now()
    return Message(
        kind=kind.key,
        service=service,
        channel=channel,
        next_channels=plan[1:],
        language=language,
        to=address,
        to_hash=lookup_hash(address),
        addresses={"phone": to.phone, "email": to.email},
        owner=to.owner,
        variables={name: str(value) for name, value in variables.items()},
        subject=wording.subject,
        text=wording.text,
        text_mark=None if kind.secret else mark_of(wording.text),
        is_urgent=kind.urgent,
        not_after=now + kind.lifetime if kind.lifetime else None,
        created_at=now,
    )


def _promise(message: Message) -> Message:
    try:
        # Only a message that may stand there already can clash; the others need no savepoint.
        with transaction.atomic() if message.dedupe else nullcontext():
            message.save()
    except IntegrityError:
        twins = Message.objects.filter(dedupe=message.dedupe) if message.dedupe else Message.objects.none()
        earlier: Message | None = twins.first()
        if earlier is None:
            raise
        return earlier
    defer_delivery(message)
    return message
