"""Take services of an administrator's catalogue file over, published at once or as drafts; all of them or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loket.accounts.models import Account
from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import current_tenant

from ..compiling import checksum
from ..draft_queries import shared_data
from ..editing import Edited
from ..loading import Catalogue, packaged
from ..models import (
    DraftChange,
    Presence,
    Publication,
    Service,
    ServiceDraft,
    ServiceVersion,
    SharedPart,
)
from ..publishing_queries import newest_version
from ..sections import LISTED, SECTIONS, Part, parts_of
from ..standing_alone import faithful
from .change_draft import change_draft
from .open_draft import open_draft
from .publish_draft import make_version


class DraftsInTheWay(Refusal):
    """Services that somebody is working on; ``codes`` name them. Nothing was taken over."""

    default_code = "drafts_in_the_way"
    default_status = 409

    def __init__(self, codes: Sequence[str]) -> None:
        listed = ", ".join(codes[:8])
        super().__init__(
            format_lazy(
                _("Masih ada draf yang dikerjakan: {names}. Terbitkan atau buang dulu."), names=listed
            )
        )
        self.codes = list(codes)


@dataclass(frozen=True)
class TakenOver:
    """Codes of what came of it: new versions, drafts, and services that were the same already."""

    published: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    same: tuple[str, ...] = ()


@transaction.atomic
def take_over_file(
    catalogue: Catalogue, *, codes: Sequence[str], by: Account | None, publishes: bool
) -> TakenOver:
    """Services ``codes`` of the file as new versions (``publishes``) or as drafts, in one transaction.

    Services that are new here stay closed. Shared parts that nobody here uses yet come from the file; where
    the dinas has its own, the services keep the file's words in their own rows. Drafts need an account. Raises
    ``DraftsInTheWay`` where a service has a draft with other words, KeyError for an unknown code.
    """
    services = _services(catalogue, codes)
    shared = _shared(catalogue)
    wanted = {code: faithful(catalogue.services[code], catalogue.definition(code), shared) for code in codes}
    _refuse_drafts(services, wanted)
    published, drafts, same = [], [], []
    for code in codes:
        service, definition = services[code], catalogue.definition(code)
        newest = newest_version(service)
        if newest is not None and newest.checksum == checksum(definition):
            same.append(code)
        elif publishes:
            version = make_version(service, definition, wanted[code])
            Publication.objects.create(
                version=version, asked_by=by, published_by=by, note=catalogue.name[:200]
            )
            published.append(code)
        elif by is not None:
            _draft(service, newest, wanted[code], by=by, name=catalogue.name)
            drafts.append(code)
    detail = {"published": len(published), "drafts": len(drafts), "same": len(same)}
    record("catalogue.file.import", obj_type="catalogue", detail=detail)
    return TakenOver(tuple(published), tuple(drafts), tuple(same))


def _services(catalogue: Catalogue, codes: Sequence[str]) -> Mapping[str, Service]:
    """The services by code, locked; those new here are made, closed."""
    known = {
        service.code: service for service in Service.objects.select_for_update(no_key=True).order_by("pk")
    }
    last = Service.objects.aggregate(last=Max("position"))["last"] or 0
    modes = set(Presence.values)
    for code in codes:
        if code not in known:
            row, last = catalogue.services[code], last + 1
            mode = (row.get("presence") or {}).get("mode")
            known[code] = Service.objects.create(
                code=code,
                category=str(row.get("category") or "")[:40],
                position=last,
                is_active=False,
                presence=mode if mode in modes else Presence.ONLINE,
            )
    return known


def _shared(catalogue: Catalogue) -> dict[str, Any]:
    """Keep the shared parts of the file that this dinas can have, and return what it has now."""
    tenant = current_tenant()
    untouched = not ServiceVersion.objects.exists() and not ServiceDraft.objects.exists()
    rows = {(part.section, part.slug): part for part in SharedPart.objects.select_for_update()}
    if not rows and not untouched:  # opened before parts were kept: it has been using the packaged ones
        made = SharedPart.objects.bulk_create(_part(one, tenant) for one in parts_of(packaged().data))
        rows = {(part.section, part.slug): part for part in made}
    brought = {(part.section, part.slug): part for part in parts_of(catalogue.data)}
    SharedPart.objects.bulk_create(_part(one, tenant) for key, one in brought.items() if key not in rows)
    if untouched:
        _replace(rows, brought)
    return shared_data()


def _part(one: Part, tenant: Any) -> SharedPart:
    return SharedPart(
        tenant=tenant,
        section=one.section,
        slug=one.slug,
        position=one.position,
        definition=one.definition,
    )


def _replace(rows: Mapping[tuple[str, str], SharedPart], brought: Mapping[tuple[str, str], Part]) -> None:
    """In a dinas without any service: the parts as the file has them; lists whose order counts as a whole."""
    whole = {section for section in SECTIONS if section in LISTED or section == "categories"}
    named = {section for section, _slug in brought}
    gone = [part.pk for key, part in rows.items() if key not in brought and key[0] in whole & named]
    SharedPart.objects.filter(pk__in=gone).delete()
    changed = []
    for key, part in rows.items():
        one = brought.get(key)
        if one is not None and (part.definition, part.position) != (one.definition, one.position):
            part.definition, part.position, part.revision = one.definition, one.position, part.revision + 1
            changed.append(part)
    SharedPart.objects.bulk_update(changed, ["definition", "position", "revision"])


def _refuse_drafts(services: Mapping[str, Service], wanted: Mapping[str, Any]) -> None:
    keys = {services[code].pk: code for code in wanted}
    rows = ServiceDraft.objects.filter(service_id__in=keys).values_list("service_id", "source")
    busy = [keys[key] for key, source in rows if source != wanted[keys[key]]]
    if busy:
        raise DraftsInTheWay(sorted(busy))


def _draft(
    service: Service, newest: ServiceVersion | None, source: dict[str, Any], *, by: Account, name: str
) -> None:
    if newest is None:
        if not ServiceDraft.objects.filter(service=service).exists():
            ServiceDraft.objects.create(service=service, source=source, updated_by=by)
            change = DraftChange(service=service, revision=1, element="part:file", what="imported", by=by)
            change.label = name[:300]
            change.save()
        return
    draft = open_draft(service, by=by)
    change_draft(draft, partial(_replaced, whole=source, name=name), revision=draft.revision, by=by)


def _replaced(
    source: Mapping[str, Any], shared: Mapping[str, Any], *, whole: dict[str, Any], name: str
) -> Edited:
    return Edited(dict(whole), "part:file", "imported", name)
