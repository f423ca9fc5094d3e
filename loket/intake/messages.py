"""Messages about help and calls."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from loket.notifications.messages import MessageKind

CONSENT = MessageKind(
    "consent",
    "intake",
    {"kode": "482913", "tempat": "Kantor Desa Lokapaksa"},
    required=("kode", "tempat"),
    title=_("Izin untuk pendamping"),
    urgent=True,
    secret=True,
    lifetime=timedelta(minutes=5),
)
HELPED = MessageKind(
    "helped",
    "intake",
    {"tempat": "Kantor Desa Lokapaksa"},
    required=("tempat",),
    title=_("Pendamping diberi izin"),
)
CALL_RECEIVED = MessageKind(
    "call_received",
    "intake",
    {"nomor": "T-7KQ4", "kapan": "Senin, 23 November, 15.30 WITA"},
    required=("nomor", "kapan"),
    variables_en={"kapan": "Monday, 23 November, 15.30 WITA"},
    title=_("Permintaan telepon diterima"),
)
CALL_MISSED = MessageKind(
    "call_missed",
    "intake",
    {"nomor": "T-7KQ4"},
    required=("nomor",),
    title=_("Kami menelepon, belum tersambung"),
)
