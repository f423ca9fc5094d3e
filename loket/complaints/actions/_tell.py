"""The messages of a complaint: to whom, in which language, and until when an answer is promised."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from loket.foundation.ui.dates import long_day
from loket.notifications.actions.queue import queue
from loket.notifications.messages import Recipient
from loket.residents.models import Resident

from ..models import Complaint

#: As many letters of an answer go into a message; the whole stands on the page.
_EXCERPT = 120


def tell(complaint: Complaint, kind: str, **variables: str) -> None:
    """Promise one message of this kind; nobody is told where no address was left."""
    queue(
        kind,
        to=_recipient(complaint),
        variables={"nomor": complaint.reference, **variables},
        ref=f"{complaint.reference}/{complaint.version}",
    )


def day_promised(complaint: Complaint) -> str:
    """The day by which it is answered, in the person's language."""
    with translation.override(complaint.language):
        return day_in_words(complaint.due_at)


def day_in_words(due: datetime | None) -> str:
    """A day, or that there is none because the office never opens."""
    return long_day(due) if due is not None else _("secepatnya")


def excerpt(complaint: Complaint, words: str) -> str:
    """The beginning of an answer; nothing of it where others may look at the phone too."""
    if complaint.is_confidential or complaint.is_about_officers:
        with translation.override(complaint.language):
            return _("Jawabannya ada di halaman aduan.")
    line = " ".join(words.split())
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT].rsplit(' ', 1)[0]} …"


def _recipient(complaint: Complaint) -> Recipient:
    resident: Resident | None = None if complaint.is_confidential else complaint.resident
    if resident is None:
        return Recipient(phone=str(complaint.phone), language=complaint.language)
    same = str(complaint.phone) == (resident.phone or "")
    return Recipient(
        phone=str(complaint.phone),
        email=str(resident.email or ""),
        language=complaint.language,
        owner=f"resident:{resident.public_id}" if same else "",
    )
