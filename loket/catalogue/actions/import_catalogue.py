"""Take services of a catalogue file over into the present dinas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from loket.audit.actions.record import record
from loket.audit.actor import Actor
from loket.foundation.kernel import clock
from loket.tenants.models import Tenant
from loket.tenants.rules import PlannedService, profile, profiles
from loket.tenants.scope import current_tenant

from ..compiling import checksum
from ..loading import Catalogue
from ..models import Presence, Service, ServiceVersion, SharedPart
from ..queries import latest_versions
from ..sections import parts_of


@transaction.atomic
def import_catalogue(
    catalogue: Catalogue,
    *,
    codes: Sequence[str],
    by: Actor | None,
    plan: Mapping[str, PlannedService] | None = None,
) -> list[ServiceVersion]:
    """Open the services ``codes`` (in that order) with a new version where the file says something new.

    Existing applications keep the version they were made with. Returns the versions made; importing the
    same file twice makes none. Heading and presence come from the office's profile; ``plan`` says more of
    new services: their channels and since when. Raises KeyError for a code that the file does not have.
    """
    tenant = current_tenant()
    _copy_parts(catalogue, tenant)
    services = _services(catalogue, codes, tenant, plan)
    newest = {version.service_id: version for version in latest_versions(published=False)}
    made = []
    for code in codes:
        definition = catalogue.definition(code)
        service, sum_ = services[code], checksum(catalogue.definition(code))
        last = newest.get(service.pk)
        if last is None or last.checksum != sum_:
            number = 1 if last is None else last.number + 1
            version = ServiceVersion(
                tenant=tenant,
                service=service,
                number=number,
                definition=definition,
                source=catalogue.services[code],
                checksum=sum_,
            )
            version.published_at = clock.now()
            made.append(version)
    ServiceVersion.objects.bulk_create(made)
    record(
        "catalogue.import", actor=by, obj_type="catalogue", detail={"services": len(codes), "new": len(made)}
    )
    return made


def _copy_parts(catalogue: Catalogue, tenant: Tenant) -> None:
    """Shared parts that are new to the dinas; what it has stays as it is."""
    known = set(SharedPart.objects.values_list("section", "slug"))
    SharedPart.objects.bulk_create(
        SharedPart(
            tenant=tenant,
            section=part.section,
            slug=part.slug,
            position=part.position,
            definition=part.definition,
        )
        for part in parts_of(catalogue.data)
        if (part.section, part.slug) not in known
    )


def _services(
    catalogue: Catalogue, codes: Sequence[str], tenant: Tenant, plan: Mapping[str, PlannedService] | None
) -> Mapping[str, Service]:
    known = {service.code: service for service in Service.objects.all()}
    planned = _profile_of(tenant) if plan is None else plan
    missing = [
        Service(
            tenant=tenant,
            code=code,
            category=catalogue.services[code].get("category", ""),
            position=position,
            **_settings(catalogue.services[code], planned.get(code), with_channels=plan is not None),
        )
        for position, code in enumerate(codes, start=len(known) + 1)
        if code not in known
    ]
    for service in Service.objects.bulk_create(missing):
        known[service.code] = service
    return known


def _settings(
    row: Mapping[str, Any], planned: PlannedService | None, *, with_channels: bool
) -> dict[str, Any]:
    presence = row.get("presence", {}).get("mode", Presence.ONLINE)
    if planned is None:
        return {"presence": presence}
    settings = {
        "group_name": planned.heading,
        "presence": planned.presence or presence,
        "presence_note": planned.reason_id,
        "presence_note_en": planned.reason_en,
    }
    if with_channels:
        settings |= {
            "channel_web": planned.on_web,
            "channel_whatsapp": planned.on_whatsapp,
            "available_from": planned.since,
        }
    return settings


def _profile_of(tenant: Tenant) -> Mapping[str, PlannedService]:
    return profile(tenant.profile).plan(date.max) if tenant.profile in profiles() else {}
