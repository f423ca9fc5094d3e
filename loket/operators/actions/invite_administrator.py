"""An operator invites one more administrator: for a dinas whose administrators cannot log in any more."""

from __future__ import annotations

from django.db import transaction

from loket.audit.actor import Actor, acting
from loket.staff.actions.invite import Invited, invite
from loket.staff.rules import ADMINISTRATOR
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from ..models import Operator
from .note import note


@transaction.atomic
def invite_administrator(tenant: Tenant, person: Invited, *, by: Operator) -> None:
    """The invitation is on both records. Raises what ``staff.actions.invite`` raises."""
    with in_tenant(tenant), acting(Actor("operator", str(by.public_id), by.display_name)):
        invite(person, roles=[ADMINISTRATOR])
    note("invite_administrator", by=by, tenant_slug=tenant.slug)
