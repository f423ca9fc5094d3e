"""What the demo dinas wrote itself: a page that stays and an announcement that passes."""

from __future__ import annotations

from datetime import timedelta

from loket.foundation.kernel import clock
from loket.tenants.actions.keep_notice import keep_notice
from loket.tenants.models import Announcement, Page, Tenant

_PROMISE = {
    "title": "Maklumat pelayanan",
    "body": (
        "Kami berjanji:\n\n- melayani **tanpa pungutan**,\n- memeriksa berkas paling lambat satu hari kerja,\n"
        "- memberi tahu alasan bila ada yang perlu diperbaiki."
        "\n\nAda yang kurang? Sampaikan lewat [Bantuan](/bantuan/)."
    ),
    "title_en": "Our promise",
    "body_en": (
        "We promise:\n\n- to serve you **free of charge**,\n- to check your papers within one working day,\n"
        "- to say why when something must be mended.\n\nNot satisfied? Tell us under [Help](/bantuan/)."
    ),
    "is_published": True,
}
_NEWS = {
    "title": "Perekaman KTP keliling di Kecamatan Sawan",
    "body": "Khusus pemula umur 16 sampai 17 tahun. Bawa fotokopi KK.",
    "is_published": True,
}


def write(tenant: Tenant) -> None:
    """Write both, as the demo's administrator would; the scope of the dinas must be open."""
    keep_notice(Page(), _PROMISE, seen=0, by="Ibu Rai")
    until = clock.today(tenant.zone) + timedelta(days=14)
    keep_notice(Announcement(), {**_NEWS, "ends_on": until}, seen=0, by="Ibu Rai")
