"""The person replies to the office's answer, and so opens the complaint again."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from loket.audit.actor import Actor
from loket.foundation.kernel import clock
from loket.foundation.kernel.text import plain
from loket.tenants.scope import current_tenant

from .. import lifecycle, states
from ..models import Complaint, Voice
from ..policies import ComplaintRefused
from ..queries import was_said
from ..rules import LONGEST, answer_due
from ._open import say


def reopen(complaint: Complaint, text: str, *, by: Actor, key: uuid.UUID | None = None) -> Complaint:
    """Keep the words and owe an answer again, with a new deadline; the same ``key`` twice is one reply.

    The caller has let the person in. Raises ``ComplaintRefused`` without words or once the time for it is over.
    """
    words = plain(text, max_length=LONGEST, multiline=True)
    if not words:
        raise ComplaintRefused(_("Tulis balasan Anda dulu."), field="balasan")
    if was_said(complaint, key):
        return complaint
    now, tenant = clock.now(), current_tenant()
    if not complaint.may_be_reopened(now) or complaint.wrapped_key is None:
        raise ComplaintRefused(
            _("Aduan ini tidak bisa dibalas lagi. Buat aduan baru bila masih ada masalah."), field="balasan"
        )
    speaker = Actor(by.kind) if complaint.is_confidential else by
    with transaction.atomic():
        lifecycle.move(
            complaint,
            "reopen",
            slot=states.RESIDENT,
            by=speaker,
            since=now,
            due_at=answer_due(tenant.calendar(), now, tenant.complaint_days),
            reopenings=complaint.reopenings + 1,
            ending="",
        )
        say(complaint, words, voice=Voice.RESIDENT, by=speaker, key=key)
    return complaint
