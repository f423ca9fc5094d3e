"""What the home page says about missing translations."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..attention import Attention
from .pairs import MISSING, pairs


def from_translations() -> Sequence[Attention]:
    """Writing of the dinas' own that English readers get in Indonesian."""
    missing = sum(pair.standing == MISSING for pair in pairs())
    if not missing:
        return ()
    sentence = ngettext(
        "%(n)d tulisan dinas belum ada bahasa Inggrisnya.",
        "%(n)d tulisan dinas belum ada bahasa Inggrisnya.",
        missing,
    )
    url = f"{reverse('console:translations:list')}?belum=1"
    return (Attention(sentence % {"n": missing}, url, _("Terjemahkan"), "nila"),)
