"""The office answers a complaint."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from loket.applications.policies import Officer
from loket.foundation.kernel import clock
from loket.foundation.kernel.text import plain

from .. import lifecycle, states
from ..models import Complaint, Voice
from ..policies import ComplaintRefused, Overtaken, require_handle
from ..queries import was_said
from ..rules import LONGEST
from ._open import say
from ._tell import excerpt, tell


def answer(complaint: Complaint, text: str, *, by: Officer, key: uuid.UUID | None = None) -> Complaint:
    """Say it, and send one message with its beginning; the whole stands on the complaint's page.

    The same ``key`` twice is one answer. Raises ``NotAllowed`` (403), ``ComplaintRefused`` without words, and
    ``Overtaken`` (409) when somebody was quicker.
    """
    require_handle(by, complaint)
    words = plain(text, max_length=LONGEST, multiline=True)
    if not words:
        raise ComplaintRefused(_("Tulis jawabannya dulu."), field="jawaban")
    if was_said(complaint, key):
        return complaint
    try:
        with transaction.atomic():
            lifecycle.move(
                complaint, "answer", slot=states.OFFICER, by=by.actor, **first_answer(complaint, by)
            )
            say(complaint, words, voice=Voice.OFFICE, by=by.actor, key=key)
            tell(complaint, "complaints.answered", jawaban=excerpt(complaint, words))
    except Overtaken:
        if not was_said(complaint, key):
            raise
    return complaint


def first_answer(complaint: Complaint, by: Officer) -> dict[str, Any]:
    """The columns that an answer or a closing sets beside the state."""
    now = clock.now()
    columns: dict[str, Any] = {"is_content": None, "assignee_id": complaint.assignee_id or by.membership_id}
    if complaint.first_answered_at is None:
        columns["first_answered_at"] = now
        columns["is_in_time"] = complaint.due_at is None or now <= complaint.due_at
    return columns
