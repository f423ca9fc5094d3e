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
    required=("kode",),
    title=_("Kode masuk"),
    urgent=True,
    secret=True,
    lifetime=timedelta(minutes=5),
)
PASSWORD_CHANGED = MessageKind("password_changed", "accounts", {}, title=_("Kata sandi diganti"), email=True)
NIK_USED = MessageKind("nik_used", "residents", {}, title=_("NIK Anda dipakai mendaftar"), email=True)
PASSPORT_USED = MessageKind(
    "passport_used", "residents", {}, title=_("Paspor Anda dipakai mendaftar"), email=True
)
NIK_ATTACHED = MessageKind("nik_attached", "residents", {}, title=_("NIK dicatat di akun"), email=True)
VERIFIED = MessageKind(
    "verified",
    "residents",
    {"sapaan": _GREETING, "masuk": "NIK"},
    title=_("Akun disetujui"),
    email=True,
)
RETURNED = MessageKind(
    "returned",
    "residents",
    {
        "sapaan": _GREETING,
        "karena": "NIK yang diisi tidak sama dengan NIK di KTP",
        "langkah": "Ambil foto sekali lagi di tempat terang sampai tulisannya terbaca.",
    },
    required=("karena", "langkah"),
    variables_en={
        "karena": "the NIK you typed differs from the one on the KTP",
        "langkah": "Take the photo again where there is light, until the words can be read.",
    },
    title=_("Akun perlu diperbaiki"),
    email=True,
)
CANCELLED = MessageKind(
    "cancelled",
    "residents",
    {"sapaan": _GREETING, "karena": "data yang diisi tidak sesuai dengan KTP atau KK"},
    required=("karena",),
    variables_en={"karena": "what you typed does not match the KTP or KK"},
    title=_("Akun tidak bisa disetujui"),
    email=True,
)
FROZEN = MessageKind("frozen", "residents", {"sapaan": _GREETING}, title=_("Akun dibekukan"), email=True)
UNFROZEN = MessageKind(
    "unfrozen", "residents", {"sapaan": _GREETING}, title=_("Akun dibuka lagi"), email=True
)
PHONE_CHANGED = MessageKind(
    "phone_changed", "residents", {"sapaan": _GREETING}, title=_("Nomor HP akun diganti"), email=True
)
PHONE_LEFT = MessageKind("phone_left", "residents", {}, title=_("Nomor lama dilepas dari akun"))
