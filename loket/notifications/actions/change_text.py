"""Change one wording of the dinas; the outbox uses it from the next message on."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from loket.audit.actions.record import record
from loket.audit.actor import current_actor
from loket.foundation.kernel import clock
from loket.foundation.kernel.text import plain

from ..models import MessageText, TextChange
from ..own_texts import LONGEST_SUBJECT, LONGEST_TEXT, ChangedMeanwhile, Place, check_own_text
from ..queries import last_number
from ..texts import own_wording


def change_text(
    place: Place, *, text: str, subject: str = "", seen: int | None = None, what: str = "changed"
) -> TextChange | None:
    """Keep the wording, with its history and the record; None when nothing is different.

    ``seen``: number of the last change its author knew (None: does not matter). Raises ``TextFault`` or
    ``TextRefused`` for a wording that cannot be sent, ``ChangedMeanwhile`` when somebody changed it after ``seen``.
    """
    text = plain(text, max_length=LONGEST_TEXT, multiline=True)
    subject = plain(subject, max_length=LONGEST_SUBJECT) if place.channel == "email" else ""
    check_own_text(place.kind, channel=place.channel, subject=subject, text=text)
    newest = last_number(place)
    if seen is not None and seen != newest:
        raise ChangedMeanwhile
    own = own_wording(place)
    if own is not None and (own.subject, own.text) == (subject, text):
        return None
    change = add_change(place, newest + 1, what=what, subject=subject, text=text)
    MessageText.objects.update_or_create(
        **place.columns, defaults={"subject": subject, "text": text, "changed_at": change.at}
    )
    return change


def add_change(place: Place, number: int, *, what: str, subject: str = "", text: str = "") -> TextChange:
    """Write one line of the history and of the record. Raises ``ChangedMeanwhile`` when the number is taken."""
    actor = current_actor()
    change = TextChange(
        **place.columns,
        number=number,
        what=what,
        subject=subject,
        text=text,
        at=clock.now(),
        actor_id=actor.id,
        actor_name=actor.name,
    )
    try:
        with transaction.atomic():
            change.save()
    except IntegrityError:
        raise ChangedMeanwhile from None
    record(
        f"notifications.text_{what}",
        obj_type="message_text",
        obj_ref=place.kind.key,
        detail={
            "channel": place.channel,
            "language": place.language,
            "service": place.service,
            "number": number,
        },
    )
    return change
