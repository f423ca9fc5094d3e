"""What the home page says about texts."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from loket.notifications.kinds import kinds
from loket.notifications.own_texts import Place, check_own_text
from loket.notifications.queries import own_texts
from loket.notifications.rules import TextFault

from ..attention import Attention
from .places import address


def from_texts() -> Sequence[Attention]:
    """Own wordings that can no longer be sent, so that the default goes out instead."""
    found = []
    for row in own_texts():
        kind = kinds.get(row.kind)
        if kind is None:
            continue
        try:
            check_own_text(kind, channel=row.channel, subject=row.subject or str(kind.title), text=row.text)
        except TextFault:
            sentence = _("Teks “%(kind)s” tidak bisa dipakai; teks bawaan dikirim.") % {"kind": kind.title}
            url = address(Place(kind, row.channel, row.language, row.service))
            found.append(Attention(sentence, url, _("Perbaiki")))
    return found
