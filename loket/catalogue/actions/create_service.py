"""Begin a service that did not exist: from an empty page, or as a copy of another."""

from __future__ import annotations

import copy
from typing import Any

from django.db import transaction
from django.db.models import Max

from loket.accounts.models import Account
from loket.audit.actions.record import record

from ..draft_queries import source_of
from ..editing import free_name
from ..editing_parts import new_source
from ..models import DraftChange, Service, ServiceDraft


@transaction.atomic
def create_service(title: str, *, by: Account, copy_of: Service | None = None) -> ServiceDraft:
    """A closed service without a version, with its draft; ``copy_of`` takes over another's newest draft or version.

    Its code is made from the title and stays for ever.
    """
    code = free_name(title, Service.objects.values_list("code", flat=True), dash="-")
    source = new_source(code, title, category="pendaftaran_penduduk") if copy_of is None else _of(copy_of)
    source |= {"code": code, "title_id": title, "name_id": title}
    if copy_of is not None:
        source.pop("title_en", None)
        source.pop("name_en", None)
    last = Service.objects.aggregate(last=Max("position"))["last"] or 0
    service = Service(code=code, category=source["category"], position=last + 1, is_active=False)
    service.presence = (source.get("presence") or {}).get("mode", "online")
    service.save()
    draft = ServiceDraft(service=service, source=source, updated_by=by)
    draft.save()
    DraftChange(
        service=service, revision=1, element="part:head", what="created", label=title[:300], by=by
    ).save()
    record("catalogue.service.create", obj_type="service", obj_ref=code)
    return draft


def _of(service: Service) -> dict[str, Any]:
    draft = ServiceDraft.objects.filter(service=service).first()
    if draft is not None:
        return copy.deepcopy(dict(draft.source))
    return source_of(service.versions.order_by("-number")[:1].get())
