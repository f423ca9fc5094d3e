"""What the home page says about messages that reached nobody."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loket.notifications.queries import piles_of_messages

from ..attention import Attention


def from_messages() -> Sequence[Attention]:
    """Messages given up on: residents wait for them."""
    failed = piles_of_messages()["failed"]
    if not failed:
        return ()
    sentence = ngettext("%(n)d pesan tidak sampai ke warga.", "%(n)d pesan tidak sampai ke warga.", failed)
    return (Attention(sentence % {"n": failed}, reverse("console:health:show"), _("Lihat"), "bata"),)
