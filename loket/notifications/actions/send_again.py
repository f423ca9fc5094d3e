"""Try a message once more that was given up on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal

from .. import lifecycle
from ..models import Message
from ..wakeup import defer_delivery


class CannotSendAgain(Refusal):
    """The message is not set aside any more, or its text was wiped because it held a secret."""

    default_code = "not_set_aside"
    default_status = 409


def send_again(message: Message) -> None:
    """Queue a message that was set aside; raises ``CannotSendAgain`` when there is nothing to send."""
    if message.text == "" or not lifecycle.send_again(message):
        raise CannotSendAgain(_("Pesan ini sudah dikirim lagi, atau isinya sudah dihapus."))
    message.refresh_from_db()
    defer_delivery(message)
    record(
        "notifications.sent_again",
        obj_type="message",
        obj_ref=str(message.key),
        detail={"kind": message.kind},
    )
