"""The browser of Ibu Rai, who administrates the dinas, and of officers who do not."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.test import Client

from loket.accounts.sessions import SessionStore
from loket.staff.actions.add_officer import add_officer
from loket.staff.models import Membership
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant, tenant_or_none


def hire(
    username: str = "rai", name: str = "Ibu Rai", roles: Sequence[str] = ("administrator",)
) -> Membership:
    """An officer of the dinas whose scope is open."""
    return add_officer(username, name, roles=list(roles), password="bukit-hijau-sejuk-7")


def at_console(membership: Membership, *, second_factor: bool = True) -> Client:
    """The officer's browser, password given and, unless told otherwise, the second factor."""
    store = SessionStore()
    if tenant_or_none() is not None:
        store.begin(membership.account, second_factor=second_factor)
    else:
        with in_tenant(membership.tenant):
            store.begin(membership.account, second_factor=second_factor)
    hosts = {"buleleng": "buleleng.localhost", "surakarta": "surakarta.localhost"}
    client = Client(headers={"host": hosts[membership.tenant.slug]})
    client.cookies[settings.SESSION_COOKIE_NAME] = str(store.session_key)
    return client


def rai(tenant: Tenant) -> Client:
    """Ibu Rai at the console of ``tenant`` (no scope open)."""
    with in_tenant(tenant):
        membership = hire()
    return at_console(membership)
