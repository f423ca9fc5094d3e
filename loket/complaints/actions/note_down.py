"""An officer leaves a note beside a complaint."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from loket.applications.policies import Officer
from loket.audit.actions.record import record
from loket.foundation.kernel.text import plain

from ..models import Complaint, Voice
from ..policies import ComplaintRefused, require_handle
from ..queries import was_said
from ..rules import LONGEST_NOTE
from ._open import say


def note_down(complaint: Complaint, text: str, *, by: Officer, key: uuid.UUID | None = None) -> None:
    """Keep it among officers; the same ``key`` twice is one note. Raises ``NotAllowed``, ``ComplaintRefused``."""
    require_handle(by, complaint)
    words = plain(text, max_length=LONGEST_NOTE, multiline=True)
    if not words or complaint.wrapped_key is None:
        raise ComplaintRefused(_("Tulis catatannya dulu."), field="catatan")
    if was_said(complaint, key):
        return
    with transaction.atomic():
        say(complaint, words, voice=Voice.NOTE, by=by.actor, key=key)
        record("complaints.noted", actor=by.actor, obj_type="complaint", obj_ref=complaint.reference)
