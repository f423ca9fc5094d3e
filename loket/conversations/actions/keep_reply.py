"""An office keeps a reply ready for its officers."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.text import plain

from ..models import Reply

#: More is no choice but a search.
MOST = 40


class ReplyRefused(Refusal):
    """The reply cannot be kept like this."""

    default_code = "reply"


def keep_reply(title: str, text: str, text_en: str = "") -> Reply:
    """Keep a new reply; one with a packaged title takes its place. Raises ``ReplyRefused`` with the field."""
    name, words = plain(title, max_length=60), plain(text, max_length=500, multiline=True)
    if not name:
        raise ReplyRefused(_("Beri nama yang pendek, misalnya “Bawa dokumen asli”."), field="judul")
    if not words:
        raise ReplyRefused(_("Tulis balasannya dulu."), field="teks")
    if Reply.objects.count() >= MOST:
        raise ReplyRefused(_("Paling banyak 40 balasan. Hapus satu dulu."), field="judul")
    try:
        with transaction.atomic():
            made: Reply = Reply.objects.create(
                title=name, text=words, text_en=plain(text_en, max_length=500, multiline=True)
            )
    except IntegrityError:
        raise ReplyRefused(_("Balasan dengan nama ini sudah ada."), field="judul") from None
    record("conversations.reply_kept", obj_type="reply", obj_ref=str(made.public_id))
    return made
