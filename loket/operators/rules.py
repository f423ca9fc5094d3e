"""Pure rules of the platform: limits, lifetimes, what a new dinas is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from loket.accounts.rules import Limit
from loket.foundation.kernel.errors import Refusal

IDLE, LIFETIME = timedelta(minutes=15), timedelta(hours=10)
#: Between password and second factor.
SECOND_FACTOR_WITHIN = timedelta(minutes=10)
#: Operators are few: all of them together, known names and unknown.
SIGN_IN = Limit("operator-sign-in", 30, 720)
SECOND_FACTOR = Limit("operator-second-factor", 10, 720)
REQUESTS = Limit("operator-requests", 60, 86400)

_PREFIX = re.compile(r"[A-Z]{3}")
#: Provinces by their code in the zones of Indonesian time (Keppres 41/1987 and the later provinces).
_WITA = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
_WIT = frozenset({"81", "82", "91", "92", "93", "94", "95", "96"})


class OrderRefused(Refusal):
    """A new dinas cannot be opened like this; ``code`` names the field."""

    default_code = "order"
    default_status = 422


@dataclass(frozen=True, slots=True)
class Order:
    """What an operator fills in to open a dinas."""

    host: str
    profile: str
    name: str
    short_name: str
    #: code of the kabupaten/kota: "51.08"
    regency: str
    #: three letters that begin each application number
    reference_prefix: str
    admin_name: str
    admin_username: str
    #: E.164 or empty; one of the two must be there
    admin_phone: str = ""
    admin_email: str = ""


def parse_prefix(text: str) -> str:
    """Three letters in upper case. Raises ``OrderRefused``."""
    prefix = text.strip().upper()
    if not _PREFIX.fullmatch(prefix):
        raise OrderRefused(_("Awalan nomor terdiri dari 3 huruf, misalnya BLL."), code="reference_prefix")
    return prefix


def time_zone_of(region: str) -> str:
    """The time zone of a region by the first two digits of its code."""
    province = region[:2]
    if province in _WITA:
        return "Asia/Makassar"
    return "Asia/Jayapura" if province in _WIT else "Asia/Jakarta"


def slug_of(host: str) -> str:
    """The short name of a dinas in keys and folders: "layanan-jembrana" for the host layanan.jembrana.example."""
    labels = host.split(".")
    return "-".join(labels[: max(1, len(labels) - 1)])[:50].strip("-")
