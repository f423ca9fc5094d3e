"""An officer leaves a note for colleagues on a case."""

from __future__ import annotations

from django.utils.translation import gettext as _

from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.text import plain

from ..models import Application, Note
from ..policies import Officer

LONGEST = 1000


def note_down(application: Application, text: str, *, by: Officer) -> Note:
    """Keep the note, sealed with the case's key; nobody changes it and no resident reads it.

    The caller's door has let ``by`` in. Raises ``Refusal`` (422) for an empty or unreadable text.
    """
    words = plain(text, max_length=LONGEST, multiline=True)
    if not words:
        raise Refusal(_("Tulis catatannya dulu."), code="note_missing", field="catatan")
    note: Note = Note.objects.create(
        application=application,
        sealed_text=application.seal_text(words),
        author_id=by.actor.id,
        author_name=by.actor.name,
    )
    record("applications.noted", actor=by.actor, obj_type="application", obj_ref=application.reference)
    return note
