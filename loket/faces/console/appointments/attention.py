"""The reminder that people are booked for hours that are closed."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loket.appointments.queries import stranded_people

from ..attention import Attention


def from_appointments() -> Sequence[Attention]:
    """Says how many come to a closed door unless somebody moves them; two queries."""
    count = sum(len(people) for people in stranded_people().values())
    if not count:
        return ()
    said = ngettext(
        "%(n)d orang dijadwalkan pada jam yang ditutup.",
        "%(n)d orang dijadwalkan pada jam yang ditutup.",
        count,
    ) % {"n": count}
    return (Attention(said, reverse("console:appointments:list"), _("Pindahkan dan kabari"), tone="bata"),)
