"""What an appointment tells the person: made, moved, cancelled, missed, tomorrow.

A case's own reminder ("visit_soon") already speaks the day before; ``soon`` is for those who come without one.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from loket.applications.messages import moment_text
from loket.notifications.messages import MessageKind, Recipient
from loket.tenants.scope import current_tenant

from .models import Booking

_PLAIN = {
    "keperluan": "Perekaman KTP-el",
    "waktu": "Kamis 26 November pukul 09.20",
    "tempat": "Kantor Dukcapil, ruang rekam 1",
    "tiket": "J-7KQ4M2",
}
_ENGLISH = {
    "keperluan": "KTP-el recording",
    "waktu": "Thursday 26 November, 09.20",
    "tempat": "Kantor Dukcapil, ruang rekam 1",
}
_REASON = "Petugas perekaman sakit."
_REASON_EN = "The recording officer is ill."

BOOKED = MessageKind(
    "booked",
    "appointments",
    {**_PLAIN, "bawa": "KK", "catatan": ""},
    required=("waktu", "tempat", "tiket"),
    variables_en=_ENGLISH,
    moment="visit",
    title=_("Jadwal dipesan"),
)
MOVED = MessageKind(
    "moved",
    "appointments",
    {**_PLAIN, "sebab": _REASON},
    required=("waktu", "tempat", "tiket"),
    variables_en={**_ENGLISH, "sebab": _REASON_EN},
    moment="visit",
    title=_("Jadwal diubah"),
)
CANCELLED = MessageKind(
    "cancelled",
    "appointments",
    {**_PLAIN, "sebab": _REASON},
    required=("waktu", "tiket"),
    variables_en={**_ENGLISH, "sebab": _REASON_EN},
    moment="visit",
    title=_("Jadwal dibatalkan"),
)
MISSED = MessageKind(
    "missed",
    "appointments",
    _PLAIN,
    required=("waktu", "tiket"),
    variables_en=_ENGLISH,
    moment="visit",
    title=_("Tidak datang pada jadwal"),
)
SOON = MessageKind(
    "soon",
    "appointments",
    {**_PLAIN, "bawa": "KK"},
    required=("waktu", "tempat"),
    variables_en=_ENGLISH,
    moment="visit",
    title=_("Pengingat: jadwal besok"),
)

KINDS = (BOOKED, MOVED, CANCELLED, MISSED, SOON)


def recipient(booking: Booking) -> Recipient:
    """The person's addresses: the account's as they are now, else the number that was given."""
    resident = booking.resident
    if resident is None:
        return Recipient(phone=str(booking.phone or ""), language=booking.language)
    return Recipient(
        phone=str(resident.phone or booking.phone or ""),
        email=str(resident.email or ""),
        language=resident.account.language or "id",
        name=resident.name,
        owner=f"resident:{resident.public_id}",
    )


def variables(kind: MessageKind, booking: Booking) -> dict[str, str]:
    """The values that ``kind`` asks for, in the person's language."""
    with override(recipient(booking).language):
        values = {
            "keperluan": str(booking.kind_label),
            "waktu": moment_text(booking.starts_at),
            "tempat": booking.where,
            "tiket": booking.ticket,
            "bawa": booking.bring or "KTP/KK",
            "sebab": booking.reason,
            "catatan": current_tenant().visit_words,
        }
    return {name: values[name] for name in kind.variables}
