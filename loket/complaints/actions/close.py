"""The office closes a complaint for a coded reason."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from loket.applications.policies import Officer
from loket.foundation.kernel.text import plain

from .. import lifecycle, states
from ..labels import ENDINGS
from ..models import Complaint, Voice
from ..policies import ComplaintRefused, require_handle
from ..rules import LONGEST_NOTE
from ._open import say
from ._tell import tell
from .answer import first_answer


def close(complaint: Complaint, ending: str, *, by: Officer, note: str = "") -> Complaint:
    """Close it; the person reads the sentence of the reason, ``note`` stays among officers.

    ``ending``: a key of ``labels.ENDINGS``. Raises ``NotAllowed``, ``ComplaintRefused`` and ``Overtaken``.
    """
    require_handle(by, complaint)
    if ending not in ENDINGS:
        raise ComplaintRefused(_("Pilih mengapa aduan ini ditutup."), field="alasan")
    remark = plain(note, max_length=LONGEST_NOTE, multiline=True)
    why = ENDINGS[ending]
    with transaction.atomic():
        lifecycle.move(
            complaint,
            "close",
            slot=states.OFFICER,
            by=by.actor,
            ending=ending,
            **first_answer(complaint, by),
        )
        sentence = why.sentence_en if complaint.language == "en" else why.sentence
        say(complaint, sentence, voice=Voice.OFFICE, by=by.actor)
        if remark:
            say(complaint, remark, voice=Voice.NOTE, by=by.actor)
        tell(complaint, "complaints.closed", alasan=sentence)
    return complaint
