"""Messages to officers about their own accounts."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from loket.notifications.messages import MessageKind

_LINK = "buleleng.localhost/petugas/undangan/5rQ0b7ZpTqk3mXw9sYc1Ug/"

INVITED = MessageKind(
    "invited",
    "staff",
    {"tautan": _LINK, "hari": "3"},
    title=_("Undangan menjadi petugas"),
    email=True,
    secret=True,
    lifetime=timedelta(days=3),
)
SECOND_FACTOR_RESET = MessageKind(
    "second_factor_reset", "staff", {}, title=_("Autentikator Anda dilepas"), email=True
)
DEACTIVATED = MessageKind("deactivated", "staff", {}, title=_("Akses Anda ditutup"), email=True)
