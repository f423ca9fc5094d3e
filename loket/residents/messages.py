"""Messages about accounts. ``accounts.code`` stands here because messages stand above ``accounts``."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from loket.notifications.messages import MessageKind

_GREETING = "Bu Ni Luh Putu Sari Dewi"

CODE = MessageKind(
    "code",
    "accounts",
    {"kode": "482913"},
    title=_("Kode masuk"),
    urgent=True,
    secret=True,
    lifetime=timedelta(minutes=5),
)
PASSWORD_CHANGED = MessageKind("password_changed", "accounts", {}, title=_("Kata sandi diganti"), email=True)
NIK_USED = MessageKind("nik_used", "residents", {}, title=_("NIK Anda dipakai mendaftar"), email=True)
VERIFIED = MessageKind("verified", "residents", {"sapaan": _GREETING}, title=_("Akun disetujui"), email=True)
RETURNED = MessageKind(
    "returned",
    "residents",
    {
        "sapaan": _GREETING,
        "karena": "NIK yang diisi tidak sama dengan NIK di KTP",
        "langkah": "Ambil foto sekali lagi di tempat terang sampai tulisannya terbaca.",
    },
    title=_("Akun perlu diperbaiki"),
    email=True,
)
CANCELLED = MessageKind(
    "cancelled",
    "residents",
    {"sapaan": _GREETING, "karena": "data yang diisi tidak sesuai dengan KTP atau KK"},
    title=_("Akun tidak bisa disetujui"),
    email=True,
)
