"""What publication has to say on the console's first page."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loket.catalogue.publishing_queries import waiting_requests
from loket.catalogue.starter_queries import updates

from ..attention import Attention


def from_publishing() -> Sequence[Attention]:
    """Drafts that wait for a second person, and what a later packaged catalogue offers."""
    found = []
    waiting = waiting_requests().count()
    if waiting:
        sentence = ngettext(
            "%(n)d draf layanan menunggu diperiksa orang kedua.",
            "%(n)d draf layanan menunggu diperiksa orang kedua.",
            waiting,
        )
        found.append(Attention(sentence % {"n": waiting}, reverse("console:publishing:list"), _("Periksa")))
    offered = sum(one.service is not None for one in updates())
    if offered:
        sentence = ngettext(
            "Katalog bawaan punya pembaruan untuk %(n)d layanan Anda.",
            "Katalog bawaan punya pembaruan untuk %(n)d layanan Anda.",
            offered,
        )
        url = reverse("console:publishing:updates")
        found.append(Attention(sentence % {"n": offered}, url, _("Bandingkan"), "nila"))
    return found
