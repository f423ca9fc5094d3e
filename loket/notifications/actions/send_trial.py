"""Send a wording, as it stands in the editor, to the person who wrote it."""

from __future__ import annotations

from collections.abc import Mapping

from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.tenants.keys import lookup_hash

from ..messages import TEST
from ..models import Message
from ..own_texts import Place, check_own_text
from ..recipients import Recipient
from ..texts import Wording, filled, standard_values
from ..wakeup import defer_delivery


def send_trial(
    place: Place, *, subject: str, text: str, to: Recipient, samples: Mapping[str, str]
) -> Message | None:
    """Promise the wording filled in with ``samples``; None when ``to`` has no address on the channel.

    Raises ``TextFault`` for a wording that cannot be sent. It goes on this channel only.
    """
    check_own_text(place.kind, channel=place.channel, subject=subject, text=text, samples=samples)
    address = to.address_on(place.channel)
    if not address:
        return None
    values = {**standard_values(), **samples}
    wording = filled(
        place.kind, Wording(subject, text), values, channel=place.channel, language=place.language
    )
    message = Message(
        kind=TEST.key,
        channel=place.channel,
        language=place.language,
        to=address,
        to_hash=lookup_hash(address),
        addresses={},
        variables={},
        subject=wording.subject,
        text=wording.text,
        not_before=clock.now(),
    )
    message.save()
    defer_delivery(message)
    record(
        "notifications.text_tried",
        obj_type="message_text",
        obj_ref=place.kind.key,
        detail={"channel": place.channel},
    )
    return message
