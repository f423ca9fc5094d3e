"""Residents and an officer of a fresh Buleleng, each with a session of their own; printed as JSON."""

from __future__ import annotations

import json
import sys
from typing import Any

import django

django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402 - after setup
from django.db import connection  # noqa: E402 - after setup

from loket.accounts.actions.create_account import create_account  # noqa: E402 - after setup
from loket.accounts.models import Kind  # noqa: E402 - after setup
from loket.accounts.sessions import SessionStore  # noqa: E402 - after setup
from loket.catalogue.actions.open_dinas import open_dinas  # noqa: E402 - after setup
from loket.foundation.kernel import clock  # noqa: E402 - after setup
from loket.foundation.kernel.names import normalised  # noqa: E402 - after setup
from loket.residents.models import Resident  # noqa: E402 - after setup
from loket.staff.actions.add_officer import add_officer  # noqa: E402 - after setup
from loket.staff.labels import ROLES  # noqa: E402 - after setup
from loket.tenants.keys import lookup_hash  # noqa: E402 - after setup
from loket.tenants.models import Tenant  # noqa: E402 - after setup
from loket.tenants.scope import in_tenant  # noqa: E402 - after setup

from .machine import HOST  # noqa: E402 - after setup

VILLAGE = "51.08.06.1001"
KECAMATAN = VILLAGE[:8]


def _nik(number: int) -> str:
    day, month = 1 + number % 28, 1 + number // 28 % 12
    return f"510806{day:02d}{month:02d}{60 + number // 336 % 40:02d}{1 + number // 13440:04d}"


def _resident(number: int, password_hash: str) -> str:
    nik, kk, phone = _nik(number), f"51080601012{number:05d}", f"+62812{number:08d}"
    name = f"Ketut Ukur {number}"
    account = create_account(Kind.RESIDENT, nik, password_hash=password_hash, display_name=name)
    now = clock.now()
    resident = Resident.objects.create(
        account=account, name=name, name_search=normalised(name),
        nik=nik, nik_hash=lookup_hash(nik), nik_masked=f"{nik[:6]}••••••{nik[-4:]}",
        nomor_kk=kk, kk_hash=lookup_hash(kk), kk_given_at=now,
        phone=phone, phone_hash=lookup_hash(phone), phone_proved_at=now,
        village_code=VILLAGE, kecamatan_code=KECAMATAN, registered_at=now, verified_at=now,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.lifecycle', %s, true)", [f"resident:{resident.pk}:1"])
    Resident.objects.filter(pk=resident.pk).update(state="verified", version=1)
    return _session(account)


def _session(account: Any, *, second_factor: bool = False) -> str:
    session = SessionStore()
    session.begin(account, second_factor=second_factor)
    session.save()
    return str(session.session_key)


def main() -> None:
    """Open the dinas when it is not there, and add so many residents."""
    first, count = int(sys.argv[1]), int(sys.argv[2])
    tenant = Tenant.objects.filter(slug="buleleng").first() or open_dinas("buleleng", HOST)
    password_hash = make_password("bukan sandi sungguhan 7731")
    with in_tenant(tenant):
        found: dict[str, Any] = {
            "residents": [_resident(n, password_hash) for n in range(first, first + count)]
        }
        if first == 0:
            officer = add_officer(
                "ukur", "Petugas Ukur", roles=list(ROLES), password="sandi-ukur-7731-panjang"
            )
            found["officer"] = _session(officer.account, second_factor=True)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
