"""The reminder to load next year's free days."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from loket.foundation.kernel import clock
from loket.tenants.queries import missing_holiday_year
from loket.tenants.scope import current_tenant

from ..attention import Attention


def from_holidays() -> Sequence[Attention]:
    """Says which year has no national free days: deadlines would count them as working days."""
    today = clock.today(current_tenant().zone)
    year = missing_holiday_year(today)
    if year is None:
        return ()
    sentence = _("Hari libur %(year)d belum dimuat. Tenggat bisa salah hitung.") % {"year": year}
    tone = "bata" if year == today.year else "kunyit"
    address = f"{reverse('console:hours:holidays')}?tahun={year}"
    return (Attention(sentence, address, _("Muat hari libur"), tone=tone),)  # type: ignore[arg-type]  # two known tones
