"""A new complaint with its first words, sealed with a key of its own."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from loket.audit.actor import Actor
from loket.foundation.kernel import clock, envelope
from loket.foundation.kernel.reference import new_reference
from loket.tenants import keys
from loket.tenants.scope import current_tenant

from ..models import Complaint, Entry
from ..rules import PREFIX, answer_due


def opened(columns: Mapping[str, Any], words: str, *, voice: str, by: Actor) -> Complaint:
    """Write the row and its first entry. The caller records it and holds the transaction."""
    now, tenant = clock.now(), current_tenant()
    complaint: Complaint = Complaint.objects.create(
        reference=new_reference(PREFIX, now.astimezone(tenant.zone).year),
        wrapped_key=keys.wrap(envelope.new_key()),
        created_at=now,
        since=now,
        entered_at=now,
        due_at=answer_due(tenant.calendar(), now, tenant.complaint_days),
        **columns,
    )
    say(complaint, words, voice=voice, by=by)
    return complaint


def say(complaint: Complaint, words: str, *, voice: str, by: Actor, key: uuid.UUID | None = None) -> Entry:
    """Add an entry; an officer's carries his name."""
    made: Entry = Entry.objects.create(
        complaint=complaint,
        voice=voice,
        sealed_text=complaint.seal_text(words),
        author_id=by.id,
        author_name=by.name if by.kind == "officer" else "",
        at=clock.now(),
        sent_key=key or uuid.uuid4(),
    )
    return made
