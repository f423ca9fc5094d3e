"""What the pages of publication look up first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest

from loket.catalogue.comparing import Change, compare
from loket.catalogue.compiling import compile_service
from loket.catalogue.draft_queries import shared_data
from loket.catalogue.models import Service, ServiceDraft, ServiceVersion
from loket.catalogue.publishing_queries import newest_version


def service_here(code: str) -> Service:
    """The service with this code in the dinas, or 404."""
    service: Service | None = Service.objects.filter(code=code).first()
    if service is None:
        raise Http404
    return service


def draft_here(code: str) -> ServiceDraft:
    """The draft of a service with everything the review needs, or 404."""
    found: ServiceDraft | None = (
        ServiceDraft.objects.select_related("service", "asked_to_publish_by", "updated_by", "request")
        .filter(service__code=code)
        .first()
    )
    if found is None:
        raise Http404
    return found


def title_of(definition: Mapping[str, Any]) -> str:
    """What people call a service."""
    return str(definition.get("title_id") or definition.get("name_id") or definition.get("code") or "")


def changes_of(draft: ServiceDraft, against: ServiceVersion | None = None) -> Sequence[Change] | None:
    """What the draft would change for residents; None for a draft too broken to compare."""
    return changes_between(against or newest_version(draft.service), draft, shared_data())


def changes_between(
    newest: ServiceVersion | None, draft: ServiceDraft, shared: Mapping[str, Any]
) -> Sequence[Change] | None:
    """The same for a page that knows the newest version and the shared parts; asks no query."""
    try:
        made = compile_service(draft.source, shared)
        return compare(newest.definition if newest else None, made)
    except (KeyError, ValueError, TypeError, AttributeError):
        return None


def revision_of(request: HttpRequest) -> int:
    """The revision the page showed; 0 for nonsense, which is never current."""
    sent = request.POST.get("revisi", "")
    return int(sent) if sent.isdecimal() and len(sent) < 9 else 0
