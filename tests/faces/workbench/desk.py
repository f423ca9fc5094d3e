"""Browsers of officers who are already signed in with both factors."""

from __future__ import annotations

from django.conf import settings
from django.test import Client

from loket.accounts.sessions import SessionStore
from loket.applications.models import Application
from loket.staff.models import Membership
from loket.tenants.scope import in_tenant


def at_desk(membership: Membership, host: str = "buleleng.localhost") -> Client:
    """The officer's browser, password and second factor given."""
    with in_tenant(membership.tenant):
        store = SessionStore()
        store.begin(membership.account, second_factor=True)
    client = Client(headers={"host": host})
    client.cookies[settings.SESSION_COOKIE_NAME] = str(store.session_key)
    return client


def url(case: Application, verb: str = "") -> str:
    """The address of a case on the desk, or of one of its verbs."""
    return f"/petugas/permohonan/{case.reference}/{verb + '/' if verb else ''}"
