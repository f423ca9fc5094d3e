"""An office gives up a reply it kept ready."""

from __future__ import annotations

from loket.audit.actions.record import record

from ..models import Reply


def drop_reply(reply: Reply) -> None:
    """Forget it; a packaged reply of the same title is offered again."""
    record("conversations.reply_dropped", obj_type="reply", obj_ref=str(reply.public_id))
    reply.delete()
