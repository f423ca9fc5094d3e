"""A dinas as its office profile describes it: offices, settings, wordings and services together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from loket.notifications.actions.adopt_texts import adopt_texts
from loket.tenants.actions.create_from_profile import create_from_profile
from loket.tenants.models import Tenant
from loket.tenants.rules import profile
from loket.tenants.scope import in_tenant

from ..loading import packaged
from .import_catalogue import import_catalogue


@transaction.atomic
def open_dinas(
    profile_name: str, host: str, *, stage: date | None = None, own: Mapping[str, Any] | None = None
) -> Tenant:
    """Create the dinas of a packaged profile at ``host``, with the services open on ``stage``.

    Without a stage: with all that the profile's source names. ``own``: as in ``create_from_profile``.
    Whole or not at all. Raises ``Refusal`` as ``create_from_profile`` does.
    """
    tenant = create_from_profile(profile_name, host, stage=stage, own=own)
    chosen = profile(profile_name)
    with in_tenant(tenant):
        plan = chosen.plan(stage or date.max)
        import_catalogue(packaged(), codes=list(plan), by=None, plan=plan)
        adopt_texts(chosen.values.get("texts", ()))
    return tenant
