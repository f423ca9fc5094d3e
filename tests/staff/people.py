"""Officers for tests, and how they log in."""

from __future__ import annotations

from collections.abc import Sequence

import pyotp
from django.test import Client

from loket.foundation.kernel import clock
from loket.staff.actions.add_officer import add_officer
from loket.staff.models import Membership
from loket.tenants.models import PrintZone, Tenant
from loket.tenants.scope import in_tenant

OFFICER_PASSWORD = "gunung batur di pagi hari"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def officer(
    tenant: Tenant, username: str = "made", *, roles: Sequence[str] = ("verifikator_user",), zone: str = ""
) -> Membership:
    """An officer whose second factor is enrolled already."""
    with in_tenant(tenant):
        place = PrintZone.objects.get(slug=zone) if zone else None
        return add_officer(
            username,
            f"{username.title()} Contoh",
            roles=roles,
            password=OFFICER_PASSWORD,
            zone=place,
            totp_secret=TOTP_SECRET,
        )


def totp_now(offset: int = 0) -> str:
    """The code the app shows now (or ``offset`` steps of 30 seconds later)."""
    return pyotp.TOTP(TOTP_SECRET).generate_otp(int(clock.now().timestamp()) // 30 + offset)


def signed_in(membership: Membership) -> Client:
    """A browser in which the officer has given password and second factor."""
    host = membership.tenant.hosts.get().host
    browser = Client(headers={"host": host})
    first = browser.post(
        "/petugas/masuk/", {"username": membership.account.username, "password": OFFICER_PASSWORD}
    )
    assert first.status_code == 302, first.content.decode()
    second = browser.post("/petugas/masuk/kode/", {"kode": totp_now()})
    assert second.status_code == 302, second.content.decode()
    return browser
