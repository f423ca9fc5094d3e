"""What a conversation tells the resident: that the office wrote. The words themselves stay on the site."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.notifications.messages import MessageKind

WRITTEN = MessageKind(
    "written",
    "conversations",
    {"layanan": "KTP-el hilang", "nomor": "BLL-26-7KQ4M2XP-C"},
    required=("nomor",),
    title=_("Petugas menulis tentang permohonan"),
    email=True,
)

KINDS = (WRITTEN,)
