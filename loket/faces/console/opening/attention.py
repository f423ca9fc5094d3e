"""A dinas that residents cannot use yet says so on the first page."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from loket.tenants.scope import current_tenant

from ..attention import Attention


def from_opening() -> Sequence[Attention]:
    """Nothing once it is public."""
    if current_tenant().public_since is not None:
        return ()
    sentence = _("Dinas ini belum terbuka untuk warga. Selesaikan daftar periksanya.")
    return (Attention(sentence, reverse("console:opening:show"), _("Lihat daftar periksa"), tone="kunyit"),)
