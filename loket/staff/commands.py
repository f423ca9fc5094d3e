"""What the command line asks of this app (``loket createstaff``)."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Sequence

from loket.foundation.kernel.errors import Refusal
from loket.tenants.models import PrintZone, Tenant
from loket.tenants.scope import in_tenant

from .actions.add_officer import add_officer

_SYLLABLES = [first + vowel for first in "bdgklmnprst" for vowel in "aiueo"]


def createstaff(
    tenant: Tenant, *, username: str, name: str, roles: Sequence[str], zone: str = "", password: str = ""
) -> int:
    """Make an officer's account and print how to log in. Returns the exit code: 0 done, 1 refused.

    Without ``password`` a random one is made and printed once; the officer enrols the second factor at the
    first log in. ``zone`` is the slug of a print zone.
    """
    first_password = password or new_password()
    try:
        with in_tenant(tenant):
            place = PrintZone.objects.filter(slug=zone).select_related("office").first() if zone else None
            if zone and place is None:
                print(f"Wilayah cetak {zone} tidak ada di {tenant.short_name}.", file=sys.stderr)
                return 1
            add_officer(
                username,
                name,
                roles=roles,
                password=first_password,
                zone=place,
                office=place.office if place else None,
            )
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(f"Petugas {username} dibuat di {tenant.short_name}. Masuk lewat /petugas/masuk/.")
    if not password:
        print(f"Kata sandi pertama: {first_password}")
    return 0


def new_password() -> str:
    """A random password that can be read aloud: about 60 bits."""
    words = ["".join(secrets.choice(_SYLLABLES) for _ in range(3)) for _ in range(4)]
    return "-".join(words)
